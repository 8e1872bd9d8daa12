import type { Column } from './dialect.js'
import type { Row } from './executor.js'
import type { ColumnValue, Flag } from './options.js'
import { valueIn } from './shape.js'

export interface FlagQuestion {
  readonly row: Row
  readonly now: Date
  /** What an empty column means where a flag tells by anything but some values. */
  readonly emptyMeans: 'set' | 'unset'
}

export function flagColumn(flag: Flag): string {
  return typeof flag === 'string' ? flag : flag.column
}

/** Whether the column says yes. */
export function isFlagged(flag: Flag, { row, now, emptyMeans }: FlagQuestion): boolean {
  const value = valueIn(row, flagColumn(flag))
  if (typeof flag === 'string') return isSet(value)
  if ('when' in flag) return isAsOf(flag.when, value, now)
  if ('values' in flag) return flag.values.some((listed) => isSameValue(value, listed))
  if (flag.otherThan.some((listed) => isSameValue(value, listed))) return false
  return isEmpty(value) ? emptyMeans === 'set' : true
}

/** What a new row gets, so that the flag is not set. Undefined where only the host knows. */
export function unsetValue(flag: Flag, column: Column | undefined): ColumnValue | undefined {
  if (typeof flag === 'string' || 'when' in flag) return emptyValue(column)
  if ('otherThan' in flag) return flag.otherThan[0]
  const [only, another] = flag.values
  if (another !== undefined) return undefined
  if (typeof only === 'boolean') return !only
  // One of two numbers says no, the other yes; of words there may be more.
  if (only === 0 || only === 1) return 1 - only
  return undefined
}

function emptyValue(column: Column | undefined): ColumnValue | undefined {
  if (column?.isRequired !== true) return null
  if (column.hasDefault) return undefined
  if (isSwitch(column)) return false
  return /char|text|clob/i.test(column.type) ? '' : undefined
}

/** Columns of these kinds hold yes or no, or a number. */
export function isSwitch(column: Column | undefined): boolean {
  return /int|bool|bit|num|dec/i.test(column?.type ?? '')
}

const unset = new Set(['', '0', 'f', 'n', 'no', 'off', 'false'])

/** A flag that is on, or a time that is there. */
function isSet(value: unknown): boolean {
  if (isEmpty(value) || value === false) return false
  if (value instanceof Uint8Array) return value.some((byte) => byte !== 0 && byte !== 0x30)
  if (typeof value === 'string') return !unset.has(value.trim().toLowerCase())
  return Number(value) !== 0
}

/** Nothing, or MySQL's zero date, which drivers hand out as text or as a date that is none. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (value instanceof Date) return Number.isNaN(value.getTime())
  return typeof value === 'string' && value.startsWith('0000-00-00')
}

function isAsOf(when: 'future' | 'past', value: unknown, now: Date): boolean {
  if (!isSet(value)) return false
  const time = timeOf(value)
  // A time that nobody can read lasts: better nobody signs in than somebody who must not.
  if (Number.isNaN(time)) return true
  return when === 'future' ? time > now.getTime() : time <= now.getTime()
}

/** Milliseconds since 1970, out of a date, a text or a count of seconds. */
export function timeOf(value: unknown): number {
  if (value instanceof Date) return value.getTime()
  const seconds = Number(value)
  if (!Number.isNaN(seconds)) return seconds > 1e11 ? seconds : seconds * 1000
  if (typeof value !== 'string') return Number.NaN
  if (value === 'infinity') return Number.POSITIVE_INFINITY
  // Without a zone it is UTC, on whatever machine this runs.
  const zoned = /(?:z|[+-]\d\d(?::?\d\d)?)$/i.test(value.trim().slice(10)) ? value : `${value.trim()}Z`
  return new Date(zoned.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).getTime()
}

function isSameValue(stored: unknown, listed: ColumnValue): boolean {
  if (isEmpty(stored)) return listed === null
  if (listed === null) return false
  if (typeof listed === 'boolean') return isSet(stored) === listed
  return plain(stored) === plain(listed)
}

// Fixed-length columns are padded, and sites are not of one mind about case.
function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array)
    return value.length === 1 ? String(value[0]) : Buffer.from(value).toString()
  return String(value).trimEnd().toLowerCase()
}
