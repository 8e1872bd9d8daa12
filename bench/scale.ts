import pg from 'pg'
import { startServer } from '../test/support/server-process.js'
import { renderChart } from './chart.js'
import { fill } from './data.js'
import { compile, startAmazon, startSite } from './processes.js'
import { describeMachine, keep, keepJson, tell } from './results.js'
import { type Contestant, type Plan, runRounds } from './rounds.js'
import { renderTable, summarize } from './summary.js'

/** The same site over databases of different sizes, in turns: what a sign-in costs should not grow with them. */
export async function benchScale(sizes: readonly number[], plan: Plan): Promise<void> {
  const [build, server] = await Promise.all([compile(), startServer('postgres')])
  const contestants: Contestant[] = []
  try {
    const before = describeMachine()
    const amazon = await startAmazon(build)
    for (const accounts of sizes) {
      const name = nameOf(accounts)
      tell(`Filling ${name}`)
      const database = await createDatabase(server.urlOf('postgres'), server.urlOf(`accounts_${accounts}`))
      const links = Math.floor(accounts / 5)
      await fill(database, { accounts, links })
      const process = await startSite(build, 'sparekey', { database, amazon: amazon.origin })
      contestants.push({ name, process, links })
    }
    const lines = summarize(await runRounds(contestants, plan), sizes.map(nameOf))
    await amazon.stop()
    const machine = { before, after: describeMachine() }
    const table = renderTable(lines)
    keepJson('scale.json', { machine, sizes, rounds: plan.rounds, lines })
    keep('scale.svg', renderChart(lines))
    keep(
      'scale.md',
      `# Scale\n\nA fifth of the accounts have links; medians of ${plan.rounds} rounds.\n\n` +
        `Before: ${machine.before}.\nAfter: ${machine.after}.\n\n${table}\n`,
    )
    tell(table)
  } finally {
    await Promise.all(contestants.map(({ process }) => process.stop()))
    build.remove()
    await server.stop()
  }
}

function nameOf(accounts: number): string {
  return `${accounts.toLocaleString('en')} accounts`
}

async function createDatabase(server: string, url: string): Promise<string> {
  const connection = new pg.Client({ connectionString: server })
  await connection.connect()
  await connection.query(`create database "${new URL(url).pathname.slice(1)}"`)
  await connection.end()
  return url
}
