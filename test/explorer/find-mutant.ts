import type { Explored } from './exploration.js'
import { explore } from './explore.js'
import { loadLibrary } from './load-mutant.js'
import type { Mutant } from './mutants.js'
import { seeds } from './seeds.js'

/** Searches until everything that this fault breaks was found, or to its depth. */
export async function findMutant({
  off,
  faults = [],
  design,
  seed,
  depth,
  foundBy,
}: Mutant): Promise<Explored> {
  const loaded = await loadLibrary(off ?? null)
  try {
    return await explore({
      options: { design, faults, library: loaded.library },
      seed: seeds[seed],
      depth,
      until: foundBy,
      ...(foundBy.includes('I8') ? {} : { possibilities: 'skipped' as const }),
    })
  } finally {
    await loaded.close()
  }
}
