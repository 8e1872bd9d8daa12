import { type CompiledQuery, sql } from 'kysely'
import type { AccountId } from '../linking/facts.js'
import type { Row, Steps } from './executor.js'
import type { SqlAccount } from './options.js'
import type { Settings } from './settings.js'

/** Our own columns in an answer begin like this, so that they never hide one of the host's. */
export const ownPrefix = 'sparekey_'

/** The id as text: a driver would round a large number. */
export const idColumn = 'sparekey_account_id'

/** Reads the host's accounts. */
export interface AccountRows {
  find(id: AccountId): Steps<SqlAccount | null>
  findByEmail(email: string): Steps<SqlAccount[]>
  /** The account in a row that holds all columns of the accounts table and `idColumn`. */
  read(row: Row): SqlAccount | null
}

export function createAccountRows(settings: Settings): AccountRows {
  const read = (row: Row): SqlAccount | null => readAccount(settings, row)
  return {
    read,
    *find(id) {
      if (id.includes('\0')) return null
      const { rows } = yield selectAccounts(settings)
        .where(`account.${settings.accounts.id}`, '=', id)
        .compile()
      // A number column also answers to `007` and `7e0`; the account has one id only.
      return rows.map(read).find((account) => account?.id === id) ?? null
    },
    *findByEmail(email) {
      if (settings.accounts.email === undefined || email === '' || email.includes('\0')) return []
      const { rows } = yield selectByEmail(settings, settings.accounts.email, email)
      return rows
        .flatMap((row) => read(row) ?? [])
        .filter((account) => isSameEmail(settings, account.email, email))
    },
  }
}

export function selectAccounts(settings: Settings) {
  const { database, accountsTable } = settings
  return database.builder
    .selectFrom(`${accountsTable} as account`)
    .selectAll('account')
    .select(accountIdAsText(settings))
}

/** The id of a selected account, as text. */
export function accountIdAsText({ accounts }: Settings) {
  return sql`cast(${sql.ref(`account.${accounts.id}`)} as text)`.as(idColumn)
}

function selectByEmail(settings: Settings, column: string, email: string): CompiledQuery {
  const { dialect } = settings.database
  const select = selectAccounts(settings)
  if (settings.emailComparison === 'exact') return select.where(`account.${column}`, '=', email).compile()
  return select.where(dialect.equalsIgnoringCase(`account.${column}`, email)).compile()
}

// The collation of the column may take more for equal than the host's sign-in does: accents, trailing spaces.
function isSameEmail({ emailComparison }: Settings, stored: string | null, asked: string): boolean {
  if (stored === null) return false
  return emailComparison === 'exact' ? stored === asked : foldCase(stored) === foldCase(asked)
}

// Only A to Z. `toLowerCase` would take the Kelvin sign for a k, and one person's address for another's.
function foldCase(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function readAccount({ accounts }: Settings, row: Row): SqlAccount | null {
  const id = row[idColumn]
  if (typeof id !== 'string') return null
  const column = (name: string | undefined): unknown => (name === undefined ? null : row[name])
  return {
    id,
    email: textOrNull(column(accounts.email)),
    emailProven: isSet(column(accounts.emailVerified)),
    name: textOrNull(column(accounts.name)),
    disabled: isSet(column(accounts.disabled)),
    row: Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(ownPrefix))),
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

const unset = new Set(['', '0', 'f', 'n', 'no', 'false', '0000-00-00 00:00:00'])

/** A flag that is on, or a time that is there. */
function isSet(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return false
  return typeof value === 'string' ? !unset.has(value.trim().toLowerCase()) : Number(value) !== 0
}
