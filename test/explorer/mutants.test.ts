import { describe, expect, it } from 'vitest'
import { findMutant } from './find-mutant.js'
import { mutants } from './mutants.js'

// A search that finds nothing proves something only if it finds these.
describe('the explorer, with a policy switched off', () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    'finds %s',
    { timeout: 120_000 },
    async (_name, mutant) => {
      const { violations } = await findMutant(mutant)
      const found = new Set(violations.flatMap(({ broken }) => broken))
      expect(mutant.foundBy.filter((name) => !found.has(name))).toEqual([])
    },
  )
})
