import type { SqlAccess } from '../apps/access.js'
import type { Dialect } from '../dialect.js'
import { SqlConfigurationError } from '../errors.js'
import { identifierProblem } from '../identifier.js'
import { createMysqlDialect } from '../mysql.js'
import type { OwnTable } from '../options.js'
import { createPostgresDialect } from '../postgres.js'
import { createSqliteDialect } from '../sqlite.js'
import { ownTables } from '../tables.js'
import { printDrizzle } from './drizzle.js'
import { printKnex, printMikroOrm, printSequelize, printSql, printTypeorm } from './migration-files.js'
import { printPrisma } from './prisma.js'
import type { Tables } from './tables-to-print.js'

const printers = {
  sql: printSql,
  postgrator: printSql,
  knex: printKnex,
  sequelize: printSequelize,
  typeorm: printTypeorm,
  'mikro-orm': printMikroOrm,
  prisma: printPrisma,
  drizzle: printDrizzle,
} as const satisfies Readonly<Record<string, (tables: Tables) => string>>

/** A tool that runs an app's own migrations. */
export type MigrationTool = keyof typeof printers

export const migrationTools = Object.keys(printers).filter(isMigrationTool)

/** Whether a text names a tool that `printTables` writes for. */
export function isMigrationTool(name: string): name is MigrationTool {
  return Object.hasOwn(printers, name)
}

export interface PrintOptions {
  readonly tool: MigrationTool
  readonly dialect: SqlAccess['dialect']
  /** How the app's own files are loaded. Matters to Knex and Sequelize. Default `esm`. */
  readonly modules?: 'esm' | 'commonjs'
  /** The time in the name of a migration, for TypeORM and MikroORM. Default now. */
  readonly at?: Date
  /** Default `amazon_links`. */
  readonly links?: OwnTable
  /** Default `sparekey_tickets`. */
  readonly tickets?: OwnTable
  /** Default `sparekey_limits`. */
  readonly limits?: OwnTable
  /** Default `sparekey_audit`. */
  readonly audit?: OwnTable
  /** Default `sparekey_outbox`. */
  readonly outbox?: OwnTable
}

/**
 * Sparekey's tables as the app's own migration tool takes them: a migration, Prisma's models, Drizzle's tables, or plain
 * SQL. Throws `SqlConfigurationError` for a name that cannot be used.
 */
export function printTables(options: PrintOptions): string {
  const named = {
    links: options.links ?? { table: 'amazon_links' },
    tickets: options.tickets ?? { table: 'sparekey_tickets' },
    limits: options.limits ?? { table: 'sparekey_limits' },
    audit: options.audit ?? { table: 'sparekey_audit' },
    outbox: options.outbox ?? { table: 'sparekey_outbox' },
  }
  const problems = Object.entries(named).flatMap(([where, own]) => nameProblems(options.tool, where, own))
  if (problems.length > 0) throw new SqlConfigurationError(problems)
  const { links, ...others } = named
  const dialect = dialects[options.dialect]()
  const definitions = ownTables({
    links: { kind: 'table', table: qualified(links) },
    tickets: qualified(others.tickets),
    limits: qualified(others.limits),
    audit: qualified(others.audit),
    outbox: qualified(others.outbox),
  })
  const { modules = 'esm', at = new Date() } = options
  return printers[options.tool]({ dialect, definitions, modules, at })
}

const dialects: Readonly<Record<SqlAccess['dialect'], () => Dialect>> = {
  postgres: createPostgresDialect,
  mysql: createMysqlDialect,
  sqlite: createSqliteDialect,
}

function nameProblems(tool: MigrationTool, where: string, { table, schema }: OwnTable): string[] {
  const names = [identifierProblem(`${where}.table`, table)]
  if (schema !== undefined) names.push(identifierProblem(`${where}.schema`, schema))
  if (schema !== undefined && (tool === 'prisma' || tool === 'drizzle'))
    names.push(
      `${where}.schema: models of ${tool} are printed without one. Leave it out here, and name it in the model.`,
    )
  return names.flatMap((problem) => problem ?? [])
}

function qualified({ table, schema }: OwnTable): string {
  return schema === undefined ? table : `${schema}.${table}`
}
