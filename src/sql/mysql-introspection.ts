import { sql } from 'kysely'
import type { Builder, Column, TableShape, UniqueKey, Violation } from './dialect.js'
import type { Row, Steps } from './executor.js'

export interface MysqlColumn extends Column {
  /** True for AUTO_INCREMENT. */
  readonly countsUp: boolean
  /** Null for a column that is not text. */
  readonly collation: string | null
}

export interface MysqlTableShape extends TableShape {
  readonly columns: readonly MysqlColumn[]
}

/** Columns and unique keys of a table or view, or null when there is none. */
export function* describeMysqlTable(
  builder: Builder,
  table: string,
  schema: string | null,
): Steps<MysqlTableShape | null> {
  const inSchema = schema === null ? sql`database()` : sql`${schema}`
  // Names have aliases: MySQL 8 answers in upper case, MariaDB as asked.
  const columns = yield sql`
    select table_name as table_name, column_name as name, column_type as type, is_nullable as is_nullable,
      column_default is not null as has_value, extra as extra, collation_name as collation,
      @@lower_case_table_names as folding
    from information_schema.columns where table_schema = ${inSchema} and table_name = ${table}
    order by ordinal_position`.compile(builder)
  const own = ofTable(columns.rows, table)
  if (own.length === 0) return null
  const parts = yield sql`
    select table_name as table_name, index_name as key_name, column_name as column_name, sub_part as sub_part
    from information_schema.statistics
    where table_schema = ${inSchema} and table_name = ${table} and non_unique = 0
    order by index_name, seq_in_index`.compile(builder)
  const described = own.map(readColumn)
  return { columns: described, uniqueKeys: readUniqueKeys(ofTable(parts.rows, table), described) }
}

// On Linux `Users` and `users` are two tables, but the catalogue compares their names without case.
function ofTable(rows: readonly Row[], table: string): Row[] {
  const exact = rows.filter((row) => row['table_name'] === table)
  const isFolded = rows.some((row) => Number(row['folding'] ?? 1) !== 0)
  return exact.length === 0 && isFolded ? [...rows] : exact
}

function readColumn(row: Row): MysqlColumn {
  // `default_generated` is MySQL's word for a default that is an expression.
  const fillsItself = /auto_increment|generated/i.test(String(row['extra']))
  const collation = row['collation']
  return {
    name: String(row['name']),
    type: String(row['type']).toLowerCase(),
    isRequired: row['is_nullable'] === 'NO',
    hasDefault: Number(row['has_value']) !== 0 || fillsItself,
    countsUp: /auto_increment/i.test(String(row['extra'])),
    collation: typeof collation === 'string' ? collation : null,
    comparesBytes: typeof collation !== 'string' || isBinary(collation),
  }
}

function readUniqueKeys(parts: readonly Row[], columns: readonly MysqlColumn[]): UniqueKey[] {
  const names = [...new Set(parts.map((part) => part['key_name']))]
  const keys = names.map((name) => parts.filter((part) => part['key_name'] === name))
  return keys.map((key) => ({
    // An expression has no name, and no column of ours is called that.
    columns: key.map((part) =>
      typeof part['column_name'] === 'string' ? part['column_name'] : '(expression)',
    ),
    coversAllRows: true,
    comparesBytes: key.every((part) => comparesBytes(part, columns)),
  }))
}

function comparesBytes(part: Row, columns: readonly MysqlColumn[]): boolean {
  // A key over the first characters takes two values that begin alike for the same.
  if (part['sub_part'] !== null && part['sub_part'] !== undefined) return false
  const column = columns.find(({ name }) => name === part['column_name'])
  return column !== undefined && (column.collation === null || isBinary(column.collation))
}

/** True for a collation that tells every two different texts apart, but for spaces at the end. */
export function isBinary(collation: string): boolean {
  return /(^|_)(bin|binary)$/i.test(collation)
}

/** The columns behind a unique key or a check: an expression or a generated column stands for those it is made of. */
export function* columnsOfMysqlViolation(
  builder: Builder,
  { columns, index }: Violation,
  among: readonly string[],
): Steps<readonly string[]> {
  if (index !== null) return yield* columnsOfIndex(builder, index, among)
  return among.filter((column) => columns.some((broken) => broken.toLowerCase() === column.toLowerCase()))
}

function* columnsOfIndex(
  builder: Builder,
  index: string,
  among: readonly string[],
): Steps<readonly string[]> {
  // MySQL 8 writes `table.key`; a name may hold a dot of its own.
  const key = index.slice(index.indexOf('.') + 1)
  const parts = yield sql`
    select * from information_schema.statistics
    where table_schema = database() and index_name in (${index}, ${key}) and non_unique = 0`.compile(builder)
  const names = parts.rows.flatMap((part) => textOf(part, 'column_name') ?? [])
  const generated = yield sql`
    select generation_expression as expression from information_schema.columns
    where table_schema = database() and column_name in (${sql.join([...names, ''])})`.compile(builder)
  const checks = yield sql`
    select check_clause as expression from information_schema.check_constraints
    where constraint_schema = database() and constraint_name = ${index}`.compile(builder)
  const expressions = [...parts.rows, ...generated.rows, ...checks.rows]
    .flatMap((row) => textOf(row, 'expression') ?? [])
    .join(' ')
  const words = new Set([...names, ...(expressions.match(/[\w$]+/g) ?? [])].map((word) => word.toLowerCase()))
  return among.filter((column) => words.has(column.toLowerCase()))
}

function textOf(row: Row, column: string): string | null {
  const value = row[column] ?? row[column.toUpperCase()]
  return typeof value === 'string' ? value : null
}
