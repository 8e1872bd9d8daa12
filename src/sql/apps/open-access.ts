import type { CompiledQuery } from 'kysely'
import { type Bindable, toBindable } from '../bindable.js'
import type { Database } from '../database.js'
import type { Dialect } from '../dialect.js'
import { driveLater } from '../drive.js'
import { OutcomeUnknownError } from '../errors.js'
import type { Executor, QueryResult, Row, Steps } from '../executor.js'
import { createMysqlDialect } from '../mysql.js'
import type { MysqlConnections } from '../mysql-connections.js'
import { isConnectionLost } from '../mysql-errors.js'
import { executeOnMysql } from '../mysql-executor.js'
import { createPostgresDialect } from '../postgres.js'
import { isCommitUnknown, isPostgresConnectionLost } from '../postgres-errors.js'
import { reconnecting, retryWhile } from '../retry.js'
import { createSqliteDialect } from '../sqlite.js'
import type { SqlAccess, SqlQuery } from './access.js'
import { driverErrorOf } from './driver-error.js'

/** A database over two functions: one that runs a statement, one that runs several in a transaction. */
export function openAccess(access: SqlAccess): Database {
  if (access.dialect === 'mysql') {
    const dialect = createMysqlDialect()
    return { dialect, builder: dialect.builder, executor: executeOnMysql(connectionsOfAccess(access)) }
  }
  const dialect = access.dialect === 'postgres' ? createPostgresDialect() : createSqliteDialect()
  return { dialect, builder: dialect.builder, executor: executeOnAccess(access, dialect) }
}

function executeOnAccess(access: SqlAccess, dialect: Dialect): Executor {
  return {
    read: (steps) =>
      retryWhile(reconnecting(isPostgresConnectionLost), () =>
        driveLater(steps(), (query) => runReturning(access.query, query)),
      ),
    transaction: (steps) => {
      const isLost = reconnecting(isPostgresConnectionLost)
      return retryWhile(
        (error) => dialect.isTransient(error) || isLost(error),
        () => transact(access, steps),
      )
    },
  }
}

async function transact<T>(access: SqlAccess, steps: () => Steps<T>): Promise<T> {
  let isDone = false
  try {
    return await access.transaction(async (query) => {
      const value = await driveLater(steps(), (compiled) => runReturning(query, compiled))
      isDone = true
      return value
    }, 'read committed')
  } catch (thrown) {
    const error = driverErrorOf(thrown)
    throw isDone && isCommitUnknown(error) ? new OutcomeUnknownError(error) : error
  }
}

/** Whoever hands out rows and nothing else is asked for one per row that was written. */
async function runReturning(query: SqlQuery, { sql, parameters }: CompiledQuery): Promise<QueryResult> {
  const isCounted = isWrite(sql) && !/\sreturning\s/i.test(sql)
  const rows = await run(query, isCounted ? `${sql} returning 1 as written` : sql, parameters)
  return isCounted ? { rows: [], affected: rows.length } : { rows, affected: rows.length }
}

function connectionsOfAccess(access: SqlAccess): MysqlConnections {
  return {
    // Some libraries send values beside the statement, most write them into it.
    values: 'in-text',
    run: (query) => runCounting(access.query, query),
    async transaction(isolation, work) {
      let isDone = false
      try {
        return await access.transaction(async (query) => {
          const value = await work({ run: (compiled) => runCounting(query, compiled) })
          isDone = true
          return value
        }, isolation)
      } catch (thrown) {
        const error = driverErrorOf(thrown)
        throw isDone && isConnectionLost(error) ? new OutcomeUnknownError(error) : error
      }
    },
  }
}

// MySQL has no RETURNING. The count uses no table, so the warnings of the write are still there after it.
async function runCounting(query: SqlQuery, { sql, parameters }: CompiledQuery): Promise<QueryResult> {
  const rows = await run(query, sql, parameters)
  if (!isWrite(sql)) return { rows, affected: 0 }
  const [counted] = await run(query, 'select row_count() as written', [])
  return { rows: [], affected: Number(counted?.['written'] ?? 0) }
}

async function run(query: SqlQuery, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
  try {
    return (await query(sql, parameters.map(toBindable).map(withoutBigint))).filter(isRow)
  } catch (error) {
    throw driverErrorOf(error)
  }
}

// Not every library writes one as a number.
function withoutBigint(value: Bindable): Bindable {
  return typeof value === 'bigint' ? String(value) : value
}

function isWrite(sql: string): boolean {
  return /^\s*(?:insert|update|delete)\b/i.test(sql)
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null
}
