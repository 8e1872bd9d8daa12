import type { Account, FieldProblem, Registration, Visitor } from '../ports/host.js'
import { type NewLink, reservationLifetimeSeconds } from '../ports/link-store.js'
import { encodeBase64Url } from './base64url.js'
import { guarded, isControlFlow } from './failure.js'
import { findAccountOfSignUp, isUnclaimed } from './left-behind.js'
import type { Wiring } from './wiring.js'

/** A link whose account is still to come. */
export type DraftLink = Omit<NewLink, 'accountId' | 'signUpKey'>

export interface SignUpRequest {
  readonly registration: Registration
  readonly visitor: Visitor
  readonly link: DraftLink
}

/** A subject that this try of a sign-up holds. */
export interface Held {
  readonly id: string
  readonly signUpKey: string
}

type HeldAccount<A> =
  | { readonly account: A; readonly held: Held }
  | { readonly problems: readonly FieldProblem[] }
  | 'subject-taken'

const keyBytes = 16

/** Holds the subject, then has the host make the account, once for the whole sign-up however often it is tried. */
export async function createHeldAccount<A extends Account>(
  wiring: Wiring<A>,
  request: SignUpRequest,
): Promise<HeldAccount<A>> {
  const held = await holdSubject(wiring, request.link)
  if (held === null) return 'subject-taken'
  const { identity } = request.link
  const release = (signUp: 'kept' | 'forgotten') =>
    guarded('store-failed', () => wiring.links.releaseSubject(identity, held.id, signUp))
  try {
    const created = await createOrFind(wiring, request, held)
    if ('account' in created) return { account: created.account, held }
    if (await isLinked(wiring, request.link)) return 'subject-taken'
    // A try before this one may still be at work: what it makes is found by the key.
    await release(isFirstTry(held) ? 'forgotten' : 'kept')
    return created
  } catch (error) {
    if (!isControlFlow(error) && (await isLinked(wiring, request.link))) return 'subject-taken'
    // What the host did before it threw is not known.
    await release('kept')
    throw error
  }
}

/** Another try of the same customer was faster: the key, or the address, was taken by themselves. */
async function isLinked<A extends Account>({ links }: Wiring<A>, { identity }: DraftLink): Promise<boolean> {
  return (await guarded('store-failed', () => links.findLink(identity))) !== null
}

async function holdSubject<A extends Account>(wiring: Wiring<A>, link: DraftLink): Promise<Held | null> {
  const held = await reserve(wiring, link)
  if (held === null || isFirstTry(held) || (await mayCarryOn(wiring, held.signUpKey))) return held
  await guarded('store-failed', () => wiring.links.releaseSubject(link.identity, held.id, 'forgotten'))
  return reserve(wiring, link)
}

async function reserve<A extends Account>(
  { links, random }: Wiring<A>,
  { identity, at }: DraftLink,
): Promise<Held | null> {
  const id = encodeBase64Url(random(keyBytes))
  const staleBefore = new Date(at.getTime() - reservationLifetimeSeconds * 1000)
  const reserved = await guarded('store-failed', () =>
    links.reserveSubject(identity, { id, at, staleBefore }),
  )
  return reserved === 'subject-taken' ? null : { id, signUpKey: reserved.signUpKey }
}

function isFirstTry({ id, signUpKey }: Held): boolean {
  return id === signUpKey
}

/** An account that is somebody's by now, or that nobody can tell from another, is not carried on with. */
async function mayCarryOn<A extends Account>(wiring: Wiring<A>, signUpKey: string): Promise<boolean> {
  if (wiring.host.findAccountBySignUp === undefined) return false
  const account = await findAccountOfSignUp(wiring, signUpKey)
  return account === null || isUnclaimed(wiring, account)
}

type Answer<A> = { readonly account: A } | { readonly problems: readonly FieldProblem[] }

/** Whatever the host says, it may have made the account: in this try, or in one that is still at work. */
async function createOrFind<A extends Account>(
  wiring: Wiring<A>,
  { registration, visitor }: SignUpRequest,
  held: Held,
): Promise<Answer<A>> {
  const { signUpKey } = held
  const made = isFirstTry(held) ? null : await findMade(wiring, signUpKey)
  if (made !== null) return { account: made }
  try {
    const answer = await guarded('host-failed', () =>
      wiring.host.createAccount({ ...registration, signUpKey }, visitor),
    )
    const mayBeProven = registration.emailProven || isFirstTry(held)
    // On a later try the host may answer with an account from before, whose mailbox somebody has proven meanwhile.
    if ('account' in answer && (mayBeProven || !answer.account.emailProven)) return answer
    const account = await findMade(wiring, signUpKey)
    if (account !== null) return { account }
    return 'problems' in answer ? answer : { problems: [] }
  } catch (error) {
    if (isControlFlow(error)) throw error
    const account = await findMade(wiring, signUpKey).catch(() => null)
    if (account === null) throw error
    return { account }
  }
}

async function findMade<A extends Account>(wiring: Wiring<A>, signUpKey: string): Promise<A | null> {
  const account = await findAccountOfSignUp(wiring, signUpKey)
  return account !== null && (await isUnclaimed(wiring, account)) ? account : null
}
