import { fill, type Size } from './data.js'
import { type Customers, measure, type Sample } from './measure.js'
import { type Orders, type SiteName } from './orders.js'
import { type Build, type RunningProcess, startAmazon, startSite } from './processes.js'

export interface Plan {
  readonly size: Size
  readonly rounds: number
  readonly atOnce: readonly number[]
  /** Sign-ins of each kind of customer in one slice. */
  readonly signIns: Readonly<Record<Customers, number>>
  readonly sites: readonly SiteName[]
  /** A folder for a CPU profile of each site. */
  readonly profile?: string
  readonly tell: (sentence: string) => void
}

/** All sites in turn, again and again, the first one another each time: what disturbs the machine meets them all. */
export async function runRounds(build: Build, database: string, plan: Plan): Promise<Sample[]> {
  plan.tell(`Filling ${plan.size.accounts} accounts and ${plan.size.links} links`)
  await fill(database, plan.size)
  const amazon = await startAmazon(build)
  const orders: Orders = { database, amazon: amazon.origin }
  const running = new Map<SiteName, RunningProcess>()
  try {
    for (const site of plan.sites) running.set(site, await startSite(build, site, orders, plan.profile))
    return await measureAll(running, plan)
  } finally {
    await Promise.all([...running.values(), amazon].map((each) => each.stop()))
  }
}

async function measureAll(running: ReadonlyMap<SiteName, RunningProcess>, plan: Plan): Promise<Sample[]> {
  const samples: Sample[] = []
  const next = nextCustomers(plan)
  // Round 0 warms up, and does not count.
  for (let round = 0; round <= plan.rounds; round += 1) {
    plan.tell(`Round ${round} of ${plan.rounds}`)
    for (const { site, ...slice } of slicesOf(plan, round)) {
      const process = running.get(site)
      if (process === undefined) continue
      const sample = await measure(process, { site, ...slice, round, names: next(slice.customers) })
      if (round > 0) samples.push(sample)
    }
  }
  return samples
}

function slicesOf({ sites, atOnce, signIns }: Plan, round: number) {
  const kinds = (['returning', 'new'] as const).filter((customers) => signIns[customers] > 0)
  return atOnce.flatMap((many) =>
    kinds.flatMap((customers) => rotated(sites, round).map((site) => ({ site, customers, atOnce: many }))),
  )
}

/** Nobody signs in twice in a run as long as there are others; a new customer never does. */
function nextCustomers({ size, signIns }: Plan): (customers: Customers) => string[] {
  let made = 0
  // A prime step goes through the accounts from one end to the other, so that no page of the tables is the warm one.
  const step = 7919
  const name: Record<Customers, () => string> = {
    new: () => `N${made}`,
    returning: () => `R${((made * step) % size.links) + 1}`,
  }
  return (customers) =>
    Array.from({ length: signIns[customers] }, () => {
      made += 1
      return name[customers]()
    })
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const start = by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}
