/** The two functions of a test runner that a contract suite needs: those of vitest, Jest and node:test fit. */
export interface Runner {
  readonly describe: (name: string, body: () => void) => unknown
  readonly it: (name: string, body: () => Promise<void>) => unknown
}

/** A function that runs one test on a fresh subject and puts that away afterwards, however the test ends. */
export function onFresh<T extends { readonly close?: () => Promise<void> }>(
  create: () => Promise<T>,
): (test: (fresh: T) => Promise<void>) => () => Promise<void> {
  return (test) => async () => {
    const fresh = await create()
    try {
      await test(fresh)
    } finally {
      await fresh.close?.()
    }
  }
}

/** Starts so many at once and answers all results. */
export async function atOnce<T>(count: number, start: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => start(index)))
}
