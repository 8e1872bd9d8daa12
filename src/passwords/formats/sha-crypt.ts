import { mostDigestRounds } from '../bounds.js'
import { encodeCrypt64 } from '../encodings.js'
import type { ParsedHash, PasswordFormat } from '../format.js'
import { upToNul } from '../functions/bcrypt.js'
import { digestBytes, digestOf, iterateDigest, type Round } from '../functions/digest.js'
import { parseDecimal } from '../phc.js'

type ShaDigest = 'sha256' | 'sha512'

/** crypt(3) with SHA-2, `$5$` and `$6$`: Linux, mail servers, PHP's `crypt`. Source: Drepper, "Unix crypt using SHA-256 and SHA-512". */
export const shaCrypt: readonly PasswordFormat[] = [
  { name: 'sha256-crypt', parse: (hash) => parse(hash, '$5$', 'sha256') },
  { name: 'sha512-crypt', parse: (hash) => parse(hash, '$6$', 'sha512') },
]

const shape =
  /^(?:rounds=(?<rounds>\d{1,10})\$)?(?<salt>[\x21-\x23\x25-\x39\x3b-\x7e]{1,16})\$(?<key>[./0-9A-Za-z]+)$/

function parse(hash: string, mark: string, digest: ShaDigest): ParsedHash {
  if (!hash.startsWith(mark)) return null
  const { rounds: digits = '5000', salt, key = '' } = shape.exec(hash.slice(mark.length))?.groups ?? {}
  const rounds = parseDecimal(digits) ?? 0
  const keyDigits = Math.ceil((digestBytes[digest] * 8) / 6)
  if (salt === undefined || key.length !== keyDigits || rounds < 1000 || rounds > 999_999_999) {
    return 'malformed'
  }
  if (rounds > mostDigestRounds) return 'too-costly'
  return {
    expected: Buffer.from(key),
    async derive(password) {
      const made = await crypt({ digest, rounds, salt: Buffer.from(salt), password: upToNul(password) })
      return Buffer.from(encodeCrypt64(inStoredOrder(made)))
    },
  }
}

interface Crypt {
  readonly digest: ShaDigest
  readonly rounds: number
  readonly salt: Buffer
  readonly password: Buffer
}

function crypt({ digest, rounds, salt, password }: Crypt): Promise<Buffer> {
  const start = digestOf(digest, ...firstParts(digest, salt, password))
  const fromPassword = repeated(digest, password, password.length)
  const fromSalt = repeated(digest, salt, 16 + (start[0] ?? 0))
  const p = stretched(fromPassword, password.length)
  const s = stretched(fromSalt, salt.length)
  return iterateDigest({ digest, start, rounds, pattern: roundsOf(p, s) })
}

/** Steps 4 to 12 of the specification. */
function firstParts(digest: ShaDigest, salt: Buffer, password: Buffer): Buffer[] {
  const alternate = digestOf(digest, password, salt, password)
  const parts = [password, salt, stretched(alternate, password.length)]
  for (let bits = password.length; bits > 0; bits >>= 1) {
    parts.push((bits & 1) === 1 ? alternate : password)
  }
  return parts
}

function repeated(digest: ShaDigest, part: Buffer, times: number): Buffer {
  return digestOf(digest, ...Array.from({ length: times }, () => part))
}

function stretched(bytes: Buffer, length: number): Buffer {
  return Buffer.alloc(length, bytes)
}

/** What surrounds the digest in each round depends on the round's number by 2, by 3 and by 7: so 42 kinds. */
function roundsOf(p: Buffer, s: Buffer): Round[] {
  return Array.from({ length: 42 }, (_, round) => {
    const between = [...(round % 3 === 0 ? [] : [s]), ...(round % 7 === 0 ? [] : [p])]
    return round % 2 === 1
      ? { before: Buffer.concat([p, ...between]) }
      : { after: Buffer.concat([...between, p]) }
  })
}

/** The bytes are stored in three columns, read in turns, and each row begins with another column. */
function inStoredOrder(made: Buffer): Buffer {
  const column = Math.floor(made.length / 3)
  const rows = Array.from({ length: column }, (_, row) => {
    // SHA-256 turns a row the other way than SHA-512; the digits take the last byte first.
    const turn = made.length === digestBytes.sha256 ? 2 * row : row
    return [2, 1, 0].map((place) => made[row + column * ((place + turn) % 3)] ?? 0)
  })
  return Buffer.from([...rows.flat(), ...made.subarray(3 * column)])
}
