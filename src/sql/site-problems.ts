import type { Column, TableShape } from './dialect.js'
import type { Steps } from './executor.js'
import { flagColumn, unsetValue } from './flag.js'
import type { Part } from './mapping.js'
import type { Settings } from './settings.js'
import { accountColumns, type Named, partColumns } from './settings-names.js'
import { columnOf, hasColumn } from './shape.js'
import { unfilledColumns } from './unfilled-columns.js'

/** What does not fit the site's own tables: no migration of ours mends that. */
export function* accountsProblems(settings: Settings): Steps<string[]> {
  const { accounts, accountsTable, database, mapping } = settings
  const shape = yield* database.dialect.describeTable(accounts.table, accounts.schema ?? null)
  if (shape === null)
    return [`There is no table ${accountsTable}. Name the table of accounts in accounts.table.`]
  const named = accountColumns({ accounts, links: { table: '' } }, mapping)
  return [
    ...missingColumns(accountsTable, shape, named),
    ...idProblems(settings, shape),
    ...newIdProblems(settings, shape),
    ...unfilledProblems(settings, shape, named),
    ...releaseProblems(settings, shape),
    ...(yield* emailTableProblems(settings)),
    ...(yield* hashTableProblems(settings)),
  ]
}

function missingColumns(table: string, shape: TableShape, named: readonly Named[]): string[] {
  return named
    .filter(({ name }) => !hasColumn(shape, String(name)))
    .map(({ where, name }) => `The table ${table} has no column ${String(name)}. Correct ${where}.`)
}

function idProblems({ accounts, accountsTable }: Settings, shape: TableShape): string[] {
  const isUnique = shape.uniqueKeys.some((key) => key.columns.length === 1 && key.columns[0] === accounts.id)
  if (isUnique || !hasColumn(shape, accounts.id)) return []
  return [
    `${accountsTable}.${accounts.id} is not unique, so it names no single account. Map accounts.id to the primary key.`,
  ]
}

/** A text key without a default is made by the application, and so by us. */
function newIdProblems({ accounts, accountsTable }: Settings, shape: TableShape): string[] {
  const column = columnOf(shape, accounts.id)
  if (column === undefined || accounts.newId !== undefined || column.hasDefault || !column.isRequired)
    return []
  return [
    `${accountsTable}.${accounts.id} has no default, so a new account would have no id. Add accounts.newId, which may be 'uuid'.`,
  ]
}

function releaseProblems({ mapping, releaseEmail, accountsTable }: Settings, shape: TableShape): string[] {
  const { email } = mapping
  if (releaseEmail !== 'clear' || email === null) return []
  const names = email.part === null ? [email.column, email.normalized?.column] : [email.part.copy]
  const required = names.filter((name) => name !== undefined && columnOf(shape, name)?.isRequired)
  return required.map(
    (name) =>
      `${accountsTable}.${name} may not be empty, so no address can be taken off an account. Leave out releaseEmail, or give a function that does it.`,
  )
}

function unfilledProblems(settings: Settings, shape: TableShape, named: readonly Named[]): string[] {
  const { accounts, accountsTable, mapping } = settings
  const flags = [...mapping.disabled, ...(mapping.emailVerified === null ? [] : [mapping.emailVerified])]
  const open = flags.filter((flag) => unsetValue(flag, columnOf(shape, flagColumn(flag))) !== undefined)
  const filled = [
    accounts.id,
    ...named.filter(({ role }) => role !== 'flag').map(({ name }) => String(name)),
    ...open.map(flagColumn),
  ]
  return unfilledColumns(shape, filled).map((column) => unfilled(accountsTable, column, 'accounts.defaults'))
}

function unfilled(table: string, { name }: Column, where: string): string {
  return `${table}.${name} is required and has no default, so no account could be made. Add ${where}[${JSON.stringify(name)}].`
}

function* emailTableProblems({ mapping: { email, ...mapping }, database }: Settings): Steps<string[]> {
  if (!email?.part) return []
  const { part } = email
  const shape = yield* database.dialect.describeTable(part.table, part.schema)
  if (shape === null) return [noTable(part, 'email')]
  const named = partColumns({ email, ...mapping }).email
  const filled = named.filter(({ where }) => !where.endsWith('.verified')).map(({ name }) => String(name))
  const { verified } = part
  const isFilled =
    verified !== undefined && unsetValue(verified, columnOf(shape, flagColumn(verified))) !== undefined
  const all = isFilled ? [...filled, flagColumn(verified)] : filled
  return [
    ...missingColumns(part.qualified, shape, named),
    ...unfilledColumns(shape, all).map((column) =>
      unfilled(part.qualified, column, 'accounts.email.defaults'),
    ),
  ]
}

function* hashTableProblems({ mapping, database }: Settings): Steps<string[]> {
  const { part } = mapping.passwordHash ?? {}
  if (!part) return []
  const shape = yield* database.dialect.describeTable(part.table, part.schema)
  if (shape === null) return [noTable(part, 'passwordHash')]
  return missingColumns(part.qualified, shape, partColumns(mapping).passwordHash)
}

function noTable({ qualified }: Part, option: string): string {
  return `There is no table ${qualified}. Correct accounts.${option}.table.`
}
