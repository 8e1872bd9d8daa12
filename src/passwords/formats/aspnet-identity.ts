import { decodeBase64 } from '../encodings.js'
import type { ParsedHash, PasswordFormat } from '../format.js'
import { type Pbkdf2Digest, pbkdf2Hash } from '../functions/pbkdf2.js'

const saltBytes = 16
const keyBytes = 32

// KeyDerivationPrf, by its number.
const digests: readonly Pbkdf2Digest[] = ['sha1', 'sha256', 'sha512']

/** ASP.NET Identity: base64 of a version byte and what that version needs. */
export const aspnetIdentity: readonly PasswordFormat[] = [
  { name: 'aspnet-identity-v2', parse: parseVersion2 },
  { name: 'aspnet-identity-v3', parse: parseVersion3 },
]

/** 0, the salt, the key: PBKDF2 with SHA-1 and 1000 rounds. */
function parseVersion2(hash: string): ParsedHash {
  const bytes = decodeBase64(hash)
  if (bytes?.length !== 1 + saltBytes + keyBytes || bytes[0] !== 0) return null
  return pbkdf2Hash({
    digest: 'sha1',
    rounds: 1000,
    salt: bytes.subarray(1, 1 + saltBytes),
    expected: bytes.subarray(1 + saltBytes),
    keyBytes,
  })
}

/** 1, then in four bytes each the digest, the rounds and the salt's length, then the salt and the key. */
function parseVersion3(hash: string): ParsedHash {
  const bytes = decodeBase64(hash)
  if (bytes?.length !== 13 + saltBytes + keyBytes || bytes[0] !== 1) return null
  const digest = digests[bytes.readUInt32BE(1)]
  if (digest === undefined || bytes.readUInt32BE(9) !== saltBytes) return 'malformed'
  return pbkdf2Hash({
    digest,
    rounds: bytes.readUInt32BE(5),
    salt: bytes.subarray(13, 13 + saltBytes),
    expected: bytes.subarray(13 + saltBytes),
    keyBytes,
  })
}
