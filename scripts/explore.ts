// `npx tsx scripts/explore.ts --seed all --depth 6`: the model of an attacker against the real code. See docs/security/explorer.md.
import { parseArgs } from 'node:util'
import { type Explored, explore, type Progress } from '../test/explorer/explore.js'
import { type SeedName, seedNames, seeds } from '../test/explorer/seeds.js'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'all' },
    depth: { type: 'string', default: '6' },
    design: { type: 'string', default: 'evict-and-fresh' },
    recycled: { type: 'boolean', default: false },
    deletes: { type: 'boolean', default: false },
    'email-proof': { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
  },
})

const design = values.design === 'purge-and-inherit' ? values.design : 'evict-and-fresh'
const chosen: readonly SeedName[] =
  values.seed === 'all' ? seedNames : seedNames.filter((name) => values.seed.split(',').includes(name))
if (chosen.length === 0) {
  console.error(`No seed is called ${values.seed}. There are: all, ${seedNames.join(', ')}.`)
  process.exit(2)
}

let violations = 0
for (const name of chosen) {
  const startedAt = performance.now()
  const explored = await explore({
    options: {
      design,
      disclosure: values.strict ? 'strict' : 'helpful',
      emailProof: values['email-proof'] ? 'code' : 'none',
    },
    seed: seeds[name],
    depth: Number(values.depth),
    reach: { isRecycled: values.recycled, deletes: values.deletes },
    progress: (done) => show(name, done, performance.now() - startedAt),
  })
  report(name, explored, (performance.now() - startedAt) / 1000)
  violations += explored.violations.length
}
process.exit(violations === 0 ? 0 : 1)

/** The last depth is nearly all of the work, so its own states tell the time left. */
function show(name: string, done: Progress, milliseconds: number): void {
  if (!process.stdout.isTTY) return
  const { depth, states, transitions, expanded, toExpand } = done
  const share = toExpand === 0 ? 1 : expanded / toExpand
  const bar = '#'.repeat(Math.round(share * 20)).padEnd(20, '.')
  const perSecond = Math.round(transitions / (milliseconds / 1000))
  const stepsEach = states === 0 ? 0 : transitions / Math.max(1, states)
  const secondsLeft = Math.round(((toExpand - expanded) * Math.max(stepsEach, 10)) / Math.max(1, perSecond))
  const line = `${name} depth ${depth} [${bar}] ${states} states, ${transitions} steps, ${perSecond}/s, ${secondsLeft} s left`
  process.stdout.write(`\r\u001b[K${line}`)
}

function report(name: string, explored: Explored, seconds: number): void {
  const { states, transitions, refused, depth, violations: found } = explored
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K')
  const rate = Math.round(transitions / seconds)
  console.log(
    `${name}: depth ${depth}, ${states} states, ${transitions} transitions (${refused} refused), ${seconds.toFixed(1)} s, ${rate}/s, ${found.length} violations`,
  )
  for (const { broken, path } of found) {
    console.log(`  ${broken.join(', ')} after`)
    for (const [index, step] of path.entries()) console.log(`    ${index + 1}. ${step}`)
  }
}
