import { type CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Builder, ColumnDefinition, TableDefinition } from './dialect.js'
import { withoutSchema } from './identifier.js'

// Collation is spelled out where a different one would let two subjects pass for the same.
const types: Record<ColumnDefinition['type'], string> = {
  'row-id': 'integer primary key',
  key: 'text collate binary',
  text: 'text',
  instant: 'text',
  count: 'integer',
}

export function createSqliteTable(builder: Builder, table: TableDefinition): CompiledQuery[] {
  const parts = [...table.columns.map(describeColumn), ...table.unique.map(describeUnique)]
  const create = sql`create table if not exists ${sql.table(table.name)} (${sql.join(parts)})`.compile(
    builder,
  )
  return [create, ...table.indexed.map((column) => createIndex(builder, table.name, column))]
}

export function addSqliteColumn(builder: Builder, table: string, column: ColumnDefinition): CompiledQuery {
  // A column that is added to existing rows starts empty, whatever it will be for new ones.
  const added = describeColumn({ ...column, presence: 'optional' })
  return sql`alter table ${sql.table(table)} add column ${added}`.compile(builder)
}

export function createSqliteUniqueIndex(
  builder: Builder,
  table: string,
  columns: readonly string[],
): CompiledQuery {
  const index = sql.ref([withoutSchema(table), ...columns, 'unique'].join('_'))
  const on = sql`${sql.ref(withoutSchema(table))} (${sql.join(columns.map((column) => sql.ref(column)))})`
  return sql`create unique index if not exists ${inSchema(table, index)} on ${on}`.compile(builder)
}

function createIndex(builder: Builder, table: string, column: string): CompiledQuery {
  const index = inSchema(table, sql.ref(`${withoutSchema(table)}_${column}`))
  const on = sql`${sql.ref(withoutSchema(table))} (${sql.ref(column)})`
  return sql`create index if not exists ${index} on ${on}`.compile(builder)
}

function describeColumn({ name, type, presence }: ColumnDefinition): RawBuilder<unknown> {
  const required = presence === 'required' && type !== 'row-id' ? sql` not null` : sql``
  return sql`${sql.ref(name)} ${sql.raw(types[type])}${required}`
}

function describeUnique(columns: readonly string[]): RawBuilder<unknown> {
  return sql`unique (${sql.join(columns.map((column) => sql.ref(column)))})`
}

// SQLite wants the schema in front of the index, not of the table.
function inSchema(table: string, index: RawBuilder<unknown>): RawBuilder<unknown> {
  const dot = table.indexOf('.')
  return dot === -1 ? index : sql`${sql.ref(table.slice(0, dot))}.${index}`
}
