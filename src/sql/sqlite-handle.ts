import type { CompiledQuery } from 'kysely'
import { toBindable } from './bindable.js'
import { driveNow } from './drive.js'
import type { Executor, QueryResult, Row } from './executor.js'
import { retryWhile } from './retry.js'
import { isBusy } from './sqlite-errors.js'

/** A prepared statement of libsql or better-sqlite3. */
export interface SqliteStatement {
  readonly reader: boolean
  all(parameters: unknown[]): unknown[]
  run(parameters: unknown[]): { changes: number | bigint }
  safeIntegers?(toggle?: boolean): unknown
}

/** An open database of libsql or better-sqlite3. */
export interface SqliteHandle {
  readonly inTransaction: boolean
  prepare(sql: string): SqliteStatement
  exec(sql: string): unknown
}

export function isSqliteHandle(database: object): database is SqliteHandle {
  return 'prepare' in database && 'exec' in database && 'inTransaction' in database
}

/**
 * Runs statements on the host's own connection. A transaction starts and ends within one turn of the event loop:
 * with an `await` in the middle, the host's statements would join ours, and vanish or stay with it.
 */
export function executeOnHandle(handle: SqliteHandle): Executor {
  const execute = statementRunner(handle)
  return {
    read: async (steps) => driveNow(steps(), execute),
    readNow: (steps) => driveNow(steps(), execute),
    transaction: (steps) =>
      retryWhile(isInTheWay, () => {
        if (handle.inTransaction) throw new HandleInUse()
        handle.exec('begin immediate')
        try {
          const value = driveNow(steps(), execute)
          handle.exec('commit')
          return value
        } catch (error) {
          if (handle.inTransaction) handle.exec('rollback')
          throw error
        }
      }),
  }
}

/** The host has a transaction of its own open on this connection; what we wrote now would share its fate. */
class HandleInUse extends Error {
  override readonly name = 'HandleInUse'

  constructor() {
    super('The database handle stayed inside a transaction of the application for too long.')
  }
}

function isInTheWay(error: unknown): boolean {
  return error instanceof HandleInUse || isBusy(error)
}

function statementRunner(handle: SqliteHandle): (query: CompiledQuery) => QueryResult {
  const prepared = new Map<string, SqliteStatement>()
  return ({ sql, parameters }) => {
    const statement = prepared.get(sql) ?? prepare(handle, sql)
    prepared.set(sql, statement)
    const values = parameters.map(toBindable)
    if (!statement.reader) return { rows: [], affected: Number(statement.run(values).changes) }
    const rows = statement.all(values).map(readRow)
    return { rows, affected: rows.length }
  }
}

function prepare(handle: SqliteHandle, sql: string): SqliteStatement {
  const statement = handle.prepare(sql)
  // Ids above 2^53 lose their last digits as plain numbers.
  if (statement.reader) statement.safeIntegers?.(true)
  return statement
}

function readRow(row: unknown): Row {
  if (typeof row !== 'object' || row === null)
    throw new TypeError('The database returned a row that is not an object.')
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, exactNumber(value)]))
}

function exactNumber(value: unknown): unknown {
  if (typeof value !== 'bigint') return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}
