import type { Builder } from './dialect.js'
import type { Row, Steps } from './executor.js'
import type { Catalog, CatalogTable } from './inspect-catalog.js'
import { findColumn, isUniqueAlone, namedColumn, rankColumns, valuesOf } from './inspect-columns.js'
import { findPartTables, keyTo } from './inspect-parts.js'
import { sampleRows } from './inspect-samples.js'
import { type Part, vocabulary } from './inspect-vocabulary.js'
import { isSameName } from './inspect-words.js'
import type { ColumnFinding, InspectionChoices } from './inspection.js'

/** A finding with the table it is in and what was seen there. */
export interface Located extends ColumnFinding {
  readonly in: CatalogTable
  /** The column that names the account, where `in` is not the accounts table. */
  readonly key: string | null
  readonly rows: readonly Row[]
}

export type Findings = Partial<Record<Part, Located>>

export interface Looked {
  readonly findings: Findings
  /** Choices that name no column of the database. */
  readonly unknown: readonly string[]
}

const parts = Object.keys(vocabulary) as readonly Part[]

/** Finds every part of an account in a table and in those that belong to it, looking at some rows. */
export function* gatherFindings(
  builder: Builder,
  catalog: Catalog,
  table: CatalogTable,
  { columns: chosen = {} }: InspectionChoices,
): Steps<Looked> {
  const rows = yield* sampleRows(builder, table, columnsOfInterest(table, Object.values(chosen)))
  const findings: Findings = {}
  const unknown: string[] = []
  for (const part of parts) {
    const choice = chosen[part]
    if (choice === null) continue
    const found =
      choice === undefined
        ? yield* findPart(builder, { catalog, table, rows, part })
        : yield* findChosen(builder, { catalog, table, rows, part }, choice)
    if (found !== null) findings[part] = found
    else if (choice !== undefined) unknown.push(choice)
  }
  return { findings: settleNames(table, chosen, findings), unknown }
}

function columnsOfInterest(table: CatalogTable, chosen: readonly (string | null)[]): string[] {
  const named = chosen.flatMap((name) => (name === null ? [] : (namedColumn(table, name)?.name ?? [])))
  const found = parts.flatMap((part) => rankColumns(table, part).map(({ column }) => column.name))
  return [...new Set([...named, ...found])]
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
  const { catalog, table, rows } = search
  const told = { table: null, confidence: 'sure', reasons: ['you said so'], alternatives: [] } as const
  const own = namedColumn(table, choice)
  if (own !== null) return { ...told, column: own.name, in: table, key: null, rows }
  const [tableName = '', columnName = ''] = choice.split('.')
  const other = catalog.tables.find(({ name }) => isSameName(name, tableName))
  const column = other === undefined ? null : namedColumn(other, columnName)
  const key = other === undefined ? null : keyTo(table, other)
  if (other === undefined || column === null || key === null) return null
  const seen = yield* sampleRows(builder, other, [key, column.name])
  return { ...told, column: column.name, table: other.name, in: other, key, rows: seen }
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
