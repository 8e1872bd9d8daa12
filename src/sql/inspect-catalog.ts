import type { QueryResult, Row } from './executor.js'

/** What a database says about its tables, in the same words for every kind of database. */
export interface Catalog {
  /** What a name stands in, where it needs that. */
  readonly quote: '"' | '`'
  readonly tables: readonly CatalogTable[]
}

export interface CatalogTable {
  /** Null where the connection finds the table without one. */
  readonly schema: string | null
  readonly name: string
  readonly kind: 'table' | 'view'
  readonly columns: readonly CatalogColumn[]
  readonly keys: readonly CatalogKey[]
  readonly references: readonly Reference[]
  /** The database's own estimate; null where it has none. */
  readonly estimatedRows: number | null
  readonly access: 'readable' | 'refused'
}

export interface CatalogColumn {
  readonly name: string
  /** As the database writes it, in lower case. */
  readonly type: string
  readonly kind: ColumnKind
  readonly isRequired: boolean
  /** True where the database fills it in: a default, a sequence, a computed column. */
  readonly hasDefault: boolean
  /** Characters; null where there is no limit or none that is told. */
  readonly length: number | null
  /** Whether the database's own `=` takes `A` for `a` in it. */
  readonly comparison: 'exact' | 'ignore-case'
  /** The words that the column allows, where it is an enumeration. */
  readonly allowed: readonly string[] | null
}

export type ColumnKind = 'integer' | 'number' | 'text' | 'uuid' | 'boolean' | 'time' | 'other'

export interface CatalogKey {
  /** `lower(email)` for a key over an expression that lowers a column; `(expression)` for any other. */
  readonly columns: readonly string[]
  readonly role: 'primary' | 'unique' | 'index'
  readonly coversAllRows: boolean
}

export interface Reference {
  readonly columns: readonly string[]
  readonly toSchema: string | null
  readonly toTable: string
  readonly toColumns: readonly string[]
}

const kinds: readonly (readonly [ColumnKind, RegExp])[] = [
  ['uuid', /^(?:uuid|uniqueidentifier)$/],
  ['boolean', /^(?:bool|boolean|bit\(1\)|tinyint\(1\))/],
  ['time', /^(?:timestamp|datetime|date|time)/],
  ['integer', /int|serial/],
  ['number', /^(?:num|dec|real|float|double|bit)/],
  ['text', /char|text|clob|string|citext|enum/],
]

/** The kind of a column, by the name of its type. */
export function kindOfType(type: string): ColumnKind {
  return kinds.find(([, shape]) => shape.test(type))?.[0] ?? 'other'
}

/** The limit in `varchar(60)`. */
export function lengthOfType(type: string): number | null {
  const digits = /char[a-z ]*\((?<length>\d+)\)/.exec(type)?.groups?.['length']
  return digits === undefined ? null : Number(digits)
}

/** The part of a key that is an expression: `lower(email)` where that is what it does to a single column. */
export function readKeyExpression(expression: string): string {
  const column = /^\(*\s*lower\s*\(\s*\(*[`"[]?(?<column>[\w$]+)[`"\]]?\)?(?:::[\w ]+)?\s*\)+$/i.exec(
    expression.trim(),
  )?.groups?.['column']
  return column === undefined ? '(expression)' : `lower(${column})`
}

/** Rows that belong together, under the name of what they belong to. */
export function groupRows(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const name = key(row)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [row])
    else group.push(row)
  }
  return groups
}

/** What belongs to a table, by the column that names the table. */
export type TableParts = Readonly<Record<'columns' | 'keys' | 'references', Map<string, Row[]>>>

export function partsByTable(
  parts: Readonly<Record<keyof TableParts, QueryResult>>,
  column: string,
): TableParts {
  const byTable = ({ rows }: QueryResult): Map<string, Row[]> => groupRows(rows, (row) => String(row[column]))
  return {
    columns: byTable(parts.columns),
    keys: byTable(parts.keys),
    references: byTable(parts.references),
  }
}

/** The same, as a list of the groups. */
export function groupsBy(rows: readonly Row[], column: string): Row[][] {
  return [...groupRows(rows, (row) => String(row[column])).values()]
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** One foreign key from its rows, a column in each. */
export function readReference(rows: readonly Row[], toSchema: string | null): Reference {
  return {
    columns: rows.map((row) => String(row['column_name'])),
    toSchema,
    toTable: String(rows[0]?.['to_table']),
    toColumns: rows.flatMap((row) => (typeof row['to_column'] === 'string' ? [row['to_column']] : [])),
  }
}

/** One key from its rows, a column in each. */
export function readKey(rows: readonly Row[]): CatalogKey {
  const [first] = rows
  const isUnique = truth(first?.['is_unique'])
  return {
    columns: rows.map(({ column_name: name, expression }) =>
      typeof name === 'string' ? name : readKeyExpression(textOf(expression)),
    ),
    role: truth(first?.['is_primary']) ? 'primary' : isUnique ? 'unique' : 'index',
    coversAllRows: !truth(first?.['is_partial']),
  }
}

/** True, 1 or `YES`, as databases say it. */
export function truth(value: unknown): boolean {
  return value === true || Number(value) === 1 || String(value).toUpperCase() === 'YES'
}

/** A name as SQL takes it, in quotes only where it needs them. */
export function quoteName({ quote }: Catalog, name: string): string {
  return /^[a-z_][a-z\d_]*$/.test(name) && !reserved.has(name)
    ? name
    : `${quote}${name.replaceAll(quote, quote + quote)}${quote}`
}

// Of the words that are names of tables in practice.
const reserved = new Set([
  'user',
  'order',
  'group',
  'key',
  'table',
  'primary',
  'default',
  'check',
  'session_user',
])
