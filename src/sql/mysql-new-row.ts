import { type CompiledQuery, type Expression, sql } from 'kysely'
import type { Builder, NewRow } from './dialect.js'
import type { Steps } from './executor.js'
import { isSameName } from './identifier.js'
import { bytesOfId, isBytes, mysqlIdAsText } from './mysql-columns.js'
import { describeMysqlTable, type MysqlTableShape } from './mysql-introspection.js'

/** Writes the row and answers its id as text, or null when nothing tells which one it got. */
export function* insertMysqlRow(builder: Builder, given: NewRow): Steps<string | null> {
  const shape = yield* describeMysqlTable(builder, given.table, given.schema)
  const row = shape === null ? given : withBytes(given, shape)
  yield insert(builder, row)
  const which = shape === null ? null : whereNew(row, shape)
  if (which === null) return null
  const { rows } = yield sql`
    select ${mysqlIdAsText(row.id)} as id from ${tableOf(row)} where ${which}`.compile(builder)
  // Two rows would be somebody else's account.
  const id = rows.length === 1 ? rows[0]?.['id'] : null
  return typeof id === 'string' ? id : null
}

/** An id in hexadecimal digits, where the column holds the bytes. */
function withBytes(row: NewRow, shape: MysqlTableShape): NewRow {
  const given = row.values[row.id]
  const column = shape.columns.find(({ name }) => isSameName(name, row.id))
  if (typeof given !== 'string' || !isBytes(column?.type ?? '')) return row
  return { ...row, values: { ...row.values, [row.id]: bytesOfId(given) ?? given } }
}

function insert(builder: Builder, row: NewRow): CompiledQuery {
  const names = Object.keys(row.values).map((name) => sql.ref(name))
  const values = Object.values(row.values).map((value) => sql`${value}`)
  return sql`
    insert into ${tableOf(row)} (${sql.join(names)}) values (${sql.join(values)})`.compile(builder)
}

/** MySQL has no RETURNING. The server's own memory is exact where a driver rounds, and it is of this connection only. */
function whereNew({ id, values }: NewRow, shape: MysqlTableShape): Expression<unknown> | null {
  if (isGiven(values[id])) return sql`${sql.ref(id)} = ${values[id]}`
  const isCounted = shape.columns.some((column) => isSameName(column.name, id) && column.countsUp)
  if (isCounted) return sql`${sql.ref(id)} = last_insert_id()`
  // A trigger or `default (uuid())` made it: another key of the row leads there.
  const key = shape.uniqueKeys.find(({ columns }) => columns.every((column) => isGiven(values[column])))
  if (key === undefined) return null
  const parts = key.columns.map((column) => sql`${sql.ref(column)} = ${values[column]}`)
  return sql.join(parts, sql` and `)
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined
}

function tableOf({ table, schema }: NewRow) {
  return sql.table(schema === null ? table : `${schema}.${table}`)
}
