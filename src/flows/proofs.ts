import type { AccountId } from '../linking/facts.js'
import type { Account } from '../ports/host.js'
import { guarded } from './failure.js'
import type { Wiring } from './wiring.js'

/** Voids every proof that was asked for until now: a code in a mail that somebody still has. */
export async function endProofs<A extends Account>(wiring: Wiring<A>, accountId: AccountId): Promise<void> {
  const until = lastUse(wiring, wiring.clock().getTime())
  await guarded('store-failed', async () => wiring.links.endProofs?.(accountId, until))
}

/** Whether a proof that was asked for then has been voided since. */
export async function isProofEnded<A extends Account>(
  wiring: Wiring<A>,
  accountId: AccountId,
  askedAt: number,
): Promise<boolean> {
  const until = await guarded('store-failed', async () => wiring.links.proofsEnded?.(accountId) ?? null)
  return until !== null && lastUse(wiring, askedAt) <= until
}

/** A proof lives no longer than the ticket it belongs to. */
function lastUse<A extends Account>({ policy }: Wiring<A>, askedAt: number): Date {
  return new Date(askedAt + policy.ticketLifetimeSeconds * 1000)
}
