import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import type { Limit, Limiter } from '../ports/limiter.js'

/** One counter for each limit, made when it is first asked for. */
export function createLimiter(
  createCounter: (limit: Limit) => RateLimiterAbstract,
  keyOf: (key: string) => string = (key) => key,
): Limiter {
  const counters = new Map<string, RateLimiterAbstract>()
  const counterOf = (limit: Limit): RateLimiterAbstract => {
    // Another number of attempts, after a deployment say, must not read the old count by other rules.
    const rule = `${limit.name}:${limit.attempts}/${limit.windowSeconds}`
    const counter = counters.get(rule) ?? createCounter({ ...limit, name: rule })
    counters.set(rule, counter)
    return counter
  }
  return {
    async consume(limit, key) {
      try {
        await counterOf(limit).consume(keyOf(key))
        return { allowed: true, retryAfterSeconds: 0 }
      } catch (error) {
        // Its way to say no is to reject with the count. No count is no permission.
        if (!(error instanceof RateLimiterRes)) throw error
        return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) }
      }
    },
    async reset(limit, key) {
      await counterOf(limit).delete(keyOf(key))
    },
  }
}
