import type { FieldProblem, Registration } from '../ports/host.js'
import { toBindable } from './bindable.js'
import { broughtValues } from './brought-values.js'
import { type Column, type TableShape } from './dialect.js'
import type { Steps } from './executor.js'
import { flagColumn, isSwitch, unsetValue } from './flag.js'
import { inCase } from './letter-case.js'
import { makeValues } from './made-value.js'
import type { Part } from './mapping.js'
import type { Flag } from './options.js'
import type { Settings } from './settings.js'
import { columnOf, lengthOf } from './shape.js'
import { unfilledColumns } from './unfilled-columns.js'
import { unusablePassword } from './unusable-password.js'

type Values = Record<string, unknown>

/** Rows to write for a new account. */
export interface AccountDraft {
  readonly values: Readonly<Values>
  /** The registration field of each column that the visitor can do something about. */
  readonly fieldOf: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly parts: readonly PartDraft[]
}

/** A row beside the account; its account is filled in when there is one. */
export interface PartDraft {
  readonly part: Part
  readonly values: Readonly<Values>
  readonly fieldOf: Readonly<Record<string, string>>
}

export function* draftAccount(settings: Settings, registration: Registration): Steps<AccountDraft> {
  const { database, accounts } = settings
  const shape = yield* database.dialect.describeTable(accounts.table, accounts.schema ?? null)
  const brought = broughtValues(settings, registration)
  const values: Values = {
    ...ownValues(settings, registration, shape),
    ...makeValues(accounts.defaults, { now: settings.clock(), column: (name) => columnOf(shape, name) }),
  }
  const problems: FieldProblem[] = []
  for (const { field, name, value, role } of brought) {
    const column = columnOf(shape, name)
    const bindable = bindableOrNull(value, column)
    if (bindable === undefined) problems.push({ field, problem: 'invalid' })
    else if (bindable !== null) values[name] = bindable
    else if (isMissing(column, role)) {
      problems.push({
        field,
        problem: role === 'last-name' && registration.name !== null ? 'incomplete' : 'required',
      })
    }
  }
  return {
    values,
    problems,
    fieldOf: Object.fromEntries(brought.map(({ field, name }) => [name, field])),
    parts: [...(yield* emailRow(settings, registration)), ...(yield* hashRow(settings))],
  }
}

/** Addresses and usernames are never made up; anything else may have a default of the host's. */
function isMissing(column: Column | undefined, role: string): boolean {
  return column?.isRequired === true && (role === 'identifier' || !column.hasDefault)
}

function bindableOrNull(value: unknown, column: Column | undefined) {
  const most = column === undefined ? null : lengthOf(column)
  if (typeof value === 'string' && most !== null && Array.from(value).length > most) return undefined
  try {
    return toBindable(value)
  } catch {
    return undefined
  }
}

/** What the visitor may never decide: the id, the password, whether the mailbox is proven and the account open. */
function ownValues(settings: Settings, { emailProven }: Registration, shape: TableShape | null): Values {
  const { accounts, mapping, clock } = settings
  const { newId } = accounts
  const { passwordHash, emailVerified, disabled } = mapping
  return {
    ...(newId === undefined ? {} : { [accounts.id]: newId === 'uuid' ? crypto.randomUUID() : newId() }),
    ...(passwordHash?.part === null ? secretValues(passwordHash, shape) : {}),
    ...Object.assign({}, ...disabled.map((flag) => openValue(flag, shape))),
    ...(emailVerified === null ? {} : proofValue(emailVerified, shape, emailProven ? clock() : null)),
  }
}

function secretValues(
  { column, salt }: { column: string; salt: string | null },
  shape: TableShape | null,
): Values {
  const secret = (name: string): Values => {
    const found = columnOf(shape, name)
    return { [name]: found?.isRequired ? unusablePassword(lengthOf(found)) : null }
  }
  return { ...secret(column), ...(salt === null ? {} : secret(salt)) }
}

function openValue(flag: Flag, shape: TableShape | null): Values {
  const column = columnOf(shape, flagColumn(flag))
  const isLeftOut = column === undefined || column.hasDefault
  // Empty would mean disabled where all but some values do.
  const isNeeded = column?.isRequired === true || (typeof flag !== 'string' && 'otherThan' in flag)
  const value = isLeftOut || !isNeeded ? undefined : unsetValue(flag, column)
  return value === undefined ? {} : { [flagColumn(flag)]: value }
}

function proofValue(flag: Flag, shape: TableShape | null, provenAt: Date | null): Values {
  const name = flagColumn(flag)
  const column = columnOf(shape, name)
  const value = provenAt === null ? unsetValue(flag, column) : provenMark(flag, column, provenAt)
  return value === undefined ? {} : { [name]: value }
}

function provenMark(flag: Flag, column: Column | undefined, now: Date): unknown {
  if (typeof flag === 'string') return isSwitch(column) ? true : now
  return 'values' in flag ? flag.values[0] : undefined
}

/** The row of a new address, in a table of its own. */
function* emailRow(settings: Settings, { email, emailProven }: Registration): Steps<PartDraft[]> {
  const mapping = settings.mapping.email
  if (!mapping?.part || !email) return []
  const { part, column, normalized } = mapping
  const shape = yield* settings.database.dialect.describeTable(part.table, part.schema)
  const now = settings.clock()
  const address = {
    [column]: inCase(mapping.case, email),
    ...(normalized === null ? {} : { [normalized.column]: inCase(normalized.case, email) }),
  }
  const values = {
    ...(part.verified === undefined ? {} : proofValue(part.verified, shape, emailProven ? now : null)),
    ...(part.primary === undefined ? {} : { [part.primary]: true }),
    ...makeValues(part.defaults, { now, column: (name) => columnOf(shape, name) }),
    ...address,
  }
  const fieldOf = Object.fromEntries(Object.keys(address).map((name) => [name, 'email']))
  return [{ part, values, fieldOf }]
}

/** The row of an unusable hash, in a table of its own. Left out where it cannot be filled: no row is no password. */
function* hashRow({ mapping: { passwordHash }, database, clock }: Settings): Steps<PartDraft[]> {
  if (!passwordHash?.part) return []
  const { part } = passwordHash
  const shape = yield* database.dialect.describeTable(part.table, part.schema)
  if (shape === null) return []
  const values = {
    ...makeValues(part.defaults, { now: clock(), column: (name) => columnOf(shape, name) }),
    ...part.where,
    ...secretValues(passwordHash, shape),
  }
  if (unfilledColumns(shape, [...Object.keys(values), part.account]).length > 0) return []
  return [{ part, values, fieldOf: {} }]
}
