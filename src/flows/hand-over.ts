import type { AccountId } from '../linking/facts.js'
import type { Account, Visitor } from '../ports/host.js'
import type { CurrentSession, SessionStarted, SignInDetails } from '../ports/sessions.js'
import { encodeBase64Url } from './base64url.js'
import { sha256 } from './digest.js'
import { guarded } from './failure.js'
import { type Outcome, refused, type SignedIn } from './outcome.js'
import { enterAccount } from './start-session.js'
import type { Wiring } from './wiring.js'

const idBytes = 16
// The app asks as soon as its page has loaded.
const lifetimeSeconds = 60

/** A sign-in that is decided, and whose session begins when the app that began it asks for it. */
export interface HandOver {
  readonly id: string
  readonly accountId: AccountId
  readonly method: SignInDetails['method']
  /** Epoch milliseconds. */
  readonly signedInAt: number
  readonly created: boolean
  readonly linked: boolean
  readonly returnTo: string
  readonly challenge: string
  /** Who was signed in when it was decided; anybody else by now is not to be replaced. */
  readonly replaces: AccountId | null
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

/** The same wiring, but that sessions are noted instead of begun, and nobody hears of a sign-in yet. */
export function deferSessions<A extends Account>(
  wiring: Wiring<A>,
): { readonly wiring: Wiring<A>; readonly deferred: () => SignInDetails | null } {
  let noted: SignInDetails | null = null
  const start: Wiring<A>['sessions']['start'] = async (_account, _visitor, how) => {
    noted = how
  }
  const emit: Wiring<A>['emit'] = (event) => {
    if (event.type !== 'signed-in') wiring.emit(event)
  }
  return {
    wiring: { ...wiring, sessions: { ...wiring.sessions, start }, emit },
    deferred: () => noted,
  }
}

export function createHandOver<A extends Account>(
  wiring: Wiring<A>,
  { account, created, linked, returnTo }: SignedIn,
  told: { readonly how: SignInDetails; readonly challenge: string; readonly session: CurrentSession | null },
): HandOver {
  const { how, challenge, session } = told
  return {
    id: encodeBase64Url(wiring.random(idBytes)),
    accountId: account.id,
    method: how.method,
    signedInAt: how.at.getTime(),
    created,
    linked,
    returnTo,
    challenge,
    replaces: session?.accountId ?? null,
    expiresAt: wiring.clock().getTime() + lifetimeSeconds * 1000,
  }
}

/** What the app's page shows for its code. */
export interface HandOverClaim {
  readonly verifier: string
  /** The page's origin, as its browser says. */
  readonly origin: string | null
  readonly visitor: Visitor
  readonly session: CurrentSession | null
}

/** Begins the session that was decided: once, for the page that began, and past the host's gate once more. */
export async function finishHandOver<A extends Account>(
  wiring: Wiring<A>,
  handOver: HandOver,
  claim: HandOverClaim,
): Promise<Outcome> {
  const { id, created, linked, returnTo, replaces } = handOver
  // Whoever read the address has the code; the verifier never left the page that began.
  if (!isClaimedBy(handOver, claim) || handOver.expiresAt <= wiring.clock().getTime()) {
    return refused('code-rejected')
  }
  const expiresAt = new Date(handOver.expiresAt)
  const redeemed = await guarded('store-failed', () => wiring.links.redeemTicket({ id, expiresAt }))
  if (redeemed !== 'redeemed') return refused('code-rejected')
  const here = claim.session?.accountId ?? null
  if (here !== null && here !== handOver.accountId && here !== replaces) return refused('session-changed')
  const entered = await enter(wiring, handOver, claim.visitor)
  if (!('started' in entered)) return entered
  const { account, started } = entered
  wiring.emit({ type: 'signed-in', at: wiring.clock(), accountId: account.id })
  return { kind: 'signed-in', account, created, linked, returnTo, started }
}

/** The account and its link may have gone since it was decided: both are read again. */
async function enter<A extends Account>(
  wiring: Wiring<A>,
  { accountId, method, signedInAt }: HandOver,
  visitor: Visitor,
): Promise<{ readonly account: A; readonly started: SessionStarted } | Outcome> {
  const seenAt = wiring.timer.elapsed()
  const link = await guarded('store-failed', () => wiring.links.findLinkOfAccount(accountId))
  if (link === null || isNewer(link.linkedAt, signedInAt)) return refused('try-again')
  const account = await guarded('host-failed', () => wiring.host.findAccount(accountId))
  if (account === null || account.id !== accountId) return refused('account-gone')
  const how = { method, at: new Date(signedInAt) }
  const entered = await enterAccount(wiring, { account, identity: link.identity, visitor, how, seenAt })
  if (!('started' in entered)) return entered
  return { account, started: entered.started }
}

/** Removed and made anew meanwhile, it may be another Amazon account's. Databases round to the second. */
function isNewer(linkedAt: Date | null, signedInAt: number): boolean {
  return linkedAt !== null && linkedAt.getTime() > signedInAt + 1000
}

function isClaimedBy({ challenge, returnTo }: HandOver, { verifier, origin }: HandOverClaim): boolean {
  return sha256(verifier) === challenge && origin === new URL(returnTo).origin
}
