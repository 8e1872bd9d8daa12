/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @type {Tally} */
export const nothing = { passed: 0, failed: 0, skipped: 0 }

/**
 * What Vitest's JSON reporter counted.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 * @returns {Tally}
 */
export function readVitestReport(report) {
  // A file that could not be loaded or set up holds no test that failed, and is a failure all the same.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * What Playwright's JSON reporter counted. A flaky journey passed at the second try, which only a build machine allows.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report
 * @returns {Tally}
 */
export function readPlaywrightReport({ stats }) {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }
}

/**
 * The verdict of one runner, from its report and its exit code. A runner that failed without a failed test (it crashed, found
 * nothing to run, or missed a threshold) counts as one failure.
 *
 * @param {Tally} tally
 * @param {number} exitCode
 * @returns {Tally}
 */
export function judge(tally, exitCode) {
  const isEmpty = tally.passed + tally.failed === 0
  if (tally.failed === 0 && (exitCode !== 0 || isEmpty)) return { ...tally, failed: 1 }
  return tally
}

/**
 * @param {readonly Tally[]} tallies
 * @returns {Tally}
 */
export function sum(tallies) {
  return tallies.reduce(
    (total, { passed, failed, skipped }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
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
export function describeTally({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/**
 * Zero only when nothing failed and something ran; on a build machine a skipped test fails too.
 *
 * @param {Tally} tally
 * @param {'developer' | 'build machine'} place
 */
export function exitCodeFor({ failed, skipped }, place) {
  if (failed > 0) return 1
  return place === 'build machine' && skipped > 0 ? 1 : 0
}
