import { Kysely, MysqlAdapter, SqliteAdapter } from 'kysely'
import type { Builder, Dialect } from './dialect.js'
import type { Executor } from './executor.js'
import { executeOnKysely } from './kysely-executor.js'
import { createMysqlDialect } from './mysql.js'
import type { MysqlConnections } from './mysql-connections.js'
import { executeOnMysql } from './mysql-executor.js'
import { connectionsOfKysely } from './mysql-kysely.js'
import { connectionsOfPool, isMysqlPool, type MysqlPool } from './mysql-pool.js'
import { createSqliteDialect } from './sqlite.js'
import { executeOnHandle, isSqliteHandle, type SqliteHandle } from './sqlite-handle.js'

/** A database the host has open: a libsql or better-sqlite3 handle, or a Kysely instance over SQLite. */
export type HostDatabase = SqliteHandle | MysqlPool | KyselyInstance

/** Any Kysely instance, whatever tables it knows. */
export interface KyselyInstance {
  readonly isTransaction: boolean
  withoutPlugins(): unknown
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
  if (isKysely(database)) return overKysely(database)
  if (isMysqlPool(database)) return overMysql(connectionsOfPool(database))
  if (!isSqliteHandle(database)) return null
  const dialect = createSqliteDialect()
  return { dialect, builder: dialect.builder, executor: executeOnHandle(database) }
}

function isKysely(database: object): database is Builder {
  return database instanceof Kysely
}

function overKysely(database: Builder): Database | null {
  const { adapter } = database.getExecutor()
  if (adapter instanceof MysqlAdapter) return overMysql(connectionsOfKysely(database))
  if (!(adapter instanceof SqliteAdapter)) return null
  const dialect = createSqliteDialect()
  return { dialect, builder: dialect.builder, executor: executeOnKysely(database, dialect) }
}

function overMysql(connections: MysqlConnections): Database {
  const dialect = createMysqlDialect()
  return { dialect, builder: dialect.builder, executor: executeOnMysql(connections) }
}
