import type { Clock } from '../ports/clock.js'
import type { Account, Host } from '../ports/host.js'
import type { HostDatabase } from './database.js'
import type { Row } from './executor.js'

/** An account with its whole row, under the host's own column names. */
export interface SqlAccount extends Account {
  readonly row: Row
}

export type ColumnValue = string | number | bigint | boolean | Date | null

/** Where the host keeps its accounts. Only columns named here are ever written, and of these only at a sign-up. */
export interface AccountsMapping {
  readonly table: string
  readonly schema?: string
  /** The primary key: integer, bigint, UUID or text. */
  readonly id: string
  readonly email?: string
  readonly name?: string
  readonly passwordHash?: string
  /** A flag or a time; set means that the host has proven the mailbox. */
  readonly emailVerified?: string
  /** A flag or a time (`deleted_at`); set means that nobody signs in to this account. */
  readonly disabled?: string
  readonly postalCode?: string
  /** The column of each declared registration field; a field without one is not stored. */
  readonly fields?: Readonly<Record<string, string>>
  /** Values for other columns of a new account. */
  readonly defaults?: Readonly<Record<string, ColumnValue | (() => ColumnValue)>>
  /** Makes the id of a new account, where the database does not. */
  readonly newId?: () => string
}

/** A table of Sparekey's own (recommended), or a column the accounts table has for it. */
export type LinksMapping =
  | { readonly table: string }
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
    'verifyPassword' | 'waysToSignIn' | 'endAccess' | 'admit' | 'updateAccount' | 'verifyNobody'
  >
>

/** How an existing database becomes a host. */
export interface SqlHostOptions extends HostOverrides {
  readonly database: HostDatabase
  readonly accounts: AccountsMapping
  readonly links: LinksMapping
  /** How the host's own sign-in compares addresses. Default `ignore-case`, which takes A to Z for a to z. */
  readonly emailComparison?: 'ignore-case' | 'exact'
  /** `by-mail` when a person can get a new password through a proven mailbox. Default `none`. */
  readonly passwordReset?: 'by-mail' | 'none'
  /** Default `sparekey_tickets`. */
  readonly tickets?: { readonly table: string }
  /** Default `sparekey_limits`. */
  readonly limits?: { readonly table: string }
  /** Default `sparekey_audit`. */
  readonly audit?: { readonly table: string }
  /** Sign-ups on their way, for the column mapping only. Default `sparekey_reservations`. */
  readonly reservations?: { readonly table: string }
  readonly clock?: Clock
}
