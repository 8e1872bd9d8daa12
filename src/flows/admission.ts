import type { Account, Admission, Visitor } from '../ports/host.js'
import { guarded } from './failure.js'
import { type Outcome, refused } from './outcome.js'
import type { Wiring } from './wiring.js'

interface Said {
  readonly continueAt?: unknown
  readonly refused?: unknown
}

/** The gate before every sign-in and every link. */
export async function admission<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  visitor: Visitor,
  action: 'sign-in' | 'link',
): Promise<'admitted' | Outcome> {
  if (account.disabled === true) return refused('account-disabled')
  const answer = await guarded<Admission>('host-failed', () =>
    wiring.host.admit === undefined ? 'admitted' : wiring.host.admit(account, visitor, action),
  )
  if (answer === 'admitted') return 'admitted'
  const { continueAt, refused: words }: Said = Object(answer)
  if (typeof continueAt === 'string') return { kind: 'continue-at', url: continueAt, ticket: null }
  wiring.emit({
    type: 'not-admitted',
    at: wiring.clock(),
    accountId: account.id,
    action,
    words: typeof words === 'string' ? words : null,
  })
  // Anything else, a forgotten return included, is a no: a gate that is broken must not stand open.
  return refused('account-refused')
}
