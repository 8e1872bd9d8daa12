import type { AccountId } from '../linking/facts.js'
import type { ProfileChanges } from '../ports/host.js'
import type { Steps } from './executor.js'
import { splitName } from './person-name.js'
import type { Settings } from './settings.js'

/** Writes the mapped ones of these fields; a field without a column stays out. */
export function* updateProfile(settings: Settings, id: AccountId, changes: ProfileChanges): Steps<void> {
  const { accounts, accountsTable, database } = settings
  const values = [
    ...(changes.name === undefined ? [] : nameColumns(settings, changes.name)),
    ...(accounts.postalCode === undefined || changes.postalCode === undefined
      ? []
      : [[accounts.postalCode, changes.postalCode] as const]),
  ]
  if (values.length === 0) return
  const ids = yield* settings.columns.id()
  yield database.builder
    .updateTable(accountsTable)
    .set(Object.fromEntries(values))
    .where(ids.equals(accounts.id, id))
    .compile()
}

function nameColumns({ mapping: { name } }: Settings, value: string): (readonly [string, string])[] {
  if (name === null) return []
  if (typeof name === 'string') return [[name, value]]
  const { first, last } = splitName(value)
  // Of one word nobody knows what the other column should hold.
  return last === null
    ? []
    : [
        [name.first, first],
        [name.last, last],
      ]
}
