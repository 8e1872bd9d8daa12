import { afterwards, isStored, type ParsedHash, type PasswordFormat } from '../format.js'
import { digestOf } from '../functions/digest.js'
import { phpassHash } from './phpass.js'

// Drupal cuts what it stores to 55 characters, and refuses a password of more than 512 bytes.
const digits = 43
const mostBytes = 512

/** Drupal 7 to 10: phpass with SHA-512. `U$S$` is made from an older site's MD5 hash. */
export const drupal: PasswordFormat = {
  name: 'drupal',
  parse(hash) {
    if (hash.startsWith('$S$')) return within(phpassHash(hash, { digest: 'sha512', digits }))
    if (!hash.startsWith('U$S$')) return null
    const upgraded = phpassHash(hash.slice(1), { digest: 'sha512', digits })
    return within(afterwards(upgraded, (password) => Buffer.from(digestOf('md5', password).toString('hex'))))
  },
}

function within(parsed: ParsedHash): ParsedHash {
  if (!isStored(parsed)) return parsed
  return {
    ...parsed,
    async derive(password) {
      const made = await parsed.derive(password)
      // In the same time, and nothing that can be stored.
      return password.length > mostBytes ? Buffer.alloc(made.length) : made
    },
  }
}
