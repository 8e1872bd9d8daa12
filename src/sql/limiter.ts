import { createHash } from 'node:crypto'
import type { Limit, Limiter } from '../ports/limiter.js'
import type { Row } from './executor.js'
import { readInstant } from './link-rows.js'
import type { StoreSettings } from './settings.js'

// Each attempt clears a few more than it adds.
const sweptAtOnce = 10

/** Counts attempts in the database, for all instances together: adds one and reads the sum in one statement. */
export function createSqlLimiter({ database, limits, clock }: StoreSettings): Limiter {
  const { builder, dialect, executor } = database
  const count = (limit: Limit, key: string, now: Date): Promise<Row> =>
    executor.transaction(function* () {
      yield* dialect.sweepExpired(limits, now.toISOString(), sweptAtOnce)
      const expiresAt = new Date(now.getTime() + limit.windowSeconds * 1000).toISOString()
      const attempt = { table: limits, key: storedKey(limit, key), now: now.toISOString(), expiresAt }
      return yield* dialect.countAttempt(attempt)
    })
  return {
    async consume(limit, key) {
      const now = clock()
      const row = await count(limit, key, now)
      // Counted first, then judged: of many at once no more than the limit get through. No count is no permission.
      if (Number(row['attempts']) <= limit.attempts) return { allowed: true, retryAfterSeconds: 0 }
      const left = (readInstant(row['expires_at']) ?? now).getTime() - now.getTime()
      return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(left / 1000)) }
    },
    async reset(limit, key) {
      const forget = builder.deleteFrom(limits).where('id', '=', storedKey(limit, key)).compile()
      await executor.transaction(function* () {
        yield forget
      })
    },
  }
}

/** Keys name accounts and addresses of clients; a digest counts as well, tells nobody, and has one length. */
function storedKey({ name, attempts, windowSeconds }: Limit, key: string): string {
  // Another number of attempts, after a deployment say, must not read the old count by other rules.
  return `${name}:${attempts}/${windowSeconds}:${createHash('sha256').update(key).digest('base64url')}`
}
