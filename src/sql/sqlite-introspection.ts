import { sql } from 'kysely'
import type { Builder, Column, TableShape, UniqueKey, Violation } from './dialect.js'
import type { Row, Steps } from './executor.js'

/** Columns and unique keys of a table, or null when there is none. */
export function* describeSqliteTable(
  builder: Builder,
  table: string,
  schema: string | null,
): Steps<TableShape | null> {
  const inSchema = schema ?? 'main'
  const columns = yield sql`
    select name, type, "notnull" as is_required, dflt_value, pk from pragma_table_info(${table}, ${inSchema})
    order by cid`.compile(builder)
  if (columns.rows.length === 0) return null
  const parts = yield sql`
    select list.name as key_name, list.partial, part.name, part.coll
    from pragma_index_list(${table}, ${inSchema}) as list, pragma_index_xinfo(list.name, ${inSchema}) as part
    where list."unique" = 1 and part.key = 1
    order by list.name, part.seqno`.compile(builder)
  return {
    columns: columns.rows.map(readColumn),
    uniqueKeys: [...readUniqueKeys(parts.rows), ...rowIdKey(columns.rows)],
  }
}

function readColumn(row: Row): Column {
  const type = String(row['type'])
  // `integer primary key` is the row id: filled in when it is left out.
  const isRowId = Number(row['pk']) === 1 && type.toLowerCase() === 'integer'
  return {
    name: String(row['name']),
    type,
    isRequired: Number(row['is_required']) === 1,
    hasDefault: row['dflt_value'] !== null || isRowId,
  }
}

function readUniqueKeys(parts: readonly Row[]): UniqueKey[] {
  const names = [...new Set(parts.map((part) => part['key_name']))]
  const keys = names.map((name) => parts.filter((part) => part['key_name'] === name))
  return keys.map((key) => ({
    // An expression has no name, and no column of ours is called that.
    columns: key.map((part) => (typeof part['name'] === 'string' ? part['name'] : '(expression)')),
    coversAllRows: key.every((part) => Number(part['partial']) === 0),
    comparesBytes: key.every((part) => String(part['coll']).toUpperCase() === 'BINARY'),
  }))
}

function rowIdKey(columns: readonly Row[]): UniqueKey[] {
  const keys = columns.filter((column) => Number(column['pk']) > 0)
  const [first] = keys
  if (keys.length !== 1 || String(first?.['type']).toLowerCase() !== 'integer') return []
  return [{ columns: [String(first?.['name'])], coversAllRows: true, comparesBytes: true }]
}

/** An index over an expression (`lower(email)`) is reported by its name alone. */
export function* columnsOfSqliteViolation(
  builder: Builder,
  { columns, index }: Violation,
  among: readonly string[],
): Steps<readonly string[]> {
  if (index === null) return columns
  const { rows } = yield sql`select sql from sqlite_master where type = 'index' and name = ${index}`.compile(
    builder,
  )
  const found = rows[0]?.['sql']
  const definition = typeof found === 'string' ? found : ''
  const words = new Set(
    definition
      .slice(definition.indexOf('('))
      .toLowerCase()
      .match(/[\w$]+/g) ?? [],
  )
  return among.filter((column) => words.has(column.toLowerCase()))
}
