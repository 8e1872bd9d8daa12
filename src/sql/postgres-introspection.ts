import { type RawBuilder, sql } from 'kysely'
import type { Builder, Column, ColumnPlace, TableShape, UniqueKey, Violation } from './dialect.js'
import type { Row, Steps } from './executor.js'

/** The table or view of this very name: in its schema, or where the search path of the connection leads first. */
function relation(table: string, schema: string | null): RawBuilder<unknown> {
  const where = schema === null ? sql`pg_catalog.pg_table_is_visible(c.oid)` : sql`n.nspname = ${schema}`
  return sql`(
    select c.oid from pg_catalog.pg_class as c join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
    where c.relname = ${table} and c.relkind in ('r', 'p', 'v', 'm', 'f') and ${where} limit 1)`
}

/** Columns and unique keys of a table or view, or null when there is none. */
export function* describePostgresTable(
  builder: Builder,
  table: string,
  schema: string | null,
): Steps<TableShape | null> {
  // Numbers, not booleans: the host may have told its driver to read booleans in another way.
  const columns = yield sql`
    select a.attname as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
      (a.attnotnull or t.typnotnull)::int as is_required,
      (a.atthasdef or a.attidentity <> '' or t.typdefault is not null)::int as has_default,
      (t.typname <> 'citext' and coalesce(o.collisdeterministic, true))::int as compares_bytes
    from pg_catalog.pg_attribute as a join pg_catalog.pg_type as t on t.oid = a.atttypid
      left join pg_catalog.pg_collation as o on o.oid = a.attcollation
    where a.attrelid = ${relation(table, schema)} and a.attnum > 0 and not a.attisdropped
    order by a.attnum`.compile(builder)
  if (columns.rows.length === 0) return null
  const parts = yield sql`
    select i.indexrelid::text as key, a.attname as name, (i.indpred is not null)::int as is_partial,
      (t.typname <> 'citext' and coalesce(o.collisdeterministic, true))::int as compares_bytes
    from pg_catalog.pg_index as i
      cross join lateral generate_series(0, i.indnkeyatts - 1) as part
      left join pg_catalog.pg_attribute as a on a.attrelid = i.indrelid and a.attnum = i.indkey[part]
      left join pg_catalog.pg_type as t on t.oid = a.atttypid
      left join pg_catalog.pg_collation as o on o.oid = i.indcollation[part]
    where i.indrelid = ${relation(table, schema)} and i.indisunique and i.indisvalid
    order by i.indexrelid, part`.compile(builder)
  return { columns: columns.rows.map(readColumn), uniqueKeys: readUniqueKeys(parts.rows) }
}

function readColumn(row: Row): Column {
  return {
    name: String(row['name']),
    type: String(row['type']),
    isRequired: Number(row['is_required']) === 1,
    hasDefault: Number(row['has_default']) === 1,
    comparesBytes: Number(row['compares_bytes']) === 1,
  }
}

function readUniqueKeys(parts: readonly Row[]): UniqueKey[] {
  const names = [...new Set(parts.map((part) => part['key']))]
  const keys = names.map((name) => parts.filter((part) => part['key'] === name))
  return keys.map((key) => ({
    // An expression has no name, and no column of ours is called that.
    columns: key.map((part) => (typeof part['name'] === 'string' ? part['name'] : '(expression)')),
    coversAllRows: key.every((part) => Number(part['is_partial']) === 0),
    comparesBytes: key.every((part) => Number(part['compares_bytes']) === 1),
  }))
}

/** What comparing a column needs: its type (below any domain) and its collation, both as SQL names them. */
export interface ColumnType {
  readonly name: string
  readonly sql: string
  readonly collation: string | null
  readonly isDeterministic: boolean
  /** Case is folded so in an index over this column alone. */
  readonly foldedBy: 'lower' | 'upper' | null
}

export function* describePostgresColumn(
  builder: Builder,
  { table, schema, column }: ColumnPlace,
): Steps<ColumnType | null> {
  const { rows } = yield sql`
    select t.typname as name, quote_ident(tn.nspname) || '.' || quote_ident(t.typname) as sql,
      quote_ident(cn.nspname) || '.' || quote_ident(o.collname) as collation,
      coalesce(o.collisdeterministic, true)::int as is_deterministic,
      array_to_string(array(
        select pg_catalog.pg_get_indexdef(i.indexrelid, 1, true) from pg_catalog.pg_index as i
        where i.indrelid = a.attrelid and i.indisvalid and i.indkey[0] = 0 and i.indpred is null), ' ') as expressions
    from pg_catalog.pg_attribute as a
      join pg_catalog.pg_type as own on own.oid = a.atttypid
      join pg_catalog.pg_type as t on t.oid = case own.typtype when 'd' then own.typbasetype else own.oid end
      join pg_catalog.pg_namespace as tn on tn.oid = t.typnamespace
      left join pg_catalog.pg_collation as o on o.oid = a.attcollation
      left join pg_catalog.pg_namespace as cn on cn.oid = o.collnamespace
    where a.attrelid = ${relation(table, schema)} and a.attname = ${column} and not a.attisdropped`.compile(
    builder,
  )
  const [row] = rows
  return row === undefined ? null : readColumnType(row, column)
}

function readColumnType(row: Row, column: string): ColumnType {
  const expressions = String(row['expressions'])
  return {
    name: String(row['name']),
    sql: String(row['sql']),
    collation: typeof row['collation'] === 'string' ? row['collation'] : null,
    isDeterministic: Number(row['is_deterministic']) === 1,
    foldedBy: (['lower', 'upper'] as const).find((fold) => isFolded(expressions, fold, column)) ?? null,
  }
}

// As the server writes it: `lower(email)`, `lower(email::text)`, `lower("Email"::text)`.
function isFolded(expressions: string, fold: string, column: string): boolean {
  return [column, `"${column.replaceAll('"', '""')}"`].some(
    (name) => expressions.includes(`${fold}(${name})`) || expressions.includes(`${fold}(${name}::text)`),
  )
}

/** The columns behind a constraint or an index; of an expression, those it is made of. */
export function* columnsOfPostgresViolation(
  builder: Builder,
  { columns, index, table }: Violation,
  among: readonly string[],
): Steps<readonly string[]> {
  if (index === null) return columns
  const inTable = table === undefined ? sql`true` : sql`r.oid = ${relation(table.name, table.schema)}`
  const { rows } = yield sql`
    select a.attname as name
    from pg_catalog.pg_class as x
      join pg_catalog.pg_index as i on i.indexrelid = x.oid
      join pg_catalog.pg_class as r on r.oid = i.indrelid
      join pg_catalog.pg_attribute as a on a.attrelid = r.oid
    where x.relname = ${index} and ${inTable} and (a.attnum = any(i.indkey) or 0 = any(i.indkey) and exists (
      select 1 from pg_catalog.pg_depend as d
      where d.objid = x.oid and d.refobjid = r.oid and d.refobjsubid = a.attnum))
    union
    select a.attname as name
    from pg_catalog.pg_constraint as k
      join pg_catalog.pg_class as r on r.oid = k.conrelid
      join pg_catalog.pg_attribute as a on a.attrelid = r.oid and a.attnum = any(k.conkey)
    where k.conname = ${index} and k.contype = 'c' and ${inTable}`.compile(builder)
  const found = new Set(rows.map((row) => row['name']))
  return among.filter((column) => found.has(column))
}
