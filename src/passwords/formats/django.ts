import { decodeBase64 } from '../encodings.js'
import { afterwards, type ParsedHash, type PasswordFormat } from '../format.js'
import { argon2Hash } from '../functions/argon2.js'
import { bcryptHash } from '../functions/bcrypt.js'
import { digestOf } from '../functions/digest.js'
import { pbkdf2Hash } from '../functions/pbkdf2.js'
import { scryptHash } from '../functions/scrypt.js'
import { parseDecimal } from '../phc.js'

/** Django's `algorithm$…`, one entry for each of its hashers. */
export const django: readonly PasswordFormat[] = [
  { name: 'django-pbkdf2', parse: parsePbkdf2 },
  { name: 'django-argon2', parse: (hash) => inside('argon2', hash, argon2Hash) },
  { name: 'django-bcrypt', parse: (hash) => inside('bcrypt$', hash, bcryptHash) },
  {
    name: 'django-bcrypt-sha256',
    parse: (hash) =>
      afterwards(inside('bcrypt_sha256$', hash, bcryptHash), (password) =>
        Buffer.from(digestOf('sha256', password).toString('hex')),
      ),
  },
  { name: 'django-scrypt', parse: parseScrypt },
]

/** Behind its own mark Django keeps what the other program made, which begins with a `$` of its own. */
function inside(mark: string, hash: string, parse: (inner: string) => ParsedHash): ParsedHash {
  return hash.startsWith(`${mark}$`) ? (parse(hash.slice(mark.length)) ?? 'malformed') : null
}

function parsePbkdf2(hash: string): ParsedHash {
  const parts = hash.split('$')
  const [algorithm = '', rounds = '', salt = '', key = ''] = parts
  const digest = /^pbkdf2_(?<digest>sha1|sha256)$/.exec(algorithm)?.groups?.['digest']
  if (digest !== 'sha1' && digest !== 'sha256') return null
  if (parts.length !== 4) return 'malformed'
  return pbkdf2Hash({
    digest,
    rounds: parseDecimal(rounds) ?? 0,
    salt: readSalt(salt),
    expected: decodeBase64(key),
  })
}

function parseScrypt(hash: string): ParsedHash {
  const parts = hash.split('$')
  const [algorithm, cost = '', salt = '', blockSize = '', parallelization = '', key = ''] = parts
  if (algorithm !== 'scrypt') return null
  if (parts.length !== 6) return 'malformed'
  return scryptHash({
    cost: parseDecimal(cost) ?? 0,
    blockSize: parseDecimal(blockSize) ?? 0,
    parallelization: parseDecimal(parallelization) ?? 0,
    salt: readSalt(salt),
    expected: decodeBase64(key),
    keyBytes: 64,
  })
}

// Text, used as it is.
function readSalt(salt: string): Buffer | null {
  return /^[\x21-\x7e]{1,128}$/.test(salt) ? Buffer.from(salt) : null
}
