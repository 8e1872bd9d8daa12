import type { Endpoint } from './request-log.js'

/** What goes wrong. Those before the line happen before the request is processed, the others after it. */
export const faultKinds = [
  // before: no code is spent, nothing is issued
  'slow',
  'held',
  'server-error',
  'unavailable',
  'throttled',
  'captcha',
  'oauth-error',
  'redirect',
  'drop-before',
  // after: Amazon did it, but the answer does not arrive as it should
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
] as const

export type FaultKind = (typeof faultKinds)[number]

export const faultTargets = [
  'any',
  'authorize',
  'token',
  'tokeninfo',
  'profile',
  'codepair',
  'code-page',
  'consents',
  'sdk',
  'unknown',
] as const satisfies readonly (Endpoint | 'any')[]

export interface Fault {
  readonly endpoint: (typeof faultTargets)[number]
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

const isNumber = (value: unknown) => typeof value === 'number'
const isText = (value: unknown) => typeof value === 'string'

const checks: Readonly<Record<keyof Fault, (value: unknown) => boolean>> = {
  endpoint: (value) => faultTargets.some((target) => target === value),
  kind: (value) => faultKinds.some((kind) => kind === value),
  times: (value) => value === null || isNumber(value),
  delayMilliseconds: isNumber,
  status: isNumber,
  error: isText,
  description: isText,
  retryAfterSeconds: isNumber,
  location: isText,
  bytes: isNumber,
  fields: (value) => Array.isArray(value) && value.every(isText),
  set: (value) => typeof value === 'object' && value !== null,
  value: (value) => isText(value) || isNumber(value),
}

/** Throws an `Error` that says what is wrong with the fault, a misspelt member included. */
export function assertFault(given: object): asserts given is Fault {
  const members = { endpoint: undefined, kind: undefined, ...given }
  for (const [name, value] of Object.entries(members)) {
    if (!isMember(name))
      throw new Error(`A fault has no "${name}". Known: ${Object.keys(checks).join(', ')}.`)
    if (!checks[name](value))
      throw new Error(`"${name}" of a fault cannot be ${String(value)}.${hintFor(name)}`)
  }
}

function isMember(name: string): name is keyof Fault {
  return Object.hasOwn(checks, name)
}

function hintFor(name: keyof Fault): string {
  if (name === 'endpoint') return ` Known: ${faultTargets.join(', ')}.`
  return name === 'kind' ? ` Known: ${faultKinds.join(', ')}.` : ''
}
