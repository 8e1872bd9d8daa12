import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

export interface MemorySample {
  readonly atSeconds: number
  readonly journeys: number
  readonly heapBytes: number
  readonly residentBytes: number
}

/** Collects what is garbage, and tells what is left. */
export async function weigh(): Promise<Pick<MemorySample, 'heapBytes' | 'residentBytes'>> {
  const collect = openCollector()
  // Finalizers and what they free take a turn or two.
  for (let round = 0; round < 3; round += 1) {
    collect()
    await wait(10)
  }
  const { heapUsed, rss } = process.memoryUsage()
  return { heapBytes: heapUsed, residentBytes: rss }
}

function openCollector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

/** Bytes that the heap grew by from the first third of the samples to the last: medians, so that one peak counts for nothing. */
export function growthOf(samples: readonly MemorySample[]): number {
  const third = Math.max(1, Math.floor(samples.length / 3))
  return median(samples.slice(-third)) - median(samples.slice(0, third))
}

function median(samples: readonly MemorySample[]): number {
  const sorted = samples.map(({ heapBytes }) => heapBytes).toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Open sockets and timers by kind, as the process counts them. */
export function openResources(): Record<string, number> {
  const kinds: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) kinds[kind] = (kinds[kind] ?? 0) + 1
  return kinds
}

export const socketsIn = (resources: Record<string, number>): number => resources['TCPSocketWrap'] ?? 0
