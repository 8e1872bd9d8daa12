import type { CompiledQuery } from 'kysely'
import type { TableDefinition, TableShape } from './dialect.js'
import type { Steps } from './executor.js'
import type { Settings, StoreSettings } from './settings.js'
import { hasColumn, isUniqueOver } from './shape.js'
import { describeOwnTable, linkColumns, ownTables } from './tables.js'

/** What is missing, as statements that only add. Empty when nothing is. */
export async function migrationStatements(settings: Settings): Promise<string[]> {
  const statements = await settings.database.executor.read(() => planMigration(settings))
  return statements.map((statement) => statement.sql)
}

/** Adds what is missing, all of it or nothing, and answers the statements that ran. */
export async function migrate(settings: Settings): Promise<string[]> {
  return settings.database.executor.transaction(() => run(settings, planMigration(settings)))
}

/** The same for the tables of our own, where the accounts are elsewhere. */
export async function migrateStore(settings: StoreSettings): Promise<string[]> {
  return settings.database.executor.transaction(() => run(settings, planOwnTables(settings)))
}

/** The statements that `migrateStore` would run now. */
export async function storeMigrationStatements(settings: StoreSettings): Promise<string[]> {
  const statements = await settings.database.executor.read(() => planOwnTables(settings))
  return statements.map((statement) => statement.sql)
}

function run({ database }: StoreSettings, plan: Steps<CompiledQuery[]>): Steps<string[]> {
  return database.dialect.migrateAlone(runPlan(plan))
}

function* runPlan(plan: Steps<CompiledQuery[]>): Steps<string[]> {
  const statements = yield* plan
  for (const statement of statements) yield statement
  return statements.map((statement) => statement.sql)
}

function* planMigration(settings: Settings): Steps<CompiledQuery[]> {
  return [...(yield* planOwnTables(settings)), ...(yield* planAccounts(settings))]
}

function* planOwnTables(settings: StoreSettings): Steps<CompiledQuery[]> {
  const statements: CompiledQuery[] = []
  for (const table of ownTables(settings)) {
    const shape = yield* describeOwnTable(settings.database, table.name)
    statements.push(...planTable(settings, table, shape))
  }
  return statements
}

function planTable(
  { database }: StoreSettings,
  table: TableDefinition,
  shape: TableShape | null,
): CompiledQuery[] {
  const { dialect } = database
  if (shape === null) return dialect.createTable(table)
  const missing = table.columns.filter((column) => !hasColumn(shape, column.name))
  const loose = table.unique.filter((columns) => !isUniqueOver(shape, columns))
  return [
    ...missing.map((column) => dialect.addColumn(table.name, column)),
    ...loose.map((columns) => dialect.createUniqueIndex(table.name, columns)),
  ]
}

/** The accounts table is the host's: it gets the columns of the link, where that mapping was chosen, and nothing else. */
function* planAccounts(settings: Settings): Steps<CompiledQuery[]> {
  const { accounts, accountsTable, links } = settings
  if (links.kind === 'table') return []
  const { dialect } = settings.database
  const shape = yield* dialect.describeTable(accounts.table, accounts.schema ?? null)
  if (shape === null) return []
  const missing = linkColumns(settings).filter((column) => !hasColumn(shape, column.name))
  return [
    ...missing.map((column) => dialect.addColumn(accountsTable, column)),
    ...(isUniqueOver(shape, [links.column])
      ? []
      : [dialect.createUniqueIndex(accountsTable, [links.column])]),
  ]
}
