import type { Account, Visitor } from '../ports/host.js'
import type { Limit } from '../ports/limiter.js'
import { type Counter, countAttempt } from './count-attempt.js'
import { guarded } from './failure.js'
import { type Outcome, refused } from './outcome.js'
import type { Wiring } from './wiring.js'

// Hashing a megabyte is a way to keep a server busy; no honest password is longer than this.
export const maximumPasswordLength = 1024
// An address of more accounts than this is not a person's.
export const maximumCandidates = 5

/**
 * Three counters. A stranger guesses as their own Amazon subject and from their own address, so what they use up is
 * theirs; the third bounds what many strangers together may try on one account, and only at this prompt: the
 * customer can still sign in on the host's own page and link from settings.
 */
const perSubject: Limit = { name: 'link-subject', attempts: 5, windowSeconds: 15 * 60 }
const perClient: Limit = { name: 'link-client', attempts: 30, windowSeconds: 15 * 60 }
const perAccount: Limit = { name: 'link-account', attempts: 100, windowSeconds: 24 * 60 * 60 }

export interface PasswordQuestion<A extends Account> {
  readonly candidates: readonly A[]
  readonly password: string
  readonly visitor: Visitor
  /** Who is guessing: the Amazon subject at the prompt, the account itself in settings. */
  readonly guesser: string
  /** Where the guess comes from, or null when the mount does not know. */
  readonly clientAddress: string | null
}

export type PasswordAnswer<A extends Account> = { readonly kind: 'correct'; readonly account: A } | Outcome

/** Finds the one candidate whose password this is, within the limits, counting before anything is hashed. */
export async function checkPassword<A extends Account>(
  wiring: Wiring<A>,
  question: PasswordQuestion<A>,
): Promise<PasswordAnswer<A>> {
  const candidates = question.candidates.slice(0, maximumCandidates)
  if (question.password === '') return refused('password-missing', 'kept')
  const retryAfterSeconds = await countGuess(wiring, question, candidates)
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts', 'kept'), retryAfterSeconds }
  const tooLong = question.password.length > maximumPasswordLength
  if (tooLong || candidates.length === 0) {
    await guarded('host-failed', async () =>
      wiring.host.verifyNobody?.(question.password.slice(0, maximumPasswordLength)),
    )
    return refused('wrong-password', 'kept')
  }
  return verifyEach(wiring, question, candidates)
}

async function verifyEach<A extends Account>(
  wiring: Wiring<A>,
  question: PasswordQuestion<A>,
  candidates: readonly A[],
): Promise<PasswordAnswer<A>> {
  const { password, visitor, guesser } = question
  const correct: A[] = []
  let isLocked = false
  for (const account of candidates) {
    const check = await guarded('host-failed', () => wiring.host.verifyPassword(account, password, visitor))
    if (typeof check === 'object') return { kind: 'continue-at', url: check.continueAt, ticket: null }
    if (check === 'correct') correct.push(account)
    if (check === 'locked') isLocked = true
  }
  const [account, another] = correct
  // Two accounts with one address and one password: picking either could be the wrong one.
  if (another !== undefined) return refused('account-ambiguous', 'kept')
  // Only an account that exists can be locked.
  const tellsLock = isLocked && wiring.policy.disclosure === 'helpful'
  if (account === undefined) return refused(tellsLock ? 'password-locked' : 'wrong-password', 'kept')
  await forgetAttempts(wiring, account, guesser)
  return { kind: 'correct', account }
}

async function forgetAttempts<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  guesser: string,
): Promise<void> {
  const { limiter } = wiring
  // Being right about an account of one's own must not buy more guesses at the accounts of others.
  if (guesser === guesserOf(account)) {
    await guarded('store-failed', () => limiter.reset(perSubject, guesser))
  }
  await guarded('store-failed', () => limiter.reset(perAccount, account.id))
}

/** Under which name the owner of an account guesses at its own password. */
export function guesserOf({ id }: Account): string {
  return `account:${id}`
}

/** Counts this attempt everywhere it counts; 0 when it may go on, else how long to wait. */
function countGuess<A extends Account>(
  wiring: Wiring<A>,
  question: PasswordQuestion<A>,
  candidates: readonly A[],
): Promise<number> {
  return countAttempt(wiring, [
    [perSubject, question.guesser],
    [perClient, question.clientAddress],
    ...candidates.map(({ id }): Counter => [perAccount, id]),
  ])
}
