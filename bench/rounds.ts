import { allCustomers, type Customers, measure, type Sample } from './measure.js'
import type { RunningProcess } from './processes.js'

/** One of those that take turns. */
export interface Contestant {
  readonly name: string
  readonly process: RunningProcess
  /** Accounts 1 to `links` of its database have a link: who returns is one of their customers. */
  readonly links: number
}

export interface Plan {
  readonly rounds: number
  readonly atOnce: readonly number[]
  /** Sign-ins of each contestant before anything counts: a site that is restarted every minute is nobody's. */
  readonly warmUp: number
  /** A folder for a CPU profile of each site. */
  readonly profile?: string | undefined
  /** Sign-ins of each kind of customer in one slice. */
  readonly signIns: Readonly<Record<Customers, number>>
  readonly tell: (sentence: string) => void
}

/** All in turn, again and again, the first one another each time: what disturbs the machine meets them all. */
export async function runRounds(contestants: readonly Contestant[], plan: Plan): Promise<Sample[]> {
  const samples: Sample[] = []
  const next = nextCustomers()
  for (const { name, process, links } of contestants) {
    plan.tell(`Warming up ${name}`)
    const people = next('returning', links, plan.warmUp)
    await measure(process, { name, customers: 'returning', atOnce: 16, round: 0, people })
  }
  // Round 0 does not count either.
  for (let round = 0; round <= plan.rounds; round += 1) {
    plan.tell(`Round ${round} of ${plan.rounds}`)
    for (const { contestant, customers, atOnce } of slicesOf(contestants, plan, round)) {
      const { name, process, links } = contestant
      const sample = await measure(process, {
        name,
        customers,
        atOnce,
        round,
        people: next(customers, links, plan.signIns[customers]),
      })
      if (round > 0) samples.push(sample)
    }
  }
  return samples
}

function slicesOf(contestants: readonly Contestant[], { atOnce, signIns }: Plan, round: number) {
  const kinds = allCustomers.filter((customers) => signIns[customers] > 0)
  return atOnce.flatMap((many) =>
    kinds.flatMap((customers) =>
      rotated(contestants, round).map((contestant) => ({ contestant, customers, atOnce: many })),
    ),
  )
}

/** Nobody signs in twice in a run as long as there are others; a new customer never does. */
function nextCustomers(): (customers: Customers, links: number, count: number) => string[] {
  const made = { returning: 0, 'after a month': 0, new: 0 }
  // A prime step goes through the accounts from one end to the other, so that no page of the tables is the warm one.
  const step = 7919
  return (customers, links, count) =>
    Array.from({ length: count }, () => {
      made[customers] += 1
      if (customers === 'new') return `N${made.new}`
      const half = Math.floor(links / 2)
      return `R${(customers === 'returning' ? 1 : half + 1) + ((made[customers] * step) % half)}`
    })
}

function rotated<T>(items: readonly T[], by: number): T[] {
  const start = by % items.length
  return [...items.slice(start), ...items.slice(0, start)]
}
