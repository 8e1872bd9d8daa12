// `npm test`: from a fresh clone to a verdict. The last line is the tally of all runners.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findChromium, installChromium } from './chromium.mjs'
import { testOnNodes } from './nodes.mjs'
import { install, installRuntimes, requireNode } from './prepare.mjs'
import { giveUp, root, run, runTool, secondsSince } from './run.mjs'
import {
  describeTally,
  exitCodeFor,
  judge,
  nothing,
  readPlaywrightReport,
  readReport,
  sum,
} from './tally.mjs'
import { runVitest } from './vitest.mjs'

const reports = 'test-results'
const checkReport = join(reports, 'check.json')
const journeysReport = join(reports, 'journeys.json')

/** @typedef {import('./tally.mjs').Tally} Tally */

/** @type {Record<string, () => Promise<Tally>>} */
const parts = { check, vitest, nodes: testOnNodes, journeys }

requireNode()
const chosen = readChoice()
await install('everything')
await installRuntimes()
if (chosen.includes('journeys')) await requireChromium()
mkdirSync(join(root, reports), { recursive: true })

const tallies = []
for (const part of chosen) tallies.push(await runPart(part))

const total = sum(tallies)
const place = process.env['CI'] === 'true' ? 'build machine' : 'developer'
if (total.skipped > 0) console.log(`\n!! ${total.skipped} skipped: on a build machine this fails`)
if (total.failures.length > 0) console.log(`\n${total.failures.map((name) => `✗ ${name}`).join('\n')}`)
console.log(`\n${describeTally(total)}`)
process.exit(exitCodeFor(total, place))

function readChoice() {
  const { values } = parseArgs({ options: { only: { type: 'string' } }, strict: false })
  const { only, ...unknown } = values
  const isEverything = only === undefined && Object.keys(unknown).length === 0
  if (isEverything) return Object.keys(parts)
  const isPart = typeof only === 'string' && Object.hasOwn(parts, only) && Object.keys(unknown).length === 0
  if (isPart) return [only]
  return giveUp(`\`npm test\` takes --only and one of ${Object.keys(parts).join(', ')}, and nothing else.`)
}

async function requireChromium() {
  if (findChromium() === null) await installChromium()
  if (findChromium() !== null) return
  giveUp(
    'The journeys need Chromium or Chrome, and none was found.\n' +
      'Install one (Debian, as root: apt-get install chromium), or name it: CHROMIUM=/path/to/chrome npm test.\n' +
      'To leave the journeys out for now: npm test -- --only check, then npm test -- --only vitest.',
  )
}

/** @param {string} part */
async function runPart(part) {
  const startedAt = Date.now()
  console.log(`\n══ ${part}`)
  const tally = (await parts[part]?.()) ?? nothing
  console.log(`\n══ ${part}: ${describeTally(tally)} in ${secondsSince(startedAt)}`)
  return tally
}

async function check() {
  rmSync(join(root, checkReport), { force: true })
  const code = await run(process.execPath, ['scripts/check.mjs', '--without-coverage'])
  // Its steps are no tests: they count only when they fail.
  const failed = code === 0 ? [] : readReport(checkReport, (steps) => steps, ['it did not come to its end'])
  return { ...nothing, failures: failed.map((/** @type {string} */ step) => `check: ${step}`) }
}

function vitest() {
  const report = join(reports, 'vitest.json')
  return runVitest('Vitest', { node: process.execPath, report, args: ['--coverage'] })
}

async function journeys() {
  rmSync(join(root, journeysReport), { force: true })
  const code = await runTool('playwright', ['test'])
  const flaky = readReport(journeysReport, ({ stats }) => stats.flaky, 0)
  if (flaky > 0) console.log(`\n!! ${flaky} passed only at the second try; they are named above`)
  return judge('Playwright', readReport(journeysReport, readPlaywrightReport, nothing), code)
}
