import type { AccountId } from '../linking/facts.js'
import type { Account } from '../ports/host.js'
import type { LinkConflict, NewLink } from '../ports/link-store.js'
import { admission } from './admission.js'
import { wasJustMade } from './apply-sign-in.js'
import { guarded } from './failure.js'
import { seenOf } from './keep-profile.js'
import { prepareNotice, sendNotice } from './notify.js'
import { refused } from './outcome.js'
import { proofTime } from './proofs.js'
import type { Applied, Step } from './settle.js'
import { enterAccount } from './start-session.js'
import type { Ticket } from './ticket.js'
import { undoOf } from './undo.js'
import type { Wiring } from './wiring.js'

/** Binds the subject to the proven account: the one place where an existing account gets a link. */
export async function applyLink<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  accountId: AccountId,
): Promise<Applied> {
  const account = await guarded('host-failed', () => wiring.host.findAccount(accountId))
  if (account === null || account.id !== accountId) return refused('account-gone')
  // Hashing takes a while. A mailbox proven in it throws out what was bound before, and this proof is from before.
  if (step.provenAccount !== undefined && hasNewOwner(step.provenAccount, account))
    return refused('try-again', 'kept')
  const gate = await admission(wiring, account, step.visitor, 'link')
  if (gate !== 'admitted') return keepTicket(gate, step.ticket)
  const at = wiring.clock()
  const undoUrl = await wiring.undoUrl(undoOf(accountId, step.ticket.identity, at))
  const notice = await prepareNotice(wiring, account, 'linked', { at, visitor: step.visitor, undoUrl })
  const written = await guarded('store-failed', () =>
    wiring.links.createLink({
      ...newLink(step.ticket, accountId, at),
      seen: seenOf(wiring, step.ticket.profile),
      proof: proofTime(wiring, step.provenAt ?? at),
      mails: notice.mails,
    }),
  )
  if (written !== 'created') return afterConflict(wiring, step.ticket, written)
  const seenAt = wiring.timer.elapsed()
  if (await isOutdated(wiring, account)) return takeBack(wiring, step.ticket, accountId)
  wiring.emit({ type: 'linked', at, accountId, intent: step.ticket.intent })
  await sendNotice(wiring, notice)
  return finish(wiring, step, { account, at, seenAt })
}

/** True where another person may hold the account now than the one who showed its credential. */
function hasNewOwner(before: Account, now: Account): boolean {
  return before.emailProven !== now.emailProven || before.email !== now.email
}

/** The account may have been closed, or its mailbox proven, between reading it and writing the link. */
async function isOutdated<A extends Account>(wiring: Wiring<A>, before: A): Promise<boolean> {
  const now = await guarded('host-failed', () => wiring.host.findAccount(before.id))
  return now === null || now.disabled === true || hasNewOwner(before, now)
}

/** The eviction that should have removed this link came a moment before it was written. */
export async function takeBack<A extends Account>(
  wiring: Wiring<A>,
  { identity }: Ticket,
  accountId: AccountId,
): Promise<Applied> {
  const at = wiring.clock()
  const details = { because: 'account-changed' }
  const audit = { at, event: 'evicted', accountId, identity, details } as const
  await guarded('store-failed', () => wiring.links.deleteLink(accountId, audit))
  wiring.emit({ type: 'evicted', at, accountId })
  return refused('try-again')
}

/** A second factor is due first: nothing is bound yet, and the ticket must survive the trip. */
function keepTicket(gate: Exclude<Applied, 'decide-again'>, ticket: Ticket): Applied {
  return gate.kind === 'continue-at' ? { ...gate, ticket } : gate
}

async function finish<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  { account, at, seenAt }: { readonly account: A; readonly at: Date; readonly seenAt: number },
): Promise<Applied> {
  const { returnTo, identity } = step.ticket
  if (step.session !== null) return { kind: 'linked', account, returnTo }
  const how = { method: methodOf(step), at }
  const entered = await enterAccount(wiring, { account, identity, visitor: step.visitor, how, seenAt })
  if (!('started' in entered)) return entered
  wiring.emit({ type: 'signed-in', at, accountId: account.id })
  return { kind: 'signed-in', account, created: false, linked: true, returnTo, started: entered.started }
}

function methodOf({ answer }: Step): 'password' | 'mailbox' {
  return answer.kind === 'proof' && answer.proof.by === 'mailbox' ? 'mailbox' : 'password'
}

function newLink(ticket: Ticket, accountId: AccountId, at: Date): NewLink {
  const { identity } = ticket
  const details = { intent: ticket.intent }
  return {
    identity,
    accountId,
    emailAtLink: ticket.profile.email,
    at,
    ticket: { id: ticket.id, expiresAt: ticket.expiresAt },
    audit: { at, event: 'linked', accountId, identity, details },
  }
}

/** The unique key said no. Which key it was decides; it never falls back to looking anybody up by email. */
export async function afterConflict<A extends Account>(
  wiring: Wiring<A>,
  ticket: Ticket,
  conflict: LinkConflict,
): Promise<Applied> {
  if (conflict !== 'ticket-used') return 'decide-again'
  const link = await guarded('store-failed', () => wiring.links.findLink(ticket.identity))
  if (link !== null && wasJustMade(link, ticket, wiring.clock())) return 'decide-again'
  return refused('ticket-used')
}
