import { parseEmail } from '../amazon/email.js'
import type { Account, Visitor } from '../ports/host.js'
import type { Wiring } from './wiring.js'

const mailDeadlineMilliseconds = 5000

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

interface Happening {
  readonly at: Date
  readonly visitor: Visitor
  /** Takes the change back, for whoever reads the mailbox. Default: nothing to take back. */
  readonly undoUrl?: string
}

/**
 * Tells the owner of the proven mailbox that the ways into the account changed. Never Amazon's address: whoever set
 * that up may be the one to be told about.
 */
export async function notify<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  kind: NoticeKind,
  { at, visitor, undoUrl }: Happening,
): Promise<void> {
  if (wiring.mailer === null || account.email === null || !account.emailProven) return
  try {
    const place = wiring.placeOf(visitor)
    const words = wiring.notices(kind, account, { when: at, place, undoUrl: undoUrl ?? null })
    await withDeadline(wiring.mailer.send({ to: oneAddress(account.email), ...words }))
  } catch (error) {
    // The change is committed; a mailer that is down must not undo it or look like a failed sign-in.
    wiring.emit({ type: 'mail-failed', at, accountId: account.id, error })
  }
}

/** A mailer that never answers must not keep the customer waiting; one that is late still sends. */
async function withDeadline(sent: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error('The mailer did not answer in time.')),
      mailDeadlineMilliseconds,
    )
  })
  try {
    await Promise.race([sent, late])
  } finally {
    clearTimeout(timer)
  }
}

/** A list, a display name or a line break in a stored address would reach others, or write a header of its own. */
function oneAddress(email: string): string {
  const address = parseEmail(email)
  if (address === null)
    throw new Error('The stored address is not plainly one address: nothing is mailed to it.')
  return address
}
