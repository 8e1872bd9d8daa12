import pg from 'pg'
import { compare } from './compare.js'
import { fill } from './data.js'
import { tell } from './results.js'
import type { Contestant, Plan } from './rounds.js'

/** The same site over databases of different sizes, in turns: what a sign-in costs should not grow with them. */
export async function benchScale(sizes: readonly number[], plan: Plan): Promise<void> {
  const about = 'A fifth of the accounts have links'
  await compare(
    {
      name: 'scale',
      title: 'Scale',
      about,
      details: { sizes },
      async enter({ urlOf, open }) {
        const contestants: Contestant[] = []
        for (const accounts of sizes) {
          const name = `${accounts.toLocaleString('en')} accounts`
          tell(`Filling ${name}`)
          const database = await createDatabase(urlOf('postgres'), urlOf(`accounts_${accounts}`))
          const links = Math.floor(accounts / 5)
          await fill(database, { accounts, links })
          contestants.push({ name, process: await open('sparekey', database), links })
        }
        return contestants
      },
    },
    plan,
  )
}

async function createDatabase(server: string, url: string): Promise<string> {
  const connection = new pg.Client({ connectionString: server })
  await connection.connect()
  await connection.query(`create database "${new URL(url).pathname.slice(1)}"`)
  await connection.end()
  return url
}
