import { describe, expect, it } from 'vitest'
import { describeReport, judgeReport } from './report.js'
import { runSoak } from './soak.js'

const seconds = 12

describe('the bookshop under load, with Amazon misbehaving', () => {
  it('gives catalogued answers, tells no secret, keeps its books and leaks nothing', async () => {
    const seed = Number(process.env['SOAK_SEED'] ?? 20_261_122)

    const report = await runSoak({
      seed,
      seconds,
      fewestFaults: 6,
      mostJourneys: 5_000,
      customers: 8,
      checkSeconds: 4,
      progress: () => {},
    })

    const problems = judgeReport(report)
    console.log(describeReport(report, problems))
    expect(problems, `to see it again: SOAK_SEED=${seed}`).toEqual([])
    expect(report.cleanJourneys).toBeGreaterThan(2)
    expect(Object.keys(report.faults).length).toBeGreaterThan(5)
  }, 180_000)
})
