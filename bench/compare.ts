import { startServer } from '../test/support/server-process.js'
import { renderChart } from './chart.js'
import type { SiteName } from './orders.js'
import { compileAll, type RunningProcess, startAmazon, startSite } from './processes.js'
import { describeMachine, keep, keepJson, keepReport, tell } from './results.js'
import { type Contestant, type Plan, runRounds } from './rounds.js'
import { renderTable, summarize } from './summary.js'

/** What the sites of one bench run on. */
export interface Stage {
  /** The address of a database of this name, which may not exist yet. */
  readonly urlOf: (database: string) => string
  readonly open: (site: SiteName, database: string) => Promise<RunningProcess>
}

export interface Comparison {
  /** Of the files in `results/`. */
  readonly name: string
  readonly title: string
  /** What it was about, in a sentence and as data. */
  readonly about: string
  readonly details: object
  /** Fills the databases and opens the sites; the others are compared with the first. */
  enter(stage: Stage): Promise<readonly Contestant[]>
}

/** Opens everything, measures in turns, writes the figures, and leaves nothing running. */
export async function compare(comparison: Comparison, plan: Plan): Promise<void> {
  const [build, server] = await Promise.all([compileAll(), startServer('postgres')])
  const running: RunningProcess[] = []
  const keepRunning = async (starting: Promise<RunningProcess>): Promise<RunningProcess> => {
    const started = await starting
    running.push(started)
    return started
  }
  try {
    const before = describeMachine()
    const amazon = await keepRunning(startAmazon(build))
    const contestants = await comparison.enter({
      urlOf: (database) => server.urlOf(database),
      open: (site, database) =>
        keepRunning(startSite(build, site, { database, amazon: amazon.origin }, plan.profile)),
    })
    const names = contestants.map(({ name }) => name)
    const lines = summarize(await runRounds(contestants, plan), names)
    write(comparison, plan, lines, { before, after: describeMachine() })
  } finally {
    await Promise.all(running.map((each) => each.stop()))
    build.remove()
    await server.stop()
  }
}

function write(
  { name, title, about, details }: Comparison,
  { rounds }: Plan,
  lines: ReturnType<typeof summarize>,
  machine: { readonly before: string; readonly after: string },
): void {
  const table = renderTable(lines)
  keepJson(`${name}.json`, { machine, ...details, rounds, lines })
  keep(`${name}.svg`, renderChart(lines))
  keepReport(`${name}.md`, { title, about: `${about}; medians of ${rounds} rounds.`, machine, table })
  tell(table)
}
