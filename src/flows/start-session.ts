import type { FederatedIdentity } from '../linking/facts.js'
import type { Account, EndAccessReason, Visitor } from '../ports/host.js'
import type { SessionStarted, SignInDetails } from '../ports/sessions.js'
import { admission } from './admission.js'
import { guarded } from './failure.js'
import { type Outcome, refused } from './outcome.js'
import type { Wiring } from './wiring.js'

// Whoever ends access does so a while after the change that is the reason for it. A session that was begun before the
// change, and took less time than this while, is there by then and ends too. Only a slower one has to look again: so
// none outlives what should have ended it, and the returning customer costs no second query.
const waitBeforeEndingMs = 300
const unquestionedMs = 200

/** Somebody on the way into an account. */
export interface Entry<A extends Account> {
  readonly account: A
  readonly identity: FederatedIdentity
  readonly visitor: Visitor
  readonly how: SignInDetails
  /** `timer.elapsed()` from before the account and its link were last read. */
  readonly seenAt: number
}

/** The host's gate, then the host's session: the one way by which anybody is signed in. */
export async function enterAccount<A extends Account>(
  wiring: Wiring<A>,
  entry: Entry<A>,
): Promise<{ readonly started: SessionStarted } | Outcome> {
  const { account, visitor, how, seenAt } = entry
  const gate = await admission(wiring, account, visitor, 'sign-in')
  if (gate !== 'admitted') return gate
  const started = await startSession(wiring, account, visitor, how)
  if (wiring.timer.elapsed() - seenAt <= unquestionedMs || (await stillStands(wiring, entry)))
    return { started }
  await endSessions(wiring, account, 'unlinked')
  return refused('try-again')
}

/** Hands over to the host's session. Whatever goes wrong there, nobody is half signed in. */
export async function startSession<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  visitor: Visitor,
  how: SignInDetails,
): Promise<SessionStarted> {
  return guarded('session-failed', () => wiring.sessions.start(account, visitor, how))
}

/** Ends what is open in the account, sessions that are just being made included. The reason must be stored already. */
export async function endAccess<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  reason: EndAccessReason,
): Promise<readonly string[]> {
  await wiring.timer.wait(waitBeforeEndingMs)
  return endSessions(wiring, account, reason)
}

/** Ends what is open in the account now. */
export async function endSessions<A extends Account>(
  { host }: Wiring<A>,
  account: A,
  reason: EndAccessReason,
): Promise<readonly string[]> {
  return (await guarded('host-failed', async () => host.endAccess(account, reason))) ?? []
}

async function stillStands<A extends Account>(
  { links, host }: Wiring<A>,
  { account, identity }: Entry<A>,
): Promise<boolean> {
  const link = await guarded('store-failed', () => links.findLink(identity))
  if (link?.accountId !== account.id) return false
  const now = await guarded('host-failed', () => host.findAccount(account.id))
  return now !== null && now.disabled !== true
}
