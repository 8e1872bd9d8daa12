import { decodeHexOrBase64 } from '../encodings.js'
import type { ParsedHash, PasswordFormat } from '../format.js'
import { type Digest, digestBytes, digestOf } from '../functions/digest.js'
import { pbkdf2Hash } from '../functions/pbkdf2.js'
import { scryptHash } from '../functions/scrypt.js'
import type { DigestScheme, PasswordOptions, Pbkdf2Scheme, ScryptScheme } from '../options.js'

const digestShape = /^(?<digest>md5|sha1|sha256|sha512)\((?<order>password|salt\+password|password\+salt)\)$/

/** Hashes that say nothing about themselves, made as `options.scheme` tells. */
export const stretchedSchemes: readonly PasswordFormat[] = [
  { name: 'pbkdf2-with-salt-column', parse: parsePbkdf2 },
  { name: 'scrypt-with-salt-column', parse: parseScrypt },
]

/** One round of a digest. */
export const digestScheme: PasswordFormat = { name: 'digest', weak: true, parse: parseDigest }

/** Comes last: what any other format knows, a hash or a mark instead of one, is not the password itself. */
export const plain: PasswordFormat = { name: 'plain', weak: true, parse: parsePlain }

function parseDigest(hash: string, { scheme, salt = '' }: PasswordOptions): ParsedHash {
  if (typeof scheme !== 'string' || scheme === 'plain') return null
  const { digest, order } = readDigestScheme(scheme)
  const expected = decodeHexOrBase64(hash, digestBytes[digest])
  if (expected === null) return null
  if (order === 'password') return { expected, derive: async (password) => digestOf(digest, password) }
  if (salt === '') return 'needs-option'
  const bytes = Buffer.from(salt)
  return {
    expected,
    derive: async (password) =>
      order === 'salt+password' ? digestOf(digest, bytes, password) : digestOf(digest, password, bytes),
  }
}

function readDigestScheme(scheme: DigestScheme): { digest: Digest; order: string } {
  const { digest, order } = digestShape.exec(scheme)?.groups ?? {}
  if (order === undefined || !isDigest(digest)) throw new TypeError(`unknown password scheme: ${scheme}`)
  return { digest, order }
}

function isDigest(name: string | undefined): name is Digest {
  return name !== undefined && Object.hasOwn(digestBytes, name)
}

function parsePbkdf2(hash: string, { scheme, salt }: PasswordOptions): ParsedHash {
  if (typeof scheme !== 'object' || !('pbkdf2' in scheme)) return null
  const { pbkdf2: digest, rounds, keyBytes } = scheme
  const expected = decodeHexOrBase64(hash, keyBytes)
  if (expected === null) return null
  const decoded = decodeSalt(salt, scheme)
  return decoded === 'needs-option'
    ? decoded
    : pbkdf2Hash({ digest, rounds, keyBytes, expected, salt: decoded })
}

function parseScrypt(hash: string, { scheme, salt }: PasswordOptions): ParsedHash {
  if (typeof scheme !== 'object' || !('scrypt' in scheme)) return null
  const { scrypt: cost, blockSize = 8, parallelization = 1, keyBytes } = scheme
  const expected = decodeHexOrBase64(hash, keyBytes)
  if (expected === null) return null
  const decoded = decodeSalt(salt, scheme)
  if (decoded === 'needs-option') return decoded
  return scryptHash({ cost, blockSize, parallelization, keyBytes, expected, salt: decoded })
}

function decodeSalt(
  salt: string | undefined,
  { saltEncoding = 'text' }: Pbkdf2Scheme | ScryptScheme,
): Buffer | 'needs-option' {
  if (salt === undefined || salt === '') return 'needs-option'
  return Buffer.from(salt, saltEncoding === 'text' ? 'utf8' : saltEncoding)
}

function parsePlain(stored: string, { scheme }: PasswordOptions): ParsedHash {
  // Made by some program that is not known here: what was stolen must not open the door.
  if (/^[${]|^[\w+/=-]{40,}$/.test(stored)) return null
  if (scheme !== 'plain') return looksTyped(stored) ? 'weak' : null
  // Compared by digest, so that the time does not tell how long the stored one is.
  const expected = digestOf('sha256', Buffer.from(stored))
  return { expected, derive: async (password) => digestOf('sha256', password) }
}

/** Short, of letters and signs: somebody's password rather than what a program made. */
function looksTyped(stored: string): boolean {
  return stored.length <= 32 && !/^[A-Za-z0-9+/=]{20,}$/.test(stored)
}
