import { compare } from './compare.js'
import { fill, type Size } from './data.js'
import { siteNames } from './orders.js'
import { tell } from './results.js'
import type { Contestant, Plan } from './rounds.js'

/** Sparekey beside what a careful programmer writes by hand and beside Passport, on one database of this size. */
export async function benchSignIn(size: Size, plan: Plan): Promise<void> {
  const { accounts, links } = size
  const about = `${accounts} accounts, ${links} links`
  await compare(
    {
      name: 'sign-in',
      title: 'Sign-in',
      about,
      details: { size },
      async enter({ urlOf, open }) {
        tell(`Filling ${about}`)
        const database = urlOf('postgres')
        await fill(database, size)
        const contestants: Contestant[] = []
        for (const name of siteNames) contestants.push({ name, process: await open(name, database), links })
        return contestants
      },
    },
    plan,
  )
}
