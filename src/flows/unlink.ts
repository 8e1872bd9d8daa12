import { decideUnlink } from '../linking/decide-unlink.js'
import type { RefusalReason } from '../linking/reasons.js'
import type { Account, Visitor } from '../ports/host.js'
import type { Link } from '../ports/link-store.js'
import type { CurrentSession, SessionStarted } from '../ports/sessions.js'
import { guarded } from './failure.js'
import { prepareNotice, sendNotice } from './notify.js'
import { type Outcome, refused } from './outcome.js'
import { endProofs } from './proofs.js'
import { isFresh, reauthenticate } from './reauthenticate.js'
import { renewSession } from './renew-session.js'
import type { Wiring } from './wiring.js'

export interface UnlinkRequest {
  readonly visitor: Visitor
  readonly session: CurrentSession | null
  readonly clientAddress: string | null
  /** Typed where the sign-in is not fresh. */
  readonly password: string | null
}

export interface Unlinked {
  readonly kind: 'unlinked'
  readonly started: SessionStarted
}

/** What the settings page shows about the signed-in account. */
export interface Connection<A extends Account> {
  readonly account: A
  readonly link: Link | null
  /** Why the link cannot be removed even with fresh proof; null when it can. */
  readonly keepReason: RefusalReason | null
  readonly isFresh: boolean
}

/** Reads the signed-in account, its link and whether that may go. Null when nobody is signed in. */
export async function readConnection<A extends Account>(
  wiring: Wiring<A>,
  session: CurrentSession | null,
): Promise<Connection<A> | null> {
  if (session === null) return null
  const account = await guarded('host-failed', () => wiring.host.findAccount(session.accountId))
  if (account === null || account.disabled === true) return null
  const link = await guarded('store-failed', () => wiring.links.findLinkOfAccount(account.id))
  const ways = link === null ? [] : await guarded('host-failed', () => wiring.host.waysToSignIn(account))
  const whenFresh = decideUnlink({
    isSignedIn: true,
    isLinked: link !== null,
    otherWays: ways.length,
    isFresh: true,
  })
  const keepReason = whenFresh.kind === 'refuse' ? whenFresh.reason : null
  return { account, link, keepReason, isFresh: await isFresh(wiring, session, null) }
}

/** Removes the link of the signed-in account, after fresh proof, unless it is the last way in. */
export async function unlink<A extends Account>(
  wiring: Wiring<A>,
  request: UnlinkRequest,
): Promise<Outcome | Unlinked> {
  const { session } = request
  const connection = await readConnection(wiring, session)
  if (connection === null || session === null) return refused('sign-in-required')
  if (connection.keepReason !== null) return refused(connection.keepReason)
  const fresh = await reauthenticate(wiring, { ...request, session, ticket: null })
  if (fresh !== 'fresh') return fresh
  return removeLink(wiring, connection, request)
}

async function removeLink<A extends Account>(
  wiring: Wiring<A>,
  { account, link }: Connection<A>,
  request: UnlinkRequest,
): Promise<Outcome | Unlinked> {
  if (link === null) return refused('not-linked')
  const at = wiring.clock()
  const audit = {
    at,
    event: 'unlinked',
    accountId: account.id,
    identity: link.identity,
    details: {},
  } as const
  const notice = await prepareNotice(wiring, account, 'unlinked', { at, visitor: request.visitor })
  const { links } = wiring
  const deleted = await guarded('store-failed', async () =>
    // The other way in may have gone since it was asked for.
    links.deleteSpareLink
      ? links.deleteSpareLink(account.id, audit, notice.mails)
      : links.deleteLink(account.id, audit, notice.mails),
  )
  if (deleted === 'not-linked') return refused('not-linked')
  if (deleted === 'last-way') return refused('last-way-to-sign-in')
  await endProofs(wiring, account.id)
  wiring.emit({ type: 'unlinked', at, accountId: account.id })
  await sendNotice(wiring, notice)
  return { kind: 'unlinked', started: await renewSession(wiring, account, request, 'unlinked') }
}
