import type { Builder, Dialect } from './dialect.js'
import type { Executor } from './executor.js'
import { executeOnKysely } from './kysely-executor.js'
import { createMysqlDialect } from './mysql.js'
import type { MysqlConnections } from './mysql-connections.js'
import { executeOnMysql } from './mysql-executor.js'
import { connectionsOfKysely } from './mysql-kysely.js'
import { connectionsOfPool, isMysqlPool, type MysqlPool } from './mysql-pool.js'
import { connectionOfNode, isNodeSqliteHandle, type NodeSqliteHandle } from './node-sqlite.js'
import { createPostgresDialect } from './postgres.js'
import { isCommitUnknown, isPostgresConnectionLost } from './postgres-errors.js'
import { executeOnPostgresPool, isPostgresPool, type PostgresPool } from './postgres-pool.js'
import { createSqliteDialect } from './sqlite.js'
import type { SqliteConnection } from './sqlite-connection.js'
import { executeOnSqlite } from './sqlite-executor.js'
import { connectionOfHandle, isSqliteHandle, type SqliteHandle } from './sqlite-handle.js'

/**
 * A database the host has open: a pool of pg or mysql2, a handle of libsql, better-sqlite3 or node:sqlite, or an
 * instance of Kysely, or of Drizzle over one of these.
 */
export type HostDatabase =
  | PostgresPool
  | MysqlPool
  | SqliteHandle
  | NodeSqliteHandle
  | KyselyInstance
  | DrizzleInstance

/** Any Kysely instance, whatever tables it knows. */
export interface KyselyInstance {
  readonly isTransaction: boolean
  withoutPlugins(): unknown
}

/** A database of Drizzle, whatever tables it knows. */
export interface DrizzleInstance {
  readonly $client: unknown
}

/** A database with what is peculiar to it. */
export interface Database {
  readonly dialect: Dialect
  readonly builder: Builder
  readonly executor: Executor
}

/** Recognises what the host handed over, or answers null. */
export function openDatabase(database: unknown): Database | null {
  if (typeof database !== 'object' || database === null) return null
  // Drizzle keeps the driver it was given, which does what it does and knows when a transaction is open.
  if ('$client' in database) return openDatabase(database.$client)
  if (isKysely(database)) return overKysely(database)
  if (isPostgresPool(database)) return withDialect(createPostgresDialect(), executeOnPostgresPool(database))
  if (isMysqlPool(database)) return overMysql(connectionsOfPool(database))
  if (isSqliteHandle(database)) return overSqlite(connectionOfHandle(database))
  return isNodeSqliteHandle(database) ? overSqlite(connectionOfNode(database)) : null
}

function overSqlite(connection: SqliteConnection): Database {
  return withDialect(createSqliteDialect(), executeOnSqlite(connection))
}

// The host may have a copy of Kysely of its own, whose classes are not ours.
function isKysely(database: object): database is Builder {
  return ['getExecutor', 'withoutPlugins', 'selectFrom', 'transaction'].every(
    (name) => typeof Reflect.get(database, name) === 'function',
  )
}

function overKysely(database: Builder): Database | null {
  const kind = kindOf(database)
  if (kind === 'mysql') return overMysql(connectionsOfKysely(database))
  if (kind === 'postgres') {
    const losses = { isConnectionLost: isPostgresConnectionLost, isCommitUnknown }
    const dialect = createPostgresDialect()
    return withDialect(dialect, executeOnKysely(database, dialect, losses))
  }
  const dialect = createSqliteDialect()
  return kind === 'sqlite' ? withDialect(dialect, executeOnKysely(database, dialect)) : null
}

/** By what the adapter says its database can do: names of classes change when a site bundles its code. */
function kindOf(database: Builder): Dialect['name'] | null {
  const { supportsReturning, supportsTransactionalDdl, supportsOutput } = database.getExecutor().adapter
  if (supportsOutput === true) return null
  if (supportsReturning) return supportsTransactionalDdl ? 'postgres' : 'sqlite'
  return supportsTransactionalDdl ? null : 'mysql'
}

function overMysql(connections: MysqlConnections): Database {
  return withDialect(createMysqlDialect(), executeOnMysql(connections))
}

function withDialect(dialect: Dialect, executor: Executor): Database {
  return { dialect, builder: dialect.builder, executor }
}
