// The core suites on the Nodes after the oldest one: rules, flows, door, Amazon, client, passwords, SQLite.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runtimes } from './prepare.mjs'
import { root } from './run.mjs'
import { nothing, sum } from './tally.mjs'
import { runVitest } from './vitest.mjs'

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
  return runVitest(`Vitest on Node ${major}`, { node, report, args: core })
}
