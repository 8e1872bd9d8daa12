import type { Clock } from '../ports/clock.js'
import type { Limiter } from '../ports/limiter.js'
import { type HostDatabase, openDatabase } from './database.js'
import { SqlConfigurationError } from './errors.js'
import { identifierProblem } from './identifier.js'
import { createSqlLimiter } from './limiter.js'
import { createPlainLinkStore, type PlainLinkStore } from './link-store.js'
import { createSubjectRows } from './links-in-table.js'
import { migrateStore, storeMigrationStatements } from './migration.js'
import type { StoreSettings } from './settings.js'

/** Where the tables of our own lie, for a host whose accounts are elsewhere. */
export interface SqlLinksOptions {
  readonly database: HostDatabase
  /** Default `amazon_links`. */
  readonly links?: { readonly table: string }
  /** Default `sparekey_tickets`. */
  readonly tickets?: { readonly table: string }
  /** Default `sparekey_limits`. */
  readonly limits?: { readonly table: string }
  /** Default `sparekey_audit`. */
  readonly audit?: { readonly table: string }
  /** Mails until they are sent. Default `sparekey_outbox`. */
  readonly outbox?: { readonly table: string }
  readonly clock?: Clock
}

/** A `LinkStore` over a database of its own, with the limiter that belongs to it. */
export interface SqlLinks extends PlainLinkStore {
  /** Counts attempts in the same database, for all instances together. */
  readonly limiter: Limiter
  /** The statements that `migrate` would run now. */
  migrationStatements(): Promise<string[]>
  /** Adds what is missing and changes nothing else; may be run again. Answers the statements that ran. */
  migrate(): Promise<string[]>
}

/**
 * Links in tables of our own, for a host of your own whose accounts lie in another database or behind a service. Throws
 * `SqlConfigurationError` for a database or a name that cannot be used.
 */
export function sqlLinks(options: SqlLinksOptions): SqlLinks {
  const { settings, table } = readStoreSettings(options)
  return {
    ...createPlainLinkStore(settings, createSubjectRows(settings.database, table)),
    limiter: createSqlLimiter(settings),
    migrationStatements: () => storeMigrationStatements(settings),
    migrate: () => migrateStore(settings),
  }
}

function readStoreSettings(options: SqlLinksOptions): { settings: StoreSettings; table: string } {
  const database = openDatabase(options.database)
  const table = options.links?.table ?? 'amazon_links'
  const tables = {
    tickets: options.tickets?.table ?? 'sparekey_tickets',
    limits: options.limits?.table ?? 'sparekey_limits',
    audit: options.audit?.table ?? 'sparekey_audit',
    outbox: options.outbox?.table ?? 'sparekey_outbox',
  }
  const named = { links: table, ...tables }
  const problems = Object.entries(named).flatMap(
    ([where, name]) => identifierProblem(`${where}.table`, name) ?? [],
  )
  if (new Set(Object.values(named)).size < Object.keys(named).length)
    problems.push('links, tickets, limits, audit and outbox: give each a table of its own.')
  if (database === null) problems.push('database: not an open database that is known here.')
  if (database === null || problems.length > 0) throw new SqlConfigurationError(problems)
  const clock = options.clock ?? (() => new Date())
  return { settings: { ...tables, database, links: { kind: 'table', table }, clock }, table }
}
