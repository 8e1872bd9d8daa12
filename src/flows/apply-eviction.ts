import type { Account } from '../ports/host.js'
import type { Link } from '../ports/link-store.js'
import { guarded } from './failure.js'
import type { Applied } from './settle.js'
import type { Wiring } from './wiring.js'

/**
 * Removes a link whose account no longer exists. Left alone it would hand the Amazon account on to whoever gets that
 * account id next.
 */
export async function applyEviction<A extends Account>(
  wiring: Wiring<A>,
  link: Link | null,
): Promise<Applied> {
  if (link === null) return 'decide-again'
  const at = wiring.clock()
  const { identity, accountId } = link
  const audit = { at, event: 'evicted', accountId, identity, details: { because: 'account-gone' } } as const
  await guarded('store-failed', () => wiring.links.deleteLink(accountId, audit))
  wiring.emit({ type: 'evicted', at, accountId })
  return 'decide-again'
}
