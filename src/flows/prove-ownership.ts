import type { Proof } from '../linking/facts.js'
import type { Account, Visitor } from '../ports/host.js'
import type { CurrentSession } from '../ports/sessions.js'
import { checkPassword } from './check-password.js'
import { locate } from './gather-facts.js'
import { type Outcome, refused } from './outcome.js'
import { reauthenticate } from './reauthenticate.js'
import { settle } from './settle.js'
import type { Ticket } from './ticket.js'
import type { Wiring } from './wiring.js'

/** What every answer to a waiting ticket comes with. */
export interface TicketAnswer {
  readonly ticket: Ticket
  readonly visitor: Visitor
  readonly session: CurrentSession | null
  readonly clientAddress: string | null
}

export interface PasswordForm {
  /** Typed under "I already have an account"; null means the account that Amazon's email located. */
  readonly email: string | null
  readonly password: string
}

/** The visitor types the password of the account they say is theirs. */
export async function proveOwnership<A extends Account>(
  wiring: Wiring<A>,
  given: TicketAnswer,
  form: PasswordForm,
): Promise<Outcome> {
  const { ticket, visitor, clientAddress } = given
  if (ticket.intent !== 'sign-in' || ticket.waitsFor === 'confirm-switch') return refused('ticket-mismatch')
  // An empty field names nobody, least of all the accounts that have no address.
  const typed = form.email?.trim() || null
  const email = typed ?? (ticket.emailDeclined ? null : ticket.profile.email)
  const provenAt = wiring.clock()
  const candidates = await locate(wiring, email)
  const checked = await checkPassword(wiring, {
    candidates,
    password: form.password,
    visitor,
    guesser: ticket.identity.subject,
    clientAddress,
  })
  if (checked.kind === 'continue-at') return { ...checked, ticket }
  if (checked.kind !== 'correct') return checked
  const proof: Proof = { by: 'password', accountId: checked.account.id }
  return settle(wiring, {
    ...given,
    from: 'ticket',
    answer: { kind: 'proof', proof },
    provenAccount: checked.account,
    provenAt,
  })
}

/** "Yes, connect this Amazon account" or "yes, switch": said by the account that is signed in here. */
export async function confirm<A extends Account>(
  wiring: Wiring<A>,
  given: TicketAnswer,
  password: string | null,
): Promise<Outcome> {
  const { ticket, session } = given
  if (ticket.waitsFor === 'confirm-switch') {
    return settle(wiring, { ...given, from: 'ticket', answer: { kind: 'switch-account' } })
  }
  if (session === null) return refused('sign-in-required', 'kept')
  const provenAt = wiring.clock()
  const fresh = await reauthenticate(wiring, { ...given, session, password, ticket })
  if (fresh !== 'fresh') return fresh
  const proof: Proof = { by: 'confirmation', accountId: session.accountId }
  return settle(wiring, { ...given, from: 'ticket', answer: { kind: 'proof', proof }, provenAt })
}
