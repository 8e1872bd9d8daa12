import { flagColumn } from './flag.js'
import { identifierProblem, isSameName } from './identifier.js'
import type { EmailMapping, HashMapping, Mapping } from './mapping.js'
import type { OwnTable, SqlHostOptions } from './options.js'

/** A name with the option it is given in. */
export interface Named {
  readonly where: string
  readonly name: unknown
  /** `flag` and `default`: about a column that may have another meaning as well. */
  readonly role: 'value' | 'flag' | 'default'
}

/** Columns of the accounts table with the option of each. */
export function accountColumns(
  { accounts, links }: Pick<SqlHostOptions, 'accounts' | 'links'>,
  mapping: Mapping,
): Named[] {
  const ofLink =
    'column' in links ? { column: links.column, linkedAt: links.linkedAt, lastUsedAt: links.lastUsedAt } : {}
  return [
    named('accounts.id', accounts.id),
    ...given('accounts', { ...ownColumns(mapping), postalCode: accounts.postalCode }),
    ...flags(mapping),
    ...('column' in links ? [named('links.column', links.column)] : []),
    ...given('links', { ...ofLink, column: undefined }),
    ...given('accounts.fields', accounts.fields ?? {}),
    ...Object.keys(accounts.defaults ?? {}).map(
      (column): Named => ({ where: `accounts.defaults.${column}`, name: column, role: 'default' }),
    ),
  ]
}

function ownColumns({ email, name, username, passwordHash }: Mapping): Record<string, unknown> {
  const apart = typeof name === 'object' && name !== null
  return {
    ...(email === null ? {} : emailColumns(email)),
    ...(apart
      ? { 'name.first': name.first ?? '', 'name.last': name.last ?? '' }
      : { name: name ?? undefined }),
    ...(username === null ? {} : { username: username.column ?? '' }),
    'username.normalized': username?.normalized?.column,
    ...(passwordHash?.part === null ? hashColumns(passwordHash) : {}),
  }
}

function emailColumns({ column, normalized, part }: EmailMapping): Record<string, unknown> {
  if (part !== null) return { 'email.copy': part.copy }
  return { email: column ?? '', 'email.normalized': normalized?.column }
}

function hashColumns({ column, salt }: HashMapping): Record<string, unknown> {
  return { passwordHash: column ?? '', passwordSalt: salt ?? undefined }
}

function flags({ emailVerified, disabled }: Mapping): Named[] {
  const all = [
    ...(emailVerified === null ? [] : [{ where: 'accounts.emailVerified', flag: emailVerified }]),
    ...disabled.map((flag) => ({ where: 'accounts.disabled', flag })),
  ]
  return all.map(({ where, flag }) => ({ where, name: flagColumn(flag), role: 'flag' }))
}

/** Columns of the tables beside the accounts. */
export function partColumns({ email, passwordHash }: Mapping): { email: Named[]; passwordHash: Named[] } {
  return {
    email: email?.part
      ? given('accounts.email', {
          column: email.column ?? '',
          account: email.part.account ?? '',
          normalized: email.normalized?.column,
          verified: email.part.verified === undefined ? undefined : flagColumn(email.part.verified),
          primary: email.part.primary,
          ...columnsAsNames(email.part.defaults),
        })
      : [],
    passwordHash: passwordHash?.part
      ? given('accounts.passwordHash', {
          column: passwordHash.column ?? '',
          account: passwordHash.part.account ?? '',
          passwordSalt: passwordHash.salt ?? undefined,
          ...columnsAsNames(passwordHash.part.where),
          ...columnsAsNames(passwordHash.part.defaults),
        })
      : [],
  }
}

function columnsAsNames(values: object): Record<string, string> {
  return Object.fromEntries(Object.keys(values).map((column) => [`defaults.${column}`, column]))
}

/** Every name that cannot be used, with how to mend it. */
export function nameProblems(options: SqlHostOptions, mapping: Mapping): string[] {
  const parts = partColumns(mapping)
  const columns = [...accountColumns(options, mapping), ...parts.email, ...parts.passwordHash]
  return [...tables(options, mapping), ...columns].flatMap(
    ({ where, name }) => identifierProblem(where, name) ?? [],
  )
}

function tables({ accounts, links, ...options }: SqlHostOptions, { email, passwordHash }: Mapping): Named[] {
  const { tickets, limits, audit, reservations } = options
  const ours: Record<string, OwnTable | undefined> = { tickets, limits, audit, reservations }
  return [
    named('accounts.table', accounts.table),
    ...given('accounts', { schema: accounts.schema }),
    ...[email?.part, passwordHash?.part].flatMap((part, index) =>
      part
        ? given(`accounts.${index === 0 ? 'email' : 'passwordHash'}`, {
            table: part.table,
            schema: part.schema ?? undefined,
          })
        : [],
    ),
    ...('table' in links ? given('links', { table: links.table, schema: links.schema }) : []),
    ...Object.entries(ours).flatMap(([option, table]) =>
      table === undefined ? [] : given(option, { table: table.table ?? '', schema: table.schema }),
    ),
  ]
}

/** Two meanings for one name: one of them would overwrite the other. */
export function clashes(
  options: SqlHostOptions,
  mapping: Mapping,
  ownTables: Readonly<Record<string, string>>,
): string[] {
  const { accounts, links } = options
  const ours = Object.entries(ownTables).map(([option, table]) => named(`${option}.table`, table))
  const accountsTable =
    accounts.schema === undefined ? accounts.table : `${accounts.schema}.${accounts.table}`
  const linksTable =
    'table' in links
      ? [named('links.table', links.schema === undefined ? links.table : `${links.schema}.${links.table}`)]
      : []
  return [
    ...doubles(accountColumns(options, mapping), 'column'),
    ...doubles([named('accounts.table', accountsTable), ...linksTable, ...ours], 'table'),
  ]
}

function doubles(all: readonly Named[], kind: string): string[] {
  return all.flatMap((one, index) => {
    const earlier = all
      .slice(0, index)
      .find((other) => sameName(other.name, one.name) && !maySharePlace(other, one))
    return earlier === undefined
      ? []
      : [
          `${one.where}: the ${kind} "${String(one.name)}" is already ${earlier.where}. Name each ${kind} once.`,
        ]
  })
}

// One status can tell who is disabled and who is proven, and a default says what it is at first.
function maySharePlace(one: Named, other: Named): boolean {
  return (
    one.role !== 'value' && other.role !== 'value' && !(one.role === 'default' && other.role === 'default')
  )
}

// SQLite, and MySQL on some machines, take names in another case for the same.
function sameName(one: unknown, other: unknown): boolean {
  return typeof one === 'string' && typeof other === 'string' && isSameName(one, other)
}

function given(where: string, names: Readonly<Record<string, unknown>>): Named[] {
  return Object.entries(names).flatMap(([option, name]) =>
    name === undefined ? [] : [named(`${where}.${option}`, name)],
  )
}

function named(where: string, name: unknown): Named {
  return { where, name, role: 'value' }
}
