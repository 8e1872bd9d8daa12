import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely'
import type { Attempt, Builder, Dialect, NewRow, Schema } from './dialect.js'
import type { Row, Steps } from './executor.js'
import { describePostgresEmail, describePostgresId } from './postgres-columns.js'
import { isPostgresConflict, readPostgresViolation } from './postgres-errors.js'
import { columnsOfPostgresViolation, describePostgresTable } from './postgres-introspection.js'
import { addPostgresColumn, createPostgresTable, createPostgresUniqueIndex } from './postgres-tables.js'

export function createPostgresDialect(): Dialect {
  const builder = createBuilder()
  return {
    name: 'postgres',
    builder,
    readViolation: readPostgresViolation,
    columnsOf: (violation, among) => columnsOfPostgresViolation(builder, violation, among),
    isTransient: isPostgresConflict,
    describeTable: (table, schema) => describePostgresTable(builder, table, schema),
    describeId: (place) => describePostgresId(builder, place),
    describeEmail: (place) => describePostgresEmail(builder, place),
    idAsText: (column) => sql`cast(${sql.ref(column)} as text)`,
    instantAsText,
    insertRow: (row) => insertRow(builder, row),
    countAttempt: (attempt) => countAttempt(builder, attempt),
    sweepExpired: (table, now, most) => sweepExpired(builder, table, now, most),
    migrateAlone: (steps) => migrateAlone(builder, steps),
    createTable: (definition) => createPostgresTable(builder, definition),
    addColumn: (table, column) => addPostgresColumn(builder, table, column),
    createUniqueIndex: (table, columns) => createPostgresUniqueIndex(builder, table, columns),
  }
}

function createBuilder(): Builder {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

// JSON has one form for a time, whatever DateStyle the session, and whatever parser the driver, was given.
function instantAsText(column: string): RawBuilder<string | null> {
  return sql`to_json(${sql.ref(column)}) #>> '{}'`
}

function* insertRow(builder: Builder, { table, schema, id, values }: NewRow): Steps<string | null> {
  const insert = builder.insertInto(schema === null ? table : `${schema}.${table}`)
  const filled = Object.keys(values).length === 0 ? insert.defaultValues() : insert.values(values)
  const { rows } = yield filled.returning(sql<string>`cast(${sql.ref(id)} as text)`.as('id')).compile()
  const made = rows[0]?.['id']
  return typeof made === 'string' ? made : null
}

function* countAttempt(builder: Builder, { table, key, now, expiresAt }: Attempt): Steps<Row> {
  const { rows } = yield sql`
    insert into ${sql.table(table)} as held (id, attempts, expires_at) values (${key}, 1, ${expiresAt})
    on conflict (id) do update set
      attempts = case when held.expires_at > ${now} then held.attempts + 1 else 1 end,
      expires_at = case when held.expires_at > ${now} then held.expires_at else excluded.expires_at end
    returning attempts, ${instantAsText('expires_at')} as expires_at`.compile(builder)
  return rows[0] ?? {}
}

// Two that sweep at once must not wait for each other's rows, in two orders.
function* sweepExpired(builder: Builder, table: string, now: string, most: number): Steps<void> {
  const expired = builder.selectFrom(table).select('id').where('expires_at', '<', now).limit(most)
  yield builder.deleteFrom(table).where('id', 'in', expired.forUpdate().skipLocked()).compile()
}

// Any number nobody else is likely to have chosen: the lock is of the whole database.
const migrationLock = 7_241_904_115_330_226

function* migrateAlone<T>(builder: Builder, steps: Steps<T>): Steps<T> {
  // As text: Prisma knows no answer of the type `void`.
  yield sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})::text`.compile(builder)
  return yield* steps
}
