import { sql } from 'kysely'
import type { Steps } from './executor.js'
import { textOrNull } from './link-rows.js'
import type { Settings } from './settings.js'

/** Below this, reading a table whole may be planned although an index fits. */
const fewRows = 20

/**
 * What the database goes by. `few`: it has counted the rows, and for so few it may plan without the index that it would
 * use for more. `outdated`: it counted them when they were few, and still plans for that.
 */
export type Statistics = 'sound' | 'few' | 'outdated'

export function* readStatistics({ database }: Settings, table: string): Steps<Statistics> {
  const known = yield* countKnown(database, table)
  if (known === null || known > fewRows) return 'sound'
  const some = sql`select 1 as one from ${sql.table(table)} limit ${sql.lit(fewRows + 1)}`
  const { rows } = yield sql`select count(*) as found from (${some}) as first_rows`.compile(database.builder)
  return Number(rows[0]?.['found']) > fewRows ? 'outdated' : 'few'
}

/** How many rows the database believes the table has; null where it has not looked. */
function* countKnown(database: Settings['database'], table: string): Steps<number | null> {
  if (database.dialect.name === 'mysql') return null
  return database.dialect.name === 'sqlite'
    ? yield* countInSqlite(database, table)
    : yield* countInPostgres(database, table)
}

function* countInSqlite({ builder }: Settings['database'], table: string): Steps<number | null> {
  const [schema, name] = table.includes('.') ? table.split('.') : ['main', table]
  const master = sql.id(schema ?? 'main', 'sqlite_master')
  const there = yield sql`select 1 from ${master} where name = 'sqlite_stat1'`.compile(builder)
  if (there.rows.length === 0) return null
  const { rows } = yield sql`
    select stat from ${sql.id(schema ?? 'main', 'sqlite_stat1')} where tbl = ${name ?? table} collate nocase
    order by cast(stat as integer) limit 1`.compile(builder)
  // `1416 1`: rows, then rows to each value of the index.
  const [, count] = /^(\d+)/.exec(textOrNull(rows[0]?.['stat']) ?? '') ?? []
  return count === undefined ? null : Number(count)
}

function* countInPostgres({ builder }: Settings['database'], table: string): Steps<number | null> {
  const quoted = table
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.')
  const { rows } = yield sql`
    select reltuples::float8::text as known from pg_catalog.pg_class where oid = to_regclass(${quoted})`.compile(
    builder,
  )
  const known = Number(rows[0]?.['known'] ?? -1)
  return known < 0 ? null : known
}
