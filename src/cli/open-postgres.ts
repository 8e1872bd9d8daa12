import type { HostDatabase } from '../sql.js'
import type { DatabaseAddress } from './database-address.js'
import { loadDriver } from './load-driver.js'
import type { OpenOptions } from './open-database.js'

const connectMilliseconds = 10_000

interface PostgresClient {
  query(statement: string, done: (error?: unknown) => void): unknown
  release(): void
}

interface PostgresPool {
  connect(): Promise<PostgresClient>
  on(event: 'error', listener: () => void): unknown
  end(): Promise<void>
}

type PoolConstructor = new (options: Readonly<Record<string, unknown>>) => PostgresPool & HostDatabase

export async function openPostgres(address: DatabaseAddress, options: Required<OpenOptions>) {
  const { Pool } = loadDriver(['pg'], options.folder, 'PostgreSQL')
  if (!isPoolConstructor(Pool)) throw new TypeError('The package pg that was found has no Pool.')
  const pool = new Pool({
    connectionString: address.target,
    connectionTimeoutMillis: connectMilliseconds,
    max: 2,
    application_name: 'sparekey',
    verify: limitStatements(options.statementSeconds),
  })
  // A connection that breaks while it idles is found out by the next statement.
  pool.on('error', () => undefined)
  try {
    const client = await pool.connect()
    client.release()
  } catch (error) {
    await pool.end().catch(() => undefined)
    throw error
  }
  return { database: pool, close: () => pool.end() }
}

/** By a statement, not as a start-up parameter: PgBouncer refuses those it does not know. */
function limitStatements(seconds: number) {
  return (client: PostgresClient, done: (error?: unknown) => void): void => {
    client.query(`set statement_timeout = '${seconds}s'`, (error) => done(error))
  }
}

function isPoolConstructor(candidate: unknown): candidate is PoolConstructor {
  return typeof candidate === 'function'
}
