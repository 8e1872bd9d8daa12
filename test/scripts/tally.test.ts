import { describe, expect, it } from 'vitest'
import {
  describeTally,
  exitCodeFor,
  judge,
  readPlaywrightReport,
  readVitestReport,
  sum,
} from '../../scripts/tally.mjs'

const aTally = (counts: { passed?: number; failed?: number; skipped?: number } = {}) => ({
  passed: 3,
  failed: 0,
  skipped: 0,
  ...counts,
})

describe('readVitestReport', () => {
  const aReport = {
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [],
  }

  it('counts pending and to-do tests as skipped', () => {
    expect(readVitestReport(aReport)).toEqual(aTally({ skipped: 2 }))
  })

  it('counts a file that broke before its tests as one failure', () => {
    const broken = { status: 'failed', assertionResults: [] }
    const brokenSetUp = { status: 'failed', assertionResults: [{ status: 'skipped' }] }
    const failedTest = { status: 'failed', assertionResults: [{ status: 'failed' }] }
    const report = { ...aReport, numFailedTests: 1, testResults: [broken, brokenSetUp, failedTest] }
    expect(readVitestReport(report).failed).toBe(3)
  })
})

describe('readPlaywrightReport', () => {
  it('counts a journey that passed at the second try among those that passed', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 }
    expect(readPlaywrightReport({ stats })).toEqual({ passed: 4, failed: 1, skipped: 2 })
  })
})

describe('judge', () => {
  it('keeps what a runner counted', () => {
    expect(judge(aTally(), 0)).toEqual(aTally())
    expect(judge(aTally({ failed: 2 }), 1)).toEqual(aTally({ failed: 2 }))
  })

  it('counts a runner that failed without a failed test, or ran nothing, as one failure', () => {
    expect(judge(aTally(), 1).failed).toBe(1)
    expect(judge(aTally({ passed: 0 }), 0).failed).toBe(1)
    expect(judge(aTally({ passed: 0, skipped: 9 }), 0).failed).toBe(1)
  })
})

describe('the verdict', () => {
  it('names skipped tests only where there are some', () => {
    expect(describeTally(sum([aTally(), aTally({ failed: 1 })]))).toBe('6 passed, 1 failed')
    expect(describeTally(aTally({ skipped: 2 }))).toBe('3 passed, 0 failed, 2 skipped')
  })

  it('fails on a failure anywhere, and on a skip on a build machine', () => {
    expect(exitCodeFor(aTally(), 'build machine')).toBe(0)
    expect(exitCodeFor(aTally({ failed: 1 }), 'developer')).toBe(1)
    expect(exitCodeFor(aTally({ skipped: 1 }), 'developer')).toBe(0)
    expect(exitCodeFor(aTally({ skipped: 1 }), 'build machine')).toBe(1)
  })
})
