import { decodeHex } from '../encodings.js'
import type { ParsedHash, PasswordFormat } from '../format.js'
import { isPbkdf2Digest, pbkdf2Hash } from '../functions/pbkdf2.js'
import { scryptHash } from '../functions/scrypt.js'
import { parseDecimal } from '../phc.js'

// The method, a salt that is used as text, and a key in lower-case hexadecimal.
const shape = /^(?<method>[a-z0-9:]{1,40})\$(?<salt>[\x21-\x23\x25-\x7e]{1,64})\$(?<key>[0-9a-f]+)$/

/** Werkzeug's, and so Flask's: `pbkdf2:sha256:rounds$salt$key` and `scrypt:N:r:p$salt$key`. */
export const werkzeug: readonly PasswordFormat[] = [
  { name: 'werkzeug-pbkdf2', parse: parsePbkdf2 },
  { name: 'werkzeug-scrypt', parse: parseScrypt },
]

function parsePbkdf2(hash: string): ParsedHash {
  if (!hash.startsWith('pbkdf2:')) return null
  const { method = '', salt = '', key = '' } = shape.exec(hash)?.groups ?? {}
  const [, digest, rounds = '', ...more] = method.split(':')
  if (!isPbkdf2Digest(digest) || more.length > 0) return 'malformed'
  return pbkdf2Hash({
    digest,
    rounds: parseDecimal(rounds) ?? 0,
    salt: Buffer.from(salt),
    expected: decodeHex(key),
  })
}

function parseScrypt(hash: string): ParsedHash {
  if (!hash.startsWith('scrypt:')) return null
  const { method = '', salt = '', key = '' } = shape.exec(hash)?.groups ?? {}
  const [cost = 0, blockSize = 0, parallelization = 0, ...more] = method
    .split(':')
    .slice(1)
    .map((digits) => parseDecimal(digits) ?? 0)
  if (more.length > 0) return 'malformed'
  return scryptHash({
    cost,
    blockSize,
    parallelization,
    salt: Buffer.from(salt),
    expected: decodeHex(key),
    keyBytes: 64,
  })
}
