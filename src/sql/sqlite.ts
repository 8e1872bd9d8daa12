import {
  type CompiledQuery,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import type { Attempt, Builder, Dialect, Schema } from './dialect.js'
import { isBusy, readSqliteViolation } from './sqlite-errors.js'
import { columnsOfSqliteIndex, describeSqliteTable } from './sqlite-introspection.js'
import { addSqliteColumn, createSqliteTable, createSqliteUniqueIndex } from './sqlite-tables.js'

export function createSqliteDialect(): Dialect {
  const builder = createBuilder()
  return {
    name: 'sqlite',
    builder,
    readViolation: readSqliteViolation,
    isTransient: isBusy,
    // NOCASE folds A to Z and nothing else, and uses an index on a NOCASE column.
    equalsIgnoringCase: (column, value) => sql`${sql.ref(column)} = ${value} collate nocase`,
    columnsOfIndex: (index, among) => columnsOfSqliteIndex(builder, index, among),
    describeTable: (table, schema) => describeSqliteTable(builder, table, schema),
    countAttempt: (attempt) => countAttempt(builder, attempt),
    createTable: (definition) => createSqliteTable(builder, definition),
    addColumn: (table, column) => addSqliteColumn(builder, table, column),
    createUniqueIndex: (table, columns) => createSqliteUniqueIndex(builder, table, columns),
  }
}

function createBuilder(): Builder {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new SqliteIntrospector(database),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

function countAttempt(builder: Builder, { table, key, now, expiresAt }: Attempt): CompiledQuery {
  const row = sql.table(table)
  return sql`
    insert into ${row} (id, attempts, expires_at) values (${key}, 1, ${expiresAt})
    on conflict (id) do update set
      attempts = case when ${row}.expires_at > ${now} then ${row}.attempts + 1 else 1 end,
      expires_at = case when ${row}.expires_at > ${now} then ${row}.expires_at else excluded.expires_at end
    returning attempts, expires_at`.compile(builder)
}
