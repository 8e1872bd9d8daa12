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
    needsMoreFields: false,
    ...given,
  }
}

export function aPolicy(given: Partial<LinkingPolicy> = {}): LinkingPolicy {
  return { registration: 'when-needed', ...given }
}

export const openRegistration = aPolicy()

const people = [null, alice, bob] as const

const answers: readonly Answer[] = [
  { kind: 'none' },
  { kind: 'proof', proof: { by: 'password', accountId: alice } },
  { kind: 'proof', proof: { by: 'password', accountId: bob } },
  { kind: 'proof', proof: { by: 'confirmation', accountId: alice } },
  { kind: 'proof', proof: { by: 'confirmation', accountId: bob } },
  { kind: 'not-my-account' },
  { kind: 'registration' },
  { kind: 'switch-account' },
]

export const policies: readonly LinkingPolicy[] = [
  { registration: 'when-needed' },
  { registration: 'always' },
  { registration: 'closed' },
]

export const everyLocated = [[], [alice], [bob], [alice, bob]] as const

/** Every combination of facts. */
export function* everyFact(): Generator<Facts> {
  for (const intent of ['sign-in', 'link'] as const)
    for (const answer of answers)
      for (const holder of people)
        for (const holderIsGone of [false, true])
          for (const signedInAs of people)
            for (const startedBy of people)
              for (const sessionIsTheSame of [false, true])
                for (const accountHasOtherSubject of [false, true])
                  for (const locatedByEmail of everyLocated)
                    for (const needsMoreFields of [false, true])
                      yield {
                        intent,
                        answer,
                        holder,
                        holderIsGone: holderIsGone && holder === null,
                        signedInAs,
                        startedBy,
                        sessionIsTheSame,
                        accountHasOtherSubject,
                        locatedByEmail,
                        needsMoreFields,
                      }
}
