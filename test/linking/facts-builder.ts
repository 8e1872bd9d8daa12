import type { Answer, Facts } from '../../src/linking/facts.js'
import type { LinkingPolicy } from '../../src/linking/policy.js'

export const alice = 'alice'
export const bob = 'bob'

/** A stranger without any match; give what the case is about. */
export function aFact(given: Partial<Facts> = {}): Facts {
  return {
    intent: 'sign-in',
    answer: { kind: 'none' },
    holder: null,
    holderIsGone: false,
    signedInAs: null,
    startedBy: null,
    sessionIsTheSame: true,
    accountHasOtherSubject: false,
    locatedByEmail: [],
    leftBehind: null,
    needsMoreFields: false,
    ...given,
  }
}

export function aPolicy(given: Partial<LinkingPolicy> = {}): LinkingPolicy {
  return { registration: 'when-needed', disclosure: 'helpful', ...given }
}

export const openRegistration = aPolicy()

const people = [null, alice, bob] as const

const answers: readonly Answer[] = [
  { kind: 'none' },
  { kind: 'proof', proof: { by: 'password', accountId: alice } },
  { kind: 'proof', proof: { by: 'password', accountId: bob } },
  { kind: 'proof', proof: { by: 'mailbox', accountId: alice } },
  { kind: 'proof', proof: { by: 'mailbox', accountId: bob } },
  { kind: 'proof', proof: { by: 'confirmation', accountId: alice } },
  { kind: 'proof', proof: { by: 'confirmation', accountId: bob } },
  { kind: 'not-my-account' },
  { kind: 'registration' },
  { kind: 'switch-account' },
]

export const policies: readonly LinkingPolicy[] = [
  { registration: 'when-needed', disclosure: 'helpful' },
  { registration: 'always', disclosure: 'helpful' },
  { registration: 'closed', disclosure: 'helpful' },
  { registration: 'when-needed', disclosure: 'strict' },
  { registration: 'always', disclosure: 'strict' },
  { registration: 'closed', disclosure: 'strict' },
]

export const everyLocated = [[], [alice], [bob], [alice, bob]] as const

const flags = [false, true] as const

const values: { readonly [Name in keyof Facts]: readonly Facts[Name][] } = {
  intent: ['sign-in', 'link'],
  answer: answers,
  holder: people,
  holderIsGone: flags,
  signedInAs: people,
  startedBy: people,
  sessionIsTheSame: flags,
  accountHasOtherSubject: flags,
  locatedByEmail: everyLocated,
  leftBehind: [null, alice],
  needsMoreFields: flags,
}

/** Every combination of facts that can be: a link whose account is gone has no holder. */
export function everyFact(): Facts[] {
  let combinations: Record<string, unknown>[] = [{}]
  for (const [name, choices] of Object.entries(values)) {
    combinations = combinations.flatMap((facts) =>
      choices.map((value: unknown) => ({ ...facts, [name]: value })),
    )
  }
  const all = combinations as unknown as Facts[]
  return all.filter(({ holder, holderIsGone }) => holder === null || !holderIsGone)
}
