import { Kysely, MysqlDialect, sql } from 'kysely'
import mysql from 'mysql2'
import type { Pool, PoolOptions } from 'mysql2/promise'
import { onTestFinished } from 'vitest'
import type { Builder, Schema } from '../../src/sql/dialect.js'
import type { Executor, QueryResult, Row, Steps } from '../../src/sql/executor.js'
import { executeOnMysql } from '../../src/sql/mysql-executor.js'
import { connectionsOfKysely } from '../../src/sql/mysql-kysely.js'
import { connectionsOfPool } from '../../src/sql/mysql-pool.js'
import { createDatabase } from '../support/servers.js'

export type MysqlConnection = 'pool' | 'promise pool' | 'kysely'

export const mysqlConnections: readonly MysqlConnection[] = ['pool', 'promise pool', 'kysely']

/** An empty MariaDB database, for one test. */
export interface MysqlDatabase {
  readonly url: string
  readonly pool: Pool
  /** Another pool to it, with these options. */
  connect(options?: PoolOptions): mysql.Pool
  /** Asks the database itself. */
  rows(statement: string, ...values: unknown[]): Promise<Row[]>
}

export async function openMysqlDatabase(): Promise<MysqlDatabase> {
  const database = await createDatabase('mariadb')
  const pools: mysql.Pool[] = []
  const connect = (options: PoolOptions = {}): mysql.Pool => {
    const pool = mysql.createPool({ uri: database.url, connectionLimit: 10, ...options })
    pools.push(pool)
    return pool
  }
  const pool = connect().promise()
  onTestFinished(async () => {
    await Promise.all(
      pools.map((one) =>
        one
          .promise()
          .end()
          .catch(() => {}),
      ),
    )
    await database.drop()
  })
  const rows = async (text: string, ...values: unknown[]): Promise<Row[]> => {
    const [answer] = await pool.query(text, values)
    return Array.isArray(answer) ? (answer as Row[]) : []
  }
  return { url: database.url, pool, connect, rows }
}

export function kyselyOver(pool: mysql.Pool): Builder {
  return new Kysely<Schema>({ dialect: new MysqlDialect({ pool }) })
}

/** What `sqlHost` is given as its database. */
export function handOver(pool: mysql.Pool, connection: MysqlConnection) {
  if (connection === 'kysely') return kyselyOver(pool)
  return connection === 'pool' ? pool : pool.promise()
}

export function executorOver(pool: mysql.Pool, connection: MysqlConnection = 'promise pool'): Executor {
  const given = handOver(pool, connection)
  return executeOnMysql(given instanceof Kysely ? connectionsOfKysely(given) : connectionsOfPool(given))
}

/** Writes SQL and never connects. */
export const builder = kyselyOver(mysql.createPool({ host: 'never-asked.invalid' }))

/** A statement with its values in place, to be yielded. */
export function statement(strings: TemplateStringsArray, ...values: unknown[]) {
  return sql(strings, ...values).compile(builder)
}

/** Steps of one statement. */
export function* alone(query: ReturnType<typeof statement>): Steps<QueryResult> {
  return yield query
}

/** Runs one statement in a transaction of its own. */
export function runAlone(executor: Executor, query: ReturnType<typeof statement>): Promise<QueryResult> {
  return executor.transaction(() => alone(query))
}
