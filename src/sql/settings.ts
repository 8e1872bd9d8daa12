import type { PasswordOptions } from '../ports/password-options.js'
import { type AccountColumns, createAccountColumns } from './account-columns.js'
import { type Database, openDatabase } from './database.js'
import { SqlConfigurationError } from './errors.js'
import { type Mapping, readMapping } from './mapping.js'
import type { AccountsMapping, OwnTable, SqlHostOptions } from './options.js'
import { choiceProblems } from './settings-choices.js'
import { clashes, nameProblems } from './settings-names.js'
import { shapeProblems } from './settings-shape.js'

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
  readonly columns: AccountColumns
  /** Where everything about an account is. */
  readonly mapping: Mapping
  readonly passwords: Omit<PasswordOptions, 'salt'>
  readonly links: LinksSettings
  readonly emailComparison: 'ignore-case' | 'exact'
  readonly passwordReset: 'by-mail' | 'none'
  readonly releaseEmail: 'clear' | 'own' | 'never'
  readonly tickets: string
  readonly limits: string
  readonly audit: string
  readonly outbox: string
  readonly clock: () => Date
}

/** What the tables of our own need to know, whether or not accounts lie beside them. */
export type StoreSettings = Pick<
  Settings,
  'database' | 'links' | 'tickets' | 'limits' | 'audit' | 'outbox' | 'clock'
>

/** Fills in the defaults, or throws with all problems and their fixes. */
export function readSettings(options: SqlHostOptions): Settings {
  const database = openDatabase(options.database)
  const misshapen = shapeProblems(options)
  if (misshapen.length > 0) throw new SqlConfigurationError(misshapen)
  const tables = ownTables(options)
  const mapping = readMapping(options.accounts)
  const problems = [
    ...(database === null ? [unknownDatabase] : []),
    ...nameProblems(options, mapping),
    ...clashes(options, mapping, tables),
    ...choiceProblems(options, mapping),
  ]
  if (database === null || problems.length > 0) throw new SqlConfigurationError(problems)
  const { accounts } = options
  return {
    ...tables,
    database,
    accounts,
    accountsTable: qualified(accounts),
    columns: createAccountColumns(database.dialect, placesOf(accounts, mapping)),
    mapping,
    passwords: options.passwords ?? {},
    links: linksSettings(options, tables.reservations),
    emailComparison: options.emailComparison ?? 'ignore-case',
    passwordReset: options.passwordReset ?? 'none',
    releaseEmail: typeof options.releaseEmail === 'function' ? 'own' : (options.releaseEmail ?? 'never'),
    clock: options.clock ?? (() => new Date()),
  }
}

const unknownDatabase =
  'database: not a database that is known here. Pass a pool of pg or mysql2, an open handle of libsql, better-sqlite3 or node:sqlite, or a Kysely instance over one of these.'

function placesOf({ table, id, ...accounts }: AccountsMapping, { email }: Mapping) {
  const schema = accounts.schema ?? null
  const place = email?.part ? { table: email.part.table, schema: email.part.schema } : { table, schema }
  return { id: { table, schema, column: id }, email: { ...place, column: email?.column ?? '' } }
}

function ownTables(options: SqlHostOptions) {
  return {
    tickets: qualified(options.tickets ?? { table: 'sparekey_tickets' }),
    limits: qualified(options.limits ?? { table: 'sparekey_limits' }),
    audit: qualified(options.audit ?? { table: 'sparekey_audit' }),
    outbox: qualified(options.outbox ?? { table: 'sparekey_outbox' }),
    reservations: qualified(options.reservations ?? { table: 'sparekey_reservations' }),
  }
}

/** A table with its schema, as Kysely takes it. */
function qualified({ table, schema }: OwnTable): string {
  return schema === undefined ? table : `${schema}.${table}`
}

function linksSettings({ links }: SqlHostOptions, reservations: string): LinksSettings {
  if ('table' in links) return { kind: 'table', table: qualified(links) }
  const { column, linkedAt = null, lastUsedAt = null, issuer = amazon } = links
  return { kind: 'column', column, linkedAt, lastUsedAt, issuer, reservations }
}
