import { randomBytes } from 'node:crypto'
import type { FieldProblem, Registration } from '../ports/host.js'
import type { AccountRows } from './account-rows.js'
import { toBindable } from './bindable.js'
import type { Column, TableShape, Violation } from './dialect.js'
import { AccountUnavailableError } from './errors.js'
import type { Steps } from './executor.js'
import type { ColumnValue, SqlAccount } from './options.js'
import type { Settings } from './settings.js'

/** The fields in the way of a new account. `readProblems` reads it. Thrown inside a transaction, so that it leaves nothing behind. */
class RegistrationProblems extends Error {
  override readonly name = 'RegistrationProblems'
  readonly problems: readonly FieldProblem[]

  constructor(problems: readonly FieldProblem[]) {
    super('The registration cannot be stored as it is.')
    this.problems = problems
  }
}

/** Writes a new account, or throws what `readProblems` reads. A clash with an existing account never leads to that account. */
export function* createAccount(
  settings: Settings,
  rows: AccountRows,
  registration: Registration,
): Steps<SqlAccount> {
  const { database, accounts, accountsTable } = settings
  const shape = yield* database.dialect.describeTable(accounts.table, accounts.schema ?? null)
  const draft = draftAccount(settings, shape, registration)
  if (draft.problems.length > 0) throw new RegistrationProblems(draft.problems)
  const id = yield* insertAccount(settings, draft)
  const account = id === null ? null : yield* rows.find(id)
  if (account !== null) return account
  throw new AccountUnavailableError(
    `The new row in ${accountsTable} has no id. Let the database make one, or give accounts.newId.`,
  )
}

interface Draft {
  readonly values: Readonly<Record<string, unknown>>
  /** The registration field of each column that the visitor can do something about. */
  readonly fieldOf: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}

function draftAccount(settings: Settings, shape: TableShape | null, registration: Registration): Draft {
  const brought = broughtValues(settings, registration)
  const column = (name: string): Column | undefined => shape?.columns.find((one) => one.name === name)
  const values: Record<string, unknown> = {
    ...defaultValues(settings),
    ...ownValues(settings, registration, column),
  }
  const problems: FieldProblem[] = []
  for (const { field, name, value } of brought) {
    const bindable = bindableOrNull(value)
    if (bindable === undefined) problems.push({ field, problem: 'invalid' })
    else if (bindable !== null) values[name] = bindable
    // An address is never made up; anything else may have a default of the host's.
    else if (column(name)?.isRequired && (field === 'email' || !column(name)?.hasDefault)) {
      problems.push({ field, problem: 'required' })
    }
  }
  return { values, problems, fieldOf: Object.fromEntries(brought.map(({ field, name }) => [name, field])) }
}

interface Brought {
  readonly field: string
  readonly name: string
  readonly value: unknown
}

/** What the visitor may decide, and in which column it goes: nothing that is not mapped gets anywhere. */
function broughtValues({ accounts }: Settings, registration: Registration): Brought[] {
  const standard = [
    { field: 'email', name: accounts.email, value: registration.email || null },
    { field: 'name', name: accounts.name, value: registration.name || null },
    { field: 'postal_code', name: accounts.postalCode, value: registration.postalCode || null },
  ]
  const declared = Object.entries(accounts.fields ?? {}).map(([field, name]) => ({
    field,
    name,
    value: Object.hasOwn(registration.fields, field) ? registration.fields[field] : null,
  }))
  return [...standard, ...declared].flatMap(({ field, name, value }) =>
    name === undefined ? [] : [{ field, name, value }],
  )
}

function bindableOrNull(value: unknown) {
  try {
    return toBindable(value)
  } catch {
    return undefined
  }
}

/** What the visitor may never decide: the id, the password, and whether the mailbox is proven. */
function ownValues(
  { accounts, clock }: Settings,
  { emailProven }: Registration,
  column: (name: string) => Column | undefined,
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  const { newId, passwordHash, emailVerified } = accounts
  if (newId !== undefined) values[accounts.id] = newId()
  if (passwordHash !== undefined)
    values[passwordHash] = column(passwordHash)?.isRequired ? unusablePassword() : null
  if (emailVerified !== undefined) {
    const verified = column(emailVerified)
    values[emailVerified] = emailProven ? provenMark(verified, clock()) : verified?.isRequired ? 0 : null
  }
  return values
}

function provenMark(column: Column | undefined, now: Date): unknown {
  return /int|bool|bit|num/i.test(column?.type ?? '') ? 1 : now.toISOString()
}

/** Fits in 60 characters, is different in every row, and verifies under no scheme: there is nothing to guess. */
function unusablePassword(): string {
  return `!${randomBytes(32).toString('base64url')}`
}

function defaultValues({ accounts }: Settings): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(accounts.defaults ?? {}).map(([name, value]) => [name, valueOf(value)]),
  )
}

function valueOf(value: ColumnValue | (() => ColumnValue)): ColumnValue {
  return typeof value === 'function' ? value() : value
}

function* insertAccount(settings: Settings, { values, fieldOf }: Draft): Steps<string | null> {
  const { database, accounts } = settings
  const { table, schema = null, id } = accounts
  try {
    return yield* database.dialect.insertRow({ table, schema, id, values })
  } catch (error) {
    const violation = database.dialect.readViolation(error)
    throw violation === null ? error : new BrokenRule(violation, fieldOf, error)
  }
}

/** A rule of the schema stopped the new account. What it is about is asked when the transaction is over. */
class BrokenRule extends Error {
  override readonly name = 'BrokenRule'
  readonly violation: Violation
  readonly fieldOf: Readonly<Record<string, string>>

  constructor(violation: Violation, fieldOf: Readonly<Record<string, string>>, cause: unknown) {
    super('A rule of the accounts table was broken.', { cause })
    this.violation = violation
    this.fieldOf = fieldOf
  }
}

const problemOf = { unique: 'taken', 'not-null': 'required', check: 'invalid' } as const

/** What stood in the way of a new account, where that is the visitor's to mend; throws any other error on. */
export async function readProblems(
  { database }: Pick<Settings, 'database'>,
  error: unknown,
): Promise<readonly FieldProblem[]> {
  if (error instanceof RegistrationProblems) return error.problems
  if (!(error instanceof BrokenRule)) throw error
  const { violation, fieldOf } = error
  const columns = await database.executor.read(() =>
    database.dialect.columnsOf(violation, Object.keys(fieldOf)),
  )
  const fields = columns.flatMap((column) => fieldOf[column] ?? [])
  // A rule about a column that the visitor has no say in is the host's to mend.
  if (fields.length === 0) throw error.cause
  // Of a key over several columns one is enough to name: the visitor can change it.
  return fields
    .slice(0, violation.rule === 'unique' ? 1 : undefined)
    .map((field) => ({ field, problem: problemOf[violation.rule] }))
}
