import type { Account } from '../ports/host.js'
import type { SparekeyOptions } from './options.js'

const parts = ['host', 'sessions', 'links', 'limiter', 'mailer'] as const

/** Parts that were handed over while they are still being made. What else is wrong with them cannot be seen yet. */
export function awaitProblems<A extends Account>(options: SparekeyOptions<A>): string[] {
  return parts
    .filter((name) => isPromise(options[name]))
    .map((name) => `${name} is a Promise: write ${name}: await … in front of what makes it.`)
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'then') === 'function'
}
