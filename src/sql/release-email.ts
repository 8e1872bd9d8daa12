import { type SqlBool, sql } from 'kysely'
import type { AccountId } from '../linking/facts.js'
import type { AccountRows } from './account-rows.js'
import type { Row, Steps } from './executor.js'
import { flagColumn, isFlagged, unsetValue } from './flag.js'
import { lockAccount } from './lock-account.js'
import type { EmailMapping } from './mapping.js'
import type { ColumnValue, Flag } from './options.js'
import type { Settings } from './settings.js'
import { columnOf, valueIn } from './shape.js'

/** Takes an address that was never proven off an account. One that is proven by now stays, and so does what changed. */
export function* releaseEmail(settings: Settings, accounts: AccountRows, id: AccountId): Steps<void> {
  const { email } = settings.mapping
  if (email === null) return
  yield* lockAccount(settings, id)
  const account = yield* accounts.find(id)
  if (account === null || account.email === null || account.emailProven) return
  if (email.part === null) return yield* clearColumns(settings, email, account)
  yield* deleteUnproven(settings, email, id)
  if (email.part.copy !== undefined) yield* update(settings, id, { [email.part.copy]: null }, [])
}

function* clearColumns(
  settings: Settings,
  { column, normalized }: EmailMapping,
  { id, row }: { readonly id: AccountId; readonly row: Row },
): Steps<void> {
  const { emailVerified } = settings.mapping
  const emptied = { [column]: null, ...(normalized === null ? {} : { [normalized.column]: null }) }
  const asRead = [unchanged(column, valueIn(row, column))]
  if (emailVerified === null) return yield* update(settings, id, emptied, asRead)
  const mark = flagColumn(emailVerified)
  // The site may prove the mailbox between our reading and this: then it stays.
  const unproven = [...asRead, unchanged(mark, valueIn(row, mark))]
  yield* update(settings, id, { ...emptied, ...(yield* unsetMark(settings, emailVerified)) }, unproven)
}

function* unsetMark(settings: Settings, flag: Flag): Steps<Record<string, ColumnValue>> {
  const { accounts, database } = settings
  const shape = yield* database.dialect.describeTable(accounts.table, accounts.schema ?? null)
  const value = unsetValue(flag, columnOf(shape, flagColumn(flag)))
  return value === undefined ? {} : { [flagColumn(flag)]: value }
}

function* update(
  settings: Settings,
  id: AccountId,
  values: Readonly<Record<string, unknown>>,
  conditions: readonly ReturnType<typeof unchanged>[],
): Steps<void> {
  const { accounts, accountsTable, database } = settings
  const ids = yield* settings.columns.id()
  const table = database.builder.updateTable(accountsTable).set(values)
  yield table.where((where) => where.and([ids.equals(accounts.id, id), ...conditions])).compile()
}

/** Addresses in a table of their own: those that are not proven go, one by one, as they were read. */
function* deleteUnproven(settings: Settings, { column, part }: EmailMapping, id: AccountId): Steps<void> {
  if (part === null) return
  const { builder } = settings.database
  const mark = part.verified === undefined ? [] : [flagColumn(part.verified)]
  const isHis = sql<SqlBool>`${sql.ref(part.account)} = ${id}`
  const { rows } = yield builder
    .selectFrom(part.qualified)
    .select([...new Set([column, ...mark])])
    .where(isHis)
    .compile()
  const now = settings.clock()
  for (const row of rows) {
    const { verified } = part
    if (verified !== undefined && isFlagged(verified, { row, now, emptyMeans: 'unset' })) continue
    const asRead = [column, ...mark].map((name) => unchanged(name, valueIn(row, name)))
    yield builder
      .deleteFrom(part.qualified)
      .where((where) => where.and([isHis, ...asRead]))
      .compile()
  }
}

/** A column as it was read. Times and bytes differ by driver and precision; the row is locked all the same. */
function unchanged(column: string, value: unknown) {
  const name = sql.ref(column)
  if (value === null || value === undefined) return sql<SqlBool>`${name} is null`
  const isComparable = ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
  return isComparable ? sql<SqlBool>`${name} = ${value}` : sql<SqlBool>`${name} is not null`
}
