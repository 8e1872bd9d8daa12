import type { Row } from './executor.js'
import { emailMapping, findNormalized, passwordMapping, usernameMapping } from './inspect-addresses.js'
import type { Catalog, CatalogTable } from './inspect-catalog.js'
import { namedColumn } from './inspect-columns.js'
import type { Findings, Located } from './inspect-findings.js'
import { type FoundFlag, findDisabledFlags, findVerifiedFlag } from './inspect-flags.js'
import { primaryKey } from './inspect-parts.js'
import { findStamps } from './inspect-programs.js'
import { fillings, findRequiredColumns, type RequiredColumn } from './inspect-required.js'
import { wordsOf } from './inspect-words.js'
import type { EmailComparisonFinding, InspectionChoices } from './inspection.js'

export interface Draft {
  readonly host: Readonly<Record<string, unknown>>
  readonly disabled: readonly FoundFlag[]
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
  const disabled = findDisabledFlags(table, findings)
  const verified = findVerifiedFlag(findings)
  const newId = findNewId(table)
  const required = demanded(table, findings, disabled)
  const host = {
    accounts: {
      ...place(table, newId),
      ...identity(table, findings, verified),
      ...passwordMapping(findings),
      ...(verified === null || findings.email?.table ? {} : { emailVerified: verified.mapping }),
      ...disabledMapping(disabled),
      ...defaultsMapping({
        ...restingValues(table, disabled),
        ...findStamps(table),
        ...fillings(required),
        ...choices.defaults,
      }),
    },
    links: choices.links ?? { table: 'amazon_links' },
    ...(emailComparison === null ? {} : { emailComparison: emailComparison.proposal }),
    ...(resetsByMail(catalog, table) && verified !== null ? { passwordReset: 'by-mail' } : {}),
    ...(choices.passwordScheme === undefined ? {} : { passwords: { scheme: choices.passwordScheme } }),
  }
  return { host, disabled, required, newId }
}

function place(table: CatalogTable, newId: Draft['newId']) {
  const id = primaryKey(table)
  return {
    table: table.name,
    ...(table.schema === null ? {} : { schema: table.schema }),
    ...(id === null ? {} : { id }),
    ...(newId === 'uuid' ? { newId } : {}),
  }
}

function identity(table: CatalogTable, findings: Findings, verified: FoundFlag | null) {
  const { email, username, name, firstName, lastName, postalCode } = findings
  return {
    ...(email === undefined ? {} : { email: emailMapping(email, verified) }),
    ...(username === undefined ? {} : { username: usernameMapping(username, email) }),
    ...nameMapping(name, firstName, lastName),
    ...(postalCode === undefined || postalCode.in !== table ? {} : { postalCode: postalCode.column }),
  }
}

function nameMapping(name?: Located, first?: Located, last?: Located) {
  if (first !== undefined && last !== undefined && name?.confidence !== 'sure')
    return { name: { first: first.column, last: last.column } }
  return name === undefined ? {} : { name: name.column }
}

function disabledMapping(flags: readonly FoundFlag[]) {
  const [only, ...more] = usable(flags).map(({ mapping }) => mapping)
  if (only === undefined) return {}
  return { disabled: more.length === 0 ? only : [only, ...more] }
}

function usable(flags: readonly FoundFlag[]): FoundFlag[] {
  return flags.filter(({ mapping, confidence }) => mapping !== null && confidence !== 'guess')
}

/** A new account is open, also where the database has no opinion. */
function restingValues(table: CatalogTable, flags: readonly FoundFlag[]): Record<string, unknown> {
  const values = usable(flags).flatMap(({ column, resting }) => {
    const found = namedColumn(table, column)
    return resting === null || found === null || !found.isRequired || found.hasDefault
      ? []
      : [[column, resting] as const]
  })
  return Object.fromEntries(values)
}

function demanded(table: CatalogTable, findings: Findings, disabled: readonly FoundFlag[]): RequiredColumn[] {
  const flagParts = ['enabled', 'disabled', 'status']
  const own = Object.entries(findings).flatMap(([part, found]) => [
    ...(found.in === table && !flagParts.includes(part) ? [found.column] : []),
    ...[found.copy, findNormalized(found)?.column].flatMap((column) => column ?? []),
  ])
  const flagged = usable(disabled).map(({ column }) => column)
  const mapped = [...own, ...flagged, primaryKey(table) ?? '']
  return findRequiredColumns({ table, rows: rowsOf(table, findings), mapped })
}

function defaultsMapping(defaults: Readonly<Record<string, unknown>>) {
  return Object.keys(defaults).length === 0 ? {} : { defaults }
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
function resetsByMail({ tables }: Catalog, { columns }: CatalogTable): boolean {
  return [...columns, ...tables].some(({ name }) => /reset|recover|forgot/.test(wordsOf(name).join(' ')))
}
