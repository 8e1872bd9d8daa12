import { parseEmail } from '../amazon/email.js'
import type { Account, Visitor } from '../ports/host.js'
import type { Mail } from '../ports/mailer.js'
import type { Wiring } from './wiring.js'

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
  /** Null where a program did it. */
  readonly visitor: Visitor | null
  /** Takes the change back, for whoever reads the mailbox. Default: nothing to take back. */
  readonly undoUrl?: string
}

/**
 * Writes the mail that tells the owner of the proven mailbox that the ways into the account changed; null where nobody
 * is told. Never to Amazon's address: whoever set that up may be the one to be told about.
 */
export function writeNotice<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  kind: NoticeKind,
  { at, visitor, undoUrl }: Happening,
): Mail | null {
  const to = addressOf(wiring, account, at)
  if (to === null) return null
  const place = visitor === null ? null : wiring.placeOf(visitor)
  return { to, ...wiring.notices(kind, account, { when: at, place, undoUrl: undoUrl ?? null }) }
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
