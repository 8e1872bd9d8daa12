import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { type Iteration, runRounds } from './digest-rounds.js'
import { createDigestThreads } from './digest-threads.js'

export type Digest = 'md5' | 'sha1' | 'sha256' | 'sha512'

export const digestBytes: Readonly<Record<Digest, number>> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 }

/** What is hashed with the digest so far: in one round `before`, the digest, `after`. */
export interface Round {
  readonly before?: Buffer
  readonly after?: Buffer
}

// About a millisecond.
const roundsAtOnce = 500

// One set for the process, whoever asks: a machine has no more cores than it has.
const threads = createDigestThreads()

/** Runs a loop of digests in another thread; where there are none, in turns between which others are served. */
export async function iterateDigest(iteration: Iteration): Promise<Buffer> {
  return (await threads.run(iteration)) ?? runInTurns(iteration)
}

export async function runInTurns(iteration: Iteration): Promise<Buffer> {
  const { start, rounds } = iteration
  let state = start
  for (let round = 0; round < rounds; round += roundsAtOnce) {
    if (round > 0) await setImmediate()
    state = runRounds(iteration, state, round, Math.min(round + roundsAtOnce, rounds))
  }
  return Buffer.from(state)
}

export function digestOf(digest: Digest, ...parts: readonly Buffer[]): Buffer {
  const hash = createHash(digest)
  for (const part of parts) hash.update(part)
  return hash.digest()
}
