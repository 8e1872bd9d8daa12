import type { CompiledQuery } from 'kysely'
import { type Bindable, toBindable } from './bindable.js'
import { driveNow } from './drive.js'
import type { Executor, QueryResult, Row, Steps } from './executor.js'
import { retryWhile } from './retry.js'
import type { PreparedStatement, SqliteConnection } from './sqlite-connection.js'
import { isBusy, isInsideTransaction } from './sqlite-errors.js'

/**
 * Runs statements on the host's own connection. A transaction starts and ends within one turn of the event loop:
 * with an `await` in the middle, the host's statements would join ours, and vanish or stay with it.
 */
export function executeOnSqlite(connection: SqliteConnection): Executor {
  const execute = statementRunner(connection)
  return {
    read: async (steps) => driveNow(steps(), execute),
    readNow: (steps) => driveNow(steps(), execute),
    transaction: (steps) => retryWhile(isInTheWay, () => transact(connection, steps, execute)),
  }
}

function transact<T>(
  connection: SqliteConnection,
  steps: () => Steps<T>,
  execute: (query: CompiledQuery) => QueryResult,
): T {
  begin(connection)
  try {
    const value = driveNow(steps(), execute)
    connection.exec('commit')
    return value
  } catch (error) {
    rollBack(connection)
    throw error
  }
}

function begin(connection: SqliteConnection): void {
  if (connection.isInTransaction() === true) throw new HandleInUse()
  try {
    connection.exec('begin immediate')
  } catch (error) {
    throw isInsideTransaction(error) ? new HandleInUse() : error
  }
}

/** SQLite itself ends a transaction over some errors: a full disk, an error of the file. */
function rollBack(connection: SqliteConnection): void {
  const isOpen = connection.isInTransaction()
  if (isOpen === false) return
  try {
    connection.exec('rollback')
  } catch (error) {
    if (isOpen === true) throw error
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

function statementRunner(connection: SqliteConnection): (query: CompiledQuery) => QueryResult {
  const prepared = new Map<string, PreparedStatement>()
  return ({ sql, parameters }) => {
    const statement = prepared.get(sql) ?? connection.prepare(sql)
    prepared.set(sql, statement)
    const values = parameters.map(toBindable).map(withoutFraction)
    if (!statement.answersRows) return { rows: [], affected: statement.run(values) }
    const rows = statement.all(values).map(readRow)
    return { rows, affected: rows.length }
  }
}

// Every driver binds a number as floating point, and a column of text would keep a 5 as `5.0`.
function withoutFraction(value: Bindable): Bindable {
  return Number.isSafeInteger(value) && typeof value === 'number' ? BigInt(value) : value
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
