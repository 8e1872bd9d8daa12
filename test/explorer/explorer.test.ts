import { describe, expect, it } from 'vitest'
import { explore } from './explore.js'
import { seedNames, seeds } from './seeds.js'

// Deeper by command: see docs/security/explorer.md.
const depth = 3

describe('the explorer', () => {
  it.each(seedNames)('finds no way in from %s', { timeout: 120_000 }, async (name) => {
    const { violations, states, refused } = await explore({
      options: { design: 'evict-and-fresh' },
      seed: seeds[name],
      depth,
    })
    expect(violations).toEqual([])
    // A search that is cut off, or refuses nothing, has looked at nothing.
    expect(states).toBeGreaterThan(100)
    expect(refused).toBeGreaterThan(10)
  })

  it('finds none where the address at Amazon is somebody else’s by now', { timeout: 120_000 }, async () => {
    const { violations } = await explore({
      options: { design: 'evict-and-fresh' },
      seed: seeds.empty,
      depth,
      reach: { isRecycled: true },
    })
    expect(violations).toEqual([])
  })

  it('finds none where registrations prove the address by a code', { timeout: 120_000 }, async () => {
    const { violations } = await explore({
      options: { design: 'evict-and-fresh', emailProof: 'code' },
      seed: seeds['m-squat'],
      depth,
    })
    expect(violations).toEqual([])
  })

  it('finds none where accounts are deleted, and their ids given away again', {
    timeout: 120_000,
  }, async () => {
    const { violations } = await explore({
      options: { design: 'evict-and-fresh' },
      seed: seeds['v-amazon-unproven'],
      depth,
      reach: { deletes: true },
    })
    expect(violations).toEqual([])
  })
})

// docs/security/explorer.md tells a host so: only evict-and-fresh holds where Amazon shows an address that is not its customer's.
describe('purge-and-inherit', () => {
  it('holds while Amazon shows the address of its customer', { timeout: 120_000 }, async () => {
    const options = { design: 'purge-and-inherit' } as const
    const { violations } = await explore({ options, seed: seeds.empty, depth })
    expect(violations).toEqual([])
  })

  it('hands an account over to the owner of a recycled address', { timeout: 120_000 }, async () => {
    const { violations } = await explore({
      options: { design: 'purge-and-inherit' },
      seed: seeds.empty,
      depth: 3,
      reach: { isRecycled: true },
      stopAtFirst: 'yes',
    })
    expect(violations[0]?.path).toEqual(['V.amazon m', 'V.ask_reset m'])
    expect(violations[0]?.broken).toEqual(['I2', 'I3', 'I7'])
  })
})
