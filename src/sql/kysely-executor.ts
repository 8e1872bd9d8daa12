import type { CompiledQuery, Kysely } from 'kysely'
import { toBindable } from './bindable.js'
import type { Builder, Dialect, Schema } from './dialect.js'
import { driveLater } from './drive.js'
import { OutcomeUnknownError } from './errors.js'
import type { Executor, QueryResult, Steps } from './executor.js'
import { reconnecting, retryWhile } from './retry.js'

/** How a connection over a network ends. */
interface Losses {
  readonly isConnectionLost: (error: unknown) => boolean
  /** Asked about an error of COMMIT. */
  readonly isCommitUnknown: (error: unknown) => boolean
}

const inTheSameProcess: Losses = { isConnectionLost: () => false, isCommitUnknown: () => false }

/** Runs statements through the host's Kysely instance: its pool, its driver. */
export function executeOnKysely(database: Builder, dialect: Dialect, losses = inTheSameProcess): Executor {
  // The host's plugins rename columns to suit its own queries, not ours.
  const plain = database.withoutPlugins()
  return {
    read: (steps) =>
      retryWhile(reconnecting(losses.isConnectionLost), () =>
        driveLater(steps(), (query) => execute(plain, query)),
      ),
    transaction: (steps) => {
      const isLost = reconnecting(losses.isConnectionLost)
      return retryWhile(
        (error) => dialect.isTransient(error) || isLost(error),
        () => transact(plain, steps, losses),
      )
    },
  }
}

async function transact<T>(
  plain: Kysely<Schema>,
  steps: () => Steps<T>,
  { isCommitUnknown }: Losses,
): Promise<T> {
  let isDone = false
  try {
    return await plain.transaction().execute(async (open) => {
      const value = await driveLater(steps(), (query) => execute(open, query))
      isDone = true
      return value
    })
  } catch (error) {
    throw isDone && isCommitUnknown(error) ? new OutcomeUnknownError(error) : error
  }
}

async function execute(connection: Kysely<Schema>, query: CompiledQuery): Promise<QueryResult> {
  const parameters = query.parameters.map(toBindable)
  const { rows, numAffectedRows } = await connection.executeQuery<Record<string, unknown>>({
    ...query,
    parameters,
  })
  return { rows, affected: Number(numAffectedRows ?? 0) }
}
