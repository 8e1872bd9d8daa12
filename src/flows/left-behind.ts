import type { FederatedIdentity } from '../linking/facts.js'
import type { Account } from '../ports/host.js'
import { guarded } from './failure.js'
import type { Wiring } from './wiring.js'

/** The account of a sign-up that was interrupted before its link was written. */
export interface LeftBehind<A extends Account> {
  readonly account: A
  readonly signUpKey: string
}

/** What an interrupted sign-up of this subject left at the host, as far as it is still nobody's. */
export async function findLeftBehind<A extends Account>(
  wiring: Wiring<A>,
  identity: FederatedIdentity,
): Promise<LeftBehind<A> | null> {
  const { host, links } = wiring
  if (host.findAccountBySignUp === undefined || links.createLinkedAccount !== undefined) return null
  const signUpKey = await guarded('store-failed', () => links.findUnfinishedSignUp(identity))
  if (signUpKey === null) return null
  const account = await findAccountOfSignUp(wiring, signUpKey)
  return account !== null && (await isUnclaimed(wiring, account)) ? { account, signUpKey } : null
}

/** The account the host made under this key. By the key alone: an equal address proves nothing. */
export async function findAccountOfSignUp<A extends Account>(
  { host }: Wiring<A>,
  signUpKey: string,
): Promise<A | null> {
  return guarded('host-failed', async () => host.findAccountBySignUp?.(signUpKey) ?? null)
}

/** Nobody has a credential for it. Whoever proved the mailbox since then, or set a password, owns it: it is theirs. */
export async function isUnclaimed<A extends Account>(wiring: Wiring<A>, account: A): Promise<boolean> {
  if (!(await isWithoutOwner(wiring, account))) return false
  return (await guarded('store-failed', () => wiring.links.findLinkOfAccount(account.id))) === null
}

/** The same, for an account whose link has just been written. */
export async function isWithoutOwner<A extends Account>(wiring: Wiring<A>, account: A): Promise<boolean> {
  if (account.emailProven || account.disabled === true) return false
  return (await guarded('host-failed', () => wiring.host.waysToSignIn(account))).length === 0
}
