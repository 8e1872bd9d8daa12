import type { Examined } from './diagnose.js'
import type { Column } from './dialect.js'
import type { Steps } from './executor.js'
import type { Finding } from './finding.js'
import type { Settings } from './settings.js'

/** Columns that an account must have and that nothing fills in: every sign-up would fail at them. */
export function* diagnoseSignUp({ settings }: Examined): Steps<Finding[]> {
  const { accounts, accountsTable, database } = settings
  const shape = yield* database.dialect.describeTable(accounts.table, accounts.schema ?? null)
  const filled = new Set(filledColumns(settings).map((name) => name.toLowerCase()))
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

/** Every column that some part of the mapping names is written at a sign-up, the id only where it is made here. */
function filledColumns({ accounts }: Settings): string[] {
  const { table: _table, schema: _schema, id, fields = {}, defaults = {}, newId, ...mapped } = accounts
  return [
    ...(newId === undefined ? [] : [id]),
    ...Object.values(mapped).flatMap(columnsIn),
    ...Object.values(fields),
    ...Object.keys(defaults),
  ]
}

/** A part may be a column, several, or an object that names some. */
function columnsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part]
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(columnsIn) : []
}
