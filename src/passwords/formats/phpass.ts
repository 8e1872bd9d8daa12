import { mostDigestRounds } from '../bounds.js'
import { crypt64Value, encodeCrypt64 } from '../encodings.js'
import type { ParsedHash, PasswordFormat } from '../format.js'
import { type Digest, digestOf, iterateDigest } from '../functions/digest.js'

/** `$P$`, and phpBB's `$H$`: WordPress before 6.8, and much else written in PHP. */
export const phpass: PasswordFormat = {
  name: 'phpass',
  parse(hash) {
    if (!/^\$[PH]\$/.test(hash)) return null
    const parsed = phpassHash(hash, { digest: 'md5', digits: 22 })
    if (parsed === null || typeof parsed === 'string') return parsed
    return { ...parsed, spellings: asWordPressSpells }
  },
}

/** A mark of three characters, the rounds' logarithm, eight of salt, and the digest, whole or its beginning. */
export function phpassHash(
  hash: string,
  { digest, digits }: { readonly digest: Digest; readonly digits: number },
): ParsedHash {
  const { log = '', salt = '', key = '' } = shape.exec(hash.slice(3))?.groups ?? {}
  const log2Rounds = crypt64Value(log)
  if (key.length !== digits || log2Rounds < 7 || log2Rounds > 30) return 'malformed'
  const rounds = 2 ** log2Rounds
  if (rounds > mostDigestRounds) return 'too-costly'
  return {
    expected: Buffer.from(key),
    async derive(password) {
      const start = digestOf(digest, Buffer.from(salt), password)
      const made = await iterateDigest({ digest, start, rounds, pattern: [{ after: password }] })
      return Buffer.from(encodeCrypt64(made).slice(0, digits))
    },
  }
}

const shape = /^(?<log>[./0-9A-Za-z])(?<salt>[./0-9A-Za-z]{8})(?<key>[./0-9A-Za-z]+)$/

/**
 * WordPress puts a backslash before quotes and backslashes of everything that a form sends, and hashes the password so;
 * one that was set from the command line it hashes as it is.
 */
export function asWordPressSpells(password: Buffer): readonly Buffer[] {
  const text = password.toString('utf8')
  const slashed = text.replaceAll(/['"\\]/g, '\\$&').replaceAll('\0', '\\0')
  return slashed === text ? [password] : [Buffer.from(slashed), password]
}
