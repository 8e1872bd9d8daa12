import { randomInt, randomUUID } from 'node:crypto'
import type { Column } from './dialect.js'
import { isSwitch } from './flag.js'
import type { ColumnValue, DefaultValues, MadeValue } from './options.js'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

interface Making {
  readonly now: Date
  readonly column: (name: string) => Column | undefined
}

/** The values of the defaults for one new row. */
export function makeValues(
  defaults: DefaultValues = {},
  { now, column }: Making,
): Record<string, ColumnValue> {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, valueOf(value, now, column(name))]),
  )
}

function valueOf(value: DefaultValues[string], now: Date, column: Column | undefined): ColumnValue {
  if (typeof value === 'function') return value()
  return isMadeValue(value) ? make(value, now, column) : value
}

function make({ made, length = 32 }: MadeValue, now: Date, column: Column | undefined): ColumnValue {
  if (made === 'uuid') return randomUUID()
  if (made === 'random') return Array.from({ length }, () => letters[randomInt(letters.length)]).join('')
  return isSwitch(column) ? Math.floor(now.getTime() / 1000) : now
}

export function isMadeValue(value: unknown): value is MadeValue {
  return typeof value === 'object' && value !== null && 'made' in value
}

/** What is wrong with a default, as it was written; null when nothing is. */
export function defaultProblem(where: string, value: unknown): string | null {
  if (isPlain(value) || typeof value === 'function') return null
  const isKnown = isMadeValue(value) && ['now', 'uuid', 'random'].includes(value.made)
  if (!isKnown) {
    return `${where}: give a text, a number, true, false, null, a function, or { "made": "now" }, { "made": "uuid" } or { "made": "random" }.`
  }
  const { length } = value
  if (length === undefined || (Number.isInteger(length) && length >= 16 && length <= 255)) return null
  return `${where}.length: choose a whole number from 16 to 255.`
}

function isPlain(value: unknown): boolean {
  return (
    value === null ||
    value instanceof Date ||
    ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
  )
}
