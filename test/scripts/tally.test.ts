import { describe, expect, it } from 'vitest'
import {
  describeTally,
  exitCodeFor,
  judge,
  readPlaywrightReport,
  readVitestReport,
  sum,
} from '../../scripts/tally.mjs'

const aTally = (counts: { passed?: number; failures?: string[]; skipped?: number } = {}) => ({
  passed: 3,
  failures: [],
  skipped: 0,
  ...counts,
})

describe('readVitestReport', () => {
  const aReport = { numPassedTests: 3, numPendingTests: 1, numTodoTests: 1, testResults: [] }

  it('counts pending and to-do tests as skipped', () => {
    expect(readVitestReport(aReport)).toEqual(aTally({ skipped: 2 }))
  })

  it('names each test that failed, and each file that broke before its tests', () => {
    const broken = { name: 'a.test.ts', status: 'failed', assertionResults: [] }
    const brokenSetUp = {
      name: 'b.test.ts',
      status: 'failed',
      assertionResults: [{ status: 'skipped', fullName: 'a price' }],
    }
    const failedTest = {
      name: 'c.test.ts',
      status: 'failed',
      assertionResults: [
        { status: 'failed', fullName: 'a book opens' },
        { status: 'passed', fullName: 'a book closes' },
      ],
    }
    const report = { ...aReport, testResults: [broken, brokenSetUp, failedTest] }
    expect(readVitestReport(report).failures).toEqual([
      'a.test.ts, before its tests',
      'b.test.ts, before its tests',
      'c.test.ts: a book opens',
    ])
  })
})

describe('readPlaywrightReport', () => {
  it('counts a journey that passed at the second try among those that passed, and names those that failed', () => {
    const stats = { expected: 3, flaky: 1, skipped: 2 }
    const inner = { specs: [{ title: 'pays', file: 'shop.spec.ts', ok: false }] }
    const suites = [{ specs: [{ title: 'looks', file: 'shop.spec.ts', ok: true }], suites: [inner] }]
    expect(readPlaywrightReport({ stats, suites })).toEqual({
      passed: 4,
      failures: ['shop.spec.ts: pays'],
      skipped: 2,
    })
  })
})

describe('judge', () => {
  it('keeps what a runner counted', () => {
    expect(judge('Vitest', aTally(), 0)).toEqual(aTally())
    const failed = aTally({ failures: ['a', 'b'] })
    expect(judge('Vitest', failed, 1)).toEqual(failed)
  })

  it('counts a runner that failed without a failed test, or ran nothing, as one failure', () => {
    expect(judge('Vitest', aTally(), 9).failures).toEqual(['Vitest ended with code 9; no test of it failed'])
    expect(judge('Vitest', aTally({ passed: 0 }), 0).failures).toEqual(['Vitest found nothing to run'])
    expect(judge('Vitest', aTally({ passed: 0, skipped: 9 }), 0).failures).toHaveLength(1)
  })
})

describe('the verdict', () => {
  it('names skipped tests only where there are some', () => {
    expect(describeTally(sum([aTally(), aTally({ failures: ['a'] })]))).toBe('6 passed, 1 failed')
    expect(describeTally(aTally({ skipped: 2 }))).toBe('3 passed, 0 failed, 2 skipped')
  })

  it('fails on a failure anywhere, and on a skip on a build machine', () => {
    expect(exitCodeFor(aTally(), 'build machine')).toBe(0)
    expect(exitCodeFor(aTally({ failures: ['a'] }), 'developer')).toBe(1)
    expect(exitCodeFor(aTally({ skipped: 1 }), 'developer')).toBe(0)
    expect(exitCodeFor(aTally({ skipped: 1 }), 'build machine')).toBe(1)
  })
})
