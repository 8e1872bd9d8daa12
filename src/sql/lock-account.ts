import type { AccountId } from '../linking/facts.js'
import type { Steps } from './executor.js'
import type { Settings } from './settings.js'

/** Holds the row of an account until the transaction ends: whoever else changes it waits. */
export function* lockAccount(settings: Settings, id: AccountId): Steps<void> {
  const { accounts, accountsTable, database } = settings
  // SQLite has one writer at a time, and no rows to lock.
  if (database.dialect.name === 'sqlite' || id.includes('\0')) return
  const ids = yield* settings.columns.id()
  const select = database.builder.selectFrom(accountsTable).select(accounts.id)
  yield select.where(ids.equals(accounts.id, id)).forUpdate().compile()
}
