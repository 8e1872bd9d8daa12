import type { Account, Visitor } from '../ports/host.js'
import { guarded } from './failure.js'
import { type Outcome, refused } from './outcome.js'
import type { Wiring } from './wiring.js'

/** The gate before every sign-in and every link. */
export async function admission<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  visitor: Visitor,
  action: 'sign-in' | 'link',
): Promise<'admitted' | Outcome> {
  if (account.disabled === true) return refused('account-disabled')
  const answer = await guarded(
    'host-failed',
    async () => wiring.host.admit?.(account, visitor, action) ?? 'admitted',
  )
  if (answer === 'admitted') return 'admitted'
  if (typeof answer === 'object' && 'continueAt' in answer) {
    return { kind: 'continue-at', url: answer.continueAt, ticket: null }
  }
  // Anything else, a forgotten return included, is a no: a gate that is broken must not stand open.
  return refused('account-refused')
}
