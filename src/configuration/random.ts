import type { Random } from '../ports/clock.js'

const poolBytes = 1024

/** The runtime's cryptographic source, asked for many bytes at once: a call costs more than what it brings. */
export function createRandom(): Random {
  let pool = new Uint8Array(0)
  let used = 0
  return (bytes) => {
    if (bytes > poolBytes) return crypto.getRandomValues(new Uint8Array(bytes))
    if (used + bytes > pool.length) {
      pool = crypto.getRandomValues(new Uint8Array(poolBytes))
      used = 0
    }
    used += bytes
    return pool.slice(used - bytes, used)
  }
}
