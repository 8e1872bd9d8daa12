import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Limit, Limiter } from '../ports/limiter.js'

/** Counts attempts in this process: right for one instance and for tests; several instances each count their own. */
export function memoryLimiter(): Limiter {
  const counters = new Map<string, RateLimiterMemory>()
  const counterOf = ({ name, attempts, windowSeconds }: Limit): RateLimiterMemory => {
    const rule = `${name}:${attempts}/${windowSeconds}`
    const counter = counters.get(rule) ?? new RateLimiterMemory({ points: attempts, duration: windowSeconds })
    counters.set(rule, counter)
    return counter
  }
  return {
    async consume(limit, key) {
      try {
        await counterOf(limit).consume(key)
        return { allowed: true, retryAfterSeconds: 0 }
      } catch (error) {
        // Its way to say no is to reject with the count.
        if (!(error instanceof RateLimiterRes)) throw error
        return { allowed: false, retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) }
      }
    },
    async reset(limit, key) {
      await counterOf(limit).delete(key)
    },
  }
}
