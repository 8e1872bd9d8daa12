import { Kysely, SqliteAdapter } from 'kysely'
import type { Builder, Dialect } from './dialect.js'
import type { Executor } from './executor.js'
import { executeOnKysely } from './kysely-executor.js'
import { createSqliteDialect } from './sqlite.js'
import { executeOnHandle, isSqliteHandle, type SqliteHandle } from './sqlite-handle.js'

/** A database the host has open: a libsql or better-sqlite3 handle, or a Kysely instance over SQLite. */
export type HostDatabase = SqliteHandle | KyselyInstance

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
  if (!isSqliteHandle(database)) return null
  const dialect = createSqliteDialect()
  return { dialect, builder: dialect.builder, executor: executeOnHandle(database) }
}

function isKysely(database: object): database is Builder {
  return database instanceof Kysely
}

function overKysely(database: Builder): Database | null {
  if (!(database.getExecutor().adapter instanceof SqliteAdapter)) return null
  const dialect = createSqliteDialect()
  return { dialect, builder: dialect.builder, executor: executeOnKysely(database, dialect) }
}
