import type { Account } from '../ports/host.js'
import type { Outcome } from './outcome.js'
import { refused } from './outcome.js'
import type { TicketAnswer } from './prove-ownership.js'
import { parseRegistration } from './registration-form.js'
import { settle } from './settle.js'
import type { Wiring } from './wiring.js'

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
  return settle(wiring, { ...given, from: 'ticket', answer: { kind: 'registration' }, registration })
}
