import { decodeBase64 } from '../encodings.js'
import type { ParsedHash, PasswordFormat } from '../format.js'
import { type Digest, digestBytes, digestOf } from '../functions/digest.js'
import { shaCrypt } from './sha-crypt.js'

/**
 * LDAP directories (RFC 2307): `{SSHA}` and its kin, the base64 of a digest and the salt that went into it. One round
 * only, so all are reported as weak. `{CRYPT}` holds a hash of crypt(3).
 */
export const ldap: readonly PasswordFormat[] = [
  { name: 'ldap-ssha', weak: true, parse: (hash) => parseSalted(hash, 'SSHA', 'sha1') },
  { name: 'ldap-ssha256', weak: true, parse: (hash) => parseSalted(hash, 'SSHA256', 'sha256') },
  { name: 'ldap-ssha512', weak: true, parse: (hash) => parseSalted(hash, 'SSHA512', 'sha512') },
  { name: 'ldap-smd5', weak: true, parse: (hash) => parseSalted(hash, 'SMD5', 'md5') },
  { name: 'ldap-crypt', parse: parseCrypt },
]

function parseSalted(hash: string, scheme: string, digest: Digest): ParsedHash {
  const rest = withoutScheme(hash, scheme)
  if (rest === null) return null
  const bytes = decodeBase64(rest)
  const salt = bytes?.subarray(digestBytes[digest])
  if (salt === undefined || bytes === null || salt.length < 4 || salt.length > 64) return 'malformed'
  return {
    expected: bytes.subarray(0, digestBytes[digest]),
    derive: async (password) => digestOf(digest, password, salt),
  }
}

function parseCrypt(hash: string, options: object): ParsedHash {
  const rest = withoutScheme(hash, 'CRYPT')
  if (rest === null) return null
  return (
    shaCrypt.map((format) => format.parse(rest, options)).find((parsed) => parsed !== null) ?? 'unsupported'
  )
}

// Directories compare the name without its case; it is written in capitals or, by some programs, in small letters.
function withoutScheme(hash: string, scheme: string): string | null {
  const end = scheme.length + 2
  const mark = hash.slice(0, end)
  return mark === `{${scheme}}` || mark === `{${scheme.toLowerCase()}}` ? hash.slice(end) : null
}
