import type { Account } from '../ports/host.js'
import type { Link } from '../ports/link-store.js'
import { guarded } from './failure.js'
import type { Gathered } from './gather-facts.js'
import { hasSeen, keepProfile, seenOf } from './keep-profile.js'
import { type Outcome, refused } from './outcome.js'
import type { Step } from './settle.js'
import { enterAccount } from './start-session.js'
import type { Ticket, TicketProfile } from './ticket.js'
import type { Wiring } from './wiring.js'

// "Last used" is told in settings by the hour; a write for every sign-in would double the cost of returning.
const useResolutionSeconds = 3600
// The same form sent twice (a double click, a bad network) ends where the first one did; a replay next day does not.
const repeatGraceSeconds = 30
// A program says it again when its network is back, and only with the secret that would sign it in by itself.
const clientGraceSeconds = 300

/** The customer returns: the host's gate, then the host's session. */
export async function applySignIn<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  { holder, link, seenAt }: Gathered<A>,
): Promise<Outcome> {
  if (holder === null || link === null) return refused('account-gone')
  if (step.from === 'ticket' && !(await mayUseTicket(wiring, step, link))) return refused('ticket-used')
  const at = wiring.clock()
  const how = { method: 'amazon', at } as const
  const { identity } = link
  const entered = await enterAccount(wiring, {
    account: holder,
    identity,
    visitor: step.visitor,
    how,
    seenAt,
  })
  if (!('started' in entered)) return entered
  await recordUse(wiring, link, at, step.ticket.profile)
  await keepProfile(wiring, holder, link, step.ticket.profile)
  wiring.emit({ type: 'signed-in', at, accountId: holder.id })
  return {
    kind: 'signed-in',
    account: holder,
    created: false,
    linked: false,
    returnTo: step.ticket.returnTo,
    started: entered.started,
  }
}

async function mayUseTicket<A extends Account>(
  wiring: Wiring<A>,
  { ticket, answer }: Step<A>,
  link: Link,
): Promise<boolean> {
  // A ticket left in another tab, sent by whoever comes next: "not mine" and a registration ask for no account there is.
  const asksToEnter = answer.kind === 'proof' || answer.kind === 'switch-account'
  if (!asksToEnter) return wasJustMade(link, ticket, wiring.clock())
  const { id, expiresAt } = ticket
  const redeemed = await guarded('store-failed', () => wiring.links.redeemTicket({ id, expiresAt }))
  return redeemed === 'redeemed' || wasJustMade(link, ticket, wiring.clock())
}

/** True for a link made so recently that this can only be the same form once more. */
export function wasJustMade({ linkedAt }: Link, { heldBy }: Ticket, now: Date): boolean {
  const graceSeconds = heldBy === 'client' ? clientGraceSeconds : repeatGraceSeconds
  return linkedAt !== null && now.getTime() - linkedAt.getTime() <= graceSeconds * 1000
}

async function recordUse<A extends Account>(
  wiring: Wiring<A>,
  link: Link,
  at: Date,
  told: TicketProfile,
): Promise<void> {
  const isRecent =
    link.lastUsedAt !== null && at.getTime() - link.lastUsedAt.getTime() < useResolutionSeconds * 1000
  // Where nothing is kept of it, nothing is new.
  const seen = seenOf(wiring, told)
  if (isRecent && (!link.seen || hasSeen(link.seen, seen))) return
  try {
    await wiring.links.recordUse(link.identity, at, seen)
  } catch {
    // The customer is signed in already; a date on the settings page is not worth an error page.
  }
}
