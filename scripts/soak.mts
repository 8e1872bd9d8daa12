// `npx tsx scripts/soak.mts --minutes 5`: the bookshop under load, with Amazon misbehaving. See docs/soak.md.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { describeReport, judgeReport } from '../test/soak/report.js'
import { runSoak } from '../test/soak/soak.js'
import { root } from './run.mjs'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
    customers: { type: 'string', default: '12' },
    journeys: { type: 'string', default: '200000' },
  },
})

const report = await runSoak({
  seed: Number(values.seed),
  seconds: Number(values.minutes) * 60,
  fewestFaults: 0,
  mostJourneys: Number(values.journeys),
  customers: Number(values.customers),
  checkSeconds: 10,
  progress: (line) => void process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${line}` : `${line}\n`),
})
const problems = judgeReport(report)
const folder = join(root, 'test-results')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'soak.json'), `${JSON.stringify({ ...report, problems }, null, 2)}\n`)
console.log(`\n${describeReport(report, problems)}\nThe same as JSON: test-results/soak.json`)
process.exit(problems.length === 0 ? 0 : 1)
