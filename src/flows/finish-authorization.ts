import { parseAuthorizationAnswer } from '../amazon/authorization.js'
import type { Account, Visitor } from '../ports/host.js'
import type { CurrentSession } from '../ports/sessions.js'
import { authenticate } from './authenticate.js'
import { isFinishCode } from './finish-elsewhere.js'
import { issueTicket } from './issue-ticket.js'
import { type Outcome, refused } from './outcome.js'
import { settle } from './settle.js'
import type { Transaction } from './transaction.js'
import type { Wiring } from './wiring.js'

/** Which transaction an answer belongs to. */
export { parseState } from '../amazon/authorization.js'

export interface Return {
  /** Redeemed already: the cookie that held it is being deleted, whatever comes now. */
  readonly transaction: Transaction
  /** What Amazon put into the address. */
  readonly parameters: URLSearchParams
  readonly visitor: Visitor
  readonly session: CurrentSession | null
}

/** The visitor is back from Amazon: who are they there, and what follows from it here? */
export async function finishAuthorization<A extends Account>(
  wiring: Wiring<A>,
  back: Return,
): Promise<Outcome> {
  const { transaction, visitor, session } = back
  if (isExpired(wiring, transaction)) return refused('transaction-expired')
  // The configuration changed while the visitor was away: the code must not go to another host or client.
  if (transaction.clientFingerprint !== wiring.clientFingerprint) return refused('transaction-unknown')
  const answer = parseAuthorizationAnswer(back.parameters)
  if (answer.kind === 'declined') return refused('authorization-declined')
  if (answer.kind === 'failed') return refused('authorization-failed')
  if (answer.kind === 'malformed') return refused('malformed-request')
  const profile = await authenticate(wiring, transaction, answer.code)
  if (profile === 'code-rejected') return refused('code-rejected')
  const { finishCode } = transaction
  if (finishCode !== undefined && !isFinishCode(wiring, finishCode, profile.subject))
    return refused('device-code-wrong')
  const ticket = issueTicket(wiring, profile, transaction)
  return settle(wiring, { ticket, from: 'callback', answer: { kind: 'none' }, visitor, session })
}

function isExpired<A extends Account>(wiring: Wiring<A>, { issuedAt }: Transaction): boolean {
  const ageSeconds = (wiring.clock().getTime() - issuedAt.getTime()) / 1000
  // A clock may be two minutes behind on another instance; an age further below zero is no honest clock.
  return ageSeconds > wiring.policy.transactionLifetimeSeconds || ageSeconds < -120
}
