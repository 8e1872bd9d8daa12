import { createHash } from 'node:crypto'
import { type CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Builder, ColumnDefinition, TableDefinition } from './dialect.js'
import { withoutSchema } from './identifier.js'

// A table made without these takes the server's default collation, under which `…ABC` and `…abc` are one subject. ASCII,
// not bytes: beside a column of any other character set it gives way, so that a join still uses that column's index.
const ascii = 'character set ascii collate ascii_bin'

const types: Record<ColumnDefinition['type'], string> = {
  'row-id': 'bigint unsigned not null auto_increment primary key',
  key: `varchar(255) ${ascii}`,
  text: 'text character set utf8mb4 collate utf8mb4_bin',
  // ISO 8601 in UTC: no time zone of a session, a pool or a driver shifts text.
  instant: `varchar(32) ${ascii}`,
  count: 'bigint',
}

/** One statement with all keys in it: DDL is not undone, and a table without its keys would be worse than none. */
export function createMysqlTable(builder: Builder, table: TableDefinition): CompiledQuery[] {
  const parts = [
    ...table.columns.map(describeColumn),
    ...table.unique.map((columns) => describeUnique(table, columns)),
    ...table.indexed.map((column) => sql`key (${sql.ref(column)})`),
  ]
  // Older servers have row formats whose keys end after 767 bytes, and engines without transactions.
  const options = sql.raw('engine = InnoDB row_format = dynamic default character set utf8mb4')
  return [
    sql`create table if not exists ${sql.table(table.name)} (${sql.join(parts)}) ${options}`.compile(builder),
  ]
}

export function addMysqlColumn(builder: Builder, table: string, column: ColumnDefinition): CompiledQuery {
  // A column that is added to existing rows starts empty, whatever it will be for new ones.
  const added = describeColumn({ ...column, presence: 'optional' })
  return sql`alter table ${sql.table(table)} add column ${added}`.compile(builder)
}

export function createMysqlUniqueIndex(
  builder: Builder,
  table: string,
  columns: readonly string[],
): CompiledQuery {
  const index = sql.ref(indexName([withoutSchema(table), ...columns, 'unique'].join('_')))
  const over = sql.join(columns.map((column) => sql.ref(column)))
  return sql`create unique index ${index} on ${sql.table(table)} (${over})`.compile(builder)
}

function describeColumn({ name, type, presence }: ColumnDefinition): RawBuilder<unknown> {
  if (type === 'row-id') return sql`${sql.ref(name)} ${sql.raw(types[type])}`
  const nullable = presence === 'required' ? sql.raw('not null') : sql.raw('null')
  return sql`${sql.ref(name)} ${sql.raw(types[type])} ${nullable}`
}

// Some servers refuse a table without a primary key, and replication is slow on one.
function describeUnique(table: TableDefinition, columns: readonly string[]): RawBuilder<unknown> {
  const over = sql.join(columns.map((column) => sql.ref(column)))
  const isFirst = columns === table.unique[0] && table.columns.every(({ type }) => type !== 'row-id')
  const isFilled = columns.every((name) =>
    table.columns.some((column) => column.name === name && column.presence === 'required'),
  )
  return isFirst && isFilled ? sql`primary key (${over})` : sql`unique key (${over})`
}

/** A name has 64 characters at most. */
function indexName(name: string): string {
  if (name.length <= 64) return name
  return `${name.slice(0, 50)}_${createHash('sha256').update(name).digest('hex').slice(0, 12)}`
}
