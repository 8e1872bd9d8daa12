import { brokenIn } from './invariants.js'
import { observe } from './observe.js'
import { play } from './play.js'
import { changedByRefusal } from './refusals.js'
import type { SiteOptions } from './site.js'
import { World } from './world.js'

/** Plays the steps of a path one after the other, and says what each of them leaves broken. */
export async function replay(options: SiteOptions, path: readonly string[]): Promise<string[][]> {
  const world = await World.open(options)
  const rules = { design: options.design, faults: options.faults ?? [] }
  const broken: string[][] = []
  for (const step of path) {
    const before = world.snapshot()
    const { refused } = await play(world, step)
    const after = world.snapshot()
    const changed = refused ? changedByRefusal(before, after, step) : null
    const view = await observe(world, after)
    broken.push([...brokenIn(view, rules), ...(changed === null ? [] : [`O-NOWRITE (${changed})`])])
  }
  return broken
}
