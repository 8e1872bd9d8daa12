import { SqlConfigurationError } from './errors.js'
import { checkRows } from './import-check.js'
import { idsOf } from './import-ids.js'
import { importIntoColumn } from './import-into-column.js'
import { importIntoTable } from './import-into-table.js'
import type { Judging } from './import-judge.js'
import { createLedger } from './import-ledger.js'
import type { ImportChoices, ImportOutcome, ImportSource } from './import-options.js'
import type { ImportRun } from './import-run.js'
import { writeRows } from './import-write.js'
import { linksInColumn } from './links-in-column.js'
import { linksInTable } from './links-in-table.js'
import type { SqlHostOptions } from './options.js'
import { findSchemaProblems } from './schema-problems.js'
import { readSettings, type Settings } from './settings.js'

/**
 * Links accounts to the Amazon ids that a site has from an earlier Login with Amazon. Every row is looked at before the
 * first is written; then batches are written, each with its audit records in one transaction. Existing links are kept
 * as they are, so that an import that was interrupted is simply run again. Throws `SqlConfigurationError` where the
 * tables are not as they have to be, `ImportChangedError` when the second reading of the input differs from the first.
 */
export async function importLinks(
  options: SqlHostOptions,
  source: ImportSource,
  choices: ImportChoices = {},
): Promise<ImportOutcome> {
  const settings = readSettings(options)
  const problems = await findSchemaProblems(settings)
  if (problems.length > 0) throw new SqlConfigurationError(problems)
  const run = { judging: await prepare(settings, choices), source, ledger: createLedger(), choices }
  const { rows, malformed, repeated } = await checkRows(run)
  const result = resultOf(run, malformed)
  if (result === 'written') await writeRows(run)
  return {
    result,
    rows,
    linked: run.ledger.count('linked') + run.ledger.count('open'),
    alreadyLinked: run.ledger.count('already-linked'),
    repeated,
    refused: run.ledger.count('refused') + malformed,
  }
}

function resultOf({ ledger, choices }: ImportRun, malformed: number): ImportOutcome['result'] {
  if (choices.write === 'nothing') return 'checked'
  const isSound = malformed + ledger.count('refused') === 0
  return isSound || choices.write === 'sound-rows' ? 'written' : 'stopped'
}

async function prepare(settings: Settings, choices: ImportChoices): Promise<Judging> {
  const { accounts, database, links } = settings
  const shape = await database.executor.read(() =>
    database.dialect.describeTable(accounts.table, accounts.schema ?? null),
  )
  const column = shape?.columns.find((one) => one.name === accounts.id)
  const ids = idsOf(column, database.dialect.name)
  if (links.kind === 'table') {
    const issuer = choices.issuer ?? 'https://www.amazon.com'
    const oneByOne = linksInTable(settings, links.table)
    return { settings, ids, issuer, links: importIntoTable(settings, links.table, issuer, oneByOne) }
  }
  if (choices.issuer !== undefined && choices.issuer !== links.issuer) {
    throw new SqlConfigurationError([
      `issuer: the column ${links.column} holds subjects of ${links.issuer} only. Import without issuer, or use a links table.`,
    ])
  }
  const oneByOne = linksInColumn(settings, links)
  return { settings, ids, issuer: links.issuer, links: importIntoColumn(settings, links, ids, oneByOne) }
}
