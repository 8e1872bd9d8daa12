// `npx tsx scripts/explore.ts --seed all --depth 6`: the model of an attacker against the real code. See docs/security/explorer.md.
import { parseArgs } from 'node:util'
import type { Explored, Progress } from '../test/explorer/exploration.js'
import { explore } from '../test/explorer/explore.js'
import { type SeedName, seedNames, seeds } from '../test/explorer/seeds.js'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: 'all' },
    depth: { type: 'string', default: '6' },
    design: { type: 'string', default: 'evict-and-fresh' },
    marks: { type: 'string', default: 'after' },
    recycled: { type: 'boolean', default: false },
    deletes: { type: 'boolean', default: false },
    'email-proof': { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    time: { type: 'boolean', default: false },
    crashes: { type: 'boolean', default: false },
  },
})

const chosen: readonly SeedName[] =
  values.seed === 'all' ? seedNames : seedNames.filter((name) => values.seed.split(',').includes(name))
if (chosen.length === 0) {
  console.error(`No seed is called ${values.seed}. There are: all, ${seedNames.join(', ')}.`)
  process.exit(2)
}

interface Start {
  readonly at: number
  readonly cpu: NodeJS.CpuUsage
}

let violations = 0
let saidAt = performance.now()
for (const name of chosen) {
  const start = { at: performance.now(), cpu: process.cpuUsage() }
  const explored = await explore({
    options: {
      design: values.design === 'purge-and-inherit' ? values.design : 'evict-and-fresh',
      marks: values.marks === 'first' ? values.marks : 'after',
      disclosure: values.strict ? 'strict' : 'helpful',
      emailProof: values['email-proof'] ? 'code' : 'none',
    },
    seed: seeds[name],
    depth: Number(values.depth),
    reach: {
      isRecycled: values.recycled,
      deletes: values.deletes,
      time: values.time,
      crashes: values.crashes,
    },
    progress: (done) => show(name, done, start),
  })
  report(name, explored, start)
  violations += explored.violations.length
}
process.exit(violations === 0 ? 0 : 1)

/** A bar on a terminal; in a log a line every half a minute. */
function show(name: string, done: Progress, start: Start): void {
  const { depth, states, transitions, expanded, toExpand } = done
  const share = toExpand === 0 ? 1 : expanded / toExpand
  const bar = '#'.repeat(Math.round(share * 20)).padEnd(20, '.')
  const seconds = (performance.now() - start.at) / 1000
  const perSecond = Math.round(transitions / seconds)
  const line = `${name} depth ${depth} [${bar}] ${states} states, ${transitions} transitions, ${perSecond}/s`
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}`)
  else if (performance.now() - saidAt > 30_000) {
    saidAt = performance.now()
    console.log(line)
  }
}

function report(name: string, explored: Explored, start: Start): void {
  const { states, transitions, refused, depth, violations: found } = explored
  const { user, system } = process.cpuUsage(start.cpu)
  const seconds = (performance.now() - start.at) / 1000
  const cpuSeconds = (user + system) / 1e6
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K')
  console.log(
    `${name}: depth ${depth}, ${states} states, ${transitions} transitions (${refused} refused), ` +
      `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor time), ` +
      `${Math.round(transitions / seconds)}/s, ${found.length} violations`,
  )
  for (const { broken, path } of found) {
    console.log(`  ${broken.join(', ')} after`)
    for (const [index, step] of path.entries()) console.log(`    ${index + 1}. ${step}`)
  }
}
