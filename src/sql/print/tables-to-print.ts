import type { Dialect, TableDefinition } from '../dialect.js'

/** What there is to print. */
export interface Tables {
  readonly dialect: Dialect
  readonly definitions: readonly TableDefinition[]
  readonly modules: 'esm' | 'commonjs'
  readonly at: Date
}

/** The statements that make the tables, a line for each column. */
export function createStatements({ dialect, definitions }: Tables): string[] {
  return definitions.flatMap((table) => dialect.createTable(table)).map(({ sql }) => withLines(sql))
}

/** The statements that take them away again, last made first. */
export function dropStatements({ dialect, definitions }: Tables): string[] {
  return definitions.toReversed().map(({ name }) => dialect.builder.schema.dropTable(name).compile().sql)
}

/** What stands at the head of every file. */
export const purpose = "Sparekey's own tables: links to Amazon accounts, and what belongs to them."

function withLines(sql: string): string {
  if (!sql.startsWith('create table')) return sql
  const [start, end] = [sql.indexOf('('), sql.lastIndexOf(')')]
  const parts = splitOutside(sql.slice(start + 1, end))
  return `${sql.slice(0, start)}(\n${parts.map((part) => `  ${part.trim()}`).join(',\n')}\n${sql.slice(end)}`
}

/** Splits at the commas that no parenthesis surrounds. */
function splitOutside(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const letter of text) {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0
    if (letter === ',' && depth === 0) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${letter}`)
  }
  return parts
}

/** `account_id` as `accountId`. */
export function camelCase(name: string): string {
  return name.replace(/[^A-Za-z0-9]+(.)?/g, (_, letter: string | undefined) => (letter ?? '').toUpperCase())
}

/** `amazon_links` as `AmazonLink`. */
export function modelName(table: string): string {
  const name = camelCase(table).replace(/s$/, '')
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
}
