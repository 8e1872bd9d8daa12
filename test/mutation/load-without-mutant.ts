import { inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    globalNamespace: string
    mutantActivation: string
  }
}

// Stryker switches a mutant on before the first test of a file, and never off: the next file would load with it. What runs
// while modules load is a mutant of its own kind.
const stryker: unknown = Reflect.get(globalThis, inject('globalNamespace'))
if (inject('mutantActivation') !== 'static' && typeof stryker === 'object' && stryker !== null) {
  Reflect.set(stryker, 'activeMutant', undefined)
}
