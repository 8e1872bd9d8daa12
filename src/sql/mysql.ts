import { DummyDriver, Kysely, MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler, sql } from 'kysely'
import type { Builder, Dialect, Schema } from './dialect.js'
import { describeMysqlEmail, describeMysqlId, mysqlIdAsText } from './mysql-columns.js'
import { countMysqlAttempt, sweepMysqlRows } from './mysql-counting.js'
import { isMysqlTransient, readMysqlViolation } from './mysql-errors.js'
import { columnsOfMysqlViolation, describeMysqlTable } from './mysql-introspection.js'
import { migrateMysqlAlone } from './mysql-migration.js'
import { insertMysqlRow } from './mysql-new-row.js'
import { addMysqlColumn, createMysqlTable, createMysqlUniqueIndex } from './mysql-tables.js'

/** MySQL 8 and MariaDB. */
export function createMysqlDialect(): Dialect {
  const builder = createBuilder()
  return {
    name: 'mysql',
    builder,
    readViolation: readMysqlViolation,
    columnsOf: (violation, among) => columnsOfMysqlViolation(builder, violation, among),
    isTransient: isMysqlTransient,
    describeTable: (table, schema) => describeMysqlTable(builder, table, schema),
    describeId: (place) => describeMysqlId(builder, place),
    describeEmail: (place) => describeMysqlEmail(builder, place),
    idAsText: mysqlIdAsText,
    instantAsText: (column) => sql`${sql.ref(column)}`,
    insertRow: (row) => insertMysqlRow(builder, row),
    countAttempt: (attempt) => countMysqlAttempt(builder, attempt),
    sweepExpired: (table, now, most) => sweepMysqlRows(builder, table, now, most),
    migrateAlone: (steps) => migrateMysqlAlone(builder, steps),
    createTable: (definition) => createMysqlTable(builder, definition),
    addColumn: (table, column) => addMysqlColumn(builder, table, column),
    createUniqueIndex: (table, columns) => createMysqlUniqueIndex(builder, table, columns),
  }
}

function createBuilder(): Builder {
  return new Kysely<Schema>({
    dialect: {
      createAdapter: () => new MysqlAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (database) => new MysqlIntrospector(database),
      createQueryCompiler: () => new MysqlQueryCompiler(),
    },
  })
}
