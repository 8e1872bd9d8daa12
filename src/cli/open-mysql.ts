import type { HostDatabase } from '../sql.js'
import type { DatabaseAddress } from './database-address.js'
import { loadDriver } from './load-driver.js'
import type { OpenOptions } from './open-database.js'

const connectMilliseconds = 10_000

interface MysqlConnection {
  query(statement: string): Promise<unknown>
  release(): void
}

interface MysqlPool {
  getConnection(): Promise<MysqlConnection>
  on(event: 'connection', listener: (connection: RawConnection) => void): unknown
  end(): Promise<void>
}

interface RawConnection {
  query(statement: string, done: (error: unknown) => void): unknown
}

type CreatePool = (options: Readonly<Record<string, unknown>>) => MysqlPool & HostDatabase

export async function openMysql(address: DatabaseAddress, options: Required<OpenOptions>) {
  const { createPool } = loadDriver(['mysql2/promise'], options.folder, 'MySQL or MariaDB')
  if (!isCreatePool(createPool)) throw new TypeError('The package mysql2 that was found has no createPool.')
  const pool = createPool({
    uri: address.target.replace(/^mariadb:/i, 'mysql:'),
    connectTimeout: connectMilliseconds,
    connectionLimit: 2,
    // Ids above 2^53 lose their last digits as plain numbers.
    supportBigNumbers: true,
  })
  pool.on('connection', (connection) => limitStatements(connection, options.statementSeconds))
  try {
    const connection = await pool.getConnection()
    connection.release()
  } catch (error) {
    await pool.end().catch(() => undefined)
    throw error
  }
  return { database: pool, close: () => pool.end() }
}

/** MariaDB knows the one, in seconds; MySQL the other, in milliseconds. Whichever it does not know it refuses. */
function limitStatements(connection: RawConnection, seconds: number): void {
  connection.query(`set session max_statement_time = ${seconds}`, () => undefined)
  connection.query(`set session max_execution_time = ${seconds * 1000}`, () => undefined)
}

function isCreatePool(candidate: unknown): candidate is CreatePool {
  return typeof candidate === 'function'
}
