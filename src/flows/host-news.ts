import type { Account, EndAccessReason } from '../ports/host.js'
import type { Link } from '../ports/link-store.js'
import { guarded } from './failure.js'
import { locate } from './gather-facts.js'
import { endProofs } from './proofs.js'
import { endAccess, endSessions } from './start-session.js'
import type { Wiring } from './wiring.js'

/** What a proof of a mailbox came to. */
export interface MailboxNews {
  /**
   * `same`: nothing was bound to it before the proof, go on with this account · `emptied`: go on with it, what was bound
   * before is gone · `fresh`: the address is off this account, make the person one of their own · `other-mailbox`: the
   * address is not this account's, so nothing of it is proven.
   */
  readonly account: 'same' | 'emptied' | 'fresh' | 'other-mailbox'
  /** What went: for the page and the mail that tell the person. */
  readonly removed: { readonly links: readonly Link[]; readonly byHost: readonly string[] }
}

const nothing: MailboxNews['removed'] = { links: [], byHost: [] }

/**
 * The host has just seen that someone reads this mailbox. What was bound to the account before that proof may be a
 * stranger's who registered the address first: either the address leaves that account, or everything else does.
 */
export async function mailboxProven<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  email: string,
): Promise<MailboxNews> {
  // Proven once already: what was bound since then was bound by its owner.
  if (account.emailProven) return { account: 'same', removed: nothing }
  if (!(await isMailboxOf(wiring, account, email))) return { account: 'other-mailbox', removed: nothing }
  if (await isReleased(wiring, account, email)) return { account: 'fresh', removed: nothing }
  return { account: 'emptied', removed: await evict(wiring, account, 'mailbox-proven') }
}

/** An address that the host had marked as proven before it told of it stays on the account: then all else has to go. */
async function isReleased<A extends Account>(wiring: Wiring<A>, account: A, email: string): Promise<boolean> {
  const { host } = wiring
  if (host.releaseEmail === undefined) return false
  await endProofs(wiring, account.id)
  await guarded('host-failed', async () => host.releaseEmail?.(account))
  const now = await guarded('host-failed', () => host.findAccount(account.id))
  return now === null || !(await isMailboxOf(wiring, now, email))
}

/** One mailbox in another spelling is the same one: here a false no would leave a stranger's link in place. */
async function isMailboxOf<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  email: string,
): Promise<boolean> {
  if (account.email === null) return false
  if (account.email.trim().toLowerCase() === email.trim().toLowerCase()) return true
  return (await locate(wiring, email)).some(({ id }) => id === account.id)
}

/** The account is gone: its link must not pass to whoever gets its id next. */
export async function accountDeleted<A extends Account>(wiring: Wiring<A>, account: A): Promise<void> {
  await evict(wiring, account, 'account-deleted')
}

/** The password is another one: proofs that were asked for before, and sessions, end. The link was proven and stays. */
export async function passwordChanged<A extends Account>(wiring: Wiring<A>, account: A): Promise<void> {
  await endProofs(wiring, account.id)
  await endAccess(wiring, account, 'password-changed')
}

/** Nobody signs in to the account for now. The gate sees to that; what is open already ends here. */
export async function accountDisabled<A extends Account>(wiring: Wiring<A>, account: A): Promise<void> {
  await endProofs(wiring, account.id)
  await endAccess(wiring, account, 'account-disabled')
}

/**
 * Takes everything off the account that somebody else may have bound. Credentials first, and proofs by them: from then on
 * no link can be made any more. What was under way by then is swept up by the second round.
 */
async function evict<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  because: EndAccessReason,
): Promise<MailboxNews['removed']> {
  const atOnce = await endSessions(wiring, account, because)
  await endProofs(wiring, account.id)
  const links = await removeLink(wiring, account, because)
  const later = await endAccess(wiring, account, because)
  const late = await removeLink(wiring, account, because)
  return { links: [...links, ...late], byHost: [...new Set([...atOnce, ...later])] }
}

async function removeLink<A extends Account>(
  { links, clock, emit }: Wiring<A>,
  account: A,
  because: EndAccessReason,
): Promise<Link[]> {
  const link = await guarded('store-failed', () => links.findLinkOfAccount(account.id))
  if (link === null) return []
  const at = clock()
  const { identity } = link
  const audit = { at, event: 'evicted', accountId: account.id, identity, details: { because } } as const
  await guarded('store-failed', () => links.deleteLink(account.id, audit))
  emit({ type: 'evicted', at, accountId: account.id })
  return [link]
}
