import type { HostDatabase } from '../sql.js'
import type { DatabaseAddress, DatabaseKind } from './database-address.js'
import { explainDatabaseError } from './explain-database-error.js'
import { openMysql } from './open-mysql.js'
import { openPostgres } from './open-postgres.js'
import { openSqlite } from './open-sqlite.js'

/** A database that has answered once. */
export interface OpenDatabase {
  readonly kind: DatabaseKind
  /** For `sqlHost` and everything else of `sparekey/sql`. */
  readonly database: HostDatabase
  /** Where it is, without a password. */
  readonly shown: string
  close(): Promise<void>
}

export interface OpenOptions {
  /** Where the drivers are looked for first. */
  readonly folder: string
  /** How long one statement may take. Default 60. */
  readonly statementSeconds?: number
}

const openers = { postgres: openPostgres, mysql: openMysql, sqlite: openSqlite }

/** Opens a database that is there; throws a `UsageError` that says why it cannot be had. */
export async function openDatabase(address: DatabaseAddress, options: OpenOptions): Promise<OpenDatabase> {
  try {
    const opened = await openers[address.kind](address, { statementSeconds: 60, ...options })
    return { kind: address.kind, shown: address.shown, ...opened }
  } catch (error) {
    throw explainDatabaseError(error, address)
  }
}

/** Opens a database, works with it and closes it, however the work ends; Ctrl-C ends it, too. */
export async function withDatabase<T>(
  address: DatabaseAddress,
  options: OpenOptions,
  work: (open: OpenDatabase) => Promise<T>,
): Promise<T> {
  const open = await openDatabase(address, options)
  process.once('SIGINT', stopAtOnce)
  try {
    return await work(open)
  } catch (error) {
    throw explainDatabaseError(error, address)
  } finally {
    process.off('SIGINT', stopAtOnce)
    await open.close().catch(() => undefined)
  }
}

/** The database rolls back what was not committed when the connection goes. */
function stopAtOnce(): void {
  process.stderr.write('Stopped.\n')
  process.exit(130)
}
