import type { Account, FieldProblem, Registration } from '../ports/host.js'
import type { LinkConflict, NewLink } from '../ports/link-store.js'
import { afterConflict, takeBack } from './apply-link.js'
import { createHeldAccount, type DraftLink } from './create-held-account.js'
import { guarded } from './failure.js'
import { locate } from './gather-facts.js'
import { seenOf } from './keep-profile.js'
import { findAccountOfSignUp, isWithoutOwner, type LeftBehind } from './left-behind.js'
import { notify } from './notify.js'
import { proofTime } from './proofs.js'
import type { Applied, Step } from './settle.js'
import { enterAccount } from './start-session.js'
import type { Ticket } from './ticket.js'
import type { Wiring } from './wiring.js'

/** What came of a sign-up at the host and in the link store together. */
type Created<A> =
  | { readonly account: A }
  | { readonly problems: readonly FieldProblem[] }
  | { readonly conflict: LinkConflict }

/** Creates the account with its link. Problems the host finds lead to the registration page, never to another account. */
export async function applySignUp<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  registration: Registration,
): Promise<Applied> {
  const at = wiring.clock()
  // From here on, and not from the writing of the link: until then it cannot be removed.
  const seenAt = wiring.timer.elapsed()
  await releaseAddress(wiring, registration)
  const created = await createAccount(wiring, step, registration, draftLink(wiring, step, at))
  if ('conflict' in created) return afterConflict(wiring, step.ticket, created.conflict)
  if ('problems' in created) {
    const { problems } = created
    const missing = missingOf(wiring, step.ticket, problems)
    const ticket = { ...step.ticket, waitsFor: 'registration', missing } as const
    return { kind: 'waiting', ticket, problems }
  }
  if (await isProvenMeanwhile(wiring, created.account))
    return takeBack(wiring, step.ticket, created.account.id)
  return welcome(wiring, step, { account: created.account, at, seenAt })
}

/** What only the host knew to be needed: whoever asks for the page later is told too. */
function missingOf<A extends Account>(
  { registrationForm }: Wiring<A>,
  { missing = [] }: Ticket,
  problems: readonly FieldProblem[],
): readonly string[] {
  const lacking = problems.filter(({ problem }) => problem === 'required').map(({ field }) => field)
  return registrationForm.ask.filter((name) => missing.includes(name) || lacking.includes(name))
}

/** Links the account that an interrupted sign-up of this subject left behind. */
export async function completeSignUp<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  leftBehind: LeftBehind<A> | null,
): Promise<Applied> {
  if (leftBehind === null) return 'decide-again'
  const { account, signUpKey } = leftBehind
  const at = wiring.clock()
  const link = linkOf(draftLink(wiring, step, at), account, signUpKey)
  const written = await guarded('store-failed', () => wiring.links.createLink(link))
  if (written !== 'created') return afterConflict(wiring, step.ticket, written)
  const seenAt = wiring.timer.elapsed()
  // Its mailbox may have been proven between reading the account and writing the link.
  const now = await findAccountOfSignUp(wiring, signUpKey)
  if (now === null || !(await isWithoutOwner(wiring, now))) return takeBack(wiring, step.ticket, account.id)
  return welcome(wiring, step, { account: now, at, seenAt })
}

async function welcome<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  { account, at, seenAt }: { readonly account: A; readonly at: Date; readonly seenAt: number },
): Promise<Applied> {
  wiring.emit({ type: 'signed-up', at, accountId: account.id })
  await notify(wiring, account, 'signed-up', { at, visitor: step.visitor })
  const { identity, returnTo } = step.ticket
  const how = { method: 'registration', at } as const
  const entered = await enterAccount(wiring, { account, identity, visitor: step.visitor, how, seenAt })
  if (!('started' in entered)) return entered
  wiring.emit({ type: 'signed-in', at, accountId: account.id })
  return { kind: 'signed-in', account, created: true, linked: true, returnTo, started: entered.started }
}

/** Accounts that claim the address without proof lose it to the one who has just proven the mailbox. */
async function releaseAddress<A extends Account>(
  wiring: Wiring<A>,
  { email, emailProven }: Registration,
): Promise<void> {
  if (!emailProven || wiring.host.releaseEmail === undefined) return
  for (const holder of await locate(wiring, email)) {
    if (!holder.emailProven) await guarded('host-failed', async () => wiring.host.releaseEmail?.(holder))
  }
}

async function createAccount<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  registration: Registration,
  link: DraftLink,
): Promise<Created<A>> {
  const { links } = wiring
  if (links.createLinkedAccount === undefined) return reserveThenCreate(wiring, step, registration, link)
  const created = await guarded('store-failed', async () => links.createLinkedAccount?.(registration, link))
  return created ?? { problems: [] }
}

/**
 * Where the host writes the account, no transaction is open while it does: the subject is held first, then the account
 * made under the key of the sign-up, then the link written. Wherever this stops, the key tells the next try how far it came.
 */
async function reserveThenCreate<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  registration: Registration,
  link: DraftLink,
): Promise<Created<A>> {
  const { links } = wiring
  if (await guarded('store-failed', () => links.isTicketUsed(step.ticket.id)))
    return { conflict: 'ticket-used' }
  const created = await createHeldAccount(wiring, { registration, visitor: step.visitor, link })
  if (created === 'subject-taken') return { conflict: 'subject-taken' }
  if ('problems' in created) return created
  const { account, held } = created
  const complete = () => links.createLink(linkOf(link, account, held.signUpKey))
  // The account is there already: without its link its owner would have no way in.
  const written = await guarded('store-failed', () => complete().catch(complete))
  if (written === 'created') return { account }
  await reportLeftBehind(wiring, link, account)
  return { conflict: written }
}

/** Another sign-up of this customer was faster, and its account is another one. */
async function reportLeftBehind<A extends Account>(
  wiring: Wiring<A>,
  { identity, at }: DraftLink,
  account: A,
): Promise<void> {
  const winner = await guarded('store-failed', () => wiring.links.findLink(identity))
  if (winner === null || winner.accountId === account.id) return
  wiring.emit({ type: 'left-behind', at, accountId: account.id })
}

/** A slow host may answer with an account whose mailbox somebody else has proven by then. */
async function isProvenMeanwhile<A extends Account>(wiring: Wiring<A>, created: A): Promise<boolean> {
  // Written in one transaction, it was nobody else's to prove.
  if (created.emailProven || wiring.links.createLinkedAccount !== undefined) return false
  const now = await guarded('host-failed', () => wiring.host.findAccount(created.id))
  return now?.emailProven === true
}

function linkOf(link: DraftLink, account: Account, signUpKey: string): NewLink {
  return { ...link, accountId: account.id, signUpKey, audit: { ...link.audit, accountId: account.id } }
}

function draftLink<A extends Account>(wiring: Wiring<A>, { ticket }: Step<A>, at: Date): DraftLink {
  const { identity, id, expiresAt } = ticket
  return {
    identity,
    emailAtLink: ticket.profile.email,
    seen: seenOf(wiring, ticket.profile),
    at,
    // Whoever proves the mailbox of the account before its link is written, owns it.
    proof: proofTime(wiring, at),
    ticket: { id, expiresAt },
    audit: { at, event: 'signed-up', accountId: null, identity, details: {} },
  }
}
