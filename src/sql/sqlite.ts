import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely'
import type {
  Attempt,
  Builder,
  ColumnPlace,
  Dialect,
  EmailColumn,
  IdColumn,
  NewRow,
  Schema,
} from './dialect.js'
import type { Row, Steps } from './executor.js'
import { isBusy, readSqliteViolation } from './sqlite-errors.js'
import { columnsOfSqliteViolation, describeSqliteTable } from './sqlite-introspection.js'
import { addSqliteColumn, createSqliteTable, createSqliteUniqueIndex } from './sqlite-tables.js'

export function createSqliteDialect(): Dialect {
  const builder = createBuilder()
  return {
    name: 'sqlite',
    builder,
    readViolation: readSqliteViolation,
    isTransient: isBusy,
    columnsOf: (violation, among) => columnsOfSqliteViolation(builder, violation, among),
    describeTable: (table, schema) => describeSqliteTable(builder, table, schema),
    // Nothing to ask: SQLite turns text into a number where the column wants one.
    describeId: (place) => known(place, idColumn),
    describeEmail: (place) => known(place, emailColumn),
    idAsText: (column) => sql`cast(${sql.ref(column)} as text)`,
    instantAsText: (column) => sql`${sql.ref(column)}`,
    insertRow: (row) => insertRow(builder, row),
    countAttempt: (attempt) => countAttempt(builder, attempt),
    sweepExpired: (table, now, most) => sweepExpired(builder, table, now, most),
    // A write transaction is alone on the database as it is.
    migrateAlone: (steps) => steps,
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

const idColumn: IdColumn = {
  equals: (column, id) => sql`${sql.ref(column)} = ${id}`,
  equalsText: (column, textColumn) => sql`${sql.ref(column)} = ${sql.ref(textColumn)}`,
}

const emailColumn: EmailColumn = {
  // NOCASE folds A to Z and nothing else, and uses an index on a NOCASE column.
  equalsIgnoringCase: (column, value) => sql`${sql.ref(column)} = ${value} collate nocase`,
}

// oxlint-disable-next-line require-yield -- Other databases have to be asked.
function* known<T>(_place: ColumnPlace, answer: T): Steps<T> {
  return answer
}

function* insertRow(builder: Builder, { table, schema, id, values }: NewRow): Steps<string | null> {
  const insert = builder.insertInto(schema === null ? table : `${schema}.${table}`)
  const filled = Object.keys(values).length === 0 ? insert.defaultValues() : insert.values(values)
  const { rows } = yield filled.returning(sql<string>`cast(${sql.ref(id)} as text)`.as('id')).compile()
  const made = rows[0]?.['id']
  return typeof made === 'string' ? made : null
}

function* countAttempt(builder: Builder, { table, key, now, expiresAt }: Attempt): Steps<Row> {
  const row = sql.table(table)
  const { rows } = yield sql`
    insert into ${row} (id, attempts, expires_at) values (${key}, 1, ${expiresAt})
    on conflict (id) do update set
      attempts = case when ${row}.expires_at > ${now} then ${row}.attempts + 1 else 1 end,
      expires_at = case when ${row}.expires_at > ${now} then ${row}.expires_at else excluded.expires_at end
    returning attempts, expires_at`.compile(builder)
  return rows[0] ?? {}
}

function* sweepExpired(builder: Builder, table: string, now: string, most: number): Steps<void> {
  const expired = builder.selectFrom(table).select('id').where('expires_at', '<', now).limit(most)
  yield builder.deleteFrom(table).where('id', 'in', expired).compile()
}
