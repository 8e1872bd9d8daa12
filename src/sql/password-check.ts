import { recognizeHash, verifyNobody, verifyPasswordHash } from '../passwords/verify.js'
import type { Host } from '../ports/host.js'
import type { AccountRows } from './account-rows.js'
import type { QueryResult, Steps } from './executor.js'
import type { SqlAccount } from './options.js'
import type { Settings } from './settings.js'

type PasswordCheck = Pick<Host<SqlAccount>, 'verifyPassword'> &
  Required<Pick<Host<SqlAccount>, 'verifyNobody'>>

/** Checks passwords against the stored hashes, in the same time whether or not there is one. */
export function createPasswordCheck(settings: Settings, accounts: AccountRows): PasswordCheck {
  const nobody = async (password: string): Promise<void> =>
    verifyNobody(password, await typicalHash(settings))
  return {
    async verifyPassword(account, password) {
      // As it is now: the account may be a copy from before the password was changed.
      const fresh = await settings.database.executor.read(() => accounts.find(account.id))
      const hash = storedHash(settings, fresh)
      if (hash !== null) return (await verifyPasswordHash(hash, password)) ? 'correct' : 'wrong'
      await nobody(password)
      return 'wrong'
    },
    verifyNobody: nobody,
  }
}

/** The hash a password can match, or null for none, an unusable one and one of an unknown kind. */
export function storedHash({ accounts }: Settings, account: SqlAccount | null): string | null {
  const stored = accounts.passwordHash === undefined ? null : account?.row[accounts.passwordHash]
  return typeof stored === 'string' && recognizeHash(stored) !== null ? stored : null
}

const sampled = 20

/** A hash of this site, so that checking nobody costs what checking somebody does. */
async function typicalHash({ database, accounts, accountsTable }: Settings): Promise<{ like?: string }> {
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
