import type { Profile } from '../amazon/profile.js'
import type { Account } from '../ports/host.js'
import { encodeBase64Url } from './base64url.js'
import type { Ticket } from './ticket.js'
import type { Wiring } from './wiring.js'

const ticketIdBytes = 16

/** What a ticket takes from where it began. */
export type TicketOrigin = Pick<Ticket, 'intent' | 'returnTo' | 'startedBy' | 'app' | 'heldBy' | 'finishCode'>

/** The ticket of whom Amazon has just named. */
export function issueTicket<A extends Account>(
  wiring: Wiring<A>,
  profile: Profile,
  origin: TicketOrigin,
): Ticket {
  const issuedAt = wiring.clock()
  const { subject, name, email, postalCode } = profile
  const { intent, returnTo, startedBy, app, heldBy, finishCode } = origin
  return {
    id: encodeBase64Url(wiring.random(ticketIdBytes)),
    identity: { issuer: wiring.issuer, subject },
    profile: { name, email, postalCode },
    intent,
    returnTo,
    startedBy,
    ...(app && { app }),
    ...(heldBy && { heldBy }),
    ...(finishCode && { finishCode }),
    waitsFor: 'proof',
    emailDeclined: false,
    mailProof: null,
    issuedAt,
    expiresAt: new Date(issuedAt.getTime() + wiring.policy.ticketLifetimeSeconds * 1000),
  }
}
