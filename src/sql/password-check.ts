import type { Host } from '../ports/host.js'
import type { AccountRows } from './account-rows.js'
import type { SqlAccount } from './options.js'
import type { PasswordHashes } from './password-hashes.js'
import type { Settings } from './settings.js'
import { findStoredHash, sampleHashes } from './stored-hash.js'

type PasswordCheck = Pick<Host<SqlAccount>, 'verifyPassword'> &
  Required<Pick<Host<SqlAccount>, 'verifyNobody'>>

/** Checks passwords against the stored hashes, in the same time whether or not there is one. */
export function createPasswordCheck(
  settings: Settings,
  accounts: AccountRows,
  hashes: PasswordHashes,
): PasswordCheck {
  const { executor } = settings.database
  const nobody = async (password: string): Promise<void> =>
    hashes.verifyNobody(password, await typicalHash(settings, hashes))
  return {
    async verifyPassword(account, password) {
      const stored = await executor.read(function* () {
        // As it is now: the account may be a copy from before the password was changed.
        return yield* findStoredHash(settings, hashes, yield* accounts.find(account.id))
      })
      if (stored !== null) {
        const { hash, options } = stored
        return (await hashes.verifyPasswordHash(hash, password, options)) ? 'correct' : 'wrong'
      }
      await nobody(password)
      return 'wrong'
    },
    verifyNobody: nobody,
  }
}

const sampled = 20

/** A hash of this site, so that checking nobody costs what checking somebody does. */
async function typicalHash(settings: Settings, { recognizeHash }: PasswordHashes) {
  const sample = await settings.database.executor.read(() => sampleHashes(settings, sampled))
  const usable = sample.find(({ hash, options }) => recognizeHash(hash, options) !== null)
  return usable === undefined ? settings.passwords : { ...usable.options, like: usable.hash }
}
