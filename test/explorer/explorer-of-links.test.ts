import { describe, expect, it } from 'vitest'
import { explore } from './explore.js'
import { seeds } from './seeds.js'

const timeout = 600_000

describe('the explorer', () => {
  it.each(['v-local', 'v-amazon', 'v-both'] as const)(
    'finds no way in from %s',
    { timeout },
    async (name) => {
      const options = { design: 'evict-and-fresh' } as const
      const { violations, states, refused } = await explore({ options, seed: seeds[name], depth: 5 })
      expect(violations).toEqual([])
      expect(states).toBeGreaterThan(1500)
      expect(refused).toBeGreaterThan(500)
    },
  )
})
