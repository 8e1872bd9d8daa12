import { sql } from 'kysely'
import type { Builder } from './dialect.js'
import type { Row, Steps } from './executor.js'
import type { CatalogTable } from './inspect-catalog.js'

/** Rows looked at from each end of a table: old accounts and new ones are often stored differently. */
const rowsFromEachEnd = 25

/** Some rows by primary key, so that a large table costs no more than a small one. */
export function* sampleRows(builder: Builder, table: CatalogTable, columns: readonly string[]): Steps<Row[]> {
  const key = table.keys.find(({ role }) => role === 'primary')?.columns ?? []
  if (columns.length === 0 || table.access === 'refused') return []
  const selected = sql.join([...new Set([...key, ...columns])].map((name) => sql.id(name)))
  const from = sql`select ${selected} from ${tableName(table)}`
  if (key.length === 0) return [...(yield sql`${from} limit ${rowLimit}`.compile(builder)).rows]
  const up = sql.join(key.map((name) => sql.id(name)))
  const down = sql.join(key.map((name) => sql`${sql.id(name)} desc`))
  const first = yield sql`${from} order by ${up} limit ${rowLimit}`.compile(builder)
  const last = yield sql`${from} order by ${down} limit ${rowLimit}`.compile(builder)
  return distinct([...first.rows, ...last.rows], key)
}

const rowLimit = sql.raw(String(rowsFromEachEnd))

export function tableName({ schema, name }: Pick<CatalogTable, 'schema' | 'name'>) {
  return schema === null ? sql.id(name) : sql.id(schema, name)
}

function distinct(rows: readonly Row[], key: readonly string[]): Row[] {
  const idOf = (row: Row): string => key.map((name) => String(row[name])).join('\n')
  return [...new Map(rows.map((row) => [idOf(row), row])).values()]
}
