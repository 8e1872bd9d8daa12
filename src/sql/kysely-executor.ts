import type { CompiledQuery, Kysely } from 'kysely'
import { toBindable } from './bindable.js'
import type { Builder, Dialect, Schema } from './dialect.js'
import { driveLater } from './drive.js'
import type { Executor, QueryResult } from './executor.js'
import { retryWhile } from './retry.js'

/** Runs statements through the host's Kysely instance: its pool, its driver. */
export function executeOnKysely(database: Builder, dialect: Dialect): Executor {
  // The host's plugins rename columns to suit its own queries, not ours.
  const plain = database.withoutPlugins()
  return {
    read: (steps) => driveLater(steps(), (query) => execute(plain, query)),
    transaction: (steps) =>
      retryWhile(
        (error) => dialect.isTransient(error),
        () => plain.transaction().execute((open) => driveLater(steps(), (query) => execute(open, query))),
      ),
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
