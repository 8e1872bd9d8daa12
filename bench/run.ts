// `npm run bench -- sign-in [--profile <folder>] [--rounds n] [--accounts n] [--links n]`
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startServer } from '../test/support/server-process.js'
import { renderChart } from './chart.js'
import { siteNames } from './orders.js'
import { compile } from './processes.js'
import { type Plan, runRounds } from './rounds.js'
import { renderTable, summarize } from './summary.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    accounts: { type: 'string', default: '1000000' },
    links: { type: 'string', default: '200000' },
    'sign-ins': { type: 'string', default: '600' },
    'at-once': { type: 'string', default: '1,16,64' },
    customers: { type: 'string', default: 'returning,new' },
    profile: { type: 'string' },
  },
})

const results = fileURLToPath(new URL('results/', import.meta.url))
const tell = (sentence: string): void => void process.stderr.write(`${sentence}\n`)

/** What the figures were taken on, so that nobody compares two machines. */
function describeMachine(): string {
  const [cpu] = cpus()
  const load = loadavg().map((each) => each.toFixed(1))
  return `Node ${process.versions.node}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, load ${load.join(' ')}`
}

function planOf(): Plan {
  const count = Number(values['sign-ins'])
  return {
    size: { accounts: Number(values.accounts), links: Number(values.links) },
    rounds: Number(values.rounds),
    atOnce: values['at-once'].split(',').map(Number),
    signIns: {
      returning: values.customers.includes('returning') ? count : 0,
      new: values.customers.includes('new') ? Math.ceil(count / 2) : 0,
    },
    sites: siteNames,
    ...(values.profile === undefined ? {} : { profile: values.profile }),
    tell,
  }
}

async function benchSignIn(): Promise<void> {
  const [build, server] = await Promise.all([compile(), startServer('postgres')])
  try {
    const plan = planOf()
    const loadBefore = describeMachine()
    const samples = await runRounds(build, server.urlOf('postgres'), plan)
    const lines = summarize(samples)
    const machine = [loadBefore, describeMachine()]
    const { size, rounds } = plan
    mkdirSync(results, { recursive: true })
    writeFileSync(
      join(results, 'sign-in.json'),
      `${JSON.stringify({ machine, size, rounds, lines }, null, 2)}\n`,
    )
    writeFileSync(join(results, 'sign-in.svg'), renderChart(lines))
    writeFileSync(
      join(results, 'sign-in.md'),
      `# Sign-in\n\n${size.accounts} accounts, ${size.links} links, medians of ${rounds} rounds.\n\n` +
        `Before: ${machine[0]}.\nAfter: ${machine[1]}.\n\n${renderTable(lines)}\n`,
    )
    tell(renderTable(lines))
  } finally {
    build.remove()
    await server.stop()
  }
}

if (positionals[0] === 'sign-in') await benchSignIn()
else throw new Error('Say which: npm run bench -- sign-in')
