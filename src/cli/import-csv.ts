import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { CsvError, type Options, parse } from 'csv-parse'
import { parse as parseNow } from 'csv-parse/sync'
import type { ImportRow, ImportSource } from '../sql.js'
import { type CsvColumns, findCsvColumns, type NamedColumns } from './import-csv-columns.js'
import { UsageError } from './usage-error.js'

/** Rows of a CSV file, with how far the reading is. */
export interface CsvSource {
  readonly source: ImportSource
  /** The part of the file that was read, from 0 to 1. */
  readonly fractionRead: () => number
}

const longestLine = 65_536

/** Looks at the beginning of a CSV file: the way it is written, and which columns hold what. */
export function openCsv(path: string, named: NamedColumns): CsvSource {
  const { start, size } = readStart(path)
  refuseOtherEncodings(path, start)
  const options = optionsFor(start)
  const columns = findCsvColumns(path, readHeader(path, start, options), named)
  const reading = { bytes: 0 }
  return {
    source: () => {
      reading.bytes = 0
      return readRows({ path, options, columns, onBytes: (count) => void (reading.bytes += count) })
    },
    fractionRead: () => Math.min(1, reading.bytes / size),
  }
}

function readStart(path: string): { start: Buffer; size: number } {
  try {
    const size = statSync(path).size
    const file = openSync(path, 'r')
    try {
      const start = Buffer.alloc(longestLine)
      return { start: start.subarray(0, readSync(file, start, 0, start.length, 0)), size }
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw new UsageError(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Name the CSV file with the Amazon ids: sparekey import --from-csv <file>',
    )
  }
}

function refuseOtherEncodings(path: string, start: Buffer): void {
  if (start.length === 0) throw new UsageError(`${path} is empty.`, 'Its first line has to name the columns.')
  if (!start.includes(0)) return
  throw new UsageError(
    `${path} is not UTF-8 text: it holds NUL bytes, as UTF-16 and files of spreadsheets do.`,
    'Save it as "CSV UTF-8", or convert it: iconv -f UTF-16 -t UTF-8',
  )
}

function optionsFor(start: Buffer): Options & { delimiter: string } {
  const [header = ''] = start.toString('utf8').split(/\r\n|\n|\r/, 1)
  const delimiters = [',', ';', '\t'] as const
  const count = (delimiter: string): number => header.split(delimiter).length
  const delimiter = delimiters.reduce((best, one) => (count(one) > count(best) ? one : best))
  return {
    delimiter,
    bom: true,
    info: true,
    trim: true,
    // Told as a problem of its line, rather than as the end of everything.
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: longestLine,
  }
}

function readHeader(path: string, start: Buffer, options: Options): string[] {
  try {
    const records: unknown = parseNow(start, { ...options, info: false, to: 1 })
    const [header] = Array.isArray(records) ? records : []
    if (isTexts(header)) return header
  } catch (error) {
    throw explainCsvError(path, error)
  }
  throw new UsageError(
    `${path} holds no line with anything in it.`,
    'Its first line has to name the columns.',
  )
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

interface CsvReading {
  readonly path: string
  readonly options: Options
  readonly columns: CsvColumns
  readonly onBytes: (count: number) => void
}

async function* readRows({ path, options, columns, onBytes }: CsvReading): AsyncGenerator<ImportRow> {
  const file = createReadStream(path)
  const parser = parse(options)
  file.on('data', (chunk) => onBytes(chunk.length))
  file.on('error', (error) => parser.destroy(error))
  try {
    let isHeader = true
    for await (const found of file.pipe(parser)) {
      if (!isHeader && isFound(found)) yield readRow(found, columns)
      isHeader = false
    }
  } catch (error) {
    throw explainCsvError(path, error)
  } finally {
    file.destroy()
  }
}

interface Found {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

function isFound(value: unknown): value is Found {
  return typeof value === 'object' && value !== null && 'record' in value && 'info' in value
}

function readRow({ record, info }: Found, columns: CsvColumns): ImportRow {
  const line = info.lines
  if (record.length !== columns.count) {
    return { line, broken: `${record.length} columns where the header has ${columns.count}` }
  }
  const accountId = record[columns.account] ?? ''
  const subject = record[columns.subject] ?? ''
  // What the decoder puts in the place of bytes that are no UTF-8.
  if (`${accountId}${subject}`.includes('\uFFFD')) return { line, broken: 'bytes that are not UTF-8' }
  return { line, accountId, subject }
}

const broken: Readonly<Record<string, string>> = {
  CSV_MAX_RECORD_SIZE: `is longer than ${longestLine.toLocaleString('en')} characters; a quote before it may never be closed`,
  CSV_QUOTE_NOT_CLOSED: 'opens a quote that is never closed',
  CSV_INVALID_CLOSING_QUOTE: 'has something between a closing quote and the next column',
  INVALID_OPENING_QUOTE: 'has a quote in the middle of a column',
}

/** Where lines cannot be told apart any more, the rest cannot be trusted either. */
function explainCsvError(path: string, error: unknown): unknown {
  if (!(error instanceof CsvError)) return error
  const line: unknown = error['lines']
  return new UsageError(
    `${path}, line ${typeof line === 'number' ? line : '?'}: it ${broken[error.code] ?? 'cannot be read'}. Nothing was imported.`,
    'Correct the file there, then run the same command again.',
  )
}
