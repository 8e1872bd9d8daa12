import type { Account } from '../ports/host.js'
import { guarded } from './failure.js'
import { type Outcome, refused } from './outcome.js'
import type { TicketAnswer } from './prove-ownership.js'
import { settle } from './settle.js'
import type { Wiring } from './wiring.js'

/** "This is not my account", or "no" to a confirmation. Nothing is linked, and nothing is told about the account. */
export async function decline<A extends Account>(wiring: Wiring<A>, given: TicketAnswer): Promise<Outcome> {
  const { ticket } = given
  if (ticket.intent === 'sign-in' && ticket.waitsFor !== 'confirm-switch') {
    // On the way back from "I already have an account" nothing was located, and the address may still be offered.
    const declined = { ...ticket, emailDeclined: ticket.emailDeclined || ticket.waitsFor === 'proof' }
    return settle(wiring, { ...given, ticket: declined, from: 'ticket', answer: { kind: 'not-my-account' } })
  }
  const { id, expiresAt } = ticket
  await guarded('store-failed', () => wiring.links.redeemTicket({ id, expiresAt }))
  return refused('declined')
}
