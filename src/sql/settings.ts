import { type Database, openDatabase } from './database.js'
import { SqlConfigurationError } from './errors.js'
import { identifierProblem } from './identifier.js'
import type { AccountsMapping, SqlHostOptions } from './options.js'

/** Amazon's issuer, for a column that has no room to name one. */
const amazon = 'https://www.amazon.com'

export type LinksSettings =
  | { readonly kind: 'table'; readonly table: string }
  | {
      readonly kind: 'column'
      readonly column: string
      readonly linkedAt: string | null
      readonly lastUsedAt: string | null
      readonly issuer: string
      readonly reservations: string
    }

/** The options with every default filled in, known to be sound as far as that shows without asking the database. */
export interface Settings {
  readonly database: Database
  readonly accounts: AccountsMapping
  /** The accounts table with its schema, as Kysely takes it. */
  readonly accountsTable: string
  readonly links: LinksSettings
  readonly emailComparison: 'ignore-case' | 'exact'
  readonly passwordReset: 'by-mail' | 'none'
  readonly tickets: string
  readonly limits: string
  readonly audit: string
  readonly clock: () => Date
}

/** What the tables of our own need to know, whether or not accounts lie beside them. */
export type StoreSettings = Pick<Settings, 'database' | 'links' | 'tickets' | 'limits' | 'audit' | 'clock'>

/** Fills in the defaults, or throws with all problems and their fixes. */
export function readSettings(options: SqlHostOptions): Settings {
  const database = openDatabase(options.database)
  const tables = ownTables(options)
  const problems = [
    ...(database === null ? [unknownDatabase] : []),
    ...names(options).flatMap(([where, name]) => identifierProblem(where, name) ?? []),
    ...clashes(options, tables),
    ...wrongChoices(options),
  ]
  if (database === null || problems.length > 0) throw new SqlConfigurationError(problems)
  const { accounts } = options
  return {
    ...tables,
    database,
    accounts,
    accountsTable: accounts.schema === undefined ? accounts.table : `${accounts.schema}.${accounts.table}`,
    links: linksSettings(options, tables.reservations),
    emailComparison: options.emailComparison ?? 'ignore-case',
    passwordReset: options.passwordReset ?? 'none',
    clock: options.clock ?? (() => new Date()),
  }
}

const unknownDatabase =
  'database: not a database that is known here. Pass an open libsql or better-sqlite3 handle, or a Kysely instance over SQLite.'

function ownTables(options: SqlHostOptions) {
  return {
    tickets: options.tickets?.table ?? 'sparekey_tickets',
    limits: options.limits?.table ?? 'sparekey_limits',
    audit: options.audit?.table ?? 'sparekey_audit',
    reservations: options.reservations?.table ?? 'sparekey_reservations',
  }
}

function linksSettings({ links }: SqlHostOptions, reservations: string): LinksSettings {
  if ('table' in links) return { kind: 'table', table: links.table }
  const { column, linkedAt = null, lastUsedAt = null, issuer = amazon } = links
  return { kind: 'column', column, linkedAt, lastUsedAt, issuer, reservations }
}

type Named = readonly [where: string, name: unknown]

function names(options: SqlHostOptions): Named[] {
  const { accounts } = options
  return [
    ['accounts.table', accounts.table],
    ...(accounts.schema === undefined ? [] : [['accounts.schema', accounts.schema] as const]),
    ...accountColumns(options),
    ...('table' in options.links ? [['links.table', options.links.table] as const] : []),
    ...Object.entries(ownTables(options)).map(([option, table]): Named => [`${option}.table`, table]),
  ]
}

function accountColumns({ accounts, links }: SqlHostOptions): Named[] {
  const { id, email, name, passwordHash, emailVerified, disabled, postalCode } = accounts
  const own = { id, email, name, passwordHash, emailVerified, disabled, postalCode }
  const ofLink =
    'column' in links ? { column: links.column, linkedAt: links.linkedAt, lastUsedAt: links.lastUsedAt } : {}
  return [
    ...Object.entries(own).map(([option, column]): Named => [`accounts.${option}`, column]),
    ...Object.entries(ofLink).map(([option, column]): Named => [`links.${option}`, column]),
    ...Object.entries(accounts.fields ?? {}).map(
      ([field, column]): Named => [`accounts.fields.${field}`, column],
    ),
    ...Object.keys(accounts.defaults ?? {}).map((column): Named => [`accounts.defaults.${column}`, column]),
  ].filter(([where, column]) => column !== undefined || where === 'accounts.id' || where === 'links.column')
}

/** Two meanings for one name: one of them would overwrite the other. */
function clashes(options: SqlHostOptions, tables: Readonly<Record<string, string>>): string[] {
  const links = 'table' in options.links ? [['links.table', options.links.table] as const] : []
  const ownNames: Named[] = Object.entries(tables).map(([option, table]) => [`${option}.table`, table])
  return [
    ...doubles(accountColumns(options), 'column'),
    ...doubles([['accounts.table', options.accounts.table], ...links, ...ownNames], 'table'),
  ]
}

function doubles(named: readonly Named[], kind: string): string[] {
  return named.flatMap(([where, name], index) => {
    const earlier = named.slice(0, index).find((other) => sameName(other[1], name))
    return earlier === undefined
      ? []
      : [`${where}: the ${kind} "${String(name)}" is already ${earlier[0]}. Name each ${kind} once.`]
  })
}

// SQLite, and MySQL on some machines, take names in another case for the same.
function sameName(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.toLowerCase()
}

function wrongChoices({ emailComparison, passwordReset, accounts }: SqlHostOptions): string[] {
  const problems: string[] = []
  if (!['ignore-case', 'exact', undefined].includes(emailComparison)) {
    problems.push("emailComparison: choose 'ignore-case' or 'exact'.")
  }
  if (!['by-mail', 'none', undefined].includes(passwordReset)) {
    problems.push("passwordReset: choose 'by-mail' or 'none'.")
  }
  if (passwordReset === 'by-mail' && accounts.emailVerified === undefined) {
    problems.push(
      "passwordReset: 'by-mail' needs accounts.emailVerified, the column that tells which mailboxes are proven.",
    )
  }
  return problems
}
