import { describe, expect, it } from 'vitest'
import { type Decision, decide } from '../../src/linking/decide.js'
import type { Facts } from '../../src/linking/facts.js'
import type { LinkingPolicy } from '../../src/linking/policy.js'
import { everyFact, everyLocated, policies } from './facts-builder.js'

interface Case {
  readonly facts: Facts
  readonly policy: LinkingPolicy
  readonly decision: Decision
}

function* everyCase(): Generator<Case> {
  for (const facts of everyFact()) {
    for (const policy of policies) yield { facts, policy, decision: decide(facts, policy) }
  }
}

/** The cases that break a rule. Named in full, so that a failure shows what to look at. */
function violations(isBroken: (one: Case) => boolean): Case[] {
  const broken: Case[] = []
  for (const one of everyCase()) if (isBroken(one) && broken.length < 3) broken.push(one)
  return broken
}

const isBinding = ({ kind }: Decision): boolean => ['sign-in', 'link', 'complete-sign-up'].includes(kind)

describe('decide, over every combination of facts and policies', () => {
  it('walks all of them and reaches every kind of decision', () => {
    const kinds = new Map<string, number>()
    for (const { decision } of everyCase()) kinds.set(decision.kind, (kinds.get(decision.kind) ?? 0) + 1)
    expect([...kinds.values()].reduce((sum, count) => sum + count, 0)).toBe(276_480)
    expect([...kinds.keys()].toSorted()).toEqual([
      'ask-another-email',
      'ask-registration',
      'complete-sign-up',
      'confirm-link',
      'confirm-switch',
      'create-account',
      'evict-link',
      'link',
      'prove-ownership',
      'refuse',
      'sign-in',
    ])
  })

  it('never signs in or links by an email alone: which accounts an email locates changes neither', () => {
    const broken = violations(({ facts, policy, decision }) =>
      everyLocated.some((locatedByEmail) => {
        const other = decide({ ...facts, locatedByEmail }, policy)
        const either = isBinding(decision) || isBinding(other)
        return either && JSON.stringify(other) !== JSON.stringify(decision)
      }),
    )
    expect(broken).toEqual([])
  })

  it('signs in nobody but the account that the subject is linked to', () => {
    expect(
      violations(({ facts, decision }) => decision.kind === 'sign-in' && decision.accountId !== facts.holder),
    ).toEqual([])
  })

  it('links only an account that was proven in this very step', () => {
    const broken = violations(({ facts, decision }) => {
      if (decision.kind !== 'link') return false
      return facts.answer.kind !== 'proof' || facts.answer.proof.accountId !== decision.accountId
    })
    expect(broken).toEqual([])
  })

  it('takes a mere yes only from the account that is signed in here', () => {
    const broken = violations(({ facts, decision }) => {
      if (decision.kind !== 'link' || facts.answer.kind !== 'proof') return false
      return facts.answer.proof.by === 'confirmation' && facts.signedInAs !== decision.accountId
    })
    expect(broken).toEqual([])
  })

  it('never moves a subject of another account, and never registers it again', () => {
    const broken = violations(
      ({ facts, decision }) =>
        facts.holder !== null && ['link', 'create-account', 'confirm-link'].includes(decision.kind),
    )
    expect(broken).toEqual([])
  })

  it('never gives an account a second subject', () => {
    expect(
      violations(({ facts, decision }) => facts.accountHasOtherSubject && decision.kind === 'link'),
    ).toEqual([])
  })

  it('never replaces a signed-in account without being told to switch', () => {
    const broken = violations(({ facts, decision }) => {
      const isSomeoneElse =
        facts.signedInAs !== null && 'accountId' in decision && decision.accountId !== facts.signedInAs
      return isSomeoneElse && isBinding(decision) && facts.answer.kind !== 'switch-account'
    })
    expect(broken).toEqual([])
  })

  it('never signs in, registers or asks for a proof when the visitor came to link', () => {
    const broken = violations(
      ({ facts, decision }) =>
        facts.intent === 'link' &&
        [
          'sign-in',
          'create-account',
          'complete-sign-up',
          'ask-registration',
          'ask-another-email',
          'prove-ownership',
          'confirm-switch',
        ].includes(decision.kind),
    )
    expect(broken).toEqual([])
  })

  it('never links when the visitor came to sign in and showed nothing', () => {
    const broken = violations(
      ({ facts, decision }) =>
        facts.intent === 'sign-in' &&
        facts.answer.kind !== 'proof' &&
        ['link', 'confirm-link'].includes(decision.kind),
    )
    expect(broken).toEqual([])
  })

  it('links a signed-in account only in the session that asked for it', () => {
    const broken = violations(({ facts, decision }) => {
      if (facts.intent !== 'link' || !['link', 'confirm-link'].includes(decision.kind)) return false
      return !facts.sessionIsTheSame || facts.signedInAs !== facts.startedBy || facts.startedBy === null
    })
    expect(broken).toEqual([])
  })

  it('creates no account and asks for none where registration is closed', () => {
    const broken = violations(
      ({ policy, decision }) =>
        policy.registration === 'closed' &&
        ['create-account', 'ask-registration', 'ask-another-email'].includes(decision.kind),
    )
    expect(broken).toEqual([])
  })

  it('creates no account while somebody is signed in, nor for an address that has one', () => {
    const broken = violations(({ facts, decision }) => {
      if (decision.kind !== 'create-account') return false
      return facts.signedInAs !== null || facts.locatedByEmail.length > 0
    })
    expect(broken).toEqual([])
  })

  it('completes only a sign-up that this very subject left, and only for who is signed in nowhere', () => {
    const broken = violations(
      ({ facts, decision }) =>
        decision.kind === 'complete-sign-up' &&
        (decision.accountId !== facts.leftBehind || facts.holder !== null || facts.signedInAs !== null),
    )
    expect(broken).toEqual([])
  })

  it('never makes a second account while one is left behind', () => {
    expect(
      violations(({ facts, decision }) => facts.leftBehind !== null && decision.kind === 'create-account'),
    ).toEqual([])
  })

  it('binds nothing to an account that is gone', () => {
    const broken = violations(
      ({ facts, decision }) => facts.holderIsGone && !['evict-link', 'refuse'].includes(decision.kind),
    )
    expect(broken).toEqual([])
  })
})
