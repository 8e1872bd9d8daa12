import type { Row } from './executor.js'
import { isSameName } from './identifier.js'
import type { CatalogColumn, CatalogTable } from './inspect-catalog.js'
import { beside, type Part, passing, vocabulary } from './inspect-vocabulary.js'
import { plainNames, wordsOf } from './inspect-words.js'
import type { ColumnFinding, Confidence } from './inspection.js'

/** What tells for a column, from its name and its keys. */
interface Ranked {
  readonly column: CatalogColumn
  readonly points: number
  readonly reasons: readonly string[]
}

const surePoints = 100
const likelyPoints = 70
const guessPoints = 40

/** The columns of a table that may be this part of an account, best first. */
export function rankColumns(table: CatalogTable, part: Part): Ranked[] {
  return table.columns
    .flatMap((column) => rankColumn(table, part, column) ?? [])
    .toSorted((one, other) => other.points - one.points)
}

function rankColumn(table: CatalogTable, part: Part, column: CatalogColumn): Ranked | null {
  const { kinds } = vocabulary[part]
  if (!kinds.includes(column.kind)) return null
  const byName = pointsOfName(table, part, column)
  if (byName === 0) return null
  const more = moreEvidence(table, part, column)
  return {
    column,
    points: more.reduce((sum, [points]) => sum + points, byName),
    reasons: [nameReason(byName), ...more.map(([, reason]) => reason)],
  }
}

function pointsOfName(table: CatalogTable, part: Part, { name }: CatalogColumn): number {
  const { sure, likely, guess } = vocabulary[part]
  const names = plainNames(table.name, name)
  if (names.some((plain) => passing.test(plain))) return 0
  if (names.some((plain) => sure.includes(plain))) return surePoints
  if (names.some((plain) => likely.includes(plain))) return likelyPoints
  const isBeside = wordsOf(name).some((word) => beside.has(word))
  return guess !== undefined && !isBeside && guess.test(names[0]) ? guessPoints : 0
}

function nameReason(points: number): string {
  if (points === surePoints) return 'the name says it'
  return points === likelyPoints ? 'the name is usual for it' : 'the name may mean it'
}

type Evidence = readonly [points: number, reason: string]

function moreEvidence(table: CatalogTable, part: Part, column: CatalogColumn): Evidence[] {
  const identifies = part === 'email' || part === 'username'
  const isShort = column.length !== null && column.length < shortestHash
  return [
    ...(identifies && isUniqueAlone(table, column.name) ? [[5, 'it is unique'] as const] : []),
    ...(part === 'passwordHash' && isShort
      ? [[-40, `only ${column.length} characters fit in it`] as const]
      : []),
  ]
}

const shortestHash = 20

/** True when a key of the database keeps it unique in all rows, as it is or in lower case. */
export function isUniqueAlone(table: CatalogTable, column: string): boolean {
  return table.keys.some(
    ({ role, columns, coversAllRows }) =>
      role !== 'index' && coversAllRows && columns.length === 1 && isColumnOrLowered(columns[0], column),
  )
}

function isColumnOrLowered(part: string | undefined, column: string): boolean {
  return part !== undefined && (isSameName(part, column) || isSameName(part, `lower(${column})`))
}

/** The best column for a part, with what the sampled rows say about it; null where none comes into question. */
export function findColumn(
  table: CatalogTable,
  part: Part,
  rows: readonly Row[] | null,
): ColumnFinding | null {
  const ranked = rankColumns(table, part).map((one) => withData(part, one, rows ?? []))
  const [best, ...others] = ranked.toSorted((one, other) => other.points - one.points)
  if (best === undefined) return null
  const rivals = others.filter(({ points }) => points >= best.points)
  return {
    column: best.column.name,
    table: null,
    confidence: rivals.length > 0 && best.points < surePoints + 10 ? 'guess' : confidenceOf(best.points),
    reasons: [...best.reasons, ...rivals.map(({ column }) => `${column.name} comes into question as much`)],
    alternatives: others.map(({ column }) => column.name),
  }
}

function confidenceOf(points: number): Confidence {
  if (points >= surePoints) return 'sure'
  return points >= likelyPoints ? 'likely' : 'guess'
}

function withData(part: Part, ranked: Ranked, rows: readonly Row[]): Ranked {
  const values = valuesOf(rows, ranked.column.name)
  if (part !== 'email' || values.length === 0) return ranked
  const addresses = values.filter((value) => looksLikeAddress(value)).length
  if (addresses * 2 < values.length) {
    return { ...ranked, points: 1, reasons: [...ranked.reasons, 'what is stored in it are no addresses'] }
  }
  return {
    ...ranked,
    points: ranked.points + 10,
    reasons: [...ranked.reasons, `${addresses} of ${values.length} values are addresses`],
  }
}

/** What a column holds in these rows, without empty ones. */
export function valuesOf(rows: readonly Row[], column: string): unknown[] {
  return rows
    .map((row) => row[column])
    .filter((value) => value !== null && value !== undefined && value !== '')
}

export function looksLikeAddress(value: unknown): boolean {
  return typeof value === 'string' && /^[^\s@]+@[^\s@]+$/.test(value)
}

/** The column that somebody named. */
export function namedColumn(table: CatalogTable, name: string): CatalogColumn | null {
  return (
    table.columns.find((column) => column.name === name) ??
    table.columns.find((column) => isSameName(column.name, name)) ??
    null
  )
}
