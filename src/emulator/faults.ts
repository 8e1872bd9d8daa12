import type { Endpoint } from './request-log.js'

/** What goes wrong. Those in the first group happen before the request is processed, the others after it. */
export type FaultKind =
  // before: no code is spent, nothing is issued
  | 'slow'
  | 'held'
  | 'server-error'
  | 'unavailable'
  | 'throttled'
  | 'captcha'
  | 'oauth-error'
  | 'redirect'
  | 'drop-before'
  // after: Amazon did it, but the answer does not arrive as it should
  | 'drop-after'
  | 'drop-half-way'
  | 'malformed-json'
  | 'oversize-json'
  | 'empty-body'
  | 'wrong-content-type'
  | 'short-expiry'
  | 'string-expiry'
  | 'missing-fields'
  | 'null-fields'
  | 'legacy-profile'
  | 'wrong-audience'
  | 'other-user-id'
  | 'wrong-token-type'
  | 'amended'

export const faultKinds: readonly FaultKind[] = [
  'slow',
  'held',
  'server-error',
  'unavailable',
  'throttled',
  'captcha',
  'oauth-error',
  'redirect',
  'drop-before',
  'drop-after',
  'drop-half-way',
  'malformed-json',
  'oversize-json',
  'empty-body',
  'wrong-content-type',
  'short-expiry',
  'string-expiry',
  'missing-fields',
  'null-fields',
  'legacy-profile',
  'wrong-audience',
  'other-user-id',
  'wrong-token-type',
  'amended',
]

export interface Fault {
  readonly endpoint: Endpoint | 'any'
  readonly kind: FaultKind
  /** How many requests it befalls. Default: 1. `Infinity` (over HTTP: `null`) until it is cleared. */
  readonly times?: number | null
  /** Waits this long before anything else, whatever the kind. */
  readonly delayMilliseconds?: number
  /** Status of `oauth-error` (400), `captcha` (200) and `redirect` (302). */
  readonly status?: number
  /** `error` and `error_description` of `oauth-error`. */
  readonly error?: string
  readonly description?: string
  /** `Retry-After` of `throttled` and `unavailable`. */
  readonly retryAfterSeconds?: number
  /** Where `redirect` leads. Default: `https://elsewhere.example/`. */
  readonly location?: string
  /** Size of `oversize-json`. Default: 2 MiB. */
  readonly bytes?: number
  /** Names for `missing-fields` and `null-fields`. */
  readonly fields?: readonly string[]
  /** Members that `amended` sets in the JSON answer. */
  readonly set?: Readonly<Record<string, unknown>>
  /** Value of `short-expiry` (10), `wrong-audience`, `other-user-id`, `wrong-token-type`. */
  readonly value?: string | number
}

export interface Faults {
  /** Adds one; where several fit a request, the one added first is played. */
  add(fault: Fault): void
  list(): readonly Fault[]
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
  const release = () => {
    for (const go of letGo.splice(0)) go()
  }
  return {
    add: (fault) => waiting.push({ fault, left: timesOf(fault) }),
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
    held: () => new Promise((resolve) => letGo.push(resolve)),
  }
}

function timesOf(fault: Fault): number {
  if (!faultKinds.includes(fault.kind))
    throw new Error(`Unknown fault "${fault.kind}". Known: ${faultKinds.join(', ')}.`)
  if (fault.times === null) return Number.POSITIVE_INFINITY
  return fault.times ?? 1
}
