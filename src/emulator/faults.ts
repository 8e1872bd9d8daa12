import { assertFault, type Fault } from './fault.js'
import type { Endpoint } from './request-log.js'

export interface Faults {
  /** Adds one; where several fit a request, the one added first is played. */
  add(fault: Fault): void
  list(): readonly Fault[]
  /** Resolves once a request is held, so that a test can act in the middle of it. */
  whenHeld(): Promise<void>
  /** Lets every `held` request go on. */
  release(): void
  /** Forgets all of them and releases what is held. */
  clear(): void
}

export interface PlayedFaults extends Faults {
  /** The fault that befalls this request, counted down; `null` for none. */
  take(endpoint: Endpoint): Fault | null
  /** Resolves when `release` or `clear` is called. */
  held(): Promise<void>
}

export function createFaults(): PlayedFaults {
  let waiting: { fault: Fault; left: number }[] = []
  const letGo: (() => void)[] = []
  const watchers: (() => void)[] = []
  const release = () => {
    for (const go of letGo.splice(0)) go()
  }
  return {
    add: (fault) => {
      assertFault(fault)
      waiting.push({ fault, left: timesOf(fault) })
    },
    list: () => waiting.map(({ fault, left }) => ({ ...fault, times: left })),
    release,
    clear: () => {
      waiting = []
      release()
    },
    take: (endpoint) => {
      const found = waiting.find(({ fault }) => fault.endpoint === 'any' || fault.endpoint === endpoint)
      if (!found) return null
      found.left -= 1
      waiting = waiting.filter(({ left }) => left > 0)
      return found.fault
    },
    whenHeld: () => (letGo.length > 0 ? Promise.resolve() : new Promise((resolve) => watchers.push(resolve))),
    held: () =>
      new Promise((resolve) => {
        letGo.push(resolve)
        for (const tell of watchers.splice(0)) tell()
      }),
  }
}

function timesOf(fault: Fault): number {
  if (fault.times === null) return Number.POSITIVE_INFINITY
  return fault.times ?? 1
}
