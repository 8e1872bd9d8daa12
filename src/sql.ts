import { describeHash, recognizeHash, verifyNobody, verifyPasswordHash } from './passwords/verify.js'
import type { HostDatabase } from './sql/database.js'
import { inspect } from './sql/inspect.js'
import type { Inspection, InspectionChoices } from './sql/inspection.js'
import type { SqlHostOptions } from './sql/options.js'
import { createSqlHost, type SqlHost } from './sql/sql-host.js'

export { type OrderedNotice, orderNotice } from './ports/notice-order.js'
export type { SqlAccess, SqlQuery } from './sql/apps/access.js'
export type {
  AppDatabase,
  KnexInstance,
  MikroOrmInstance,
  PostgresJsInstance,
  PrismaInstance,
  SequelizeInstance,
  TypeormInstance,
} from './sql/apps/open-app-database.js'
export type { DrizzleInstance, HostDatabase, KyselyInstance } from './sql/database.js'
export {
  AccountUnavailableError,
  DatabaseBusyError,
  ImportChangedError,
  MigrationLockedError,
  OutcomeUnknownError,
  SqlConfigurationError,
} from './sql/errors.js'
export type { Finding } from './sql/finding.js'
export { importLinks } from './sql/import.js'
export { type SubjectsTable, subjectsInTable } from './sql/import-from-table.js'
export type { ImportChoices, ImportOutcome, ImportProgress, ImportSource } from './sql/import-options.js'
export type { ImportProblem, ImportReason, ImportRow } from './sql/import-row.js'
export type {
  Candidate,
  ColumnFinding,
  Confidence,
  HashFinding,
  Inspection,
  InspectionChoices,
  InspectionProblem,
  Question,
} from './sql/inspection.js'
export type { SqlLinkStore } from './sql/link-store.js'
export type { MysqlPool, MysqlPoolConnection, MysqlPromisePool, MysqlStatement } from './sql/mysql-pool.js'
export type { NodeSqliteHandle, NodeSqliteStatement } from './sql/node-sqlite.js'
export type {
  AccountsMapping,
  ColumnValue,
  DefaultValues,
  EmailTable,
  Flag,
  LinksMapping,
  MadeValue,
  NameColumns,
  NormalizedColumn,
  OwnTable,
  PasswordHashTable,
  SqlAccount,
  SqlHostOptions,
  UsernameColumn,
} from './sql/options.js'
export type { PostgresClient, PostgresPool, PostgresResult } from './sql/postgres-pool.js'
export {
  isMigrationTool,
  type MigrationTool,
  migrationTools,
  type PrintOptions,
  printTables,
} from './sql/print/print-tables.js'
export type { SqlHost } from './sql/sql-host.js'
export { type SqlLinks, type SqlLinksOptions, sqlLinks } from './sql/sql-links.js'
export type { SqliteHandle, SqliteStatement } from './sql/sqlite-handle.js'

/**
 * Makes a host out of the database a site already has. Throws `SqlConfigurationError` with all problems of the
 * mapping: over a SQLite handle the site's own table is looked at, too; `problems()` finds the rest. Sessions and
 * lockouts are the site's own: give `endAccess`, and `verifyPassword` or `admit` where its sign-in does more than
 * compare a hash.
 */
export function sqlHost(options: SqlHostOptions): SqlHost {
  return createSqlHost(options, { describeHash, recognizeHash, verifyNobody, verifyPasswordHash })
}

/**
 * Looks at a database and proposes how its accounts become a host: the tables that come into question, best first,
 * each with a column for every part of an account, how sure that is and why, and what nobody but you can say. Only
 * reads: the catalog, some fifty rows of a table by primary key, and whether addresses are shared, in tables of up to
 * 100,000 rows. No hash and no address is part of the answer. Throws `SqlConfigurationError` for what is no database.
 */
export function inspectDatabase(
  database: HostDatabase,
  choices: InspectionChoices = {},
): Promise<Inspection> {
  return inspect(database, choices, describeHash)
}
