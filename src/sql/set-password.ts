import { type SqlBool, sql } from 'kysely'
import type { AccountId } from '../linking/facts.js'
import type { Host } from '../ports/host.js'
import type { AccountRows } from './account-rows.js'
import { AccountUnavailableError, SqlConfigurationError } from './errors.js'
import type { Row, Steps } from './executor.js'
import { lockAccount } from './lock-account.js'
import { makeValues } from './made-value.js'
import type { HashMapping } from './mapping.js'
import type { SqlAccount } from './options.js'
import type { PasswordHashes } from './password-hashes.js'
import type { Settings } from './settings.js'
import { columnOf, valueIn } from './shape.js'
import { findHashRows, findStoredHash } from './stored-hash.js'

interface Parts {
  readonly settings: Settings
  readonly accounts: AccountRows
  readonly hashes: PasswordHashes
}

type SetPassword = Required<Pick<Host<SqlAccount>, 'setPassword'>>['setPassword']

/** Gives an account its first password: the hash that the site's own function makes of it. */
export function createSetPassword(
  parts: Parts,
  hashPassword: (password: string) => Promise<string>,
): SetPassword {
  const { settings } = parts
  return async ({ id }, password) => {
    const hash = await hashPassword(password)
    requireUsable(parts, hash)
    const write = () => writeFirst(parts, id, hash)
    return await settings.database.executor.transaction(write).catch((error: unknown) => {
      // Somebody else's row came first.
      if (settings.database.dialect.readViolation(error)?.rule === 'unique') return 'has-password' as const
      throw error
    })
  }
}

/** A hash that nobody can check would lock its owner out, and the password itself in its place would lie open. */
function requireUsable({ settings, hashes }: Parts, hash: unknown): void {
  const isUsable = typeof hash === 'string' && hashes.recognizeHash(hash, settings.passwords) !== null
  if (isUsable && !hash.includes('\0')) return
  throw new SqlConfigurationError([
    'hashPassword: what it answered is no hash that verifyPassword could check. Make the hash that the site itself stores.',
  ])
}

function* writeFirst(
  { settings, accounts, hashes }: Parts,
  id: AccountId,
  hash: string,
): Steps<'has-password' | undefined> {
  const { passwordHash } = settings.mapping
  yield* lockAccount(settings, id)
  const account = yield* accounts.find(id)
  if (account === null || passwordHash === null)
    throw new AccountUnavailableError('The account was gone before its password could be written.')
  if ((yield* findStoredHash(settings, hashes, account)) !== null) return 'has-password'
  const rows = yield* findHashRows(settings, passwordHash, account)
  const [row, another] = rows
  if (another !== undefined || !isBlank(passwordHash, row)) return 'has-password'
  const written = row === undefined ? insertHash : updateHash
  return (yield* written({ settings, mapping: passwordHash, id, hash, row })) ? undefined : 'has-password'
}

/** Nothing, or a mark that no scheme makes. Anything else may be a hash of a kind that only the site knows. */
function isBlank({ column }: HashMapping, row: Row | undefined): boolean {
  const stored = row === undefined ? null : (valueIn(row, column) ?? null)
  return stored === null || (typeof stored === 'string' && /^\s*(?:$|[!*])/.test(stored))
}

interface Writing {
  readonly settings: Settings
  readonly mapping: HashMapping
  readonly id: AccountId
  readonly hash: string
  readonly row: Row | undefined
}

/** Whether the row was still as it was read: a site that sets a password meanwhile takes no lock of ours. */
function* updateHash({ settings, mapping, id, hash, row = {} }: Writing): Steps<boolean> {
  const { accounts, accountsTable, database } = settings
  const { column, part } = mapping
  const ids = yield* settings.columns.id()
  const stored = valueIn(row, column) ?? null
  const isSame = stored === null ? sql<SqlBool>`${sql.ref(column)} is null` : equals(column, stored)
  const isHis = part === null ? ids.equals(accounts.id, id) : equals(part.account, id)
  const { affected } = yield database.builder
    .updateTable(part?.qualified ?? accountsTable)
    .set({ [column]: hash })
    .where((where) => where.and([isHis, isSame, ...matchesOf(mapping)]))
    .compile()
  return affected === 1
}

function* insertHash({ settings, mapping, id, hash }: Writing): Steps<boolean> {
  const { database, clock } = settings
  const { column, part } = mapping
  if (part === null) return false
  const shape = yield* database.dialect.describeTable(part.table, part.schema)
  const made = makeValues(part.defaults, { now: clock(), column: (name) => columnOf(shape, name) })
  const values = { ...made, ...part.where, [column]: hash, [part.account]: id }
  const taken = sql.join([equals(part.account, id), ...matchesOf(mapping)], sql` and `)
  const names = Object.keys(values).map((name) => sql.ref(name))
  const given = Object.values(values).map((value) => sql`${value}`)
  const table = sql.table(part.qualified)
  // Before MySQL 8 a condition needs a table to be about.
  const fromNothing = database.dialect.name === 'mysql' ? sql`from dual` : sql``
  const { affected } = yield sql`
    insert into ${table} (${sql.join(names)}) select ${sql.join(given)} ${fromNothing}
    where not exists (select 1 from ${table} where ${taken})`.compile(database.builder)
  return affected === 1
}

function matchesOf({ part }: HashMapping) {
  return Object.entries(part?.where ?? {}).map(([name, value]) => equals(name, value))
}

function equals(column: string, value: unknown) {
  return sql<SqlBool>`${sql.ref(column)} = ${value}`
}
