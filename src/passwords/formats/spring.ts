import { decodeBase64, decodeHex } from '../encodings.js'
import type { ParsedHash, PasswordFormat } from '../format.js'
import { argon2Hash } from '../functions/argon2.js'
import { bcryptHash } from '../functions/bcrypt.js'
import { pbkdf2Hash } from '../functions/pbkdf2.js'
import { scryptHash } from '../functions/scrypt.js'

/** Spring Security's `{id}` before the hash, with the ids of its own `PasswordEncoderFactories`. */
export const spring: readonly PasswordFormat[] = [
  { name: 'spring-bcrypt', parse: (hash) => behind(['{bcrypt}'], hash, bcryptHash) },
  {
    name: 'spring-argon2',
    parse: (hash) => behind(['{argon2}', '{argon2@SpringSecurity_v5_8}'], hash, argon2Hash),
  },
  {
    name: 'spring-scrypt',
    parse: (hash) =>
      behind(['{scrypt}'], hash, (inner) => scryptOf(inner, 64)) ??
      behind(['{scrypt@SpringSecurity_v5_8}'], hash, (inner) => scryptOf(inner, 16)),
  },
  {
    name: 'spring-pbkdf2',
    parse: (hash) =>
      behind(['{pbkdf2}'], hash, pbkdf2Of5) ?? behind(['{pbkdf2@SpringSecurity_v5_8}'], hash, pbkdf2Of58),
  },
]

function behind(ids: readonly string[], hash: string, parse: (inner: string) => ParsedHash): ParsedHash {
  const id = ids.find((candidate) => hash.startsWith(candidate))
  return id === undefined ? null : (parse(hash.slice(id.length)) ?? 'malformed')
}

/** In hexadecimal the salt and the key; the id alone says with how many rounds. */
function pbkdf2Of5(inner: string): ParsedHash {
  const bytes = decodeHex(inner)
  if (bytes === null) return 'malformed'
  const [salt, expected] = [bytes.subarray(0, 8), bytes.subarray(8)]
  return pbkdf2Hash({ digest: 'sha1', rounds: 185_000, salt, expected, keyBytes: 32 })
}

function pbkdf2Of58(inner: string): ParsedHash {
  const bytes = decodeHex(inner)
  if (bytes === null) return 'malformed'
  const [salt, expected] = [bytes.subarray(0, 16), bytes.subarray(16)]
  return pbkdf2Hash({ digest: 'sha256', rounds: 310_000, salt, expected })
}

const scryptShape = /^\$(?<cost>[1-9a-f][0-9a-f]{4,5})\$(?<salt>[A-Za-z0-9+/=]+)\$(?<key>[A-Za-z0-9+/=]+)$/

/** The cost is one number in hexadecimal: N's logarithm, then r and p in eight bits each. */
function scryptOf(inner: string, saltBytes: number): ParsedHash {
  const { cost, salt = '', key = '' } = scryptShape.exec(inner)?.groups ?? {}
  const packed = Number.parseInt(cost ?? '0', 16)
  const saltOf = decodeBase64(salt)
  return scryptHash({
    cost: 2 ** (packed >> 16),
    blockSize: (packed >> 8) & 255,
    parallelization: packed & 255,
    salt: saltOf?.length === saltBytes ? saltOf : null,
    expected: decodeBase64(key),
    keyBytes: 32,
  })
}
