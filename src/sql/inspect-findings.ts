import type { Builder } from './dialect.js'
import type { Row, Steps } from './executor.js'
import { isSameName } from './identifier.js'
import type { Catalog, CatalogTable } from './inspect-catalog.js'
import { findColumn, isUniqueAlone, namedColumn, rankColumns, valuesOf } from './inspect-columns.js'
import { findPartTables, keyTo } from './inspect-parts.js'
import { findIdleColumns } from './inspect-programs.js'
import { sampleRows } from './inspect-samples.js'
import { type Part, parts } from './inspect-vocabulary.js'
import { isNormalized } from './inspect-words.js'
import type { ColumnFinding, InspectionChoices } from './inspection.js'

/** A finding with the table it is in and what was seen there. */
export interface Located extends ColumnFinding {
  readonly in: CatalogTable
  /** The column that names the account, where `in` is not the accounts table. */
  readonly key: string | null
  readonly rows: readonly Row[]
  /** The values that somebody said stand for yes: `status=closed,banned`. */
  readonly values?: readonly string[]
  /** For addresses in a table of their own: the column of the accounts that has them, too. */
  readonly copy?: string
}

/** Why a column is what somebody said it is. */
export const told = 'you said so'

export type Findings = Partial<Record<Part, Located>>

export interface Looked {
  readonly findings: Findings
  /** Choices that name no column of the database. */
  readonly unknown: readonly string[]
}

/** Finds every part of an account in a table and in those that belong to it, looking at some rows. */
export function* gatherFindings(
  builder: Builder,
  catalog: Catalog,
  table: CatalogTable,
  { columns: chosen = {} }: InspectionChoices,
): Steps<Looked> {
  const rows = yield* sampleRows(builder, table, columnsOfInterest(table, Object.values(chosen)))
  const idle = findIdleColumns(table)
  const findings: Findings = {}
  const unknown: string[] = []
  for (const part of parts) {
    const choice = chosen[part]
    if (choice === null) continue
    const found =
      choice === undefined
        ? yield* findPart(builder, { catalog, table, rows, part })
        : yield* findChosen(builder, { catalog, table, rows, part }, choice)
    if (found !== null && !idle.includes(found.column)) findings[part] = found
    if (found === null && choice !== undefined) unknown.push(choice)
  }
  const addressed =
    chosen.email === undefined ? yield* preferProven(builder, { catalog, table, findings }) : findings
  return { findings: settleNames(table, chosen, withVerification(addressed, chosen)), unknown }
}

function columnsOfInterest(table: CatalogTable, chosen: readonly (string | null)[]): string[] {
  const named = chosen.flatMap((name) => namedColumn(table, name?.split('=')[0] ?? '')?.name ?? [])
  const found = parts.flatMap((part) => rankColumns(table, part).map(({ column }) => column.name))
  const demanded = table.columns.filter(({ isRequired, hasDefault }) => isRequired && !hasDefault)
  const copies = table.columns.filter(({ name }) => isNormalized(name))
  return [...new Set([...named, ...found, ...[...demanded, ...copies].map(({ name }) => name)])]
}

interface Search {
  readonly catalog: Catalog
  readonly table: CatalogTable
  readonly rows: readonly Row[]
  readonly part: Part
}

/** Only these are looked for in other tables: the rest means something else there. */
const apart: readonly Part[] = ['email', 'passwordHash', 'salt']

function* findPart(builder: Builder, { catalog, table, rows, part }: Search): Steps<Located | null> {
  const own = findColumn(table, part, rows)
  if (own !== null && (own.confidence !== 'guess' || !apart.includes(part)))
    return { ...own, in: table, key: null, rows }
  const elsewhere = apart.includes(part) ? findPartTables(catalog, table, part) : []
  for (const { table: other, key } of elsewhere) {
    const found = yield* findIn(builder, { table: other, key, part })
    if (found !== null) return found
  }
  return own === null ? null : { ...own, in: table, key: null, rows }
}

interface Elsewhere {
  readonly table: CatalogTable
  readonly key: string
  readonly part: Part
}

function* findIn(builder: Builder, { table, key, part }: Elsewhere): Steps<Located | null> {
  const rows = yield* sampleRows(
    builder,
    table,
    table.columns.filter(isReadable).map(({ name }) => name),
  )
  const found = findColumn(table, part, rows)
  if (found === null || found.confidence === 'guess') return null
  const reasons = [...found.reasons, `${table.name}.${key} names the account`]
  return { ...found, reasons, table: table.name, in: table, key, rows }
}

function isReadable({ kind }: { readonly kind: string }): boolean {
  return kind !== 'other'
}

/** `email`, or `CUST_EMAIL.ADDR` in another table. */
function* findChosen(builder: Builder, search: Search, choice: string): Steps<Located | null> {
  const [name = '', values] = choice.split('=')
  const found = yield* findNamed(builder, search, name)
  return found === null || values === undefined ? found : { ...found, values: values.split(',') }
}

function* findNamed(builder: Builder, search: Search, choice: string): Steps<Located | null> {
  const { catalog, table, rows } = search
  const said = { table: null, confidence: 'sure', reasons: [told], alternatives: [] } as const
  const own = namedColumn(table, choice)
  if (own !== null) return { ...said, column: own.name, in: table, key: null, rows }
  const [tableName = '', columnName = ''] = choice.split('.')
  const other = catalog.tables.find(({ name }) => isSameName(name, tableName))
  const column = other === undefined ? null : namedColumn(other, columnName)
  const key = other === undefined ? null : keyTo(table, other)
  if (other === undefined || column === null || key === null) return null
  const seen = yield* sampleRows(builder, other, [key, column.name])
  return { ...said, column: column.name, table: other.name, in: other, key, rows: seen }
}

interface Found {
  readonly catalog: Catalog
  readonly table: CatalogTable
  readonly findings: Findings
}

/** A table of addresses that also tells which are proven knows more than the column of the accounts. */
function* preferProven(builder: Builder, { catalog, table, findings }: Found): Steps<Findings> {
  const { email, emailVerified } = findings
  if (email === undefined || email.table !== null || emailVerified !== undefined) return findings
  const better = findPartTables(catalog, table, 'email').find(
    (part) => rankColumns(part.table, 'emailVerified').length > 0,
  )
  const found = better === undefined ? null : yield* findIn(builder, { ...better, part: 'email' })
  // Some accounts may not be in it: nobody would find those.
  if (found === null || found.rows.length < email.rows.length) return findings
  return { ...findings, email: { ...found, copy: email.column } }
}

/** Where addresses have a table of their own, whether one is proven stands beside it. */
function withVerification(findings: Findings, chosen: NonNullable<InspectionChoices['columns']>): Findings {
  const { email, emailVerified } = findings
  if (email === undefined || email.table === null || chosen.emailVerified !== undefined) return findings
  const beside = findColumn(email.in, 'emailVerified', email.rows)
  if (beside === null || emailVerified !== undefined) return findings
  return {
    ...findings,
    emailVerified: { ...beside, table: email.table, in: email.in, key: email.key, rows: email.rows },
  }
}

// `name` is a person's in one schema and what one signs in with in another: then it is unique.
function settleNames(
  table: CatalogTable,
  chosen: NonNullable<InspectionChoices['columns']>,
  findings: Findings,
): Findings {
  const { username, name, firstName, lastName, ...rest } = findings
  if (username === undefined && chosen.username === undefined && name !== undefined && isKey(table, name)) {
    const reasons = [...name.reasons, 'it is unique, as a username is']
    return {
      ...rest,
      ...whole({ firstName, lastName }),
      username: { ...name, confidence: 'likely', reasons },
    }
  }
  const isSame = name !== undefined && name.column === username?.column
  return {
    ...rest,
    ...(username === undefined ? {} : { username }),
    ...(name === undefined || isSame ? {} : { name }),
    ...whole({ firstName, lastName }),
  }
}

function isKey(table: CatalogTable, { column }: Located): boolean {
  return isUniqueAlone(table, column)
}

/** A first name alone is no name. */
function whole({ firstName, lastName }: Record<'firstName' | 'lastName', Located | undefined>): Findings {
  return firstName === undefined || lastName === undefined ? {} : { firstName, lastName }
}

/** What was seen in the column of a finding, without empty values. */
export function seenValues({ rows, column }: Located): unknown[] {
  return valuesOf(rows, column)
}
