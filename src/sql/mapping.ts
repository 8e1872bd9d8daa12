import type {
  AccountsMapping,
  ColumnValue,
  DefaultValues,
  EmailTable,
  Flag,
  NameColumns,
  NormalizedColumn,
  PasswordHashTable,
  UsernameColumn,
} from './options.js'

/** A table beside the accounts, with a row for an account or several. */
export interface Part {
  readonly table: string
  readonly schema: string | null
  /** With its schema, as Kysely takes it. */
  readonly qualified: string
  readonly account: string
  readonly defaults: DefaultValues
}

export interface EmailMapping {
  readonly column: string
  readonly case: 'lower' | 'upper' | undefined
  readonly normalized: NormalizedColumn | null
  /** Null where the address is a column of the accounts. */
  readonly part: (Part & Pick<EmailTable, 'verified' | 'primary' | 'copy'>) | null
}

export interface HashMapping {
  readonly column: string
  readonly salt: string | null
  readonly part: (Part & { readonly where: Readonly<Record<string, ColumnValue>> }) | null
}

/** Where everything about an account is, in one shape for every way of saying so. */
export interface Mapping {
  readonly email: EmailMapping | null
  readonly name: string | NameColumns | null
  readonly username: UsernameColumn | null
  readonly passwordHash: HashMapping | null
  readonly emailVerified: Flag | null
  readonly disabled: readonly Flag[]
}

export function readMapping(accounts: AccountsMapping): Mapping {
  const { name = null, username, emailVerified, disabled = [] } = accounts
  return {
    email: emailMapping(accounts),
    name,
    username: typeof username === 'string' ? { column: username } : (username ?? null),
    passwordHash: hashMapping(accounts),
    emailVerified: emailVerified ?? null,
    disabled: isList(disabled) ? disabled : [disabled],
  }
}

function emailMapping({ email, schema }: AccountsMapping): EmailMapping | null {
  if (email === undefined) return null
  if (typeof email === 'string') return { column: email, case: undefined, normalized: null, part: null }
  const { column, normalized = null } = email
  const part = 'table' in email ? { ...partOf(email, schema), ...aboutAddresses(email) } : null
  return { column, case: email.case, normalized, part }
}

function aboutAddresses({ verified, primary, copy }: EmailTable) {
  return {
    ...(verified === undefined ? {} : { verified }),
    ...(primary === undefined ? {} : { primary }),
    ...(copy === undefined ? {} : { copy }),
  }
}

function hashMapping({ passwordHash, passwordSalt, schema }: AccountsMapping): HashMapping | null {
  const salt = passwordSalt ?? null
  if (passwordHash === undefined) return null
  if (typeof passwordHash === 'string') return { column: passwordHash, salt, part: null }
  const { where = {}, column } = passwordHash
  return { column, salt, part: { ...partOf(passwordHash, schema), where } }
}

// Without a schema of its own it is beside the accounts.
function partOf(given: EmailTable | PasswordHashTable, beside: string | undefined): Part {
  const { table, account, defaults = {}, schema = beside ?? null } = given
  return { table, schema, qualified: schema === null ? table : `${schema}.${table}`, account, defaults }
}

function isList(value: Flag | readonly Flag[]): value is readonly Flag[] {
  return Array.isArray(value)
}
