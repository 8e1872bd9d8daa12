import { resolve } from 'node:path'
import { type ImportSource, type SqlHostOptions, type SubjectsTable, subjectsInTable } from '../sql.js'
import { openCsv } from './import-csv.js'
import { UsageError } from './usage-error.js'

/** Where the Amazon ids come from. */
export const sourceArguments = {
  'from-csv': { type: 'string', valueHint: 'file', description: 'A CSV file with account_id and amazon_id' },
  'from-column': { type: 'string', valueHint: 'column', description: 'A column of the accounts table' },
  'from-table': {
    type: 'string',
    valueHint: 'table',
    description: 'A table of social logins, with --subject-column and --account-column',
  },
  'subject-column': { type: 'string', valueHint: 'column', description: 'Where the Amazon id is' },
  'account-column': { type: 'string', valueHint: 'column', description: 'Where the id of the account is' },
  where: {
    type: 'string',
    valueHint: 'column=value',
    description: 'Only rows of the table with this value, such as provider=amazon',
  },
} as const

export interface SourceArguments {
  readonly 'from-csv'?: string | undefined
  readonly 'from-column'?: string | undefined
  readonly 'from-table'?: string | undefined
  readonly 'subject-column'?: string | undefined
  readonly 'account-column'?: string | undefined
  readonly where?: string | undefined
}

export interface ChosenSource {
  readonly source: ImportSource
  /** For the audit record. */
  readonly from: 'csv' | 'column' | 'table'
  readonly fractionRead: () => number | null
}

/** The one source that was named. */
export async function chooseSource(
  options: SqlHostOptions,
  given: SourceArguments,
  folder: string,
): Promise<ChosenSource> {
  const { 'from-csv': csv, 'from-column': column, 'from-table': table } = given
  const named = [csv, column, table].filter((one) => one !== undefined)
  if (named.length !== 1 || named[0] === '') {
    throw new UsageError(
      `Name one source, not ${named.length === 1 ? 'an empty one' : named.length}: --from-csv <file>, --from-column <column> or --from-table <table>.`,
      'For example: sparekey import --from-column amazon_id --dry-run',
    )
  }
  if (csv !== undefined) {
    const names = { account: given['account-column'], subject: given['subject-column'] }
    return { from: 'csv', ...openCsv(resolve(folder, csv), names) }
  }
  const from = column === undefined ? 'table' : 'column'
  const source = await subjectsInTable(
    options,
    column === undefined ? tableOf(given) : columnOf(column, given),
  )
  return { from, source, fractionRead: () => null }
}

function columnOf(subjectColumn: string, given: SourceArguments): SubjectsTable {
  return { subjectColumn, ...whereOf(given) }
}

function tableOf(given: SourceArguments): SubjectsTable {
  const { 'from-table': name = '', 'subject-column': subjectColumn, 'account-column': accountColumn } = given
  if (subjectColumn === undefined || accountColumn === undefined) {
    throw new UsageError(
      `--from-table ${name} needs --subject-column and --account-column.`,
      'For example: sparekey import --from-table social_logins --subject-column uid --account-column user_id --where provider=amazon',
    )
  }
  const dot = name.indexOf('.')
  const place = dot === -1 ? { table: name } : { schema: name.slice(0, dot), table: name.slice(dot + 1) }
  return { ...place, subjectColumn, accountColumn, ...whereOf(given) }
}

function whereOf({ where }: SourceArguments): Pick<SubjectsTable, 'where'> {
  if (where === undefined) return {}
  const equals = where.indexOf('=')
  if (equals > 0)
    return { where: { column: where.slice(0, equals).trim(), value: where.slice(equals + 1).trim() } }
  throw new UsageError(
    `"${where}" is no condition.`,
    'Write --where column=value, such as --where provider=amazon',
  )
}
