import type { AccountId, Intent } from '../linking/facts.js'
import type { AppReturn } from './app-return.js'

/** One authorization round trip. Sealed into a cookie of the browser that started it. */
export interface Transaction {
  /** 256 random bits, base64url. */
  readonly state: string
  /** Derived from the state with the key that seals the cookie; in memory only. */
  readonly codeVerifier: string
  readonly intent: Intent
  readonly returnTo: string
  /** Who pressed "link", and in which session. */
  readonly startedBy: Starter | null
  /** Client and endpoints as one value: a callback is only exchanged where its transaction was started. */
  readonly clientFingerprint: string
  /** Shown by a device that waits: whoever comes back must be the Amazon account that it was made for. */
  readonly finishCode?: string
  readonly issuedAt: Date
  /** Present where an app at another origin began: `returnTo` is an address of its then. */
  readonly app?: AppReturn
}

export interface Starter {
  readonly accountId: AccountId
  readonly authenticatedAt: Date | null
}

/** True when the session here is the one that started: same account, same sign-in. */
export function isSameSession(a: Starter | null, b: Starter | null): boolean {
  if (a === null || b === null) return a === b
  return a.accountId === b.accountId && a.authenticatedAt?.getTime() === b.authenticatedAt?.getTime()
}
