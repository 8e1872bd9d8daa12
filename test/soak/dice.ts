/** Chance that comes out the same for the same seed. */
export interface Dice {
  /** 0 up to, but not including, 1. */
  next(): number
  /** A whole number from 0 to one below `count`. */
  below(count: number): number
  /** True that often: `0.2` is once in five times. */
  isLucky(probability: number): boolean
  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T
  /** Dice of their own for a part of the run, so that one part's throws do not shift another's. */
  split(): Dice
}

/** Mulberry32: small, even enough, and the same on every machine. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number): number => Math.floor(next() * count)
  return {
    next,
    below,
    isLucky: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new Error('There is nothing to pick from.')
      return item
    },
    split: () => createDice(below(2 ** 32)),
  }
}
