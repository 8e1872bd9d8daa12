import { describe, expect, it } from 'vitest'
import type { Exploration } from './exploration.js'
import { explore } from './explore.js'
import { seeds } from './seeds.js'

const timeout = 300_000
const fresh = { design: 'evict-and-fresh' } as const
const inherits = { design: 'purge-and-inherit' } as const

describe('the explorer finds no way in', () => {
  it.each<[string, Exploration]>([
    ['for a customer who has nothing but a mailbox', { options: fresh, seed: seeds['v-mailbox'], depth: 4 }],
    [
      'where the address at Amazon is somebody else’s by now',
      { options: fresh, seed: seeds.empty, depth: 4, reach: { isRecycled: true } },
    ],
    [
      'where registrations prove the address by a code',
      { options: { ...fresh, emailProof: 'code' }, seed: seeds['m-squat'], depth: 3 },
    ],
    [
      'where accounts are deleted, and their ids given away again',
      { options: fresh, seed: seeds['v-amazon-unproven'], depth: 3, reach: { deletes: true } },
    ],
    [
      'under strict disclosure, from a registered address',
      { options: { ...fresh, disclosure: 'strict' }, seed: seeds['v-local'], depth: 4 },
    ],
    [
      'under strict disclosure, from a squatted address',
      { options: { ...fresh, disclosure: 'strict' }, seed: seeds['m-squat'], depth: 3 },
    ],
    [
      'while time passes and the secret is changed',
      { options: fresh, seed: seeds['v-both'], depth: 4, reach: { time: true } },
    ],
    [
      'while codes wait, time passes and the secret is changed',
      {
        options: fresh,
        seed: [...seeds['v-mailbox'], 'M.amazon v', 'M.ask_linkproof v'],
        depth: 3,
        reach: { time: true },
      },
    ],
    [
      'when the process dies after any of its writes',
      { options: fresh, seed: seeds['v-both'], depth: 3, reach: { crashes: true } },
    ],
    [
      'when it dies on the way to the first account',
      { options: fresh, seed: seeds['m-squat'], depth: 3, reach: { crashes: true } },
    ],
    [
      'where an account is marked as proven before Sparekey is told',
      { options: { ...fresh, marks: 'first' }, seed: seeds['m-squat'], depth: 3 },
    ],
    [
      'where it is marked first, and emptied',
      { options: { ...inherits, marks: 'first' }, seed: seeds['m-squat'], depth: 3 },
    ],
    [
      'where others keep an address that they only claim (NO_EVICT)',
      { options: { ...fresh, faults: ['NO_EVICT'] }, seed: seeds.empty, depth: 4 },
    ],
    [
      'by a change that empties the account and all that waits for it (CHANGE_PURGE)',
      { options: { ...fresh, faults: ['CHANGE_PURGE'] }, seed: seeds.empty, depth: 4 },
    ],
    [
      'where accounts are emptied, and Amazon shows the address of its customer',
      { options: inherits, seed: seeds.empty, depth: 4 },
    ],
  ])('%s', { timeout }, async (_name, exploration) => {
    expect((await explore(exploration)).violations).toEqual([])
  })
})

// docs/security/explorer.md tells a host so: only evict-and-fresh holds where Amazon shows an address that is not its customer's.
describe('purge-and-inherit', () => {
  it('hands an account over to the owner of a recycled address', { timeout }, async () => {
    const { violations } = await explore({
      options: inherits,
      seed: seeds.empty,
      depth: 3,
      reach: { isRecycled: true },
      until: ['I7'],
    })
    expect(violations).toContainEqual({
      broken: ['I2', 'I3', 'I7'],
      path: ['V.amazon m', 'V.ask_reset m'],
      depth: 2,
    })
  })
})
