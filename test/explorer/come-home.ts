import { isAtHome, type Rules } from './invariants.js'
import { observe, type View } from './observe.js'
import { play } from './play.js'
import type { Snapshot, World } from './world.js'

const ways = [['V.ask_reset v'], ['V.logout', 'V.register v']]

/** I8: with her mailbox and the site's own pages V gets to an account of hers, whatever M has done. */
export async function comesHome(
  world: World,
  { snapshot, view }: { readonly snapshot: Snapshot; readonly view: View },
  rules: Rules,
): Promise<boolean> {
  if (isAtHome(view, rules)) return true
  for (const way of ways) {
    world.restore(snapshot)
    for (const step of way) await play(world, step)
    if (await opensMails(world, rules)) return true
  }
  return false
}

async function opensMails(world: World, rules: Rules): Promise<boolean> {
  const { accounts } = await observe(world)
  for (const { id, tokens } of accounts) {
    const mailed = tokens.find(({ kind, address }) => kind !== 'change' && address === 'v')
    if (mailed === undefined) continue
    await play(world, `V.click ${mailed.kind} ${id} v`)
    if (isAtHome(await observe(world), rules)) return true
  }
  return false
}
