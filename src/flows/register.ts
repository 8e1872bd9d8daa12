import type { Account } from '../ports/host.js'
import type { Limit } from '../ports/limiter.js'
import { countAttempt } from './count-attempt.js'
import type { Outcome } from './outcome.js'
import { refused } from './outcome.js'
import type { TicketAnswer } from './prove-ownership.js'
import { parseRegistration } from './registration-form.js'
import { settle } from './settle.js'
import type { Wiring } from './wiring.js'

/**
 * The page says when an address has an account, as registrations do. Who tries address after address is asking for a
 * list of customers.
 */
const perSubject: Limit = { name: 'register-subject', attempts: 10, windowSeconds: 15 * 60 }
const perClient: Limit = { name: 'register-client', attempts: 30, windowSeconds: 15 * 60 }

/** The registration page was sent. Nothing was written before, and nothing is written while a field is wrong. */
export async function register<A extends Account>(
  wiring: Wiring<A>,
  given: TicketAnswer,
  posted: ReadonlyMap<string, string>,
): Promise<Outcome> {
  const { ticket } = given
  // Someone whose email locates an account first says that it is not theirs, or proves that it is.
  if (ticket.intent !== 'sign-in' || ticket.waitsFor !== 'registration')
    return refused('ticket-mismatch', 'kept')
  const parsed = await parseRegistration(wiring.registrationForm, posted)
  if ('problems' in parsed) return { kind: 'waiting', ticket, problems: parsed.problems }
  const { registration } = parsed
  const retryAfterSeconds = await countAddress(wiring, given, registration.email)
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts', 'kept'), retryAfterSeconds }
  return settle(wiring, { ...given, from: 'ticket', answer: { kind: 'registration' }, registration })
}

/** Counts a typed address; 0 when it may be tried, else how long to wait. Amazon's own was looked up long before. */
async function countAddress<A extends Account>(
  wiring: Wiring<A>,
  { ticket, clientAddress }: TicketAnswer,
  email: string | null,
): Promise<number> {
  if (email === null || email === ticket.profile.email) return 0
  return countAttempt(wiring, [
    [perSubject, ticket.identity.subject],
    [perClient, clientAddress],
  ])
}
