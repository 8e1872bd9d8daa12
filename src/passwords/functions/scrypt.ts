import { scrypt } from 'node:crypto'
import { mostBytesWalked, mostMemoryBytes, mostParallel } from '../bounds.js'
import type { ParsedHash } from '../format.js'

export interface ScryptCost {
  /** N: a power of two. */
  readonly cost: number
  readonly blockSize: number
  readonly parallelization: number
}

interface ScryptHash extends ScryptCost {
  readonly salt: Buffer | null
  readonly expected: Buffer | null
  /** What the program stores. Any beginning of a key verifies as well as the whole, so a cut one is not let through. */
  readonly keyBytes: number
}

export function scryptHash({ salt, expected, keyBytes, ...cost }: ScryptHash): ParsedHash {
  if (salt === null || expected?.length !== keyBytes || !isSound(cost)) return 'malformed'
  if (isTooCostly(cost)) return 'too-costly'
  return { expected, derive: (password) => deriveScrypt(password, salt, { ...cost, keyBytes }) }
}

export function isSound({ cost, blockSize, parallelization }: ScryptCost): boolean {
  return cost >= 2 && Number.isInteger(Math.log2(cost)) && blockSize >= 1 && parallelization >= 1
}

export function isTooCostly(cost: ScryptCost): boolean {
  const memory = memoryOf(cost)
  const { parallelization } = cost
  return (
    memory > mostMemoryBytes || parallelization > mostParallel || memory * parallelization > mostBytesWalked
  )
}

export function deriveScrypt(
  password: Buffer,
  salt: Buffer,
  cost: ScryptCost & { readonly keyBytes: number },
): Promise<Buffer> {
  const { blockSize: r, parallelization: p } = cost
  // Node refuses above 32 MiB unless told how much it may take.
  const options = { N: cost.cost, r, p, maxmem: 2 * memoryOf(cost) + 128 * r * p }
  return new Promise((resolve, reject) => {
    scrypt(password, salt, cost.keyBytes, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}

function memoryOf({ cost, blockSize }: ScryptCost): number {
  return 128 * blockSize * cost
}
