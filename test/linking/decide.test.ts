import { describe, expect, it } from 'vitest'
import { decide } from '../../src/linking/decide.js'
import type { Facts } from '../../src/linking/facts.js'
import { aFact, alice, aPolicy, bob, openRegistration } from './facts-builder.js'

const passwordOf = (accountId: string) => ({ kind: 'proof', proof: { by: 'password', accountId } }) as const
const yesOf = (accountId: string) => ({ kind: 'proof', proof: { by: 'confirmation', accountId } }) as const
const linking = { intent: 'link', signedInAs: alice, startedBy: alice } as const
const decideLinking = (given: Partial<Facts>) => decide(aFact({ ...linking, ...given }), openRegistration)

describe('decide, rule by rule', () => {
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

  it('takes "switch" from nobody once the session it was asked in has ended', () => {
    const facts = aFact({ holder: alice, answer: { kind: 'switch-account' } })
    expect(decide(facts, openRegistration)).toEqual({ kind: 'refuse', reason: 'session-changed' })
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
    expect(decideLinking({ signedInAs: null })).toEqual({ kind: 'refuse', reason: 'sign-in-required' })
    expect(decideLinking({ startedBy: null })).toEqual({ kind: 'refuse', reason: 'sign-in-required' })
    expect(decideLinking({ signedInAs: bob })).toEqual({ kind: 'refuse', reason: 'session-changed' })
    expect(decideLinking({ sessionIsTheSame: false })).toEqual({ kind: 'refuse', reason: 'session-changed' })
    expect(decideLinking({ answer: passwordOf(bob) })).toEqual({ kind: 'refuse', reason: 'session-changed' })
  })

  it('refuses to link what is linked already, here or elsewhere', () => {
    expect(decideLinking({ holder: alice })).toEqual({ kind: 'refuse', reason: 'already-linked' })
    expect(decideLinking({ holder: bob })).toEqual({ kind: 'refuse', reason: 'linked-to-another-account' })
    expect(decideLinking({ accountHasOtherSubject: true })).toEqual({
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
