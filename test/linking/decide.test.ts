import { describe, expect, it } from 'vitest'
import { type Decision, decide } from '../../src/linking/decide.js'
import type { Facts } from '../../src/linking/facts.js'
import type { LinkingPolicy } from '../../src/linking/policy.js'
import {
  aFact,
  alice,
  aPolicy,
  bob,
  everyFact,
  everyLocated,
  openRegistration,
  policies,
} from './facts-builder.js'

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

const isBinding = ({ kind }: Decision): boolean => kind === 'sign-in' || kind === 'link'

describe('decide, over every combination of facts and policies', () => {
  it('walks all of them and reaches every kind of decision', () => {
    const kinds = new Map<string, number>()
    for (const { decision } of everyCase()) kinds.set(decision.kind, (kinds.get(decision.kind) ?? 0) + 1)
    expect([...kinds.values()].reduce((sum, count) => sum + count, 0)).toBe(82_944)
    expect([...kinds.keys()].toSorted()).toEqual([
      'ask-another-email',
      'ask-registration',
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

  it('binds nothing to an account that is gone', () => {
    const broken = violations(
      ({ facts, decision }) => facts.holderIsGone && !['evict-link', 'refuse'].includes(decision.kind),
    )
    expect(broken).toEqual([])
  })
})

describe('decide, rule by rule', () => {
  const passwordOf = (accountId: string) => ({ kind: 'proof', proof: { by: 'password', accountId } }) as const
  const yesOf = (accountId: string) => ({ kind: 'proof', proof: { by: 'confirmation', accountId } }) as const
  const linking = { intent: 'link', signedInAs: alice, startedBy: alice } as const

  it('signs in the account a known subject is linked to', () => {
    expect(decide(aFact({ holder: alice, locatedByEmail: [bob] }), openRegistration)).toEqual({
      kind: 'sign-in',
      accountId: alice,
    })
  })

  it('signs in again whoever is signed in already as the same account', () => {
    expect(decide(aFact({ holder: alice, signedInAs: alice }), openRegistration)).toEqual({
      kind: 'sign-in',
      accountId: alice,
    })
  })

  it('asks before it replaces the session of somebody else', () => {
    const facts = aFact({ holder: alice, signedInAs: bob })
    expect(decide(facts, openRegistration)).toEqual({ kind: 'confirm-switch', accountId: alice })
    expect(decide({ ...facts, answer: { kind: 'switch-account' } }, openRegistration)).toEqual({
      kind: 'sign-in',
      accountId: alice,
    })
  })

  it('asks an unknown subject to prove an account that the email locates', () => {
    expect(decide(aFact({ locatedByEmail: [alice] }), openRegistration)).toEqual({ kind: 'prove-ownership' })
    expect(decide(aFact({ locatedByEmail: [alice, bob] }), aPolicy({ registration: 'closed' }))).toEqual({
      kind: 'prove-ownership',
    })
  })

  it('links the account whose password was given', () => {
    expect(decide(aFact({ locatedByEmail: [alice], answer: passwordOf(alice) }), openRegistration)).toEqual({
      kind: 'link',
      accountId: alice,
    })
  })

  it('links a proven account that the email did not locate: "I already have an account"', () => {
    expect(decide(aFact({ answer: passwordOf(bob) }), openRegistration)).toEqual({
      kind: 'link',
      accountId: bob,
    })
  })

  it('links after signing in on the host’s own page and saying yes', () => {
    expect(decide(aFact({ signedInAs: alice, answer: yesOf(alice) }), openRegistration)).toEqual({
      kind: 'link',
      accountId: alice,
    })
  })

  it('refuses a yes from nobody', () => {
    expect(decide(aFact({ answer: yesOf(alice) }), openRegistration)).toEqual({
      kind: 'refuse',
      reason: 'sign-in-required',
    })
  })

  it('refuses a proven account that has another subject', () => {
    const facts = aFact({ answer: passwordOf(alice), accountHasOtherSubject: true })
    expect(decide(facts, openRegistration)).toEqual({ kind: 'refuse', reason: 'account-has-another-link' })
  })

  it('refuses a proof of one account while another is signed in', () => {
    const facts = aFact({ answer: passwordOf(alice), signedInAs: bob })
    expect(decide(facts, openRegistration)).toEqual({ kind: 'refuse', reason: 'already-signed-in' })
  })

  it('creates an account when nothing matches and nothing is missing', () => {
    expect(decide(aFact(), openRegistration)).toEqual({ kind: 'create-account' })
  })

  it('asks for what is missing, and always where the host wants the page', () => {
    expect(decide(aFact({ needsMoreFields: true }), openRegistration)).toEqual({ kind: 'ask-registration' })
    expect(decide(aFact(), aPolicy({ registration: 'always' }))).toEqual({ kind: 'ask-registration' })
  })

  it('asks for registration after "this is not my account"', () => {
    const facts = aFact({ locatedByEmail: [alice], answer: { kind: 'not-my-account' } })
    expect(decide(facts, openRegistration)).toEqual({ kind: 'ask-registration' })
  })

  it('asks for another email when the one typed at registration has an account', () => {
    const facts = aFact({ locatedByEmail: [alice], answer: { kind: 'registration' } })
    expect(decide(facts, openRegistration)).toEqual({ kind: 'ask-another-email' })
  })

  it('refuses new accounts where registration is closed', () => {
    expect(decide(aFact(), aPolicy({ registration: 'closed' }))).toEqual({
      kind: 'refuse',
      reason: 'registration-closed',
    })
  })

  it('refuses to sign a new subject in beside somebody who is signed in', () => {
    expect(decide(aFact({ signedInAs: alice }), openRegistration)).toEqual({
      kind: 'refuse',
      reason: 'already-signed-in',
    })
  })

  it('asks the signed-in visitor to confirm, then links', () => {
    expect(decide(aFact(linking), openRegistration)).toEqual({ kind: 'confirm-link', accountId: alice })
    expect(decide(aFact({ ...linking, answer: yesOf(alice) }), openRegistration)).toEqual({
      kind: 'link',
      accountId: alice,
    })
  })

  it('refuses to link when nobody, somebody else or another session is here now', () => {
    const reason = (given: Partial<Facts>) => decide(aFact({ ...linking, ...given }), openRegistration)
    expect(reason({ signedInAs: null })).toEqual({ kind: 'refuse', reason: 'sign-in-required' })
    expect(reason({ startedBy: null })).toEqual({ kind: 'refuse', reason: 'sign-in-required' })
    expect(reason({ signedInAs: bob })).toEqual({ kind: 'refuse', reason: 'session-changed' })
    expect(reason({ sessionIsTheSame: false })).toEqual({ kind: 'refuse', reason: 'session-changed' })
    expect(reason({ answer: passwordOf(bob) })).toEqual({ kind: 'refuse', reason: 'session-changed' })
  })

  it('refuses to link what is linked already, here or elsewhere', () => {
    const reason = (given: Partial<Facts>) => decide(aFact({ ...linking, ...given }), openRegistration)
    expect(reason({ holder: alice })).toEqual({ kind: 'refuse', reason: 'already-linked' })
    expect(reason({ holder: bob })).toEqual({ kind: 'refuse', reason: 'linked-to-another-account' })
    expect(reason({ accountHasOtherSubject: true })).toEqual({
      kind: 'refuse',
      reason: 'account-has-another-link',
    })
  })

  it('sweeps away a link whose account is gone', () => {
    expect(decide(aFact({ holderIsGone: true }), openRegistration)).toEqual({ kind: 'evict-link' })
    expect(decide(aFact({ ...linking, holderIsGone: true }), openRegistration)).toEqual({
      kind: 'evict-link',
    })
  })

  it('takes "switch" for an answer only where a known subject asked', () => {
    expect(decide(aFact({ answer: { kind: 'switch-account' } }), openRegistration)).toEqual({
      kind: 'refuse',
      reason: 'ticket-mismatch',
    })
  })
})
