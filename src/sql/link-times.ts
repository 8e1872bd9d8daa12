import type { Steps } from './executor.js'
import type { Settings } from './settings.js'
import { columnOf } from './shape.js'

/** Writes an instant as a column of the accounts table takes it. */
export type LinkTimes = (column: string, at: Date) => Steps<Date | string>

/**
 * MySQL's own types of time take no ISO 8601: there the driver writes the instant, in the time zone in which it will read
 * it again, as it does for the host. A column of text, and any of another database, takes ISO 8601.
 */
export function createLinkTimes({ database, accounts }: Settings): LinkTimes {
  const types = new Map<string, string>()
  return function* (column, at) {
    if (database.dialect.name !== 'mysql') return at.toISOString()
    if (!types.has(column)) {
      const shape = yield* database.dialect.describeTable(accounts.table, accounts.schema ?? null)
      types.set(column, columnOf(shape, column)?.type ?? '')
    }
    return /^(?:datetime|timestamp)/i.test(types.get(column) ?? '') ? at : at.toISOString()
  }
}
