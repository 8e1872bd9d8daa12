import { explore, type Violation } from './explore.js'
import { loadMutant, type Mutant } from './mutants.js'
import { seeds } from './seeds.js'
import { realLibrary } from './site.js'

/** The shortest path to what this fault breaks; null when nothing was found. */
export async function findMutant(mutant: Mutant): Promise<Violation | null> {
  const { changes = [], faults = [], design, options } = mutant
  const loaded = changes.length === 0 ? null : await loadMutant(changes)
  try {
    const { violations } = await explore({
      options: { design, faults, library: loaded?.library ?? realLibrary, ...options },
      seed: seeds[mutant.seed],
      depth: mutant.depth,
      stopAtFirst: 'yes',
      ...(mutant.foundBy.includes('I8') ? {} : { possibilities: 'skipped' as const }),
    })
    return violations[0] ?? null
  } finally {
    await loaded?.close()
  }
}
