import type { Host } from '../ports/host.js'
import type { AccountRows } from './account-rows.js'
import type { SqlAccount } from './options.js'
import type { PasswordHashes } from './password-hashes.js'
import type { Settings } from './settings.js'
import { findStoredHash, type StoredHash, sampleHashes } from './stored-hash.js'

type PasswordCheck = Pick<Host<SqlAccount>, 'verifyPassword'> &
  Required<Pick<Host<SqlAccount>, 'verifyNobody'>>

/** Checks passwords against the stored hashes, in the same time whether or not there is one. */
export function createPasswordCheck(
  settings: Settings,
  accounts: AccountRows,
  hashes: PasswordHashes,
): PasswordCheck {
  const { executor } = settings.database
  const verify = async (id: string, password: string): Promise<boolean> => {
    // The same statements for everybody: the number of them would tell what there is.
    const { stored, sample } = await executor.read(function* () {
      // As it is now: the account may be a copy from before the password was changed.
      const account = yield* accounts.find(id)
      return {
        stored: yield* findStoredHash(settings, hashes, account),
        sample: yield* sampleHashes(settings, sampled),
      }
    })
    if (stored !== null) return hashes.verifyPasswordHash(stored.hash, password, stored.options)
    await hashes.verifyNobody(password, typicalHash(settings, hashes, sample))
    return false
  }
  return {
    verifyPassword: async ({ id }, password) => ((await verify(id, password)) ? 'correct' : 'wrong'),
    verifyNobody: async (password) => void (await verify('', password)),
  }
}

const sampled = 20

/** A hash of this site, so that checking nobody costs what checking somebody does. */
function typicalHash(settings: Settings, { recognizeHash }: PasswordHashes, sample: readonly StoredHash[]) {
  const usable = sample.find(({ hash, options }) => recognizeHash(hash, options) !== null)
  return usable === undefined ? settings.passwords : { ...usable.options, like: usable.hash }
}
