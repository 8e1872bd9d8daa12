import type { CompiledQuery } from 'kysely'
import { toBindable } from './bindable.js'
import { driveLater } from './drive.js'
import { DatabaseBusyError, OutcomeUnknownError } from './errors.js'
import type { Executor, QueryResult, Row, Steps } from './executor.js'
import { isCommitUnknown, isPostgresConflict, isPostgresConnectionLost } from './postgres-errors.js'
import { reconnecting, retryWhile } from './retry.js'

/** A connection of a `pg` pool. */
export interface PostgresClient {
  query(text: string, values: unknown[]): Promise<PostgresResult>
  /** With an error the pool throws the connection away. */
  release(error?: Error | boolean): void
  on?(event: 'error', listener: (error: Error) => void): unknown
  off?(event: 'error', listener: (error: Error) => void): unknown
}

export interface PostgresResult {
  readonly rows: readonly unknown[]
  readonly rowCount?: number | null
  readonly command?: string
}

/** A pool of `pg`, or one that looks like it. */
export interface PostgresPool {
  readonly dialect?: undefined
  /** Connections that nobody holds, and those who wait for one. */
  readonly idleCount?: number
  readonly waitingCount?: number
  connect(): Promise<PostgresClient>
  query(text: string, values: unknown[]): Promise<PostgresResult>
}

export function isPostgresPool(database: object): database is PostgresPool {
  const has = (name: string): boolean => typeof Reflect.get(database, name) === 'function'
  // A single `pg` client has both functions too, and one transaction for everybody.
  const isOther = has('getConnection') || has('createQueryRunner') || 'connectionParameters' in database
  return has('connect') && has('query') && !isOther
}

// Longer than any sane wait for a connection, shorter than the patience of the customer.
const patienceMilliseconds = 10_000

/** Runs statements on connections of the host's pool. */
export function executeOnPostgresPool(pool: PostgresPool, patience = patienceMilliseconds): Executor {
  const withClient = <T>(work: (client: PostgresClient) => Promise<T>): Promise<T> =>
    onClient(pool, patience, work)
  const runAlone = <T>(steps: () => Steps<T>): Promise<T> =>
    retryWhile(reconnecting(isPostgresConnectionLost), () =>
      withClient((client) => driveLater(steps(), (query) => run(client, query))),
    )
  return {
    read: runAlone,
    writeAlone: runAlone,
    transaction: (steps) => {
      const isLost = reconnecting(isPostgresConnectionLost)
      return retryWhile(
        (error) => isPostgresConflict(error) || isLost(error),
        () => withClient((client) => transact(client, steps)),
      )
    },
  }
}

async function transact<T>(client: PostgresClient, steps: () => Steps<T>): Promise<T> {
  await client.query('begin', [])
  try {
    const value = await driveLater(steps(), (query) => run(client, query))
    await commit(client)
    return value
  } catch (error) {
    throw (await isRolledBack(client, error)) ? error : new BrokenClient(error)
  }
}

async function isRolledBack(client: PostgresClient, error: unknown): Promise<boolean> {
  if (error instanceof OutcomeUnknownError || isPostgresConnectionLost(error)) return false
  try {
    await client.query('rollback', [])
    return true
  } catch {
    return false
  }
}

/** Whatever the connection is in the middle of must not reach the next one to use it. */
class BrokenClient extends Error {
  override readonly name = 'BrokenClient'

  constructor(cause: unknown) {
    super('The connection can be used no more.', { cause })
  }
}

async function commit(client: PostgresClient): Promise<void> {
  try {
    const { command } = await client.query('commit', [])
    if (command !== 'ROLLBACK') return
  } catch (error) {
    throw isCommitUnknown(error) ? new OutcomeUnknownError(error) : error
  }
  // PostgreSQL answers COMMIT after a failed statement with ROLLBACK, and calls it a success.
  throw new Error('The database undid a transaction in which a statement had failed.')
}

function ignore(): void {}

async function onClient<T>(
  pool: PostgresPool,
  patience: number,
  work: (client: PostgresClient) => Promise<T>,
): Promise<T> {
  const client = await connect(pool, patience)
  // While it is ours the pool does not listen, and an error nobody listens to ends the process.
  client.on?.('error', ignore)
  try {
    const value = await work(client)
    client.off?.('error', ignore)
    client.release()
    return value
  } catch (error) {
    client.off?.('error', ignore)
    client.release(error instanceof BrokenClient || isPostgresConnectionLost(error))
    throw error instanceof BrokenClient ? error.cause : error
  }
}

/** A pool without a `connectionTimeoutMillis` of its own would wait for ever. */
async function connect(pool: PostgresPool, patience: number): Promise<PostgresClient> {
  const { idleCount = 0, waitingCount = 0 } = pool
  const connecting = pool.connect()
  // One lies there for us: there is nothing to wait for.
  if (idleCount > waitingCount) return connecting
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience)
  })
  try {
    const client = await Promise.race([connecting, tooLate])
    if (client !== null) return client
  } catch (error) {
    throw isPoolTimeout(error) ? new DatabaseBusyError(error) : error
  } finally {
    clearTimeout(timer)
  }
  connecting.then((late) => late.release()).catch(() => {})
  throw new DatabaseBusyError(null)
}

// The pool has no code for it.
function isPoolTimeout(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('timeout exceeded when trying to connect')
}

async function run(client: PostgresClient, { sql, parameters }: CompiledQuery): Promise<QueryResult> {
  const { rows, rowCount } = await client.query(sql, parameters.map(toBindable))
  return { rows: rows.filter(isRow), affected: rowCount ?? 0 }
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null
}
