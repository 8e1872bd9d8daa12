import type { CatalogColumn } from './inspect-catalog.js'
import { namedColumn } from './inspect-columns.js'
import { type Findings, type Located, seenValues } from './inspect-findings.js'
import { closedStatus, openStatus } from './inspect-vocabulary.js'
import type { Confidence } from './inspection.js'

export type FlagValue = string | number | boolean

/** How a column tells yes or no: by being set, or by one of these values. */
export interface Flag {
  readonly located: Located
  readonly column: string
  readonly values: readonly FlagValue[] | null
  readonly confidence: Confidence
  readonly reasons: readonly string[]
}

/** How the schema tells that nobody signs in to an account; null where it does not. */
export function findDisabledFlag({ enabled, disabled, status }: Findings): Flag | null {
  if (disabled !== undefined && (enabled === undefined || isBetter(disabled, enabled)))
    return setMeansYes(disabled)
  if (enabled !== undefined) return setMeansNo(enabled)
  return status === undefined ? null : readStatus(status)
}

/** How the schema tells that a mailbox is proven; null where it does not. */
export function findVerifiedFlag({ emailVerified }: Findings): Flag | null {
  return emailVerified === undefined ? null : setMeansYes(emailVerified)
}

const rank: Record<Confidence, number> = { sure: 2, likely: 1, guess: 0 }

// A time of deletion and a switch often stand side by side; the switch is what the site's own sign-in asks first.
function isBetter(one: Located, other: Located): boolean {
  return rank[one.confidence] > rank[other.confidence]
}

function setMeansYes(located: Located): Flag {
  const { column, confidence, reasons } = located
  const words = wordsIn(located)
  // `N` and `no` are text, and set.
  const yes = words.filter((word) => /^(?:y|yes|t|true|1|j|ja|on)$/i.test(word))
  const isText = kindOf(located) === 'text'
  return {
    located,
    column,
    values: isText && words.length > 0 ? (yes.length > 0 ? yes : ['Y']) : null,
    confidence,
    reasons,
  }
}

function setMeansNo(located: Located): Flag {
  const { column, confidence, reasons } = located
  return {
    located,
    column,
    values: offValues(located),
    confidence,
    reasons: [...reasons, 'off means disabled'],
  }
}

function offValues(located: Located): readonly FlagValue[] {
  const kind = kindOf(located)
  if (kind === 'boolean') return located.in.columns.some(({ type }) => type === 'boolean') ? [false] : [0]
  if (kind !== 'text') return [0]
  const off = wordsIn(located).filter((word) => /^(?:n|no|f|false|0|nein|off|inactive)$/i.test(word))
  if (off.length > 0) return off
  const [on = 'Y'] = wordsIn(located)
  return [opposite[on.toLowerCase()] ?? 'N'].map((word) =>
    on === on.toUpperCase() ? word.toUpperCase() : word,
  )
}

const opposite: Readonly<Record<string, string>> = {
  y: 'n',
  yes: 'no',
  t: 'f',
  true: 'false',
  '1': '0',
  j: 'n',
  on: 'off',
}

function readStatus(located: Located): Flag | null {
  const { column, reasons } = located
  const words = [...new Set([...wordsIn(located), ...(columnOf(located)?.allowed ?? [])])]
  const closed = words.filter((word) => closedStatus.has(word.toLowerCase()))
  const strange = words.filter((word) => !isKnownStatus(word))
  if (closed.length > 0) {
    return {
      located,
      column,
      values: closed,
      confidence: strange.length > 0 ? 'guess' : 'likely',
      reasons: [
        ...reasons,
        `${closed.join(', ')} ${closed.length === 1 ? 'stands' : 'stand'} for closed accounts`,
      ],
    }
  }
  return {
    located,
    column,
    values: [],
    confidence: 'guess',
    reasons: [...reasons, 'which of its values stand for accounts that nobody signs in to does not show'],
  }
}

function isKnownStatus(word: string): boolean {
  return closedStatus.has(word.toLowerCase()) || openStatus.has(word.toLowerCase())
}

function wordsIn(located: Located): string[] {
  return [...new Set(seenValues(located).filter((value) => typeof value === 'string'))].slice(0, 20)
}

function columnOf({ in: table, column }: Located): CatalogColumn | null {
  return namedColumn(table, column)
}

function kindOf(located: Located): CatalogColumn['kind'] {
  return columnOf(located)?.kind ?? 'other'
}
