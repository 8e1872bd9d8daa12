import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { defaultReadings, withReadings } from './readings.js'
import { parseObject } from './registration.js'
import type { State } from './state.js'

const tables = [
  'customers',
  'clients',
  'consents',
  'codes',
  'accessTokens',
  'refreshTokens',
  'codePairs',
  'sessions',
] as const

/** Writes the whole state beside the file and then in its place, so that a crash leaves the old one. */
export function saveState(file: string, state: State): void {
  const saved = {
    ...Object.fromEntries(tables.map((name) => [name, [...state[name]]])),
    readings: state.readings,
  }
  const draft = `${file}.${process.pid}.draft`
  writeFileSync(draft, JSON.stringify(saved), { mode: 0o600 })
  renameSync(draft, file)
}

/** What was saved, put into `state`; a file that does not exist yet leaves it as it is. */
export function loadState(file: string, state: State): void {
  const text = readIfPresent(file)
  if (text === null) return
  const saved = parseObject(JSON.parse(text), `The state file ${file}`)
  for (const name of tables) {
    const rows: unknown = saved[name]
    if (!Array.isArray(rows))
      throw new Error(`The state file ${file} has no "${name}": remove it to start anew.`)
    fill(state[name], rows)
  }
  state.readings = withReadings(defaultReadings, parseObject(saved['readings'], 'readings'))
}

function fill(table: Map<string, unknown>, rows: readonly [string, unknown][]): void {
  table.clear()
  for (const [key, row] of rows) table.set(key, row)
}

function readIfPresent(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
