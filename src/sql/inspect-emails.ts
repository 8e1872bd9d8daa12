import { sql } from 'kysely'
import type { Builder } from './dialect.js'
import type { Row, Steps } from './executor.js'
import { isSameName } from './identifier.js'
import type { CatalogTable } from './inspect-catalog.js'
import { isUniqueAlone, looksLikeAddress, namedColumn, valuesOf } from './inspect-columns.js'
import { tableName } from './inspect-samples.js'
import type { EmailComparisonFinding } from './inspection.js'

/** The largest table whose addresses are compared with each other. */
const mostRowsCompared = 100_000

interface Addresses {
  readonly table: CatalogTable
  readonly column: string
  readonly rows: readonly Row[]
}

/** How the site seems to compare addresses, from keys, collation and data. */
export function* findEmailComparison(builder: Builder, addresses: Addresses): Steps<EmailComparisonFinding> {
  const { table, column } = addresses
  const shared = yield* countSharedButForCase(builder, table, column)
  const bySchema = schemaReason(table, column)
  const byData = dataReason(addresses)
  return {
    proposal: 'ignore-case',
    confidence: bySchema !== null || (byData.isLowered && shared === 0) ? 'sure' : 'likely',
    reasons: [...(bySchema === null ? [] : [bySchema]), ...byData.reasons, ...sharedReasons(shared, table)],
    sharedButForCase: shared,
  }
}

function schemaReason(table: CatalogTable, column: string): string | null {
  if (namedColumn(table, column)?.comparison === 'ignore-case') {
    return 'the database itself takes A for a in this column'
  }
  const isLowered = table.keys.some(({ columns }) =>
    columns.some((part) => isSameName(part, `lower(${column})`)),
  )
  return isLowered ? `there is an index over lower(${column})` : null
}

function dataReason({ table, column, rows }: Addresses): { reasons: string[]; isLowered: boolean } {
  const values = valuesOf(rows, column).filter((value) => looksLikeAddress(value))
  if (values.length === 0) return { reasons: ['there are no addresses to look at yet'], isLowered: false }
  const mixed = values.filter((value) => String(value) !== String(value).toLowerCase()).length
  if (mixed === 0)
    return { reasons: [`all of ${values.length} addresses looked at are in lower case`], isLowered: true }
  const unique = isUniqueAlone(table, column) ? '' : ', and nothing keeps them unique'
  return {
    reasons: [
      `${mixed} of ${values.length} addresses looked at have upper case in them: compared exactly, people who type theirs differently would not be found${unique}`,
    ],
    isLowered: false,
  }
}

function sharedReasons(shared: number | null, { estimatedRows }: CatalogTable): string[] {
  if (shared === 0) return []
  if (shared === null) {
    const rows = estimatedRows === null ? `more than ${mostRowsCompared}` : `about ${estimatedRows}`
    return [`whether accounts share an address but for its case was not looked at: ${rows} rows`]
  }
  return [
    `${shared === 1 ? 'one address belongs' : `${shared} addresses belong`} to several accounts once case is left aside: none of those is picked by itself, the password decides`,
  ]
}

function* countSharedButForCase(builder: Builder, table: CatalogTable, column: string): Steps<number | null> {
  if ((table.estimatedRows ?? 0) > mostRowsCompared) return null
  if (yield* hasMoreRows(builder, table, column)) return null
  const lowered = sql`lower(${sql.id(column)})`
  const { rows } = yield sql`
    select count(*) as shared from (
      select ${lowered} as address from ${tableName(table)} where ${sql.id(column)} is not null and ${sql.id(column)} <> ''
      group by ${lowered} having count(*) > 1
    ) as shared_addresses`.compile(builder)
  return Number(rows[0]?.['shared'] ?? 0)
}

/** Looks itself: an estimate may be missing, or be of before an import. */
function* hasMoreRows(builder: Builder, table: CatalogTable, column: string): Steps<boolean> {
  const limit = sql.raw(String(mostRowsCompared + 1))
  const { rows } = yield sql`
    select count(*) as counted from (select ${sql.id(column)} from ${tableName(table)} limit ${limit}) as some_rows`.compile(
    builder,
  )
  return Number(rows[0]?.['counted'] ?? 0) > mostRowsCompared
}
