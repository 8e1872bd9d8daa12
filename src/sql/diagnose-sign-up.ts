import type { Examined } from './diagnose.js'
import type { Column, TableShape } from './dialect.js'
import type { Steps } from './executor.js'
import type { Finding } from './finding.js'
import { flagColumn, unsetValue } from './flag.js'
import { readMapping } from './mapping.js'
import type { Settings } from './settings.js'
import { columnOf } from './shape.js'

/** Columns that an account must have and that nothing fills in: every sign-up would fail at them. */
export function* diagnoseSignUp({ settings }: Examined): Steps<Finding[]> {
  const { accounts, accountsTable, database } = settings
  const shape = yield* database.dialect.describeTable(accounts.table, accounts.schema ?? null)
  const filled = new Set(filledColumns(settings, shape).map((name) => name.toLowerCase()))
  const required = (shape?.columns ?? []).filter((column) => column.isRequired && !column.hasDefault)
  const unfilled = required.filter((column) => !filled.has(column.name.toLowerCase()))
  if (unfilled.length === 0) {
    return [
      { check: 'sign-up', level: 'ok', message: `A new row of ${accountsTable} gets all that it must have.` },
    ]
  }
  return unfilled.map((column) => describe(settings, column))
}

function describe({ accounts, accountsTable }: Settings, { name, type }: Column): Finding {
  const isId = name.toLowerCase() === accounts.id.toLowerCase()
  return {
    check: 'sign-up',
    level: 'problem',
    message: `${accountsTable}.${name} (${type.toLowerCase()}) must be filled in and has no default: no new account could be made.`,
    fix: isId
      ? 'Give the column a default that makes ids, or accounts.newId where sqlHost is called.'
      : `Give the column a default, put a value under host.accounts.defaults.${name}, or ask for it: map it in host.accounts.fields.`,
  }
}

/** The columns of the accounts table that are written at a sign-up; the id only where it is made here. */
function filledColumns({ accounts }: Settings, shape: TableShape | null): string[] {
  const { email, name, username, passwordHash, emailVerified, disabled } = readMapping(accounts)
  const names = name === null || typeof name === 'string' ? [name] : [name.first, name.last]
  const kept = disabled.filter((flag) => unsetValue(flag, columnOf(shape, flagColumn(flag))) !== undefined)
  const written = [
    ...(accounts.newId === undefined ? [] : [accounts.id]),
    email?.part === null ? email.column : email?.part.copy,
    email?.normalized?.column,
    ...names,
    username?.column,
    username?.normalized?.column,
    ...(passwordHash?.part === null ? [passwordHash.column, passwordHash.salt] : []),
    ...(emailVerified === null ? [] : [flagColumn(emailVerified)]),
    ...kept.map(flagColumn),
    accounts.postalCode,
  ]
  const given = [...Object.values(accounts.fields ?? {}), ...Object.keys(accounts.defaults ?? {})]
  return [...written.flatMap((column) => column ?? []), ...given]
}
