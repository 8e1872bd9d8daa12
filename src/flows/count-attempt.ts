import type { Account } from '../ports/host.js'
import type { Limit } from '../ports/limiter.js'
import { guarded } from './failure.js'
import type { Wiring } from './wiring.js'

/** A limit and whose attempts it counts; null where that is not known, and nothing is counted. */
export type Counter = readonly [Limit, string | null]

/** Counts one attempt on every counter; 0 when it may go on, else how many seconds to wait. */
export async function countAttempt<A extends Account>(
  wiring: Wiring<A>,
  counters: readonly Counter[],
): Promise<number> {
  for (const [limit, key] of counters) {
    if (key === null) continue
    const answer = await guarded('store-failed', () => wiring.limiter.consume(limit, key))
    // Stop at the first no, so that a guesser who is out of attempts uses up nobody else's.
    if (!answer.allowed) return Math.max(1, answer.retryAfterSeconds)
  }
  return 0
}
