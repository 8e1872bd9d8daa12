import type { AccountId } from '../linking/facts.js'
import type { Account } from '../ports/host.js'
import type { ProofTime } from '../ports/link-store.js'
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

/** For the store: a proof made at `provenAt`, which ends all others once it has bound the account. */
export function proofTime<A extends Account>(wiring: Wiring<A>, provenAt: Date): ProofTime {
  const now = wiring.clock().getTime()
  return { validUntil: lastUse(wiring, provenAt.getTime()), endsUntil: lastUse(wiring, now) }
}

/** A proof lives no longer than the ticket it belongs to. */
function lastUse<A extends Account>({ policy }: Wiring<A>, askedAt: number): Date {
  return new Date(askedAt + policy.ticketLifetimeSeconds * 1000)
}
