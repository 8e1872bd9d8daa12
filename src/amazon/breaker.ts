import { AmazonError } from './errors.js'
import type { Transport, TransportAnswer } from './transport.js'

const toleratedFailures = 30
const coolDownSeconds = 5

/** A transport that leaves Amazon alone for a while after it has failed many times in a row. */
export interface Breaker {
  readonly transport: Transport
  /** True while calls are answered with `amazon-unavailable` unmade. */
  readonly isOpen: () => boolean
}

/**
 * While Amazon is down, every visitor would wait out the deadline and hold a connection for nothing. After 30 failures
 * in a row no call is made for 5 seconds; then one call tries, and the next good answer closes the breaker. Kept for
 * each process: what one instance sees of the network need not be what another sees.
 */
export function createBreaker(transport: Transport, clock: () => Date): Breaker {
  let failures = 0
  let quietUntil = 0
  const isOpen = (): boolean => failures >= toleratedFailures && clock().getTime() < quietUntil
  const coolDown = (): void => {
    if (failures >= toleratedFailures) quietUntil = clock().getTime() + coolDownSeconds * 1000
  }
  const record = (isFailure: boolean): void => {
    failures = isFailure ? failures + 1 : 0
    coolDown()
  }
  return {
    isOpen,
    transport: async (request) => {
      if (isOpen()) throw new AmazonError('amazon-unavailable', request)
      // The one that tries now keeps the others waiting until it knows.
      coolDown()
      try {
        const answer = await transport(request)
        record(isOutage(answer))
        return answer
      } catch (error) {
        record(true)
        throw error
      }
    },
  }
}

/** Amazon is there but cannot: anything else it says, a no included, is an answer. */
function isOutage({ status }: TransportAnswer): boolean {
  return status >= 500 || status === 429
}
