import { pbkdf2 } from 'node:crypto'
import { mostPbkdf2Rounds } from '../bounds.js'
import type { ParsedHash } from '../format.js'

const digestBytes = { sha1: 20, sha256: 32, sha512: 64 }

export type Pbkdf2Digest = keyof typeof digestBytes

export interface Pbkdf2Hash {
  readonly digest: Pbkdf2Digest
  readonly rounds: number
  readonly salt: Buffer | null
  readonly expected: Buffer | null
  /** What the program stores. Any beginning of a key verifies as well as the whole, so a cut one is not let through. */
  readonly keyBytes?: number
}

export function pbkdf2Hash({ digest, rounds, salt, expected, keyBytes }: Pbkdf2Hash): ParsedHash {
  const bytes = keyBytes ?? digestBytes[digest]
  if (salt === null || expected?.length !== bytes || !(rounds >= 1)) return 'malformed'
  // A longer key repeats all rounds for each digest's length of it.
  if (rounds * Math.ceil(bytes / digestBytes[digest]) > mostPbkdf2Rounds) return 'too-costly'
  const derive = (password: Buffer): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      pbkdf2(password, salt, rounds, bytes, digest, (error, key) =>
        error === null ? resolve(key) : reject(error),
      )
    })
  return { expected, derive }
}

export function isPbkdf2Digest(name: string | undefined): name is Pbkdf2Digest {
  return name !== undefined && Object.hasOwn(digestBytes, name)
}
