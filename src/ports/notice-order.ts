import type { AccountId } from '../linking/facts.js'
import type { QueuedMail } from './outbox.js'

/** A change whose notice is still to be written. */
export interface OrderedNotice {
  readonly kind: 'unlinked'
  readonly accountId: AccountId
  readonly at: Date
}

// After three days it is no news any more.
const noticeLifetimeSeconds = 3 * 24 * 60 * 60

const written = /^notice\.v1\.(unlinked)\.(\d{1,15})\.(.+)$/s

/**
 * The notice of a change made by a program that has neither the site's secret nor its words, for `deleteLink` to keep
 * with the change: the site writes the mail when it delivers. It names the account and nothing else about anybody.
 *
 * `id`: 128 random bits, base64url.
 */
export function orderNotice(id: string, { kind, accountId, at }: OrderedNotice): QueuedMail {
  return queueNotice(id, `notice.v1.${kind}.${at.getTime()}.${accountId}`, at)
}

/** A notice on its way, sealed or ordered, as long as it is news. */
export function queueNotice(id: string, sealed: string, at: Date): QueuedMail {
  return { id, sealed, dueAt: at, expiresAt: new Date(at.getTime() + noticeLifetimeSeconds * 1000) }
}

/** Null for a mail that is written already. */
export function parseNoticeOrder(kept: string): OrderedNotice | null {
  const [, kind, at, accountId] = written.exec(kept) ?? []
  if (kind !== 'unlinked' || at === undefined || accountId === undefined) return null
  return { kind, accountId, at: new Date(Number(at)) }
}
