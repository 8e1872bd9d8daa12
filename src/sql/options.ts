import type { Clock } from '../ports/clock.js'
import type { Account, Host } from '../ports/host.js'
import type { PasswordOptions } from '../ports/password-options.js'
import type { HostDatabase } from './database.js'
import type { Row } from './executor.js'

/** An account with its whole row, under the host's own column names. */
export interface SqlAccount extends Account {
  readonly row: Row
}

export type ColumnValue = string | number | bigint | boolean | Date | null

/** A value that is made anew for each account: the time (seconds in a number column), a UUID, or random letters and digits. */
export interface MadeValue {
  readonly made: 'now' | 'uuid' | 'random'
  /** Characters of a random value, 16 to 255. Default 32. */
  readonly length?: number
}

/** Values for columns that nothing else fills in. */
export type DefaultValues = Readonly<Record<string, ColumnValue | MadeValue | (() => ColumnValue)>>

/**
 * How a column says yes. Its bare name: a flag that is on, or a time that is there. `values`: by one of these ·
 * `otherThan`: by anything but these · `when`: by a time that is still to come, or has passed. Case is left aside.
 */
export type Flag =
  | string
  | { readonly column: string; readonly values: readonly ColumnValue[] }
  | { readonly column: string; readonly otherThan: readonly ColumnValue[] }
  | { readonly column: string; readonly when: 'future' | 'past' }

/** A table with rows about accounts, and its column that names the account. */
interface PartTable {
  readonly table: string
  readonly schema?: string
  readonly account: string
  /** Values for other columns of a new row. */
  readonly defaults?: DefaultValues
}

/** A column that holds a text again, all in one case, for the site's own searches. */
export interface NormalizedColumn {
  readonly column: string
  readonly case: 'lower' | 'upper'
}

interface EmailColumn {
  readonly column: string
  /** The site writes and looks for addresses in this case only. Default: as they come. */
  readonly case?: 'lower' | 'upper'
  /** Searched in place of `column`, and filled in beside it. */
  readonly normalized?: NormalizedColumn
}

/** Addresses in a table of their own, one or more for each account. */
export interface EmailTable extends EmailColumn, PartTable {
  /** Set means that the host has proven this mailbox. */
  readonly verified?: Flag
  /** Set for the address that mail goes to, where an account may have several. */
  readonly primary?: string
  /** A column of the accounts table that holds the address as well. */
  readonly copy?: string
}

/** Hashes in a table of their own. An account without a row has no password. */
export interface PasswordHashTable extends PartTable {
  readonly column: string
  /** Which rows are about passwords: `{ "provider": "credential" }`. */
  readonly where?: Readonly<Record<string, string | number | boolean>>
}

/** Two columns for a name: the last word is the family's; a name in Chinese, Japanese or Korean begins with it. */
export interface NameColumns {
  readonly first: string
  readonly last: string
}

/** A name that no two accounts share. It is proposed on the registration page, where the customer may change it. */
export interface UsernameColumn {
  readonly column: string
  /** `email`: the address is the username, and nobody is asked. */
  readonly from?: 'email'
  /** A regular expression for the whole of it. Default `[A-Za-z0-9._-]+`. */
  readonly pattern?: string
  /** Default 30. */
  readonly maxLength?: number
  /** Filled in beside it. */
  readonly normalized?: NormalizedColumn
}

/** Where the host keeps its accounts. Only columns named here are ever written, and of these only at a sign-up. */
export interface AccountsMapping {
  readonly table: string
  readonly schema?: string
  /** The primary key: integer, bigint, UUID or text. */
  readonly id: string
  readonly email?: string | EmailColumn | EmailTable
  readonly name?: string | NameColumns
  readonly username?: string | UsernameColumn
  readonly passwordHash?: string | PasswordHashTable
  /** The salt, where it has a column of its own: in the table of the hash. */
  readonly passwordSalt?: string
  /** Set means that the host has proven the mailbox. For addresses in a table of their own: `email.verified`. */
  readonly emailVerified?: Flag
  /** Set (`deleted_at`, a status) means that nobody signs in to this account. Of several one is enough. */
  readonly disabled?: Flag | readonly Flag[]
  readonly postalCode?: string
  /** The column of each declared registration field; a field without one is not stored. */
  readonly fields?: Readonly<Record<string, string>>
  /** Values for other columns of a new account. */
  readonly defaults?: DefaultValues
  /** Makes the id of a new account, where the database does not. */
  readonly newId?: 'uuid' | (() => string)
}

/** A table of Sparekey's own (recommended), or a column the accounts table has for it. */
export type LinksMapping =
  | { readonly table: string; readonly schema?: string }
  | {
      readonly column: string
      /** A column for the time of linking, ISO 8601 in UTC. */
      readonly linkedAt?: string
      /** A column for the time of the last sign-in with Amazon. */
      readonly lastUsedAt?: string
      /** Whose subjects the column holds. Default `https://www.amazon.com`. */
      readonly issuer?: string
    }

type HostOverrides = Partial<
  Pick<
    Host<SqlAccount>,
    | 'verifyPassword'
    | 'waysToSignIn'
    | 'endAccess'
    | 'admit'
    | 'updateAccount'
    | 'verifyNobody'
    | 'setPassword'
  >
>

/** A table of Sparekey's own. */
export interface OwnTable {
  readonly table: string
  readonly schema?: string
}

/** How an existing database becomes a host. */
export interface SqlHostOptions extends HostOverrides {
  readonly database: HostDatabase
  readonly accounts: AccountsMapping
  readonly links: LinksMapping
  /** How the host's own sign-in compares addresses. Default `ignore-case`, which takes A to Z for a to z. */
  readonly emailComparison?: 'ignore-case' | 'exact'
  /** What the stored hashes do not say about themselves. */
  readonly passwords?: Omit<PasswordOptions, 'salt'>
  /** `by-mail` when a person can get a new password through a proven mailbox. Default `none`. */
  readonly passwordReset?: 'by-mail' | 'none'
  /**
   * Makes the hash that the site itself would store. With it, settings offer a first password to accounts that have
   * none. Not for hashes with a salt column: give `setPassword` there.
   */
  readonly hashPassword?: (password: string) => Promise<string>
  /**
   * What becomes of an address that was never proven when somebody else proves its mailbox. `clear`: it is taken off that
   * account, where its column may be empty. Default: it stays, and the account is emptied of everything else.
   */
  readonly releaseEmail?: 'clear' | ((account: SqlAccount) => Promise<void>)
  /** Default `sparekey_tickets`. */
  readonly tickets?: OwnTable
  /** Default `sparekey_limits`. */
  readonly limits?: OwnTable
  /** Default `sparekey_audit`. */
  readonly audit?: OwnTable
  /** Mails until they are sent. Default `sparekey_outbox`. */
  readonly outbox?: OwnTable
  /** Sign-ups on their way, for the column mapping only. Default `sparekey_reservations`. */
  readonly reservations?: OwnTable
  readonly clock?: Clock
}
