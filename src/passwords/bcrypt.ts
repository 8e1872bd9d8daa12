import { hash as makeHash, verify } from '@node-rs/bcrypt'
import type { PasswordFormat } from './format.js'

// The binding also takes `$2x$`, the mark of hashes from a broken program: the shape is checked here.
const shape = /^\$2[aby]\$(?<cost>\d\d)\$[./A-Za-z0-9]{53}$/

// Cost 4 is the least there is; above 17 a single check takes more than ten seconds.
const leastCost = 4
const mostCost = 17

/** `$2a$`, `$2b$` and PHP's `$2y$`. Like every bcrypt program it looks at the first 72 bytes of a password only. */
export const bcrypt: PasswordFormat = {
  name: 'bcrypt',
  recognizes: (hash) => costOf(hash) !== null,
  verify: async (hash, password) => verify(password, hash),
  async spend(hash, password) {
    await makeHash(password, costOf(hash) ?? leastCost)
  },
}

function costOf(hash: string): number | null {
  const cost = Number(shape.exec(hash)?.groups?.['cost'])
  return cost >= leastCost && cost <= mostCost ? cost : null
}
