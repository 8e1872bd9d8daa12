import { sql } from 'kysely'
import type { Builder } from './dialect.js'
import type { Row, Steps } from './executor.js'
import {
  type Catalog,
  type CatalogColumn,
  type CatalogTable,
  groupsBy,
  kindOfType,
  partsByTable,
  readKey,
  readReference,
  type TableParts,
  textOf,
  truth,
} from './inspect-catalog.js'

/** Everything about the tables of the connection's database, in four queries. */
export function* readMysqlCatalog(builder: Builder): Steps<Catalog> {
  // Every name has an alias: MySQL 8 answers in upper case, MariaDB as asked.
  const tables = yield sql`
    select table_name as name, table_type as kind, table_rows as estimated_rows
    from information_schema.tables where table_schema = database() order by table_name`.compile(builder)
  const columns = yield sql`
    select table_name as table_name, column_name as name, column_type as type, is_nullable as is_nullable,
      column_default is not null as has_value, extra as extra, collation_name as collation,
      character_maximum_length as length
    from information_schema.columns where table_schema = database()
    order by table_name, ordinal_position`.compile(builder)
  const keys = yield sql`
    select table_name as table_name, index_name as key_name, non_unique as non_unique, column_name as column_name,
      sub_part as sub_part
    from information_schema.statistics where table_schema = database()
    order by table_name, index_name, seq_in_index`.compile(builder)
  const references = yield sql`
    select table_name as table_name, constraint_name as key_name, column_name as column_name,
      referenced_table_name as to_table, referenced_column_name as to_column
    from information_schema.key_column_usage
    where table_schema = database() and referenced_table_name is not null
    order by table_name, constraint_name, ordinal_position`.compile(builder)
  const of = partsByTable({ columns, keys, references }, 'table_name')
  return { quote: '`', tables: tables.rows.map((row) => readTable(row, of)) }
}

function readTable(row: Row, of: TableParts): CatalogTable {
  const name = String(row['name'])
  const estimate = row['estimated_rows']
  return {
    schema: null,
    name,
    kind: String(row['kind']).toUpperCase().endsWith('VIEW') ? 'view' : 'table',
    columns: (of.columns.get(name) ?? []).map(readColumn),
    keys: groupsBy(of.keys.get(name) ?? [], 'key_name').map((parts) => readKey(parts.map(withRole))),
    references: groupsBy(of.references.get(name) ?? [], 'key_name').map((parts) =>
      readReference(parts, null),
    ),
    estimatedRows: estimate === null || estimate === undefined ? null : Number(estimate),
    access: 'readable',
  }
}

function withRole(part: Row): Row {
  const isPrimary = part['key_name'] === 'PRIMARY'
  // A key over the first characters of a column keeps those unique; still nothing else than the column.
  return { ...part, is_primary: isPrimary, is_unique: Number(part['non_unique']) === 0, is_partial: false }
}

function readColumn(row: Row): CatalogColumn {
  const type = String(row['type']).toLowerCase()
  const collation = textOf(row['collation'])
  return {
    name: String(row['name']),
    type,
    kind: kindOfType(type),
    isRequired: !truth(row['is_nullable']),
    hasDefault: truth(row['has_value']) || /auto_increment|generated/i.test(String(row['extra'])),
    length: row['length'] === null || row['length'] === undefined ? null : Number(row['length']),
    comparison: /_ci$/i.test(collation) ? 'ignore-case' : 'exact',
    allowed: type.startsWith('enum(')
      ? [...type.matchAll(/'((?:[^']|'')*)'/g)].map(([, word = '']) => word)
      : null,
  }
}
