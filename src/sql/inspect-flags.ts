import type { CatalogColumn, CatalogTable } from './inspect-catalog.js'
import { namedColumn, rankColumns } from './inspect-columns.js'
import { type Findings, type Located, seenValues, told } from './inspect-findings.js'
import { closedStatus, openStatus, passing } from './inspect-vocabulary.js'
import { plainNames } from './inspect-words.js'
import type { Confidence } from './inspection.js'

export type FlagValue = string | number | boolean

/** A flag as `sqlHost` takes it. */
export type FlagMapping =
  | string
  | { readonly column: string; readonly values: readonly FlagValue[] }
  | { readonly column: string; readonly when: 'future' }

/** How a column tells yes or no; no mapping where that does not show. */
export interface FoundFlag {
  readonly column: string
  readonly mapping: FlagMapping | null
  /** What a new account gets in it, where the database demands a value and the mapping does not say which. */
  readonly resting: FlagValue | null
  readonly confidence: Confidence
  readonly reasons: readonly string[]
}

/** Everything in the accounts table that tells that nobody signs in to an account. */
export function findDisabledFlags(table: CatalogTable, findings: Findings): FoundFlag[] {
  const { enabled, disabled, status } = findings
  if (disabled?.reasons.includes(told) === true) return [readTold(disabled)]
  const open = enabled === undefined ? [] : [setMeansNo(enabled)]
  const closed = disabled === undefined ? [] : allDisabled(disabled).map(setMeansYes)
  return [...open, ...closed, ...endings(table), ...(status === undefined ? [] : [readStatus(status)])]
}

/** How the schema tells that a mailbox is proven; null where it does not. */
export function findVerifiedFlag({ emailVerified }: Findings): FoundFlag | null {
  return emailVerified === undefined ? null : setMeansYes(emailVerified)
}

/** A schema may delete, ban and lock accounts, each in a column of its own: then all of them count, and none is a rival. */
function allDisabled(best: Located): Located[] {
  const clear = rankColumns(best.in, 'disabled').filter(({ points }) => points >= clearName)
  const others = clear.filter(({ column }) => best.alternatives.includes(column.name))
  const isClear = clear.some(({ column }) => column.name === best.column)
  if (others.length === 0 || !isClear) return [best]
  return clear
    .filter(({ column }) => column.name === best.column || others.some((other) => other.column === column))
    .map(({ column, reasons }) => ({
      ...best,
      column: column.name,
      alternatives: [],
      confidence: best.confidence === 'guess' ? 'likely' : best.confidence,
      reasons,
    }))
}

const clearName = 70

/** Somebody may name the switch that is on for open accounts, too. */
function readTold(located: Located): FoundFlag {
  const { column, confidence, reasons, values } = located
  if (values !== undefined) {
    const mapping = { column, values: values.map((word) => typed(located, word)) }
    return { column, mapping, resting: restingWord(located, values), confidence, reasons }
  }
  const isOpenSwitch = rankColumns(located.in, 'enabled').some((one) => one.column.name === column)
  return isOpenSwitch ? setMeansNo(located) : setMeansYes(located)
}

function typed(located: Located, word: string): FlagValue {
  const kind = kindOf(located)
  if (kind === 'boolean') return /^(?:t|true|1|y|yes)$/i.test(word)
  return kind === 'integer' || kind === 'number' ? Number(word) : word
}

function setMeansYes(located: Located): FoundFlag {
  const { column, confidence, reasons } = located
  const words = wordsIn(located)
  // `N` and `no` are text; whatever else is written there is understood as it is.
  const yes = words.filter((word) => /^(?:y|yes|t|true|j|ja|on)$/i.test(word))
  const resting = words.find((word) => !yes.includes(word)) ?? null
  return { column, mapping: column, resting, confidence, reasons }
}

function setMeansNo(located: Located): FoundFlag {
  const { column, confidence } = located
  const reasons = [...located.reasons, 'off means closed']
  if (kindOf(located) !== 'text')
    return { column, mapping: { column, values: [false] }, resting: null, confidence, reasons }
  const words = wordsIn(located)
  const off = words.filter((word) => /^(?:n|no|f|false|0|nein|off|inactive)$/i.test(word))
  const on = words.find((word) => !off.includes(word)) ?? 'Y'
  const opposite = opposites[on.toLowerCase()] ?? 'n'
  const values = off.length > 0 ? off : [on === on.toUpperCase() ? opposite.toUpperCase() : opposite]
  return { column, mapping: { column, values }, resting: on, confidence, reasons }
}

const opposites: Readonly<Record<string, string>> = {
  y: 'n',
  yes: 'no',
  t: 'f',
  true: 'false',
  '1': '0',
  j: 'n',
  ja: 'nein',
  on: 'off',
  active: 'inactive',
}

/** Times that lie ahead while a ban or a lock lasts. */
function endings(table: CatalogTable): FoundFlag[] {
  return table.columns
    .filter(
      ({ name, kind }) =>
        kind === 'time' && plainNames(table.name, name).some((plain) => passing.test(plain)),
    )
    .map(({ name: column }) => ({
      column,
      mapping: { column, when: 'future' },
      resting: null,
      confidence: 'likely',
      reasons: ['the name speaks of a time until which an account is closed'],
    }))
}

function readStatus(located: Located): FoundFlag {
  const { column, reasons } = located
  const words = [...new Set([...wordsIn(located), ...(columnOf(located)?.allowed ?? [])])]
  const closed = words.filter((word) => closedStatus.has(word.toLowerCase()))
  const strange = words.filter((word) => !isKnownStatus(word))
  const resting = words.find((word) => openStatus.has(word.toLowerCase())) ?? null
  if (closed.length === 0) {
    const why = 'which of its values stand for accounts that nobody signs in to does not show'
    return { column, mapping: null, resting, confidence: 'guess', reasons: [...reasons, why] }
  }
  const why = `${closed.join(', ')} ${closed.length === 1 ? 'stands' : 'stand'} for closed accounts`
  return {
    column,
    mapping: { column, values: closed },
    resting,
    confidence: strange.length > 0 ? 'guess' : 'likely',
    reasons: [...reasons, why],
  }
}

function isKnownStatus(word: string): boolean {
  return closedStatus.has(word.toLowerCase()) || openStatus.has(word.toLowerCase())
}

function restingWord(located: Located, closing: readonly string[]): FlagValue | null {
  return wordsIn(located).find((word) => !closing.includes(word)) ?? null
}

function wordsIn(located: Located): string[] {
  const words = seenValues(located).flatMap((value) => (typeof value === 'string' ? [value.trimEnd()] : []))
  return [...new Set(words)].slice(0, 20)
}

function columnOf({ in: table, column }: Located): CatalogColumn | null {
  return namedColumn(table, column)
}

function kindOf(located: Located): CatalogColumn['kind'] {
  return columnOf(located)?.kind ?? 'other'
}
