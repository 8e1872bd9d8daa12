import type { AccountId, Facts, Proof } from './facts.js'
import type { LinkingPolicy } from './policy.js'
import type { RefusalReason } from './reasons.js'

/** What should happen. What did happen is an outcome, and may differ: facts can be stale. */
export type Decision =
  | { readonly kind: 'sign-in'; readonly accountId: AccountId }
  | { readonly kind: 'link'; readonly accountId: AccountId }
  | { readonly kind: 'create-account' }
  | { readonly kind: 'complete-sign-up'; readonly accountId: AccountId }
  | { readonly kind: 'prove-ownership' }
  | { readonly kind: 'ask-registration' }
  | { readonly kind: 'ask-another-email' }
  | { readonly kind: 'confirm-link'; readonly accountId: AccountId }
  | { readonly kind: 'confirm-switch'; readonly accountId: AccountId }
  | { readonly kind: 'evict-link' }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason }

/**
 * Every rule about who may sign in, link or register. An email may locate an account; only a demonstrated
 * credential may bind one: `locatedByEmail` can lead to a question and to nothing else.
 */
export function decide(facts: Facts, policy: LinkingPolicy): Decision {
  if (facts.intent === 'link') return decideLink(facts)
  if (facts.holderIsGone) return { kind: 'evict-link' }
  if (facts.holder !== null) return decideReturning(facts, facts.holder)
  if (facts.answer.kind === 'proof') return decideProven(facts, facts.answer.proof)
  return decideStranger(facts, policy)
}

/** The subject is linked: that account signs in, unless someone else is signed in here and has not said "switch". */
function decideReturning(facts: Facts, holder: AccountId): Decision {
  // A shared computer: the session of one customer must not silently become another's.
  const isSomeoneElse = facts.signedInAs !== null && facts.signedInAs !== holder
  // Nobody is left here to switch from: the page belongs to a session that has ended.
  if (facts.answer.kind === 'switch-account' && facts.signedInAs === null) return refuse('session-changed')
  if (isSomeoneElse && facts.answer.kind !== 'switch-account')
    return { kind: 'confirm-switch', accountId: holder }
  return { kind: 'sign-in', accountId: holder }
}

/** The subject is unknown, and the visitor has just shown that an account is theirs. */
function decideProven(facts: Facts, proof: Proof): Decision {
  const isSomeoneElse = facts.signedInAs !== null && facts.signedInAs !== proof.accountId
  if (isSomeoneElse) return refuse('already-signed-in')
  // Saying yes proves nothing unless the account that says it is signed in here.
  if (proof.by === 'confirmation' && facts.signedInAs === null) return refuse('sign-in-required')
  if (facts.accountHasOtherSubject) return refuse('account-has-another-link')
  return { kind: 'link', accountId: proof.accountId }
}

/**
 * The subject is unknown and nothing is proven: a question, a new account, or a no. Where nobody may learn which
 * addresses have accounts, the question is put to everybody.
 */
function decideStranger(facts: Facts, policy: LinkingPolicy): Decision {
  if (facts.answer.kind === 'switch-account') return refuse('ticket-mismatch')
  // Signing in with a new Amazon account is not asking to link it to the account that is open here.
  if (facts.signedInAs !== null) return refuse('already-signed-in')
  // It was made for this subject and nobody else: asking for its password would ask for one that was never set.
  if (facts.leftBehind !== null) return { kind: 'complete-sign-up', accountId: facts.leftBehind }
  const isTold = policy.disclosure === 'strict' || facts.locatedByEmail.length > 0
  if (facts.answer.kind === 'none' && isTold) return { kind: 'prove-ownership' }
  if (policy.registration === 'closed') return refuse('registration-closed')
  if (facts.answer.kind === 'registration') return decideRegistration(facts)
  if (facts.answer.kind === 'not-my-account') return { kind: 'ask-registration' }
  if (policy.registration === 'always' || facts.needsMoreFields) return { kind: 'ask-registration' }
  return { kind: 'create-account' }
}

/** The registration page was filled in. An address that has an account is never registered twice, nor entered. */
function decideRegistration(facts: Facts): Decision {
  if (facts.locatedByEmail.length > 0) return { kind: 'ask-another-email' }
  return { kind: 'create-account' }
}

/** A signed-in visitor asked to link: only for the account and the session that asked, and never silently. */
function decideLink(facts: Facts): Decision {
  const { startedBy, answer } = facts
  if (startedBy === null || facts.signedInAs === null) return refuse('sign-in-required')
  if (facts.signedInAs !== startedBy || !facts.sessionIsTheSame) return refuse('session-changed')
  if (facts.holderIsGone) return { kind: 'evict-link' }
  if (facts.holder === startedBy) return refuse('already-linked')
  if (facts.holder !== null) return refuse('linked-to-another-account')
  if (facts.accountHasOtherSubject) return refuse('account-has-another-link')
  if (answer.kind !== 'proof') return { kind: 'confirm-link', accountId: startedBy }
  if (answer.proof.accountId !== startedBy) return refuse('session-changed')
  return { kind: 'link', accountId: startedBy }
}

function refuse(reason: RefusalReason): Decision {
  return { kind: 'refuse', reason }
}
