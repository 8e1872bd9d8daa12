import type { SoakReport } from './soak.js'

/** What the heap may grow by from the first third of a run to the last, when nothing is kept for ever. */
export const toleratedHeapGrowthBytes = 8 * 1024 * 1024

/** Everything that did not hold, the growth of memory included. */
export function judgeReport({ problems, heapGrowthBytes }: SoakReport): string[] {
  const isGrowing = heapGrowthBytes > toleratedHeapGrowthBytes
  return [...problems, ...(isGrowing ? [`the heap grew by ${megabytes(heapGrowthBytes)}`] : [])]
}

/** The report for a reader. */
export function describeReport(report: SoakReport, problems: readonly string[]): string {
  const { memory, sockets } = report
  const [first, last] = [memory.at(0), memory.at(-1)]
  const samples = memory.map(({ heapBytes }) => megabytes(heapBytes)).join(', ')
  return [
    `Soak with seed ${report.seed}: ${report.seconds} s, ${sum(report.journeys)} journeys, ${report.requests} requests`,
    `  (${report.requestsPerSecond}/s, ${report.hungUp} hung up by the customer, the slowest ${report.slowestMilliseconds} ms)`,
    `Faults played: ${sum(report.faults)}`,
    ...table(report.faults),
    'Journeys',
    ...table(report.journeys),
    'Answers',
    ...table(report.outcomes),
    'Events',
    ...table(report.events),
    `Clean journeys, each at the first try: ${report.cleanJourneys}`,
    `Heap after collection: ${samples} (growth ${megabytes(report.heapGrowthBytes)})`,
    `Resident: ${megabytes(first?.residentBytes ?? 0)} at first, ${megabytes(last?.residentBytes ?? 0)} at last`,
    `Sockets: ${sockets.before} before, ${sockets.most} at most, ${sockets.after} after`,
    `Rows: ${JSON.stringify(report.rows)}`,
    problems.length === 0 ? 'Everything held.' : `${problems.length} PROBLEMS (seed ${report.seed}):`,
    ...problems.map((problem) => `  ${problem}`),
  ].join('\n')
}

function table(counts: Record<string, number>): string[] {
  return Object.entries(counts).map(([name, count]) => `  ${String(count).padStart(8)}  ${name}`)
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
