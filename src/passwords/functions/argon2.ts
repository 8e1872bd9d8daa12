import { hashRaw } from '@node-rs/argon2'
import { mostBytesWalked, mostMemoryBytes, mostParallel } from '../bounds.js'
import { decodeUnpadded } from '../encodings.js'
import type { ParsedHash } from '../format.js'
import { parseNumbers, parsePhc } from '../phc.js'

// The numbers by which the binding knows them: it exports them as constants that only exist while compiling.
const algorithms = new Map([
  ['argon2d', 0],
  ['argon2i', 1],
  ['argon2id', 2],
])
const versions = new Map([
  [16, 0],
  [19, 1],
])

/** Reads an argon2 hash, bare or inside another format. Without a version it is 16, the first one. */
export function argon2Hash(text: string): ParsedHash {
  if (!/^\$argon2(?:d|i|id)\$/.test(text)) return null
  const parsed = parsePhc(text)
  const numbers = parseNumbers(parsed?.parameters ?? '', 'm', 't', 'p')
  const version = versions.get(parsed?.version ?? 16)
  const algorithm = algorithms.get(parsed?.name ?? '')
  const salt = decodeUnpadded(parsed?.salt ?? '')
  const expected = decodeUnpadded(parsed?.hash ?? '')
  if (numbers === null || version === undefined || algorithm === undefined) return 'malformed'
  if (salt === null || expected === null) return 'malformed'
  const [memoryCost = 0, timeCost = 0, parallelism = 0] = numbers
  if (memoryCost < 8 * parallelism) return 'malformed'
  if (isTooCostly(memoryCost * 1024, timeCost, parallelism)) return 'too-costly'
  const options = { algorithm, version, memoryCost, timeCost, parallelism, salt, outputLen: expected.length }
  return { expected, derive: (password) => hashRaw(password, options) }
}

function isTooCostly(memoryBytes: number, passes: number, parallelism: number): boolean {
  return memoryBytes > mostMemoryBytes || memoryBytes * passes > mostBytesWalked || parallelism > mostParallel
}
