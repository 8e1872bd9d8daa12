// JavaScript, so that a thread can load it as it lies here: Node starts no thread from TypeScript.
import { createHash } from 'node:crypto'

/**
 * A loop of digests: in each round `before`, the digest so far, `after`; the pattern begins again after its last.
 *
 * @typedef {object} Iteration
 * @property {'md5' | 'sha1' | 'sha256' | 'sha512'} digest
 * @property {Uint8Array} start
 * @property {number} rounds
 * @property {readonly { readonly before?: Uint8Array, readonly after?: Uint8Array }[]} pattern
 */

const nothing = new Uint8Array()

/**
 * Runs the rounds from one to before another.
 *
 * @param {Iteration} iteration
 * @param {Uint8Array} state the digest after the rounds before
 * @param {number} first
 * @param {number} end
 * @returns {Uint8Array}
 */
export function runRounds({ digest, pattern }, state, first, end) {
  let made = state
  for (let round = first; round < end; round += 1) {
    const { before = nothing, after = nothing } = pattern[round % pattern.length] ?? {}
    made = createHash(digest).update(before).update(made).update(after).digest()
  }
  return made
}
