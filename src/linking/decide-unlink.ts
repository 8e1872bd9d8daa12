import type { RefusalReason } from './reasons.js'

/** Everything that decides whether a link may be removed. */
export interface UnlinkFacts {
  readonly isSignedIn: boolean
  readonly isLinked: boolean
  /** Ways to sign in that work today, Amazon aside. The host is asked; nothing is inferred. */
  readonly otherWays: number
  /** The visitor showed a credential of this account within the policy's time, or just now. */
  readonly isFresh: boolean
}

export type UnlinkDecision =
  | { readonly kind: 'unlink' }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason }

/** May this visitor remove the link? Never the last usable way in, and never on an old session alone. */
export function decideUnlink(facts: UnlinkFacts): UnlinkDecision {
  if (!facts.isSignedIn) return { kind: 'refuse', reason: 'sign-in-required' }
  if (!facts.isLinked) return { kind: 'refuse', reason: 'not-linked' }
  if (facts.otherWays === 0) return { kind: 'refuse', reason: 'last-way-to-sign-in' }
  if (!facts.isFresh) return { kind: 'refuse', reason: 'reauthentication-required' }
  return { kind: 'unlink' }
}
