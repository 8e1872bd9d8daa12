import type { Account, Registration } from '../ports/host.js'
import type { Limit } from '../ports/limiter.js'
import { countAttempt } from './count-attempt.js'
import { blocks, locate } from './gather-facts.js'
import type { Outcome } from './outcome.js'
import { refused } from './outcome.js'
import { proveAddress } from './prove-address.js'
import type { TicketAnswer } from './prove-ownership.js'
import { parseRegistration } from './registration-form.js'
import { settle } from './settle.js'
import type { Wiring } from './wiring.js'

/**
 * The page says when an address or a user name has an account, as registrations do. Who tries one after another is
 * asking for a list of customers.
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
  const retryAfterSeconds = await countTry(wiring, given, registration)
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts', 'kept'), retryAfterSeconds }
  const proven = await provenRegistration(wiring, given, registration, posted)
  if ('kind' in proven) return proven
  const answer = { kind: 'registration' } as const
  return settle(wiring, { ...given, from: 'ticket', answer, registration: proven.registration })
}

async function provenRegistration<A extends Account>(
  wiring: Wiring<A>,
  given: TicketAnswer,
  registration: Registration,
  posted: ReadonlyMap<string, string>,
): Promise<{ readonly registration: Registration } | Outcome> {
  if (wiring.registrationForm.emailProof === 'none') return { registration }
  const isTold = wiring.policy.disclosure === 'helpful' && (await isTaken(wiring, registration.email))
  // The page may say at once what the code would only say later.
  return isTold ? { registration } : proveAddress(wiring, given, registration, posted)
}

async function isTaken<A extends Account>(wiring: Wiring<A>, email: string | null): Promise<boolean> {
  return (await locate(wiring, email)).some((account) => blocks(wiring, account))
}

/** Counts what the visitor typed; 0 when it may be tried, else how long to wait. Amazon's own address was looked up long before. */
async function countTry<A extends Account>(
  wiring: Wiring<A>,
  { ticket, clientAddress }: TicketAnswer,
  { email, fields }: Registration,
): Promise<number> {
  const isAddressTyped = email !== null && email !== ticket.profile.email
  // Any field of the host's may have to be unique: a user name is one of them.
  if (!isAddressTyped && Object.keys(fields).length === 0) return 0
  return countAttempt(wiring, [
    [perSubject, ticket.identity.subject],
    [perClient, clientAddress],
  ])
}
