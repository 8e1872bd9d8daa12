import type { CompiledQuery } from 'kysely'
import { toBindable } from './bindable.js'
import { OutcomeUnknownError } from './errors.js'
import type { QueryResult, Row } from './executor.js'
import type { IsolationLevel, MysqlConnections } from './mysql-connections.js'
import { isConnectionLost, isTransactionOpen, wasNeverSent } from './mysql-errors.js'

/** A statement as mysql2 takes it. */
export interface MysqlStatement {
  sql: string
  values?: unknown[]
  rowsAsArray?: boolean
  nestTables?: boolean
  namedPlaceholders?: boolean
  supportBigNumbers?: boolean
  bigNumberStrings?: boolean
  typeCast?: boolean
}

interface MysqlQueryable {
  query(statement: MysqlStatement): Promise<readonly unknown[]>
  execute(statement: MysqlStatement): Promise<readonly unknown[]>
}

/** A connection of a pool of `mysql2/promise`. */
export interface MysqlPoolConnection extends MysqlQueryable {
  release(): void
  destroy(): void
}

/** A pool of `mysql2/promise`. */
export interface MysqlPromisePool extends MysqlQueryable {
  readonly dialect?: undefined
  getConnection(): Promise<MysqlPoolConnection>
}

/** A pool of `mysql2`, or of `mysql2/promise`. */
export type MysqlPool = MysqlPromisePool | { promise(): MysqlPromisePool }

export function isMysqlPool(database: object): database is MysqlPool {
  // The pool of the `mariadb` package looks alike and answers differently; it alone can `batch`.
  return isFunction(database, 'getConnection') && isFunction(database, 'execute') && !('batch' in database)
}

function isFunction(database: object, name: string): boolean {
  return typeof Reflect.get(database, name) === 'function'
}

export function connectionsOfPool(pool: MysqlPool): MysqlConnections {
  const promises = 'promise' in pool ? pool.promise() : pool
  return {
    values: 'prepared',
    run: (query) => run(promises, query),
    async transaction(isolation, work) {
      const connection = await promises.getConnection()
      const value = await undoOnError(connection, async () => {
        await begin(connection, isolation)
        const done = await work({ run: (query) => run(connection, query) })
        await commit(connection)
        return done
      })
      connection.release()
      return value
    },
  }
}

async function begin(connection: MysqlPoolConnection, isolation: IsolationLevel): Promise<void> {
  const isolate = { sql: `set transaction isolation level ${isolation}` }
  try {
    await connection.query(isolate)
  } catch (error) {
    if (!isTransactionOpen(error)) throw error
    // Somebody left one open (`autocommit = 0`). It ends as START TRANSACTION would end it.
    await connection.query({ sql: 'commit' })
    await connection.query(isolate)
  }
  await connection.query({ sql: 'start transaction' })
}

async function commit(connection: MysqlPoolConnection): Promise<void> {
  try {
    await connection.query({ sql: 'commit' })
  } catch (error) {
    throw isConnectionLost(error) && !wasNeverSent(error) ? new OutcomeUnknownError(error) : error
  }
}

/** A lock wait timeout undoes its statement only, so everything is undone here whatever went wrong. */
async function undoOnError<T>(connection: MysqlPoolConnection, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await rollBack(connection)
    throw error
  }
}

async function rollBack(connection: MysqlPoolConnection): Promise<void> {
  try {
    await connection.query({ sql: 'rollback' })
    connection.release()
  } catch {
    // Whatever it is in the middle of must not reach the next one to use it.
    connection.destroy()
  }
}

// The host's own settings for its queries must not change the form of the answers to ours.
const form = {
  rowsAsArray: false,
  nestTables: false,
  namedPlaceholders: false,
  typeCast: true,
  // Ids above 2^53 lose their last digits as plain numbers.
  supportBigNumbers: true,
  bigNumberStrings: false,
} as const

async function run(connection: MysqlQueryable, query: CompiledQuery): Promise<QueryResult> {
  const { sql } = query
  const values = withLimit(sql, query.parameters.map(toPrepared))
  // Prepared on the server: no mode of a session decides what ends a string.
  const [answer] =
    values.length === 0
      ? await connection.query({ ...form, sql })
      : await connection.execute({ ...form, sql, values })
  return readAnswer(sql, answer)
}

function toPrepared(value: unknown): unknown {
  // The pool's `timezone` decides how the host's own times are written, so ours must pass through it, too.
  if (value instanceof Date) return value
  const bindable = toBindable(value)
  if (bindable instanceof Uint8Array) return Buffer.from(bindable)
  return typeof bindable === 'bigint' ? String(bindable) : bindable
}

/** Older mysql2 sends every number as a floating point one, which LIMIT refuses. */
function withLimit(sql: string, values: readonly unknown[]): unknown[] {
  const last = values.at(-1)
  return / limit \?$/i.test(sql) && typeof last === 'number'
    ? [...values.slice(0, -1), String(last)]
    : [...values]
}

function readAnswer(sql: string, answer: unknown): QueryResult {
  if (Array.isArray(answer)) return { rows: answer.filter(isRow), affected: 0 }
  return { rows: [], affected: isRow(answer) ? affectedRows(sql, answer) : 0 }
}

// Without the FOUND_ROWS flag an update that changes nothing counts nothing; its line of information tells how many
// rows it found, in the language of the server, first.
function affectedRows(sql: string, header: Row): number {
  const { affectedRows: affected, info } = header
  const found = /^\s*update\b/i.test(sql) ? /\d+/.exec(String(info)) : null
  return Number(found?.[0] ?? affected ?? 0)
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null
}
