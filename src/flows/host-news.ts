import type { Account, EndAccessReason } from '../ports/host.js'
import type { Link } from '../ports/link-store.js'
import { guarded } from './failure.js'
import { locate } from './gather-facts.js'
import type { Wiring } from './wiring.js'

/**
 * The host has just seen that someone reads this mailbox. What was bound to the account before that proof may be a
 * stranger's who registered the address first: their link and their sessions go.
 */
export async function mailboxProven<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  email: string,
): Promise<Link | null> {
  // Proven once already: what was bound since then was bound by its owner.
  if (account.emailProven) return null
  // Another mailbox than the account's: nothing of this account was proven by it.
  if (!(await isMailboxOf(wiring, account, email))) return null
  return evict(wiring, account, 'mailbox-proven')
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
export async function accountDeleted<A extends Account>(wiring: Wiring<A>, account: A): Promise<Link | null> {
  return evict(wiring, account, 'account-deleted')
}

async function evict<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  because: EndAccessReason,
): Promise<Link | null> {
  const { links, host, clock, emit } = wiring
  const link = await guarded('store-failed', () => links.findLinkOfAccount(account.id))
  if (link !== null) {
    const at = clock()
    const { identity } = link
    const audit = { at, event: 'evicted', accountId: account.id, identity, details: { because } } as const
    await guarded('store-failed', () => links.deleteLink(account.id, audit))
    emit({ type: 'evicted', at, accountId: account.id })
  }
  await guarded('host-failed', () => host.endAccess(account, because))
  return link
}
