import { CompiledQuery } from 'kysely'
import { driveLater } from './drive.js'
import { SqlConfigurationError } from './errors.js'
import type { Executor, QueryResult, Steps } from './executor.js'
import type { IsolationLevel, MysqlConnections, MysqlSession } from './mysql-connections.js'
import { isConnectionLost, isMysqlTransient, needsRepeatableRead } from './mysql-errors.js'
import { retryWhile } from './retry.js'

/** Runs statements on the host's connections, and leaves their sessions set up as they were. */
export function executeOnMysql(connections: MysqlConnections): Executor {
  // Under REPEATABLE READ two deletes that find nothing hold the same gap, and two inserts into it wait for each other.
  let isolation: IsolationLevel = 'read committed'
  const transact = <T>(steps: () => Steps<T>): Promise<T> =>
    connections.transaction(isolation, (session) => driveChecked(connections, session, steps))
  return {
    read: (steps) =>
      retryWhile(isConnectionLost, () => driveLater(steps(), (query) => readSafely(connections, query))),
    transaction: (steps) =>
      retryWhile(isMysqlTransient, async () => {
        try {
          return await transact(steps)
        } catch (error) {
          if (!needsRepeatableRead(error)) throw error
          isolation = 'repeatable read'
          return transact(steps)
        }
      }),
  }
}

async function driveChecked<T>(
  connections: MysqlConnections,
  session: MysqlSession,
  steps: () => Steps<T>,
): Promise<T> {
  const mode = await readMode(session)
  if (connections.values === 'in-text') requireBackslash(mode)
  const isStrict = /STRICT_(TRANS|ALL)_TABLES/.test(mode)
  return driveLater(steps(), async (query) => {
    const result = await session.run(query)
    if (!isStrict && isWrite(query)) await refuseLoss(session)
    return result
  })
}

async function readMode(session: Pick<MysqlSession, 'run'>): Promise<string> {
  const { rows } = await session.run(CompiledQuery.raw('select @@session.sql_mode as mode'))
  return String(rows[0]?.['mode'])
}

// In this mode a backslash keeps no quote inside a string, so that a value could end its string and go on as SQL.
function requireBackslash(mode: string): void {
  if (!mode.includes('NO_BACKSLASH_ESCAPES')) return
  throw new SqlConfigurationError([
    "database: the server's sql_mode has NO_BACKSLASH_ESCAPES, under which Kysely's driver cannot write values safely. Pass the mysql2 pool itself, or take the mode out.",
  ])
}

function needsEscape(value: unknown): boolean {
  return typeof value === 'string' && /['"\\]|\p{Cc}/u.test(value)
}

/** A read costs no second statement, unless a value holds what only a backslash keeps in its place. */
async function readSafely(connections: MysqlConnections, query: CompiledQuery): Promise<QueryResult> {
  if (connections.values === 'prepared' || !query.parameters.some(needsEscape)) return connections.run(query)
  return connections.transaction('read committed', async (session) => {
    requireBackslash(await readMode(session))
    return session.run(query)
  })
}

function isWrite({ sql }: CompiledQuery): boolean {
  return /^\s*(insert|update)\b/i.test(sql)
}

/** Not null, out of range, cut off, wrong value: what a strict server refuses. */
const losses = new Set([1048, 1264, 1265, 1292, 1366, 1406])

/** A server that is not strict stores what fits of a value, and mentions it in passing. */
async function refuseLoss(session: MysqlSession): Promise<void> {
  const { rows } = await session.run(CompiledQuery.raw('show warnings'))
  const loss = rows.find((row) => losses.has(Number(row['Code'])))
  if (loss !== undefined) throw new ValueLostError(Number(loss['Code']), String(loss['Message']))
}

/** What a strict server would have answered. */
class ValueLostError extends Error {
  override readonly name = 'ValueLostError'
  readonly errno: number

  constructor(errno: number, message: string) {
    super(message)
    this.errno = errno
  }
}
