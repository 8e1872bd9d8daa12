import { type CompiledQuery, type Expression, type SqlBool, sql } from 'kysely'
import type { Row, Steps } from './executor.js'
import { flagColumn, isFlagged } from './flag.js'
import { foldCase, inCase } from './letter-case.js'
import type { EmailMapping } from './mapping.js'
import type { Flag } from './options.js'
import type { Settings } from './settings.js'
import { textOf, valueIn } from './shape.js'

/** An address of an account. */
export interface Address {
  readonly email: string | null
  readonly isProven: boolean
}

const joinedEmail = 'sparekey_address'
const joinedVerified = 'sparekey_address_verified'
const joinedPrimary = 'sparekey_address_primary'

/** Compiles a query for accounts, with their addresses where these have a table of their own: a row for each. */
export function compileAccounts(settings: Settings, query: AccountsQuery): CompiledQuery {
  const { email } = settings.mapping
  if (email === null || email.part === null) return query.compile()
  const { qualified, account, verified, primary } = email.part
  const brought = [
    [email.column, joinedEmail] as const,
    ...(verified === undefined ? [] : [[flagColumn(verified), joinedVerified] as const]),
    ...(primary === undefined ? [] : [[primary, joinedPrimary] as const]),
  ]
  const columns = brought.map(([column, alias]) => sql`${sql.id('address', column)} as ${sql.id(alias)}`)
  return sql`
    select account.*, ${sql.join(columns)} from (${query}) as account
    left join ${sql.table(qualified)} as address
    on ${sql.id('address', account)} = ${sql.id('account', settings.accounts.id)}`.compile(
    settings.database.builder,
  )
}

interface AccountsQuery extends Expression<unknown> {
  compile(): CompiledQuery
}

/** The address that the host writes to: of several the primary one, else a proven one. */
export function addressOf(settings: Settings, rows: readonly Row[]): Address {
  const { email, emailVerified } = settings.mapping
  const [first = {}] = rows
  if (email === null) return { email: null, isProven: false }
  if (email.part === null) {
    const isProven = emailVerified !== null && isProvenBy(settings, emailVerified, first)
    return { email: textOf(settings, valueIn(first, email.column)), isProven }
  }
  const best = rows
    .map((row) => readAddress(settings, email, row))
    .toSorted((one, other) => other.rank - one.rank || (String(one.email) < String(other.email) ? -1 : 1))[0]
  return best ?? { email: null, isProven: false }
}

function readAddress(
  settings: Settings,
  { part }: EmailMapping,
  row: Row,
): Address & { readonly rank: number } {
  const isPrimary = part?.primary !== undefined && isSetIn(row, joinedPrimary, settings)
  const isProven =
    part?.verified !== undefined &&
    isProvenBy(settings, part.verified, { [flagColumn(part.verified)]: row[joinedVerified] })
  return {
    email: textOf(settings, row[joinedEmail]),
    isProven,
    rank: (isPrimary ? 2 : 0) + (isProven ? 1 : 0),
  }
}

function isSetIn(row: Row, column: string, { clock }: Settings): boolean {
  return isFlagged(column, { row, now: clock(), emptyMeans: 'unset' })
}

function isProvenBy({ clock }: Settings, flag: Flag, row: Row): boolean {
  return isFlagged(flag, { row, now: clock(), emptyMeans: 'unset' })
}

/** Ids of the accounts that have this address, those that have proven it first. */
export function* findIdsByAddress(settings: Settings, asked: string): Steps<string[]> {
  const { email } = settings.mapping
  if (email === null || email.part === null) return []
  const { account, qualified, verified } = email.part
  const { builder, dialect } = settings.database
  const condition = yield* equalsAddress(settings, asked, 'address')
  const { rows } = yield builder
    .selectFrom(`${qualified} as address`)
    .select(sql`${dialect.idAsText(`address.${account}`)}`.as('account_id'))
    .select(sql`${sql.id('address', email.column)}`.as(joinedEmail))
    .$if(verified !== undefined, (select) =>
      select.select(sql`${sql.id('address', flagColumn(verified ?? ''))}`.as(joinedVerified)),
    )
    .where(condition)
    .compile()
  const found = rows
    .filter((row) => isSameEmail(settings, textOf(settings, row[joinedEmail]), asked))
    .map((row) => ({ id: String(row['account_id']), ...readAddress(settings, email, row) }))
    // Whoever adds a stranger's address to accounts of their own must not push the owner's out of sight.
    .toSorted((one, other) => other.rank - one.rank)
  return [...new Set(found.map(({ id }) => id))]
}

/** The condition that finds an address, as the site's own sign-in would. It may find more than that. */
export function* equalsAddress(settings: Settings, asked: string, alias: string) {
  const { email } = settings.mapping
  if (email === null) return sql<SqlBool>`1 = 0`
  if (email.normalized !== null) {
    const { column, case: letterCase } = email.normalized
    return sql<SqlBool>`${sql.id(alias, column)} = ${inCase(letterCase, asked)}`
  }
  const column = `${alias}.${email.column}`
  const value = inCase(email.case, asked)
  if (settings.emailComparison === 'exact') return sql<SqlBool>`${sql.ref(column)} = ${value}`
  return (yield* settings.columns.email()).equalsIgnoringCase(column, value)
}

/** Whether a stored address is the one that was asked for: a column's collation may take more for equal than the site does. */
export function isSameEmail(
  { emailComparison, mapping }: Settings,
  stored: string | null,
  asked: string,
): boolean {
  if (stored === null) return false
  if (emailComparison === 'ignore-case') return foldCase(stored) === foldCase(asked)
  return stored === inCase(mapping.email?.case, asked)
}
