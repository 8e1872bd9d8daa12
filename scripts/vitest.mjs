import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { root, run } from './run.mjs'
import { judge, nothing, readReport, readVitestReport, sum } from './tally.mjs'
import { unhandledErrorsReport } from './unhandled-errors.mjs'

const program = join(root, 'node_modules/vitest/vitest.mjs')

/**
 * Runs Vitest and gives its verdict.
 *
 * @param {string} runner what the verdict calls it
 * @param {{ node: string, report: string, args: readonly string[] }} how `report` lies below the project's folder
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runVitest(runner, { node, report, args }) {
  for (const path of [report, unhandledErrorsReport]) rmSync(join(root, path), { force: true })
  const reporters = ['default', 'json', './scripts/unhandled-errors.mjs'].map((name) => `--reporter=${name}`)
  const code = await run(node, [program, 'run', ...args, ...reporters, `--outputFile.json=${report}`])
  const tests = readReport(report, readVitestReport, nothing)
  const failures = readReport(unhandledErrorsReport, (errors) => errors, [])
  return judge(runner, sum([tests, { ...nothing, failures }]), code)
}
