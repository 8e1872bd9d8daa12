import type { Account, Visitor } from '../ports/host.js'
import type { CurrentSession } from '../ports/sessions.js'
import { checkPassword, guesserOf } from './check-password.js'
import { guarded } from './failure.js'
import { type Outcome, refused } from './outcome.js'
import type { Ticket } from './ticket.js'
import type { Wiring } from './wiring.js'

export interface Reauthentication {
  readonly session: CurrentSession
  readonly visitor: Visitor
  readonly clientAddress: string | null
  /** Typed on the page, or null when the page did not ask. */
  readonly password: string | null
  /** The answer from Amazon that this proof must be younger than, if any. */
  readonly ticket: Ticket | null
}

/** A session that was left open is not proof enough to add or remove a way in: the credential is shown again. */
export async function reauthenticate<A extends Account>(
  wiring: Wiring<A>,
  given: Reauthentication,
): Promise<'fresh' | Outcome> {
  const { session, visitor, clientAddress, password, ticket } = given
  if (await isFresh(wiring, session, ticket)) return 'fresh'
  if (password === null) return refused('reauthentication-required', 'kept')
  const account = await guarded('host-failed', () => wiring.host.findAccount(session.accountId))
  if (account === null) return refused('account-gone')
  const guesser = guesserOf(account)
  const checked = await checkPassword(wiring, {
    candidates: [account],
    password,
    visitor,
    guesser,
    clientAddress,
  })
  if (checked.kind === 'continue-at') return { ...checked, ticket }
  return checked.kind === 'correct' ? 'fresh' : checked
}

/**
 * Whether a credential was shown lately. Amazon's cookie may be days old when it sends its customer back, and nothing in
 * its answer says so: where the account has a password, that is what counts.
 */
export async function isFresh<A extends Account>(
  wiring: Wiring<A>,
  session: CurrentSession,
  ticket: Ticket | null,
): Promise<boolean> {
  if (!isRecent(wiring, session, ticket)) return false
  if (session.authenticatedBy !== 'amazon') return true
  const { host } = wiring
  const account = await guarded('host-failed', () => host.findAccount(session.accountId))
  if (account === null) return false
  const ways = await guarded('host-failed', () => host.waysToSignIn(account))
  return !ways.includes('password')
}

/**
 * A visitor who came to sign in and was sent to the host's own page must have
 * shown it after Amazon's answer: an older session may be someone else's, left open.
 */
function isRecent<A extends Account>(
  wiring: Wiring<A>,
  session: CurrentSession,
  ticket: Ticket | null,
): boolean {
  if (session.authenticatedAt === null) return false
  if (ticket?.intent === 'sign-in') return session.authenticatedAt >= floorToSecond(ticket.issuedAt)
  const ageSeconds = (wiring.clock().getTime() - session.authenticatedAt.getTime()) / 1000
  // A time read in another time zone lies hours ahead, and would never grow old.
  return ageSeconds <= wiring.policy.reauthenticationSeconds && ageSeconds >= -120
}

/** Whether this session began with a credential within the policy's time, whichever it was. */
export function isRecentlyAuthenticated<A extends Account>(
  wiring: Wiring<A>,
  session: CurrentSession,
): boolean {
  return isRecent(wiring, session, null)
}

// Hosts often keep whole seconds.
function floorToSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000)
}
