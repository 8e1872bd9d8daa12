import type { Row } from './executor.js'

/** What a database would do for a query. */
export interface Plan {
  /** Tables of which every row would be read. */
  readonly scanned: readonly string[]
}

/** Reads the answer to `explain`, as each database gives it. */
export function readPlan(kind: string, rows: readonly Row[]): Plan {
  if (kind === 'postgres') return { scanned: unique(readPostgresPlan(rows)) }
  return { scanned: unique(rows.flatMap(kind === 'mysql' ? readMysqlStep : readSqliteStep)) }
}

function readSqliteStep(row: Row): string[] {
  const detail = String(row['detail'])
  // An automatic index is built anew for each query, out of all rows.
  const [, table] = /^(?:SCAN (?:TABLE )?|SEARCH (?:TABLE )?(?=\S+ USING AUTOMATIC))(\S+)/.exec(detail) ?? []
  return table === undefined ? [] : [table]
}

const wholeTable = new Set(['ALL', 'index'])

function readMysqlStep(row: Row): string[] {
  const table = row['table']
  // A small table is read whole although an index would fit: `possible_keys` tells that one does.
  const couldUseIndex = row['possible_keys'] !== null && row['possible_keys'] !== undefined
  return typeof table === 'string' && wholeTable.has(String(row['type'])) && !couldUseIndex ? [table] : []
}

function readPostgresPlan(rows: readonly Row[]): string[] {
  const answer = Object.values(rows[0] ?? {})[0]
  const plans: unknown = typeof answer === 'string' ? JSON.parse(answer) : answer
  return Array.isArray(plans) ? plans.flatMap((plan) => readNode(member(plan, 'Plan'))) : []
}

/** With sequential scans switched off, what still has no condition on an index has no index to put it on. */
function readNode(node: unknown): string[] {
  const children = member(node, 'Plans')
  const below = Array.isArray(children) ? children.flatMap(readNode) : []
  const type = String(member(node, 'Node Type'))
  const table = member(node, 'Relation Name')
  const isWhole =
    type === 'Seq Scan' || (/^Index (?:Only )?Scan/.test(type) && member(node, 'Index Cond') === undefined)
  return isWhole && typeof table === 'string' ? [table, ...below] : below
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)]
}
