import type { AccountId } from '../linking/facts.js'
import type { Account } from '../ports/host.js'
import type { Mail } from '../ports/mailer.js'
import { type OrderedNotice, parseNoticeOrder } from '../ports/notice-order.js'
import type { ClaimedMail, Outbox } from '../ports/outbox.js'
import { guarded } from './failure.js'
import type { Wiring } from './wiring.js'
import { writeNotice } from './write-notice.js'

const deadlineMilliseconds = 5000
const leaseSeconds = 60
const mostAtOnce = 10
const pausesSeconds = [60, 5 * 60, 15 * 60, 60 * 60]

/** What the outbox keeps of a mail, sealed. */
export interface OutgoingMail {
  readonly accountId: AccountId
  readonly mail: Mail
}

/**
 * Sends the mails that are due, this instance's and those that another one left when it died. What cannot be sent stays
 * for a later try.
 */
export async function deliverMails<A extends Account>(wiring: Wiring<A>): Promise<void> {
  const { outbox } = wiring.links
  if (outbox === undefined || wiring.mailer === null) return
  try {
    const now = wiring.clock()
    const claimed = await outbox.claim(now, secondsAfter(now, leaseSeconds), mostAtOnce)
    await Promise.all(claimed.map((mail) => deliver(wiring, outbox, mail)))
  } catch {
    // The change is committed and its mail is kept: the next delivery finds it.
  }
}

async function deliver<A extends Account>(
  wiring: Wiring<A>,
  outbox: Outbox,
  { id, sealed, attempts }: ClaimedMail,
): Promise<void> {
  const order = parseNoticeOrder(sealed)
  const outgoing = await (order === null ? wiring.openMail(sealed) : writeOrdered(wiring, order))
  // Sealed under a secret that is gone, or about an account that is: nobody will ever read it.
  const isDone = outgoing === null || (await trySend(wiring, outgoing))
  if (isDone) return outbox.remove(id)
  const pause = pausesSeconds[Math.min(attempts, pausesSeconds.length - 1)] ?? 0
  return outbox.postpone(id, secondsAfter(wiring.clock(), pause))
}

/** To the address that the account has now. From where it was done nobody knows, and only whoever did it takes it back. */
async function writeOrdered<A extends Account>(
  wiring: Wiring<A>,
  { kind, accountId, at }: OrderedNotice,
): Promise<OutgoingMail | null> {
  const account = await guarded('host-failed', () => wiring.host.findAccount(accountId))
  const mail = account === null ? null : writeNotice(wiring, account, kind, { at, visitor: null })
  return mail === null ? null : { accountId, mail }
}

/** Hands a mail to the mailer; false, and an event, when that failed. */
export async function trySend<A extends Account>(
  wiring: Wiring<A>,
  { accountId, mail }: OutgoingMail,
): Promise<boolean> {
  try {
    await guarded('mail-failed', async () => withDeadline(wiring.mailer?.send(mail)))
    return true
  } catch (error) {
    const cause = error instanceof Error ? error.cause : error
    wiring.emit({ type: 'mail-failed', at: wiring.clock(), accountId, error: cause })
    return false
  }
}

/** A mailer that never answers must not keep the customer waiting; one that is late still sends. */
async function withDeadline(sent: Promise<void> | undefined): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('The mailer did not answer in time.')), deadlineMilliseconds)
  })
  try {
    await Promise.race([sent, late])
  } finally {
    clearTimeout(timer)
  }
}

function secondsAfter(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000)
}
