import { parseEmail } from '../amazon/email.js'
import type { AccountId } from '../linking/facts.js'
import type { Account, Visitor } from '../ports/host.js'
import type { Mail } from '../ports/mailer.js'
import type { QueuedMail } from '../ports/outbox.js'
import { encodeBase64Url } from './base64url.js'
import { deliverMails, trySend } from './deliver-mails.js'
import type { Wiring } from './wiring.js'

const mailIdBytes = 16
// After three days it is no news any more.
const noticeLifetimeSeconds = 3 * 24 * 60 * 60

export type NoticeKind = 'linked' | 'unlinked' | 'signed-up' | 'password-set' | 'existing'

/** The words of a mail. */
export interface Notice {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** What happened, as the owner is told: when, from where, and how to take it back. */
export interface NoticeDetails {
  readonly when: Date
  readonly place: string | null
  readonly undoUrl: string | null
}

export interface Happening {
  readonly at: Date
  readonly visitor: Visitor
  /** Takes the change back, for whoever reads the mailbox. Default: nothing to take back. */
  readonly undoUrl?: string
}

/** A notice that is written before the change, so that it can be stored with it. */
export interface PreparedNotice {
  /** What the store keeps in the transaction of the change; empty where it keeps no mails, or nobody is told. */
  readonly mails: readonly QueuedMail[]
  readonly accountId: AccountId
  readonly mail: Mail | null
}

/**
 * Writes the mail that tells the owner of the proven mailbox that the ways into the account changed. Never to Amazon's
 * address: whoever set that up may be the one to be told about.
 */
export async function prepareNotice<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  kind: NoticeKind,
  { at, visitor, undoUrl }: Happening,
): Promise<PreparedNotice> {
  const to = addressOf(wiring, account, at)
  if (to === null) return { mails: [], accountId: account.id, mail: null }
  const place = wiring.placeOf(visitor)
  const mail = { to, ...wiring.notices(kind, account, { when: at, place, undoUrl: undoUrl ?? null }) }
  return { mails: await queued(wiring, account.id, mail, at), accountId: account.id, mail }
}

/** A list, a display name or a line break in a stored address would reach others, or write a header of its own. */
function addressOf<A extends Account>(wiring: Wiring<A>, account: A, at: Date): string | null {
  if (wiring.mailer === null || account.email === null || !account.emailProven) return null
  const address = parseEmail(account.email)
  if (address !== null) return address
  const error = new Error('The stored address is not plainly one address: nothing is mailed to it.')
  wiring.emit({ type: 'mail-failed', at, accountId: account.id, error })
  return null
}

async function queued<A extends Account>(
  wiring: Wiring<A>,
  accountId: AccountId,
  mail: Mail,
  at: Date,
): Promise<readonly QueuedMail[]> {
  if (wiring.links.outbox === undefined) return []
  const id = encodeBase64Url(wiring.random(mailIdBytes))
  const expiresAt = new Date(at.getTime() + noticeLifetimeSeconds * 1000)
  return [{ id, sealed: await wiring.sealMail({ accountId, mail }), dueAt: at, expiresAt }]
}

/** Sends what was prepared, once the change is written. A mailer that is down must not look like a failed sign-in. */
export async function sendNotice<A extends Account>(
  wiring: Wiring<A>,
  { mails, mail, accountId }: PreparedNotice,
): Promise<void> {
  if (mails.length > 0) return deliverMails(wiring)
  if (mail !== null) await trySend(wiring, { accountId, mail })
}

/** For a change that the host wrote: told as soon as it is known. */
export async function notify<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  kind: NoticeKind,
  happening: Happening,
): Promise<void> {
  const { mail, accountId } = await prepareNotice(wiring, account, kind, happening)
  if (mail !== null) await trySend(wiring, { accountId, mail })
}
