import { setTimeout as wait } from 'node:timers/promises'

// Together about two seconds: longer than any sane transaction of the host's, shorter than a customer's patience.
const pausesMilliseconds = [0, 1, 2, 5, 10, 20, 40, 80, 160, 320, 640, 800]

/** Runs again while somebody else's transaction is in the way, a bounded number of times. */
export async function retryWhile<T>(
  isInTheWay: (error: unknown) => boolean,
  run: () => T | Promise<T>,
): Promise<T> {
  for (const pause of pausesMilliseconds) {
    try {
      return await run()
    } catch (error) {
      if (!isInTheWay(error)) throw error
    }
    // Two writers that met once must not meet again at the same instant.
    await wait(pause + Math.random() * pause)
  }
  return run()
}

// A connection that ended while it lay in the pool is found out by using it.
const mostReconnects = 2

/** True for a lost connection, a bounded number of times. What was asked on it is undone, or was never begun. */
export function reconnecting(isConnectionLost: (error: unknown) => boolean): (error: unknown) => boolean {
  let reconnects = 0
  return (error) => isConnectionLost(error) && (reconnects += 1) <= mostReconnects
}
