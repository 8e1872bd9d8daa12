import { sql } from 'kysely'
import type { Builder } from './dialect.js'
import type { Row, Steps } from './executor.js'
import {
  type Catalog,
  type CatalogColumn,
  type CatalogKey,
  type CatalogTable,
  groupRows,
  kindOfType,
  lengthOfType,
  partsByTable,
  readKey,
  readReference,
  type TableParts,
  textOf,
  truth,
} from './inspect-catalog.js'

/** Everything about the tables of the main database, in four queries. */
export function* readSqliteCatalog(builder: Builder): Steps<Catalog> {
  const tables = yield sql`
    select name, type, sql from sqlite_master
    where type in ('table', 'view') and name not like 'sqlite~_%' escape '~' order by name`.compile(builder)
  const columns = yield sql`
    select list.name as table_name, part.name, part.type, part."notnull" as is_required, part.dflt_value,
      part.pk, part.hidden
    from sqlite_master as list, pragma_table_xinfo(list.name) as part
    where list.type in ('table', 'view') order by list.name, part.cid`.compile(builder)
  const keys = yield sql`
    select list.name as table_name, key.name as key_name, key."unique" as is_unique, key.origin = 'pk' as is_primary,
      key.partial as is_partial, part.name as column_name, part.coll, made.sql as expression
    from sqlite_master as list, pragma_index_list(list.name) as key, pragma_index_xinfo(key.name) as part
    left join sqlite_master as made on made.type = 'index' and made.name = key.name
    where list.type = 'table' and part.key = 1 order by list.name, key.name, part.seqno`.compile(builder)
  const references = yield sql`
    select list.name as table_name, key.id, key."table" as to_table, key."from" as column_name, key."to" as to_column
    from sqlite_master as list, pragma_foreign_key_list(list.name) as key
    where list.type = 'table' order by list.name, key.id, key.seq`.compile(builder)
  const of = partsByTable({ columns, keys, references }, 'table_name')
  return { quote: '"', tables: tables.rows.map((row) => readTable(row, of)) }
}

function readTable(row: Row, of: TableParts): CatalogTable {
  const name = String(row['name'])
  const columns = of.columns.get(name) ?? []
  const keys = of.keys.get(name) ?? []
  const references = groupRows(of.references.get(name) ?? [], (part) => String(part['id']))
  return {
    schema: null,
    name,
    kind: row['type'] === 'view' ? 'view' : 'table',
    columns: columns.map((column) => readColumn(column, { definition: textOf(row['sql']), keys })),
    keys: [...rowIdKey(columns), ...readKeys(keys)],
    references: [...references.values()].map((parts) => readReference(parts, null)),
    estimatedRows: null,
    access: 'readable',
  }
}

interface Surroundings {
  readonly definition: string
  readonly keys: readonly Row[]
}

function readColumn(row: Row, { definition, keys }: Surroundings): CatalogColumn {
  const name = String(row['name'])
  const type = String(row['type']).toLowerCase()
  const collation =
    keys.find((part) => part['column_name'] === name)?.['coll'] ?? declaredCollation(definition, name)
  return {
    name,
    type,
    // SQLite takes any value in a column whose type says nothing.
    kind: type === '' ? 'text' : kindOfType(type),
    isRequired: truth(row['is_required']),
    hasDefault: row['dflt_value'] !== null || isRowId(row) || Number(row['hidden']) > 1,
    length: lengthOfType(type),
    comparison: textOf(collation).toUpperCase() === 'NOCASE' ? 'ignore-case' : 'exact',
    allowed: null,
  }
}

/** No pragma tells the collation of a column; its definition does. */
function declaredCollation(definition: string, column: string): string {
  const name = column.replaceAll(/[^\w]/g, '\\$&')
  const found = new RegExp(`[\\s(,"\`[]${name}["\`\\]]?\\s[^,]*?\\bcollate\\s+(?<collation>\\w+)`, 'i').exec(
    definition,
  )
  return found?.groups?.['collation'] ?? 'BINARY'
}

function isRowId(row: Row): boolean {
  return Number(row['pk']) === 1 && String(row['type']).toLowerCase() === 'integer'
}

function rowIdKey(columns: readonly Row[]): CatalogKey[] {
  const parts = columns.filter((column) => Number(column['pk']) > 0)
  const [only] = parts
  if (only === undefined || parts.length > 1 || !isRowId(only)) return []
  return [{ columns: [String(only['name'])], role: 'primary', coversAllRows: true }]
}

function readKeys(parts: readonly Row[]): CatalogKey[] {
  return [...groupRows(parts, (part) => String(part['key_name'])).values()].map((rows) =>
    readKey(rows.map((row) => ({ ...row, expression: insideOf(row['expression']) }))),
  )
}

/** What stands between the first and the last parenthesis of `create index … on t (lower(email))`. */
function insideOf(definition: unknown): string {
  const text = typeof definition === 'string' ? definition : ''
  return text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'))
}
