import type { RefusalReason } from '../linking/reasons.js'
import type { Account, FieldProblem } from '../ports/host.js'
import type { SessionStarted } from '../ports/sessions.js'
import type { Ticket } from './ticket.js'

/** What did happen. Responses, events and mails derive from it, so they cannot say anything else. */
export type Outcome =
  | SignedIn
  | { readonly kind: 'linked'; readonly account: Account; readonly returnTo: string }
  | Waiting
  | { readonly kind: 'continue-at'; readonly url: string; readonly ticket: Ticket | null }
  | Refused

export interface SignedIn {
  readonly kind: 'signed-in'
  readonly account: Account
  readonly created: boolean
  readonly linked: boolean
  readonly returnTo: string
  readonly started: SessionStarted
}

/** The ticket waits for an answer of the visitor; problems belong to the form they just sent. */
export interface Waiting {
  readonly kind: 'waiting'
  readonly ticket: Ticket
  readonly problems: readonly FieldProblem[]
}

export interface Refused {
  readonly kind: 'refused'
  readonly reason: RefusalReason
  readonly retryAfterSeconds?: number
  /** `kept`: the visitor may answer the same page again · `spent`: begin again. */
  readonly ticket: 'kept' | 'spent'
}

export function refused(reason: RefusalReason, ticket: Refused['ticket'] = 'spent'): Refused {
  return { kind: 'refused', reason, ticket }
}
