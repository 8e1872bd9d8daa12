import { sql } from 'kysely'
import type { AccountId } from '../linking/facts.js'
import { addressOf, compileAccounts, equalsAddress, findIdsByAddress, isSameEmail } from './addresses.js'
import type { Row, Steps } from './executor.js'
import { isFlagged } from './flag.js'
import type { SqlAccount } from './options.js'
import { joinName } from './person-name.js'
import { revisionOf } from './revision.js'
import type { Settings } from './settings.js'
import { textOf, valueIn } from './shape.js'

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
  /** The accounts in rows of which several may be about one account: it has a row for each of its addresses. */
  readAll(rows: readonly Row[]): SqlAccount[]
}

export function createAccountRows(settings: Settings): AccountRows {
  const readAll = (rows: readonly Row[]): SqlAccount[] => readAccounts(settings, rows)
  const rows: AccountRows = {
    readAll,
    read: (row) => readAll([row])[0] ?? null,
    *find(id) {
      if (id.includes('\0')) return null
      const ids = yield* settings.columns.id()
      const select = selectAccounts(settings).where(ids.equals(`account.${settings.accounts.id}`, id))
      const found = yield compileAccounts(settings, select)
      // A number column also answers to `007` and `7e0`; the account has one id only.
      return readAll(found.rows).find((account) => account.id === id) ?? null
    },
    *findByEmail(email) {
      if (settings.mapping.email === null || email === '' || email.includes('\0')) return []
      if (settings.mapping.email.part !== null) return yield* findByAddress(settings, rows, email)
      const condition = yield* equalsAddress(settings, email, 'account')
      const found = yield selectAccounts(settings).where(condition).compile()
      return readAll(found.rows)
        .filter((account) => isSameEmail(settings, account.email, email))
        .toSorted((one, other) => Number(other.emailProven) - Number(one.emailProven))
    },
  }
  return rows
}

// An address of more accounts than this is nobody's.
const mostAccounts = 20

function* findByAddress(settings: Settings, rows: AccountRows, email: string): Steps<SqlAccount[]> {
  const ids = yield* findIdsByAddress(settings, email)
  const accounts: SqlAccount[] = []
  for (const id of ids.slice(0, mostAccounts)) {
    const account = yield* rows.find(id)
    if (account !== null) accounts.push(account)
  }
  return accounts
}

export function selectAccounts(settings: Settings) {
  const { database, accountsTable } = settings
  return database.builder
    .selectFrom(`${accountsTable} as account`)
    .selectAll('account')
    .select(accountIdAsText(settings))
}

/** The id of a selected account, as text. */
export function accountIdAsText({ database, accounts }: Settings) {
  return sql<string>`${database.dialect.idAsText(`account.${accounts.id}`)}`.as(idColumn)
}

function readAccounts(settings: Settings, rows: readonly Row[]): SqlAccount[] {
  const rowsById = new Map<string, Row[]>()
  for (const row of rows) {
    const id = row[idColumn]
    if (typeof id === 'string') rowsById.set(id, [...(rowsById.get(id) ?? []), row])
  }
  return Array.from(rowsById, ([id, own]) => readAccount(settings, id, own))
}

function readAccount(settings: Settings, id: string, rows: readonly Row[]): SqlAccount {
  const [row = {}] = rows
  const { email, isProven } = addressOf(settings, rows)
  return {
    id,
    email,
    emailProven: isProven,
    name: nameIn(settings, row),
    ...postalCodeIn(settings, row),
    disabled: settings.mapping.disabled.some((flag) =>
      isFlagged(flag, { row, now: settings.clock(), emptyMeans: 'set' }),
    ),
    // Asked for when a proof is made, not by whoever returns.
    get revision() {
      return revisionOf(settings, row)
    },
    row: Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith(ownPrefix))),
  }
}

/** Left out where no column holds it: an empty one could be filled. */
function postalCodeIn(settings: Settings, row: Row): Pick<SqlAccount, 'postalCode'> {
  const { postalCode } = settings.accounts
  return postalCode === undefined ? {} : { postalCode: textOf(settings, valueIn(row, postalCode)) }
}

function nameIn(settings: Settings, row: Row): string | null {
  const { name } = settings.mapping
  const text = (column: string): string | null => textOf(settings, valueIn(row, column))
  if (name === null) return null
  return typeof name === 'string' ? text(name) : joinName(text(name.first), text(name.last))
}
