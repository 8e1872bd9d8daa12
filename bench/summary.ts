import { type Customers, median, type Sample } from './measure.js'
import type { SiteName } from './orders.js'

/** The medians of one site over all rounds, and its CPU as a ratio to the floor's. */
export interface Line {
  readonly customers: Customers
  readonly atOnce: number
  readonly site: SiteName
  readonly perSecond: number
  readonly cpuMicroseconds: number
  readonly p50Milliseconds: number
  readonly p99Milliseconds: number
  /** Median over the rounds of this site's CPU by the floor's in the same round. */
  readonly cpuByFloor: number
}

export function summarize(samples: readonly Sample[]): Line[] {
  const firsts = samples.filter(
    (sample, index) => samples.findIndex((other) => isAlike(sample, other)) === index,
  )
  return firsts.map((first) => {
    const { customers, atOnce, site } = first
    const group = samples.filter((sample) => isAlike(sample, first))
    const of = (name: 'perSecond' | 'cpuMicroseconds' | 'p50Milliseconds' | 'p99Milliseconds'): number =>
      median(group.map((sample) => sample[name]))
    return {
      customers,
      atOnce,
      site,
      perSecond: of('perSecond'),
      cpuMicroseconds: of('cpuMicroseconds'),
      p50Milliseconds: of('p50Milliseconds'),
      p99Milliseconds: of('p99Milliseconds'),
      cpuByFloor: median(group.map((sample) => sample.cpuMicroseconds / floorOf(samples, sample))),
    }
  })
}

function isAlike(one: Sample, other: Sample): boolean {
  return one.site === other.site && one.customers === other.customers && one.atOnce === other.atOnce
}

function floorOf(samples: readonly Sample[], { customers, atOnce, round }: Sample): number {
  const floor = samples.find(
    (sample) =>
      sample.site === 'floor' &&
      sample.customers === customers &&
      sample.atOnce === atOnce &&
      sample.round === round,
  )
  return floor?.cpuMicroseconds ?? Number.NaN
}

export function renderTable(lines: readonly Line[]): string {
  const head = [
    '| Customer | At once | Site | CPU per sign-in | By the floor | Sign-ins per second | p50 | p99 |',
    '|---|---|---|---|---|---|---|---|',
  ]
  const rows = lines.map(
    (line) =>
      `| ${line.customers} | ${line.atOnce} | ${line.site} | ${Math.round(line.cpuMicroseconds)} µs | ` +
      `${line.cpuByFloor.toFixed(2)} | ${Math.round(line.perSecond)} | ${line.p50Milliseconds.toFixed(1)} ms | ` +
      `${line.p99Milliseconds.toFixed(1)} ms |`,
  )
  return [...head, ...rows].join('\n')
}
