import type { HashProblem } from '../format.js'

const marks = ['null', 'none', 'nil', 'undefined', 'locked', 'disabled', 'unset', 'invalid', 'nopassword']

/** What sites store for an account that has no password. Django's `!` and random text, and `*LK*`, are such marks too. */
export function findNoHash(hash: string): HashProblem | null {
  if (hash.trim() === '') return 'empty'
  const isMark = /^[!*](?![0-9A-F]{40}$)/.test(hash) || marks.includes(hash.toLowerCase())
  // One character, however often: `x`, `0000`.
  return isMark || new Set(hash).size === 1 ? 'constant' : null
}
