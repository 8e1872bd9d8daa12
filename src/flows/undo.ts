import type { AccountId, FederatedIdentity } from '../linking/facts.js'
import type { Account, Visitor } from '../ports/host.js'
import type { Link } from '../ports/link-store.js'
import { guarded } from './failure.js'
import { prepareNotice, sendNotice } from './notify.js'
import { type Refused, refused } from './outcome.js'
import { endProofs } from './proofs.js'
import { endAccess } from './start-session.js'
import type { Wiring } from './wiring.js'

// As long as a person may be on holiday.
const undoLifetimeSeconds = 30 * 24 * 60 * 60

/** "This was not me": the one link that a notice was about. Sealed into the address in that notice. */
export interface Undo {
  readonly accountId: AccountId
  readonly identity: FederatedIdentity
  /** Epoch milliseconds. */
  readonly linkedAt: number
  readonly expiresAt: number
}

export function undoOf(accountId: AccountId, identity: FederatedIdentity, at: Date): Undo {
  const linkedAt = at.getTime()
  return { accountId, identity, linkedAt, expiresAt: linkedAt + undoLifetimeSeconds * 1000 }
}

/**
 * Removes the link a notice was about, and every session with it. The mailbox is all that is asked for: whoever got
 * in may have changed everything else, and to take access away is no way in.
 */
export async function undoLink<A extends Account>(
  wiring: Wiring<A>,
  undo: Undo,
  visitor: Visitor,
): Promise<'undone' | Refused> {
  if (undo.expiresAt <= wiring.clock().getTime()) return refused('undo-expired')
  const link = await guarded('store-failed', () => wiring.links.findLinkOfAccount(undo.accountId))
  if (link === null || !isSameLink(link, undo)) return refused('undo-expired')
  const { accountId, identity } = undo
  const at = wiring.clock()
  const account = await guarded('host-failed', () => wiring.host.findAccount(accountId))
  const notice = account && (await prepareNotice(wiring, account, 'unlinked', { at, visitor }))
  const audit = { at, event: 'unlinked', accountId, identity, details: { because: 'not-me' } } as const
  await guarded('store-failed', () => wiring.links.deleteLink(accountId, audit, notice?.mails))
  await endProofs(wiring, accountId)
  wiring.emit({ type: 'unlinked', at, accountId })
  if (account === null || notice === null) return 'undone'
  await endAccess(wiring, account, 'unlinked')
  await sendNotice(wiring, notice)
  return 'undone'
}

/** A link that was made again since then was made by somebody who proved the account again. */
function isSameLink({ identity, linkedAt }: Link, undo: Undo): boolean {
  const isSameSubject = identity.issuer === undo.identity.issuer && identity.subject === undo.identity.subject
  // Some stores keep whole seconds.
  const isSameTime = linkedAt === null || Math.abs(linkedAt.getTime() - undo.linkedAt) < 1000
  return isSameSubject && isSameTime
}
