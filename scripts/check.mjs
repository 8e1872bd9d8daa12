// `npm run check`: format, lint, types, dead code, build, package, coverage. All steps run, then one summary.
// `--without-coverage` leaves out the tests, for a quick look and for `npm test`, which runs them next.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requireNode } from './prepare.mjs'
import { root, run, runTool, secondsSince } from './run.mjs'

requireNode()

/** @typedef {{ name: string, run: () => Promise<number>, needs?: string }} Step */
/** @typedef {'passed' | 'failed' | 'not run'} Verdict */

/** @type {readonly Step[]} */
const steps = [
  { name: 'format', run: () => runTool('biome', ['check']) },
  { name: 'lint', run: () => runTool('oxlint', ['--type-aware', '--deny-warnings']) },
  { name: 'types', run: () => runTool('tsc', []) },
  { name: 'types, web standards only', run: () => runTool('tsc', ['-p', 'tsconfig.web.json']) },
  { name: 'dead code', run: () => runTool('knip', []) },
  { name: 'build', run: () => run(process.execPath, ['scripts/build.mjs']) },
  {
    name: 'types of the examples',
    run: () => runTool('tsc', ['-p', 'tsconfig.examples.json']),
    needs: 'build',
  },
  { name: 'package', run: () => runTool('publint', ['--strict']), needs: 'build' },
  {
    name: 'package types',
    run: () => runTool('attw', ['--pack', '.', '--profile', 'esm-only', '--no-emoji']),
    needs: 'build',
  },
  ...(process.argv.includes('--without-coverage')
    ? []
    : [{ name: 'coverage', run: () => runTool('vitest', ['run', '--coverage', '--reporter=dot']) }]),
]

/** @type {Map<string, Verdict>} */
const verdicts = new Map()
const lines = []

for (const step of steps) {
  const startedAt = Date.now()
  console.log(`\n── check: ${step.name}`)
  const verdict = await runStep(step)
  verdicts.set(step.name, verdict)
  lines.push(`${verdict.padEnd(8)} ${step.name} (${secondsSince(startedAt)})`)
}

console.log(`\n── check: summary\n${lines.join('\n')}`)
const failed = steps.map(({ name }) => name).filter((name) => verdicts.get(name) === 'failed')
mkdirSync(join(root, 'test-results'), { recursive: true })
writeFileSync(join(root, 'test-results/check.json'), JSON.stringify(failed))
process.exit(failed.length === 0 ? 0 : 1)

/**
 * @param {Step} step
 * @returns {Promise<Verdict>}
 */
async function runStep(step) {
  if (step.needs !== undefined && verdicts.get(step.needs) !== 'passed') return 'not run'
  return (await step.run()) === 0 ? 'passed' : 'failed'
}
