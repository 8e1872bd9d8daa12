// A reporter of Vitest's: what was thrown outside of every test, which its JSON report leaves out.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

export const unhandledErrorsReport = 'test-results/unhandled-errors.json'

/** @typedef {import('vitest').SerializedError} SerializedError */

export default class UnhandledErrorsReporter {
  /**
   * @param {unknown} _modules
   * @param {readonly SerializedError[]} errors
   */
  onTestRunEnd(_modules, errors) {
    writeFileSync(join(root, unhandledErrorsReport), JSON.stringify(errors.map(describe)))
  }
}

/** @param {SerializedError} error */
function describe({ name = 'Error', message, stack = '', VITEST_TEST_PATH: file, VITEST_TEST_NAME: test }) {
  const during = [file, test].filter((part) => typeof part === 'string').join(': ')
  const at = stack.split('\n').find((line) => line.includes(root) || line.includes('node_modules')) ?? ''
  return `outside of every test: ${name}: ${message}${at === '' ? '' : ` ${at.trim()}`}${during === '' ? '' : ` (during ${during})`}`
}
