import type { Design, HostFault } from './model.js'
import type { SeedName } from './seeds.js'
import type { SwitchedOff } from './switched-off.js'

/** A policy that is switched off: in a second copy of the library, or in the site around it. */
export interface Mutant {
  readonly name: string
  readonly policy: string
  readonly seed: SeedName
  readonly design: Design
  /** Steps from the seed within which all of `foundBy` shows. */
  readonly depth: number
  readonly off?: SwitchedOff
  readonly faults?: readonly HostFault[]
  /** Every one of these breaks, each on a path of its own if need be. */
  readonly foundBy: readonly string[]
}

const inherits = { design: 'purge-and-inherit' } as const
const fresh = { design: 'evict-and-fresh' } as const

export const mutants: readonly Mutant[] = [
  {
    name: 'AUTO_LINK_ANY',
    policy: 'P2: any account with the address is linked',
    seed: 'empty',
    ...fresh,
    depth: 2,
    off: 'AUTO_LINK_ANY',
    foundBy: ['I2', 'I3'],
  },
  {
    name: 'AUTO_LINK_VERIFIED',
    policy: 'P2: an account whose address is proven is linked',
    seed: 'v-local',
    ...fresh,
    depth: 2,
    off: 'AUTO_LINK_VERIFIED',
    foundBy: ['I1', 'I2', 'I3', 'I7'],
  },
  {
    name: 'EMAIL_IS_KEY',
    policy: 'P1: the address finds the account',
    seed: 'empty',
    ...fresh,
    depth: 2,
    off: 'EMAIL_IS_KEY',
    foundBy: ['I3'],
  },
  {
    name: 'TRUST_AMAZON_EMAIL',
    policy: "P4: Amazon's address counts as proven",
    seed: 'empty',
    ...fresh,
    depth: 3,
    off: 'TRUST_AMAZON_EMAIL',
    foundBy: ['I4', 'I1'],
  },
  {
    name: 'PROOF_KEEP_SESSIONS',
    policy: 'P5: sessions outlive the proof',
    seed: 'empty',
    ...inherits,
    depth: 4,
    faults: ['PROOF_KEEP_SESSIONS'],
    foundBy: ['I1', 'I2', 'I3'],
  },
  {
    name: 'PROOF_KEEP_IDS',
    policy: 'P5: links outlive the proof',
    seed: 'empty',
    ...inherits,
    depth: 4,
    off: 'PROOF_KEEP_IDS',
    foundBy: ['I1', 'I2', 'I3'],
  },
  {
    name: 'PROOF_KEEP_CHANGE + CHANGE_NO_SESSION',
    policy: 'P5, P25: a pending change outlives the proof, and needs no session',
    seed: 'empty',
    ...inherits,
    depth: 6,
    faults: ['PROOF_KEEP_CHANGE', 'CHANGE_NO_SESSION'],
    foundBy: ['I2', 'I3'],
  },
  {
    name: 'CHANGE_NO_SESSION',
    policy: 'P25: a change counts without a session of the account',
    seed: 'empty',
    ...fresh,
    depth: 3,
    faults: ['CHANGE_NO_SESSION'],
    foundBy: ['I1'],
  },
  {
    name: 'CHANGE_PURGE + PROOF_KEEP_CHANGE',
    policy: 'P25: … even where it empties the account, but for what else is pending',
    seed: 'empty',
    ...inherits,
    depth: 4,
    faults: ['CHANGE_PURGE', 'PROOF_KEEP_CHANGE'],
    foundBy: ['I1', 'I2', 'I3'],
  },
  {
    name: 'VERIFY_NO_PURGE',
    policy: 'P5: a verification keeps what was bound before',
    seed: 'empty',
    ...fresh,
    depth: 3,
    faults: ['VERIFY_NO_PURGE'],
    foundBy: ['I1'],
  },
  {
    name: 'PROOF_NOT_BOUND',
    policy: 'P25: a code proves for whoever asked for it, once its mail is opened',
    seed: 'v-mailbox',
    ...fresh,
    depth: 4,
    off: 'PROOF_NOT_BOUND',
    // I2 takes one step more: see regressions.test.ts.
    foundBy: ['I1', 'I3', 'I7'],
  },
  {
    name: 'TX_NOT_BOUND',
    policy: 'P6: a callback counts in any browser, to sign in',
    seed: 'empty',
    ...fresh,
    depth: 1,
    off: 'TX_NOT_BOUND',
    foundBy: ['I3', 'O-NOWRITE (users)'],
  },
  {
    name: 'TX_NOT_BOUND + no confirmation',
    policy: 'P6, P9: a callback counts in any browser, to sign in and to link, and nobody is asked',
    seed: 'empty',
    ...fresh,
    depth: 2,
    off: 'TX_NOT_BOUND_NOR_CONFIRMED',
    foundBy: ['I2', 'I3', 'I7'],
  },
  {
    name: 'UNLINK_LAST',
    policy: 'P13: the last way in can be removed',
    seed: 'empty',
    ...fresh,
    depth: 3,
    off: 'UNLINK_LAST',
    foundBy: ['I6'],
  },
  {
    name: 'BLOCK_UNPROVEN',
    policy: 'P4: an unproven address blocks registrations, and cannot be reset',
    seed: 'empty',
    ...fresh,
    depth: 1,
    faults: ['BLOCK_UNPROVEN'],
    foundBy: ['I8'],
  },
]
