import type { Row } from './executor.js'
import type { Catalog, CatalogTable } from './inspect-catalog.js'
import { namedColumn, valuesOf } from './inspect-columns.js'
import type { Findings, Located } from './inspect-findings.js'
import { type Flag, findDisabledFlag, findVerifiedFlag } from './inspect-flags.js'
import { primaryKey } from './inspect-parts.js'
import { findRequiredColumns, type RequiredColumn } from './inspect-required.js'
import { wordsOf } from './inspect-words.js'
import type { EmailComparisonFinding, InspectionChoices } from './inspection.js'

export interface Draft {
  readonly host: Readonly<Record<string, unknown>>
  readonly disabled: Flag | null
  readonly verified: Flag | null
  readonly required: readonly RequiredColumn[]
  /** What makes the id of a new account; null where nothing is known that does. */
  readonly newId: 'database' | 'uuid' | null
}

interface Known {
  readonly catalog: Catalog
  readonly table: CatalogTable
  readonly findings: Findings
  readonly choices: InspectionChoices
  readonly emailComparison: EmailComparisonFinding | null
}

/** The options of `sqlHost` that follow from what was found. */
export function draftMapping(known: Known): Draft {
  const { catalog, table, findings, choices, emailComparison } = known
  const disabled = findDisabledFlag(findings)
  const verified = findVerifiedFlag(findings)
  const id = primaryKey(table)
  const newId = findNewId(table)
  const mapped = mappedColumns(table, findings, [disabled, verified])
  const required = findRequiredColumns({
    table,
    rows: rowsOf(table, findings),
    mapped: [...mapped, id ?? ''],
  })
  const accounts = {
    table: table.name,
    ...(table.schema === null ? {} : { schema: table.schema }),
    ...(id === null ? {} : { id }),
    ...(newId === 'uuid' ? { newId: 'uuid' } : {}),
    ...identity(table, findings),
    ...passwordMapping(table, findings),
    ...(verified === null ? {} : { emailVerified: flagMapping(verified) }),
    ...(disabled === null || disabled.confidence === 'guess' ? {} : { disabled: flagMapping(disabled) }),
    ...defaultsMapping(required, choices),
  }
  return {
    host: {
      accounts,
      links: choices.links ?? { table: 'amazon_links' },
      ...(emailComparison === null ? {} : { emailComparison: emailComparison.proposal }),
      ...(resetsByMail(catalog, table) && verified !== null ? { passwordReset: 'by-mail' } : {}),
      ...(choices.passwordScheme === undefined ? {} : { passwords: { scheme: choices.passwordScheme } }),
    },
    disabled,
    verified,
    required,
    newId,
  }
}

function identity(table: CatalogTable, { email, username, name, firstName, lastName, postalCode }: Findings) {
  return {
    ...(email === undefined ? {} : { email: place(email) }),
    ...(username === undefined ? {} : { username: username.column }),
    ...nameMapping(name, firstName, lastName),
    ...(postalCode === undefined || postalCode.in !== table ? {} : { postalCode: postalCode.column }),
  }
}

function nameMapping(name?: Located, first?: Located, last?: Located) {
  if (first !== undefined && last !== undefined && name?.confidence !== 'sure')
    return { name: { first: first.column, last: last.column } }
  return name === undefined ? {} : { name: name.column }
}

function passwordMapping(table: CatalogTable, { passwordHash, salt }: Findings) {
  if (passwordHash === undefined) return {}
  const beside = salt !== undefined && salt.in === passwordHash.in
  return {
    passwordHash: place(passwordHash),
    ...(beside ? { saltColumn: salt.column } : {}),
  }
}

/** A column of the accounts by its name; one of another table with that table. */
function place({ column, table, key }: Located): unknown {
  return table === null ? column : { table, account: key, column }
}

function flagMapping({ column, values }: Flag): unknown {
  return values === null ? column : { column, values }
}

function defaultsMapping(required: readonly RequiredColumn[], { defaults = {} }: InspectionChoices) {
  const filled = required.flatMap(({ column, filling }) => {
    if (filling === null) return []
    return [[column, 'value' in filling ? filling.value : { made: filling.made }] as const]
  })
  const all = { ...Object.fromEntries(filled), ...defaults }
  return Object.keys(all).length === 0 ? {} : { defaults: all }
}

function mappedColumns(table: CatalogTable, findings: Findings, flags: readonly (Flag | null)[]): string[] {
  const own = Object.entries(findings).flatMap(([part, found]) =>
    found.in === table && !['enabled', 'disabled', 'status', 'emailVerified'].includes(part)
      ? [found.column]
      : [],
  )
  return [
    ...own,
    ...flags.flatMap((flag) => (flag === null || flag.values?.length === 0 ? [] : [flag.column])),
  ]
}

function rowsOf(table: CatalogTable, findings: Findings): readonly Row[] {
  return Object.values(findings).find((found) => found.in === table)?.rows ?? []
}

/** A text or UUID key that the database does not fill in is made by the application. */
function findNewId(table: CatalogTable): Draft['newId'] {
  const key = primaryKey(table)
  const column = key === null ? null : namedColumn(table, key)
  if (column === null || column.hasDefault) return 'database'
  if (column.kind === 'uuid') return 'uuid'
  return column.kind === 'text' && (column.length === null || column.length >= 36) ? 'uuid' : null
}

/** A site with tokens for new passwords sends them by mail. */
function resetsByMail(catalog: Catalog, table: CatalogTable): boolean {
  const speaksOfReset = (name: string): boolean => /reset|recover|forgot/.test(wordsOf(name).join(' '))
  return (
    table.columns.some(({ name }) => speaksOfReset(name)) ||
    catalog.tables.some(({ name }) => speaksOfReset(name))
  )
}

/** Values that tell whether rows of a table are about passwords: `credential` in `providerId`. */
export function seenIn(rows: readonly Row[], column: string): string[] {
  return [...new Set(valuesOf(rows, column).map(String))]
}
