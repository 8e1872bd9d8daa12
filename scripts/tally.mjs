import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

/** @typedef {{ passed: number, failures: string[], skipped: number }} Tally what failed, by name */

/** @type {Tally} */
export const nothing = { passed: 0, failures: [], skipped: 0 }

/**
 * Reads what a runner wrote below the project's folder.
 *
 * @template Found
 * @param {string} path
 * @param {(report: any) => Found} read
 * @param {Found} otherwise when there is no report
 */
export function readReport(path, read, otherwise) {
  const file = join(root, path)
  return existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8'))) : otherwise
}

/** @typedef {{ status: string, fullName: string }} VitestTest */
/** @typedef {{ name: string, status: string, assertionResults: VitestTest[] }} VitestFile */

/**
 * What Vitest's JSON reporter counted.
 *
 * @param {{ numPassedTests: number, numPendingTests: number, numTodoTests: number, testResults: VitestFile[] }} report
 * @returns {Tally}
 */
export function readVitestReport(report) {
  return {
    passed: report.numPassedTests,
    failures: report.testResults.flatMap(failuresOfFile),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** @param {VitestFile} file */
function failuresOfFile({ name, status, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed')
  // A file that could not be loaded or set up holds no test that failed, and is a failure all the same.
  if (failed.length === 0 && status === 'failed') return [`${name}, before its tests`]
  return failed.map((test) => `${name}: ${test.fullName}`)
}

/** @typedef {{ title: string, file: string, ok: boolean }} Journey */
/** @typedef {{ specs: Journey[], suites?: JourneySuite[] }} JourneySuite */

/**
 * What Playwright's JSON reporter counted. A flaky journey passed at the second try, which only a build machine allows.
 *
 * @param {{ stats: { expected: number, flaky: number, skipped: number }, suites: JourneySuite[] }} report
 * @returns {Tally}
 */
export function readPlaywrightReport({ stats, suites }) {
  const failed = suites.flatMap(journeysOf).filter(({ ok }) => !ok)
  return {
    passed: stats.expected + stats.flaky,
    failures: failed.map(({ file, title }) => `${file}: ${title}`),
    skipped: stats.skipped,
  }
}

/**
 * @param {JourneySuite} suite
 * @returns {Journey[]}
 */
function journeysOf({ specs, suites = [] }) {
  return [...specs, ...suites.flatMap(journeysOf)]
}

/**
 * The verdict of one runner, from its report and its exit code. A runner that failed without a failed test (it crashed, found
 * nothing to run, or missed a threshold) counts as one failure.
 *
 * @param {string} runner
 * @param {Tally} tally
 * @param {number} exitCode
 * @returns {Tally}
 */
export function judge(runner, tally, exitCode) {
  if (tally.failures.length > 0) return tally
  if (exitCode !== 0)
    return { ...tally, failures: [`${runner} ended with code ${exitCode}; no test of it failed`] }
  if (tally.passed === 0) return { ...tally, failures: [`${runner} found nothing to run`] }
  return tally
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return tallies.reduce(
    (total, { passed, failures, skipped }) => ({
      passed: total.passed + passed,
      failures: [...total.failures, ...failures],
      skipped: total.skipped + skipped,
    }),
    nothing,
  )
}

/**
 * The closing line: `N passed, N failed`, with `, N skipped` where some were.
 *
 * @param {Tally} tally
 */
export function describeTally({ passed, failures, skipped }) {
  return `${passed} passed, ${failures.length} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/**
 * Zero only when nothing failed and something ran; on a build machine a skipped test fails too.
 *
 * @param {Tally} tally
 * @param {'developer' | 'build machine'} place
 */
export function exitCodeFor({ failures, skipped }, place) {
  if (failures.length > 0) return 1
  return place === 'build machine' && skipped > 0 ? 1 : 0
}
