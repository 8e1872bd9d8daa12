import { accountsOf, type SignIn, signInAll } from './load.js'
import type { RunningProcess } from './processes.js'

/** `returning`: here within the hour · `after a month`: of whom is to be written that they were here. */
export const allCustomers = ['returning', 'after a month', 'new'] as const

export type Customers = (typeof allCustomers)[number]

/** What one contestant did in one slice of a round. */
export interface Sample {
  readonly name: string
  readonly customers: Customers
  readonly atOnce: number
  readonly round: number
  readonly signIns: number
  readonly cpuMicroseconds: number
  readonly perSecond: number
  readonly p50Milliseconds: number
  readonly p99Milliseconds: number
}

export interface Slice {
  readonly name: string
  readonly customers: Customers
  readonly atOnce: number
  readonly round: number
  /** Who signs in, by their names at Amazon. */
  readonly people: readonly string[]
}

/** Signs the customers of one slice in and asks afterwards, outside of what is measured, whether each one is. */
export async function measure(running: RunningProcess, slice: Slice): Promise<Sample> {
  const { people, ...what } = slice
  const before = await running.usage()
  const startedAt = performance.now()
  const done = await signInAll(running.origin, people, slice.atOnce)
  const seconds = (performance.now() - startedAt) / 1000
  const after = await running.usage()
  await checkSignedIn(running.origin, slice, done)
  const times = done.map(({ milliseconds }) => milliseconds).toSorted((one, other) => one - other)
  return {
    ...what,
    signIns: done.length,
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / done.length,
    perSecond: done.length / seconds,
    p50Milliseconds: quantile(times, 0.5),
    p99Milliseconds: quantile(times, 0.99),
  }
}

async function checkSignedIn(
  origin: string,
  { name, customers, people }: Slice,
  done: readonly SignIn[],
): Promise<void> {
  const accounts = await accountsOf(origin, done)
  const wrong = people.filter((person) => {
    const account = accounts.get(person) ?? ''
    return customers === 'new' ? !/^\d+$/.test(account) : `R${account}` !== person
  })
  const isShared = customers === 'new' && new Set(accounts.values()).size !== accounts.size
  if (wrong.length > 0 || isShared)
    throw new Error(`${name}: ${wrong.length} ${customers} customers are not signed in.`)
}

/** Of numbers in order. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export function median(numbers: readonly number[]): number {
  return quantile(
    numbers.toSorted((one, other) => one - other),
    0.5,
  )
}
