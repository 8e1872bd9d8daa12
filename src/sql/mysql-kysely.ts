import type { CompiledQuery, Kysely } from 'kysely'
import { type Bindable, toBindable } from './bindable.js'
import type { Builder, Schema } from './dialect.js'
import { OutcomeUnknownError } from './errors.js'
import type { QueryResult } from './executor.js'
import type { MysqlConnections } from './mysql-connections.js'
import { isConnectionLost } from './mysql-errors.js'

export function connectionsOfKysely(database: Builder): MysqlConnections {
  // The host's plugins rename columns to suit its own queries, not ours.
  const plain = database.withoutPlugins()
  return {
    values: 'in-text',
    run: (query) => run(plain, query),
    async transaction(isolation, work) {
      let isDone = false
      try {
        return await plain
          .transaction()
          .setIsolationLevel(isolation)
          .execute(async (open) => {
            const value = await work({ run: (query) => run(open, query) })
            isDone = true
            return value
          })
      } catch (error) {
        throw isDone && isConnectionLost(error) ? new OutcomeUnknownError(error) : error
      }
    },
  }
}

async function run(connection: Kysely<Schema>, query: CompiledQuery): Promise<QueryResult> {
  const parameters = query.parameters.map(toText)
  const answer = await connection.executeQuery<Record<string, unknown>>({ ...query, parameters })
  return { rows: answer.rows, affected: Number(answer.numAffectedRows ?? 0) }
}

function toText(value: unknown): Bindable | Date {
  // The pool's `timezone` decides how the host's own times are written, so ours must pass through it, too.
  if (value instanceof Date) return value
  const bindable = toBindable(value)
  return bindable instanceof Uint8Array ? Buffer.from(bindable) : bindable
}
