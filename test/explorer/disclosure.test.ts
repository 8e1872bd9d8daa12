import { describe, expect, it } from 'vitest'
import { Browser } from './browse.js'
import { observe } from './observe.js'
import { play } from './play.js'
import { seeds } from './seeds.js'
import { base } from './site.js'
import { type Snapshot, World } from './world.js'

/** Everything M can ask of Sparekey. Registrations and resets of the site itself are the site's to keep quiet. */
const steps = [
  'M.amazon v',
  'M.amazon m',
  'M.finish_register v',
  'M.finish_register m',
  'M.finish_register none',
  'M.link_pw v',
  'M.ask_linkproof v',
  'M.link_by_proof',
  'M.link_session v',
  'M.unlink',
  'M.set_password',
  'M.confirm',
  'M.logout',
]

interface Pair {
  readonly without: Snapshot
  readonly registered: Snapshot
  readonly path: readonly string[]
}

/** What M sees of a step, and of the page that follows it: ids, times and secrets aside. */
async function seen(world: World, step: string): Promise<string> {
  const { replies } = await play(world, step)
  const page = await new Browser(world, 'M').get(`${base}/pending`)
  const cookies = [...world.jars.M].map(([name, value]) => [name.replace(/-.*/, ''), value.length])
  return JSON.stringify([[...replies, page].map(({ status, body }) => [status, told(body)]), cookies])
}

const ownToEach = ['account_id', 'location', 'trace', 'sent_at', 'reference']

function told(body: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !ownToEach.includes(name)))
}

async function differences(disclosure: 'strict' | 'helpful', depth: number): Promise<string[][]> {
  const options = { design: 'evict-and-fresh', disclosure } as const
  const without = await World.open(options)
  const registered = await World.open(options)
  for (const step of seeds['v-local']) await play(registered, step)
  const found: string[][] = []
  const known = new Set<string>()
  let level: Pair[] = [{ without: without.snapshot(), registered: registered.snapshot(), path: [] }]
  for (let reached = 0; reached < depth; reached += 1) {
    const next: Pair[] = []
    for (const [pair, step] of level.flatMap((one) => steps.map((each) => [one, each] as const))) {
      without.restore(pair.without)
      registered.restore(pair.registered)
      const path = [...pair.path, step]
      if ((await seen(without, step)) !== (await seen(registered, step))) found.push(path)
      const key = `${(await observe(without)).key} ${(await observe(registered)).key}`
      if (known.has(key)) continue
      known.add(key)
      next.push({ without: without.snapshot(), registered: registered.snapshot(), path })
    }
    level = next
  }
  return found
}

describe('I9: whether v@ is registered', () => {
  it('is not to be seen by M under strict disclosure', { timeout: 120_000 }, async () => {
    expect(await differences('strict', 3)).toEqual([])
  })

  it('is what the helpful page says, so that this search is not blind', { timeout: 120_000 }, async () => {
    expect(await differences('helpful', 1)).toContainEqual(['M.amazon v'])
  })
})
