import type { AccountId, Answer, Facts, FederatedIdentity } from '../linking/facts.js'
import type { Account } from '../ports/host.js'
import type { Link } from '../ports/link-store.js'
import type { CurrentSession } from '../ports/sessions.js'
import { guarded } from './failure.js'
import { findLeftBehind, type LeftBehind } from './left-behind.js'
import { needsMoreFields } from './registration-form.js'
import type { Ticket } from './ticket.js'
import { isSameSession } from './transaction.js'
import type { Wiring } from './wiring.js'

export interface Gathered<A extends Account> {
  readonly facts: Facts
  readonly link: Link | null
  readonly holder: A | null
  readonly leftBehind: LeftBehind<A> | null
  /** `timer.elapsed()` from before the link was read. */
  readonly seenAt: number
}

export interface Question {
  readonly ticket: Ticket
  readonly answer: Answer
  readonly session: CurrentSession | null
  /** The address that may locate accounts in this step; null locates none. */
  readonly email: string | null
  /** Whether the visitor has just proven that mailbox. */
  readonly emailProven: boolean
}

/** Reads everything the rules ask about one answer from Amazon. A returning customer costs one query. */
export async function gatherFacts<A extends Account>(
  wiring: Wiring<A>,
  question: Question,
): Promise<Gathered<A>> {
  const gathered = await gatherOnce(wiring, question)
  if (gathered.link !== null || gathered.facts.locatedByEmail.length === 0) return gathered
  // What the address located may be an account that another request of this customer made a moment ago.
  const { link } = await findHolder(wiring, question.ticket.identity)
  return link === null ? gathered : gatherOnce(wiring, question)
}

async function gatherOnce<A extends Account>(wiring: Wiring<A>, question: Question): Promise<Gathered<A>> {
  const { ticket, answer, session } = question
  const seenAt = wiring.timer.elapsed()
  const found = await findHolder(wiring, ticket.identity)
  const isKnown = found.holder !== null
  const asksForAccount = found.link === null && ticket.intent === 'sign-in' && answer.kind !== 'proof'
  const leftBehind = asksForAccount ? await findLeftBehind(wiring, ticket.identity) : null
  return {
    link: found.link,
    holder: found.holder,
    leftBehind,
    seenAt,
    facts: {
      intent: ticket.intent,
      answer,
      holder: found.holder?.id ?? null,
      holderIsGone: found.link !== null && !isKnown,
      signedInAs: session?.accountId ?? null,
      startedBy: ticket.startedBy?.accountId ?? null,
      sessionIsTheSame: isSameSession(session, ticket.startedBy),
      accountHasOtherSubject: isKnown ? false : await hasOtherSubject(wiring, claimedAccount(question)),
      leftBehind: leftBehind?.account.id ?? null,
      locatedByEmail: isKnown ? [] : await locatedByEmail(wiring, question),
      needsMoreFields: needsMoreFields(wiring.registrationForm, ticket.profile),
    },
  }
}

async function findHolder<A extends Account>(
  wiring: Wiring<A>,
  identity: FederatedIdentity,
): Promise<{ link: Link | null; holder: A | null }> {
  const { links, host } = wiring
  if (links.findLinkedAccount !== undefined) {
    const both = await guarded('store-failed', () => links.findLinkedAccount?.(identity) ?? null)
    return { link: both?.link ?? null, holder: both?.account ?? null }
  }
  const link = await guarded('store-failed', () => links.findLink(identity))
  if (link === null) return { link, holder: null }
  return { link, holder: await guarded('host-failed', () => host.findAccount(link.accountId)) }
}

/** The account that would get the link, if this step ends in one. */
function claimedAccount({ answer, ticket }: Question): AccountId | null {
  if (answer.kind === 'proof') return answer.proof.accountId
  return ticket.intent === 'link' ? (ticket.startedBy?.accountId ?? null) : null
}

async function hasOtherSubject<A extends Account>(
  wiring: Wiring<A>,
  accountId: AccountId | null,
): Promise<boolean> {
  if (accountId === null) return false
  return (await guarded('store-failed', () => wiring.links.findLinkOfAccount(accountId))) !== null
}

/** Whoever proved a mailbox is not held up by an account that only claims its address. */
async function locatedByEmail<A extends Account>(
  wiring: Wiring<A>,
  { email, emailProven }: Question,
): Promise<AccountId[]> {
  const located = await locate(wiring, email)
  return located.filter((account) => !emailProven || blocks(wiring, account)).map(({ id }) => id)
}

/** Whether an account keeps its address against somebody who has proven the mailbox. */
export function blocks<A extends Account>({ host }: Wiring<A>, account: A): boolean {
  return account.emailProven || host.releaseEmail === undefined
}

/** Accounts that an address locates, compared as the host compares. Locating proves nothing. */
export async function locate<A extends Account>(wiring: Wiring<A>, email: string | null): Promise<A[]> {
  if (email === null) return []
  return guarded('host-failed', () => wiring.host.findAccountsByEmail(email))
}
