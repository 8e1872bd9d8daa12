import { median, type Sample } from './measure.js'

type Slice = Pick<Sample, 'name' | 'customers' | 'atOnce'>

/** The medians of one contestant over all rounds, beside the one that the others are compared with. */
export interface Line extends Slice {
  readonly perSecond: number
  readonly cpuMicroseconds: number
  readonly p50Milliseconds: number
  readonly p99Milliseconds: number
  /** Median over the rounds of its CPU by the reference's in the same round. */
  readonly cpuByReference: number
  /** The same of its median time. */
  readonly p50ByReference: number
}

/** In the order of `names`; the others are compared with the first of them. */
export function summarize(samples: readonly Sample[], names: readonly string[]): Line[] {
  const [reference = ''] = names
  const slices = samples.filter(({ name, round }) => name === reference && round === 1)
  const lines = slices.flatMap(({ customers, atOnce }) => names.map((name) => ({ customers, atOnce, name })))
  return lines.map((line) => {
    const group = samples.filter((sample) => isAlike(sample, line))
    const medianOf = (figure: Figure): number => median(group.map((sample) => sample[figure]))
    const ratioOf = (figure: Figure): number =>
      median(group.map((sample) => sample[figure] / besideOf(samples, sample, reference)[figure]))
    return {
      ...line,
      perSecond: medianOf('perSecond'),
      cpuMicroseconds: medianOf('cpuMicroseconds'),
      p50Milliseconds: medianOf('p50Milliseconds'),
      p99Milliseconds: medianOf('p99Milliseconds'),
      cpuByReference: ratioOf('cpuMicroseconds'),
      p50ByReference: ratioOf('p50Milliseconds'),
    }
  })
}

type Figure = 'perSecond' | 'cpuMicroseconds' | 'p50Milliseconds' | 'p99Milliseconds'

function isAlike(one: Slice, other: Slice): boolean {
  return one.name === other.name && one.customers === other.customers && one.atOnce === other.atOnce
}

/** What the reference did in the same slice of the same round. */
function besideOf(samples: readonly Sample[], { round, ...slice }: Sample, reference: string): Sample {
  const found = samples.find(
    (sample) => sample.round === round && isAlike(sample, { ...slice, name: reference }),
  )
  if (found === undefined) throw new Error(`${reference} was not measured in round ${round}.`)
  return found
}

export function renderTable(lines: readonly Line[]): string {
  const reference = lines[0]?.name
  const head = [
    `| Customer | At once | | CPU per sign-in | By ${reference} | p50 | By ${reference} | p99 | Sign-ins per second |`,
    '|---|---|---|---|---|---|---|---|---|',
  ]
  const rows = lines.map((line) => {
    const cells = [
      line.customers,
      line.atOnce,
      line.name,
      `${Math.round(line.cpuMicroseconds)} µs`,
      line.cpuByReference.toFixed(2),
      `${line.p50Milliseconds.toFixed(1)} ms`,
      line.p50ByReference.toFixed(2),
      `${line.p99Milliseconds.toFixed(1)} ms`,
      Math.round(line.perSecond),
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [...head, ...rows].join('\n')
}
