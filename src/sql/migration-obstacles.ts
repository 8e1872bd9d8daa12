import { maskValue } from './diagnose-mask.js'
import { findMissingRights } from './diagnose-rights.js'
import type { TableDefinition, TableShape } from './dialect.js'
import type { Steps } from './executor.js'
import type { Finding } from './finding.js'
import { looseLinkColumnFix } from './loose-link-column.js'
import type { Settings } from './settings.js'
import { hasColumn, isUniqueOver } from './shape.js'
import { describeOwnTable, ownTables } from './tables.js'

const shown = 3

/** What stands in the way of `migrate`: found before anything is done, so that nothing is left half done. */
export function* findMigrationObstacles(settings: Settings): Steps<Finding[]> {
  const { accounts, accountsTable, links, database } = settings
  const accountsShape = yield* database.dialect.describeTable(accounts.table, accounts.schema ?? null)
  if (accountsShape === null) {
    return [
      {
        check: 'accounts-table',
        level: 'problem',
        message: `There is no table ${accountsTable}.`,
        fix: 'Name the table of accounts in host.accounts.table.',
      },
    ]
  }
  const findings = yield* findMissingRights(settings, 'migrate')
  if (
    links.kind === 'column' &&
    hasColumn(accountsShape, links.column) &&
    !isUniqueOver(accountsShape, [links.column])
  ) {
    const alter = looseLinkColumnFix(settings, accountsShape)
    if (alter !== null) findings.push(looseColumn(`${accountsTable}.${links.column}`, alter))
    findings.push(...(yield* findDoubles(settings, accountsTable, [links.column])))
  }
  for (const table of ownTables(settings)) {
    const shape = yield* describeOwnTable(database, table.name)
    if (shape === null) continue
    if (!isOurs(table, shape)) {
      findings.push(foreignTable(table.name))
      continue
    }
    const loose = table.unique.filter(
      (columns) => !isUniqueOver(shape, columns) && columns.every((column) => hasColumn(shape, column)),
    )
    for (const columns of loose) findings.push(...(yield* findDoubles(settings, table.name, columns)))
  }
  return findings
}

/** A table is made whole or not at all, so that what its keys are over is there from the first. */
function isOurs({ unique, columns }: TableDefinition, shape: TableShape): boolean {
  const keys = unique.length === 0 ? columns.map(({ name }) => name) : unique.flat()
  return keys.every((column) => hasColumn(shape, column))
}

/** A unique key over it would be as loose as the column is. */
function looseColumn(column: string, alter: string): Finding {
  return {
    check: 'link-column',
    level: 'problem',
    message: `${column} takes two Amazon accounts for one whose ids differ in case only.`,
    fix: `Change it in a migration of your own, then run this again: ${alter}`,
  }
}

function foreignTable(name: string): Finding {
  return {
    check: 'tables',
    level: 'problem',
    message: `There is a table ${name} already, and it is not Sparekey's: it lacks the columns that Sparekey's begins with.`,
    fix: 'Choose another name in the configuration (host.links.table, host.tickets.table and so on).',
  }
}

/** Values that several rows share, where each is to be there once. */
export function* findDoubles(
  settings: Settings,
  table: string,
  columns: readonly string[],
): Steps<Finding[]> {
  const { builder } = settings.database
  const doubles = builder
    .selectFrom(table)
    .select([...columns])
    .where((row) => row.and(columns.map((column) => row(column, 'is not', null))))
    .groupBy([...columns])
    .having(({ fn }) => fn.countAll(), '>', 1)
  const counted = yield builder
    .selectFrom(doubles.as('double'))
    .select(({ fn }) => fn.countAll().as('doubles'))
    .compile()
  const found = Number(counted.rows[0]?.['doubles'] ?? 0)
  if (found === 0) return []
  const { rows } = yield doubles.limit(shown).compile()
  const examples = rows.map((row) => columns.map((column) => maskValue(row[column])).join(' '))
  const what = `${table}.${columns.join(', ')}`
  return [
    {
      check: 'doubles',
      level: 'problem',
      message: `Values of ${what} that are in several rows: ${found}, for example ${examples.join(', ')}.`,
      fix: `Decide which row keeps each of them, clear the others, then run this again. List them with: select ${columns.join(', ')}, count(*) from ${table} group by ${columns.join(', ')} having count(*) > 1`,
    },
  ]
}
