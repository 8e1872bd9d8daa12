import type { Clock } from '../ports/clock.js'
import type { Limiter } from '../ports/limiter.js'
import { type AppDatabase, openAppDatabase } from './apps/open-app-database.js'
import { SqlConfigurationError } from './errors.js'
import { identifierProblem } from './identifier.js'
import { createSqlLimiter } from './limiter.js'
import { createPlainLinkStore, type PlainLinkStore } from './link-store.js'
import { createSubjectRows } from './links-in-table.js'
import { migrateStore, storeMigrationStatements } from './migration.js'
import { findTableProblems } from './schema-problems.js'
import type { StoreSettings } from './settings.js'

/** Where the tables of our own lie, for a host whose accounts are elsewhere. */
export interface SqlLinksOptions {
  /** What the app has its database open with: a driver, a query builder, an ORM, or two functions of its own. */
  readonly database: AppDatabase
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
  /** What the database lacks, each with its fix: missing tables, columns and unique keys. */
  problems(): Promise<string[]>
  /** The statements that `migrate` would run now. */
  migrationStatements(): Promise<string[]>
  /** Adds what is missing and changes nothing else; may be run again. Answers the statements that ran. */
  migrate(): Promise<string[]>
}

/**
 * Links in tables of our own, for a host of your own: beside its accounts, whatever opens that database, or elsewhere.
 * Holds no connection between two calls, and none while functions of yours run. Throws `SqlConfigurationError` for a
 * database or a name that cannot be used.
 */
export function sqlLinks(options: SqlLinksOptions): SqlLinks {
  const { settings, table } = readStoreSettings(options)
  return {
    ...createPlainLinkStore(settings, createSubjectRows(settings.database, table)),
    limiter: createSqlLimiter(settings),
    problems: () => settings.database.executor.read(() => findTableProblems(settings)),
    migrationStatements: () => storeMigrationStatements(settings),
    migrate: () => migrateStore(settings),
  }
}

const unknownDatabase =
  'database: not an open database that is known here. Pass a pool of pg or mysql2, postgres.js, a handle of libsql, better-sqlite3 or node:sqlite, an instance of Kysely, Knex, Drizzle, TypeORM, Sequelize, MikroORM or Prisma, over PostgreSQL, MySQL, MariaDB or SQLite; or { dialect, query, transaction }.'

function readStoreSettings(options: SqlLinksOptions): { settings: StoreSettings; table: string } {
  const database = openAppDatabase(options.database)
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
  if (database === null) problems.push(unknownDatabase)
  if (database === null || problems.length > 0) throw new SqlConfigurationError(problems)
  const clock = options.clock ?? (() => new Date())
  return { settings: { ...tables, database, links: { kind: 'table', table }, clock }, table }
}
