import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Limiter } from '../ports/limiter.js'
import { createLimiter } from './counting-limiter.js'

/** Counts attempts in this process: right for one instance and for tests; several instances each count their own. */
export function memoryLimiter(): Limiter {
  return createLimiter(
    ({ attempts, windowSeconds }) => new RateLimiterMemory({ points: attempts, duration: windowSeconds }),
  )
}
