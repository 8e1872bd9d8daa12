import type { Host } from '../ports/host.js'
import type { AccountRows } from './account-rows.js'
import type { QueryResult, Steps } from './executor.js'
import type { SqlAccount } from './options.js'
import type { Settings } from './settings.js'

/** How stored hashes are told apart and checked. */
export interface PasswordHashes {
  readonly recognizeHash: (hash: string) => string | null
  readonly verifyPasswordHash: (hash: string, password: string) => Promise<boolean>
  /** Spends the time of checking a hash like this one. */
  readonly verifyNobody: (password: string, options: { readonly like?: string }) => Promise<void>
}

type PasswordCheck = Pick<Host<SqlAccount>, 'verifyPassword'> &
  Required<Pick<Host<SqlAccount>, 'verifyNobody'>>

/** Checks passwords against the stored hashes, in the same time whether or not there is one. */
export function createPasswordCheck(
  settings: Settings,
  accounts: AccountRows,
  hashes: PasswordHashes,
): PasswordCheck {
  const nobody = async (password: string): Promise<void> =>
    hashes.verifyNobody(password, await typicalHash(settings, hashes))
  return {
    async verifyPassword(account, password) {
      // As it is now: the account may be a copy from before the password was changed.
      const fresh = await settings.database.executor.read(() => accounts.find(account.id))
      const hash = storedHash(settings, hashes, fresh)
      if (hash !== null) return (await hashes.verifyPasswordHash(hash, password)) ? 'correct' : 'wrong'
      await nobody(password)
      return 'wrong'
    },
    verifyNobody: nobody,
  }
}

/** The hash a password can match, or null for none, an unusable one and one of an unknown kind. */
export function storedHash(
  { accounts }: Settings,
  { recognizeHash }: PasswordHashes,
  account: SqlAccount | null,
): string | null {
  const stored = accounts.passwordHash === undefined ? null : account?.row[accounts.passwordHash]
  return typeof stored === 'string' && recognizeHash(stored) !== null ? stored : null
}

const sampled = 20

/** A hash of this site, so that checking nobody costs what checking somebody does. */
async function typicalHash(
  { database, accounts, accountsTable }: Settings,
  { recognizeHash }: PasswordHashes,
): Promise<{ like?: string }> {
  const { passwordHash } = accounts
  if (passwordHash === undefined) return {}
  const select = database.builder
    .selectFrom(accountsTable)
    .select(passwordHash)
    .where(passwordHash, 'is not', null)
  const { rows } = await database.executor.read(function* (): Steps<QueryResult> {
    return yield select.limit(sampled).compile()
  })
  const like = rows
    .map((row) => row[passwordHash])
    .find((hash) => typeof hash === 'string' && recognizeHash(hash) !== null)
  return typeof like === 'string' ? { like } : {}
}
