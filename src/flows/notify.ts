import type { AccountId } from '../linking/facts.js'
import type { Account } from '../ports/host.js'
import type { Mail } from '../ports/mailer.js'
import { queueNotice } from '../ports/notice-order.js'
import type { QueuedMail } from '../ports/outbox.js'
import { encodeBase64Url } from './base64url.js'
import { deliverMails, trySend } from './deliver-mails.js'
import type { Wiring } from './wiring.js'
import { type Happening, type NoticeKind, writeNotice } from './write-notice.js'

const mailIdBytes = 16

/** A notice that is written before the change, so that it can be stored with it. */
export interface PreparedNotice {
  /** What the store keeps in the transaction of the change; empty where it keeps no mails, or nobody is told. */
  readonly mails: readonly QueuedMail[]
  readonly accountId: AccountId
  readonly mail: Mail | null
}

/** Writes the notice of a change, before the change. */
export async function prepareNotice<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  kind: NoticeKind,
  happening: Happening,
): Promise<PreparedNotice> {
  const mail = writeNotice(wiring, account, kind, happening)
  const mails = mail === null ? [] : await queued(wiring, account.id, mail, happening.at)
  return { mails, accountId: account.id, mail }
}

async function queued<A extends Account>(
  wiring: Wiring<A>,
  accountId: AccountId,
  mail: Mail,
  at: Date,
): Promise<readonly QueuedMail[]> {
  if (wiring.links.outbox === undefined) return []
  const id = encodeBase64Url(wiring.random(mailIdBytes))
  return [queueNotice(id, await wiring.sealMail({ accountId, mail }), at)]
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
