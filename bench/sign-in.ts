import { startServer } from '../test/support/server-process.js'
import { renderChart } from './chart.js'
import { fill, type Size } from './data.js'
import { siteNames } from './orders.js'
import { compile, startAmazon, startSite } from './processes.js'
import { describeMachine, keep, keepJson, tell } from './results.js'
import { type Contestant, type Plan, runRounds } from './rounds.js'
import { renderTable, summarize } from './summary.js'

/** Sparekey beside what a careful programmer writes by hand and beside Passport, on one database of this size. */
export async function benchSignIn(size: Size, plan: Plan, profile: string | undefined): Promise<void> {
  const [build, server] = await Promise.all([compile(), startServer('postgres')])
  const contestants: Contestant[] = []
  try {
    const before = describeMachine()
    tell(`Filling ${size.accounts} accounts and ${size.links} links`)
    const database = server.urlOf('postgres')
    await fill(database, size)
    const amazon = await startAmazon(build)
    for (const name of siteNames) {
      const process = await startSite(build, name, { database, amazon: amazon.origin }, profile)
      contestants.push({ name, process, links: size.links })
    }
    const lines = summarize(await runRounds(contestants, plan), siteNames)
    await amazon.stop()
    const machine = { before, after: describeMachine() }
    keepJson('sign-in.json', { machine, size, rounds: plan.rounds, lines })
    keep('sign-in.svg', renderChart(lines))
    keep('sign-in.md', report(size, plan, machine, renderTable(lines)))
    tell(renderTable(lines))
  } finally {
    await Promise.all(contestants.map(({ process }) => process.stop()))
    build.remove()
    await server.stop()
  }
}

function report(
  { accounts, links }: Size,
  { rounds }: Plan,
  machine: { before: string; after: string },
  table: string,
): string {
  return (
    `# Sign-in\n\n${accounts} accounts, ${links} links, medians of ${rounds} rounds.\n\n` +
    `Before: ${machine.before}.\nAfter: ${machine.after}.\n\n${table}\n`
  )
}
