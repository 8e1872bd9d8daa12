import { sql } from 'kysely'
import type { TableShape } from './dialect.js'
import { ImportChangedError, SqlConfigurationError } from './errors.js'
import type { QueryResult, Row, Steps } from './executor.js'
import { identifierProblem } from './identifier.js'
import { type ImportIds, idsOf } from './import-ids.js'
import type { ImportSource } from './import-options.js'
import type { ImportRow } from './import-row.js'
import type { SqlHostOptions } from './options.js'
import { readSettings, type Settings } from './settings.js'
import { hasColumn } from './shape.js'

/** Where a site has the Amazon ids of its accounts. */
export interface SubjectsTable {
  /** Default: the accounts table. */
  readonly table?: string
  readonly schema?: string
  readonly subjectColumn: string
  /** The column with the id of the account. Default: that of the accounts table. */
  readonly accountColumn?: string
  /** Only rows with this value in this column, as in a table of several providers. */
  readonly where?: { readonly column: string; readonly value: string }
}

/** Reads Amazon ids out of a table of the same database, for `importLinks`. Throws `SqlConfigurationError`. */
export async function subjectsInTable(options: SqlHostOptions, from: SubjectsTable): Promise<ImportSource> {
  const settings = readSettings(options)
  const found = locate(settings, from)
  const { dialect, executor } = settings.database
  const named = nameProblems(found)
  const shape =
    named.length > 0 ? null : await executor.read(() => dialect.describeTable(found.table, found.schema))
  const problems = [...named, ...shapeProblems(settings, found, shape, named.length > 0)]
  if (problems.length > 0) throw new SqlConfigurationError(problems)
  const key = singleKey(shape) ?? found.accountColumn
  const column = shape?.columns.find(({ name }) => name === key)
  return () => readRows({ settings, found, key, keys: idsOf(column, dialect.name) })
}

type Located = Required<Omit<SubjectsTable, 'schema' | 'where'>> & {
  readonly schema: string | null
  readonly where: NonNullable<SubjectsTable['where']> | null
}

function locate({ accounts }: Settings, from: SubjectsTable): Located {
  const isAccounts = from.table === undefined
  return {
    table: from.table ?? accounts.table,
    schema: from.schema ?? (isAccounts ? (accounts.schema ?? null) : null),
    subjectColumn: from.subjectColumn,
    accountColumn: from.accountColumn ?? accounts.id,
    where: from.where ?? null,
  }
}

function nameProblems({ table, schema, subjectColumn, accountColumn, where }: Located): string[] {
  const names = { table, subjectColumn, accountColumn, ...(schema === null ? {} : { schema }) }
  const all = where === null ? names : { ...names, where: where.column }
  return Object.entries(all).flatMap(([option, name]) => identifierProblem(option, name) ?? [])
}

function shapeProblems(
  { accounts, links }: Settings,
  { table, subjectColumn, accountColumn, where }: Located,
  shape: TableShape | null,
  isUnknown: boolean,
): string[] {
  if (isUnknown) return []
  if (shape === null) return [`There is no table ${table}. Name the one that holds the Amazon ids.`]
  if (links.kind === 'column' && table === accounts.table && subjectColumn === links.column) {
    return [`${table}.${subjectColumn} is where links live already: there is nothing to import.`]
  }
  const columns = [subjectColumn, accountColumn, ...(where ? [where.column] : [])]
  return columns
    .filter((column) => !hasColumn(shape, column))
    .map((column) => `The table ${table} has no column ${column}.`)
}

/** A column that is different in every row, to read the table in pieces by. */
function singleKey(shape: TableShape | null): string | null {
  const filled = shape?.columns.filter((column) => column.isRequired || column.hasDefault) ?? []
  const keys = shape?.uniqueKeys.filter((key) => key.coversAllRows && key.columns.length === 1) ?? []
  const names = keys.flatMap((key) => key.columns)
  return names.find((name) => filled.some((column) => column.name === name)) ?? null
}

const pieceSize = 4096

interface Reading {
  readonly settings: Settings
  readonly found: Located
  readonly key: string
  readonly keys: ImportIds
}

async function* readRows(reading: Reading): AsyncGenerator<ImportRow> {
  const { executor } = reading.settings.database
  const total = await executor.read(() => countRows(reading))
  let line = 0
  let after: string | null = null
  do {
    const piece: Piece = await readPiece(reading, after, pieceSize)
    for (const row of piece.rows) {
      line += 1
      yield readRow(row, line)
    }
    after = piece.last
  } while (after !== null)
  // Keys that the database takes for equal could fall between two pieces; so could rows that somebody writes now.
  if (line !== total) throw new ImportChangedError()
}

interface Piece {
  readonly rows: readonly Row[]
  /** The key after which to go on; null at the end. */
  readonly last: string | null
}

/** The next rows, but those with the last key: there may be more of them than fit. */
async function readPiece(reading: Reading, after: string | null, size: number): Promise<Piece> {
  const { rows } = await reading.settings.database.executor.read(() => selectPiece(reading, after, size))
  if (rows.length < size) return { rows, last: null }
  const cut = keyOf(rows.at(-1))
  const whole = rows.filter((row) => keyOf(row) !== cut)
  return whole.length === 0 ? readPiece(reading, after, size * 2) : { rows: whole, last: keyOf(whole.at(-1)) }
}

const keyAlias = 'sparekey_key'
const accountAlias = 'sparekey_account'
const subjectAlias = 'sparekey_subject'

function keyOf(row: Row | undefined): string {
  return String(row?.[keyAlias])
}

function* selectPiece(reading: Reading, after: string | null, size: number): Steps<QueryResult> {
  const { found, key, keys, settings } = reading
  const columns = selectRows(reading)
    .select(textOf(settings, key, keyAlias))
    .select(textOf(settings, found.accountColumn, accountAlias))
    .select(textOf(settings, found.subjectColumn, subjectAlias))
    .orderBy(key)
    .limit(size)
  return yield (after === null ? columns : columns.where(key, '>', keys.bind(after))).compile()
}

function* countRows(reading: Reading): Steps<number> {
  const { rows } = yield selectRows(reading)
    .select(({ fn }) => fn.countAll().as('total'))
    .compile()
  return Number(rows[0]?.['total'])
}

function selectRows({ settings, found }: Reading) {
  const { table, schema, subjectColumn, accountColumn, where } = found
  const rows = settings.database.builder
    .selectFrom(schema === null ? table : `${schema}.${table}`)
    .where(subjectColumn, 'is not', null)
    .where(accountColumn, 'is not', null)
  // An empty text is how many a form leaves a column that nobody filled in.
  const filled = rows.where(subjectColumn, '!=', '')
  return where === null ? filled : filled.where(where.column, '=', where.value)
}

function readRow(row: Row, line: number): ImportRow {
  return { line, accountId: textIn(row, accountAlias), subject: textIn(row, subjectAlias) }
}

function textIn(row: Row, alias: string): string {
  const value = row[alias]
  return typeof value === 'string' ? value : ''
}

function textOf({ database }: Settings, column: string, alias: string) {
  return sql<string>`${database.dialect.idAsText(column)}`.as(alias)
}
