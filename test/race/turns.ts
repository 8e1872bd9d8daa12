import { AsyncLocalStorage } from 'node:async_hooks'
import type fc from 'fast-check'

/** Whose turn it is, decided by a scheduler of fast-check: one step of one actor at a time, the same for the same seed. */
export interface Turns {
  /** Does all of them, each by an actor of its name, until all have ended. */
  play(deeds: Readonly<Record<string, () => Promise<unknown>>>): Promise<void>
  /** Waits for the turn of whoever asks; at once outside of a play. */
  step(name: string): Promise<void>
  /** The same object, whose functions wait for their turn before they begin. */
  stepwise<T extends object>(target: T, label: string): T
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export function createTurns(scheduler: fc.Scheduler): Turns {
  const current = new AsyncLocalStorage<string>()
  const actors = { running: 0, waiting: 0 }
  const step = async (name: string): Promise<void> => {
    const actor = current.getStore()
    if (actor === undefined) return
    actors.waiting += 1
    await scheduler.schedule(Promise.resolve(), `${actor}: ${name}`)
    actors.waiting -= 1
  }
  const act = (name: string, run: () => Promise<unknown>): Promise<void> =>
    current.run(name, async () => {
      try {
        await step('begins')
        await run()
      } finally {
        actors.running -= 1
      }
    })
  return {
    step,
    async play(deeds) {
      const names = Object.keys(deeds)
      actors.running = names.length
      const ended = Promise.all(names.map((name) => act(name, deeds[name] ?? nextTurn)))
      // Sealing and hashing happen on other threads: only when everybody waits is the choice the scheduler's alone.
      while (actors.running > 0) {
        if (actors.waiting === actors.running) await scheduler.waitOne()
        await nextTurn()
      }
      await ended
    },
    stepwise(target, label) {
      const surrounded = Object.entries(target).map(([name, real]) => {
        if (typeof real !== 'function') return [name, real] as const
        const call = async (...given: unknown[]): Promise<unknown> => {
          await step(`${label}.${name}`)
          return Reflect.apply(real, target, given)
        }
        return [name, call] as const
      })
      return Object.assign({ ...target }, Object.fromEntries(surrounded))
    },
  }
}
