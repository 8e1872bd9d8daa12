import type { AccountId } from '../linking/facts.js'
import type { ProfileChanges } from '../ports/host.js'
import type { Steps } from './executor.js'
import type { Settings } from './settings.js'

/** Writes the mapped ones of these fields; a field without a column stays out. */
export function* updateProfile(settings: Settings, id: AccountId, changes: ProfileChanges): Steps<void> {
  const { accounts, accountsTable, database } = settings
  const columns = [
    [accounts.name, changes.name],
    [accounts.postalCode, changes.postalCode],
  ] as const
  const values = columns.flatMap(([column, value]) =>
    column === undefined || value === undefined ? [] : [[column, value]],
  )
  if (values.length === 0) return
  const ids = yield* settings.columns.id()
  yield database.builder
    .updateTable(accountsTable)
    .set(Object.fromEntries(values))
    .where(ids.equals(accounts.id, id))
    .compile()
}
