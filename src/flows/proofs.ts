import type { AccountId } from '../linking/facts.js'
import type { Account } from '../ports/host.js'
import { guarded } from './failure.js'
import type { Wiring } from './wiring.js'

/** Voids every proof that was asked for until now: a code in a mail that somebody still has. */
export async function endProofs<A extends Account>(wiring: Wiring<A>, accountId: AccountId): Promise<void> {
  const at = wiring.clock()
  // Nothing that a proof belongs to lives longer than its ticket.
  const until = new Date(at.getTime() + wiring.policy.ticketLifetimeSeconds * 1000)
  await guarded('store-failed', async () => wiring.links.endProofs?.(accountId, at, until))
}

/** When that was last done, in epoch milliseconds; minus infinity for never. */
export async function proofsEndedAt<A extends Account>(
  wiring: Wiring<A>,
  accountId: AccountId,
): Promise<number> {
  const at = await guarded('store-failed', async () => wiring.links.proofsEndedAt?.(accountId) ?? null)
  return at?.getTime() ?? Number.NEGATIVE_INFINITY
}
