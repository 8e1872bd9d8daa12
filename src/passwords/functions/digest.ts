import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'

export type Digest = 'md5' | 'sha1' | 'sha256' | 'sha512'

export const digestBytes: Readonly<Record<Digest, number>> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 }

/** What is hashed with the digest so far: in one round `before`, the digest, `after`. */
export interface Round {
  readonly before?: Buffer
  readonly after?: Buffer
}

interface Iteration {
  readonly digest: Digest
  readonly start: Buffer
  readonly rounds: number
  /** Taken in turns, from the first again after the last. */
  readonly pattern: readonly Round[]
}

// About a millisecond: Node has no thread for a loop of digests, so everybody else gets a turn between two batches.
const roundsAtOnce = 500

export async function iterateDigest({ digest, start, rounds, pattern }: Iteration): Promise<Buffer> {
  let state = start
  for (let round = 0; round < rounds; round += 1) {
    if (round > 0 && round % roundsAtOnce === 0) await setImmediate()
    const { before = nothing, after = nothing } = pattern[round % pattern.length] ?? {}
    state = createHash(digest).update(before).update(state).update(after).digest()
  }
  return state
}

export function digestOf(digest: Digest, ...parts: readonly Buffer[]): Buffer {
  const hash = createHash(digest)
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const nothing = Buffer.alloc(0)
