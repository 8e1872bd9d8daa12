import type { TableDefinition, TableShape } from './dialect.js'
import type { Steps } from './executor.js'
import { looseLinkColumnFix } from './loose-link-column.js'
import type { Settings, StoreSettings } from './settings.js'
import { hasColumn, isUniqueOver } from './shape.js'
import { accountsProblems } from './site-problems.js'
import { describeOwnTable, linkColumns, ownTables } from './tables.js'

const runMigration = 'Run migrate(), or the statements of migrationStatements().'

/** What the database lacks for these settings to work, each with its fix. Empty when all is well. */
export async function findSchemaProblems(settings: Settings): Promise<string[]> {
  return settings.database.executor.read(function* () {
    const problems = [...(yield* accountsProblems(settings)), ...(yield* linkColumnProblems(settings))]
    return [...problems, ...(yield* findTableProblems(settings))]
  })
}

/** The same for the tables of our own alone. */
export function* findTableProblems(settings: StoreSettings): Steps<string[]> {
  const problems: string[] = []
  for (const table of ownTables(settings)) {
    const shape = yield* describeOwnTable(settings.database, table.name)
    problems.push(...tableProblems(table, shape))
  }
  return problems
}

function* linkColumnProblems(settings: Settings): Steps<string[]> {
  const { links, accounts, accountsTable, database } = settings
  if (links.kind === 'table') return []
  const shape = yield* database.dialect.describeTable(accounts.table, accounts.schema ?? null)
  if (shape === null) return []
  const missing = linkColumns(settings).filter((column) => !hasColumn(shape, column.name))
  if (missing.length > 0) {
    return missing.map(({ name }) => `The table ${accountsTable} has no column ${name}. ${runMigration}`)
  }
  if (isUniqueOver(shape, [links.column])) return []
  const doubles = yield* countDoubles(settings, links.column)
  return [
    `${accountsTable}.${links.column} is not unique byte by byte, so one Amazon account could open two accounts. ${looseColumnFix(settings, shape, doubles)}`,
  ]
}

function looseColumnFix(settings: Settings, shape: TableShape, doubles: number): string {
  const alter = looseLinkColumnFix(settings, shape)
  if (alter !== null) return `Change it in a migration of your own: ${alter}`
  if (doubles === 0) return runMigration
  return `First clear the ${doubles} values that several accounts share, then run migrate().`
}

function* countDoubles({ database, accountsTable }: Settings, column: string): Steps<number> {
  const { rows } = yield database.builder
    .selectFrom(accountsTable)
    .select(column)
    .where(column, 'is not', null)
    .groupBy(column)
    .having(({ fn }) => fn.countAll(), '>', 1)
    .compile()
  return rows.length
}

function tableProblems(table: TableDefinition, shape: TableShape | null): string[] {
  if (shape === null) return [`There is no table ${table.name}. ${runMigration}`]
  const missing = table.columns.filter((column) => !hasColumn(shape, column.name))
  const loose = table.unique.filter((columns) => !isUniqueOver(shape, columns))
  return [
    ...missing.map(({ name }) => `The table ${table.name} has no column ${name}. ${runMigration}`),
    ...loose.map(
      (columns) => `${table.name} is not unique over ${columns.join(', ')} byte by byte. ${runMigration}`,
    ),
  ]
}
