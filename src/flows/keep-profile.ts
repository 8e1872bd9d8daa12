import type { Account, ProfileChanges } from '../ports/host.js'
import type { Link, ProfileSeen } from '../ports/link-store.js'
import { guarded } from './failure.js'
import type { TicketProfile } from './ticket.js'
import type { Wiring } from './wiring.js'

/**
 * `never` · `fill-if-empty`: only where the site has nothing · `until-edited`: as long as the site still shows what
 * Amazon told before · `always`.
 */
export type ProfileRule = 'never' | 'fill-if-empty' | 'until-edited' | 'always'

/** Which fields follow Amazon. The email is not among them: at most it is suggested. */
export interface ProfileRules {
  readonly name: ProfileRule
  readonly postalCode: ProfileRule
}

/** What the account's profile should become, by the host's rules; empty when it may stay. Pure. */
export function profileChanges(
  rules: ProfileRules,
  account: Pick<Account, 'name' | 'postalCode'>,
  seen: ProfileSeen | null,
  told: TicketProfile,
): ProfileChanges {
  const name = newValue(rules.name, account.name ?? null, seen?.name ?? null, told.name)
  const postalCode = newValue(
    rules.postalCode,
    account.postalCode ?? null,
    seen?.postalCode ?? null,
    told.postalCode,
  )
  return { ...(name === null ? {} : { name }), ...(postalCode === null ? {} : { postalCode }) }
}

/** Null where the field stays as it is. What Amazon does not tell takes nothing away. */
function newValue(
  rule: ProfileRule,
  local: string | null,
  seen: string | null,
  told: string | null,
): string | null {
  if (told === null || told === local || rule === 'never') return null
  const isEmpty = local === null || local.trim() === ''
  if (isEmpty || rule === 'always') return told
  return rule === 'until-edited' && local === seen ? told : null
}

/** Brings the local profile up to date. The customer is signed in already: whatever goes wrong is an event, no error. */
export async function keepProfile<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  link: Link,
  told: TicketProfile,
): Promise<void> {
  const changes = profileChanges(wiring.policy.profile, account, link.seen ?? null, told)
  if (Object.keys(changes).length === 0 || wiring.host.updateAccount === undefined) return
  try {
    await guarded('host-failed', async () => wiring.host.updateAccount?.(account, changes))
    wiring.emit({ type: 'profile-updated', at: wiring.clock(), accountId: account.id })
  } catch (error) {
    wiring.emit({ type: 'update-failed', at: wiring.clock(), accountId: account.id, error })
  }
}

/** What of Amazon's answer is kept beside the link, to see later what has changed: nothing where nobody asks. */
export function seenOf<A extends Account>(
  { policy }: Wiring<A>,
  { name, email, postalCode }: TicketProfile,
): ProfileSeen | null {
  return policy.remembersProfile ? { name, email, postalCode } : null
}

export function hasSeen(seen: ProfileSeen | null, told: ProfileSeen | null): boolean {
  if (seen === null || told === null) return seen === told
  return seen.name === told.name && seen.email === told.email && seen.postalCode === told.postalCode
}
