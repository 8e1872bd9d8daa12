// The core suites on the Nodes after the oldest one: rules, flows, door, Amazon, client, passwords, SQLite.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runtimes } from './prepare.mjs'
import { root, run } from './run.mjs'
import { judge, nothing, readReport, readVitestReport, sum } from './tally.mjs'

/** @typedef {import('./tally.mjs').Tally} Tally */

const majors = /** @type {const} */ ([22, 24])

const core = [
  'test/amazon',
  'test/client',
  'test/configuration',
  'test/contracts/sqlite',
  'test/flows',
  'test/http',
  'test/limits',
  'test/linking',
  'test/passwords',
  'test/sql/sql-host',
]

/** @returns {Promise<Tally>} */
export async function testOnNodes() {
  const tallies = []
  for (const major of majors) tallies.push(await testOn(major))
  return sum(tallies)
}

/**
 * @param {number} major
 * @returns {Promise<Tally>}
 */
async function testOn(major) {
  const node = join(root, runtimes, `node_modules/node-${major}/bin/node`)
  if (!existsSync(node)) {
    console.warn(`!! Node ${major} was not tried: there is no build of it for this machine.`)
    return { ...nothing, skipped: 1 }
  }
  console.log(`── nodes: ${major}`)
  const report = `test-results/node-${major}.json`
  rmSync(join(root, report), { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await run(node, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...core, ...reporters])
  return judge(`Vitest on Node ${major}`, readReport(report, readVitestReport, nothing), code)
}
