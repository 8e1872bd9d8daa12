/** V: the honest owner of v@ex.test · M: the attacker, who owns m@ex.test and can show any address at Amazon. */
export type Actor = 'V' | 'M'

export type Address = 'v' | 'm'

export type Design = 'evict-and-fresh' | 'purge-and-inherit'

/** What the site around the library may get wrong. The library has no such switches, and the site is only a test's. */
export type HostFault =
  | 'PROOF_KEEP_SESSIONS'
  | 'PROOF_KEEP_CHANGE'
  | 'CHANGE_NO_SESSION'
  | 'CHANGE_PURGE'
  | 'VERIFY_NO_PURGE'
  | 'BLOCK_UNPROVEN'
  | 'NO_EVICT'

export const actors: readonly Actor[] = ['V', 'M']

export const mailboxOf: Readonly<Record<Actor, Address>> = { V: 'v', M: 'm' }

export function mailOf(address: string): string {
  return `${address}@ex.test`
}

export function addressOf(text: string): Address {
  return text.startsWith('m') ? 'm' : 'v'
}
