import { type CompiledQuery, sql } from 'kysely'
import { idColumn, selectAccounts } from './account-rows.js'
import type { Examined } from './diagnose.js'
import { readPlan } from './diagnose-plan.js'
import { readStatistics, type Statistics } from './diagnose-statistics.js'
import type { Steps } from './executor.js'
import type { Finding } from './finding.js'
import { withoutSchema } from './identifier.js'
import type { LinkRows } from './link-rows.js'
import { textOrNull } from './link-rows.js'
import { type EmailMapping, readMapping } from './mapping.js'
import type { Settings } from './settings.js'
import { hasColumn } from './shape.js'
import { describeOwnTable } from './tables.js'

interface Asked {
  readonly check: string
  readonly purpose: string
  readonly queries: readonly CompiledQuery[]
  readonly fix: string
}

/** Whether the queries of every sign-in can use an index, by what the database itself plans. */
export function* diagnoseIndexes(examined: Examined): Steps<Finding[]> {
  const { settings } = examined
  const asked = yield* questionsOf(examined)
  // A small table is read whole for good reason; what counts is what happens when it has grown.
  const ways = kindOf(settings) === 'postgres' ? ['seqscan', 'hashjoin', 'mergejoin'] : []
  for (const way of ways) {
    yield sql`set local ${sql.raw(`enable_${way}`)} = off`.compile(settings.database.builder)
  }
  const findings: Finding[] = []
  for (const question of asked) findings.push(yield* judge(settings, question))
  return findings
}

function* questionsOf({ settings, accounts, links }: Examined): Steps<Asked[]> {
  const { accountsTable, accounts: mapped } = settings
  const id = yield* anyAccountId(settings)
  const { email } = readMapping(mapped)
  return [
    {
      check: 'returning-index',
      purpose: 'the account of a customer who comes back',
      queries: yield* returningQuery(settings, links),
      fix: `Run: sparekey migrate. If it stays so, make ${mapped.id} the primary key of ${accountsTable}.`,
    },
    {
      check: 'id-index',
      purpose: 'an account by its id',
      queries: id === null ? [] : yield* record(accounts.find(id)),
      fix: `Make ${mapped.id} the primary key of ${accountsTable}, or index it.`,
    },
    {
      check: 'email-index',
      purpose: 'an account by its address',
      queries: email === null ? [] : yield* record(accounts.findByEmail('doctor@sparekey.invalid')),
      fix: `Add one in a migration of your own: ${email === null ? '' : indexForEmail(settings, email)}`,
    },
  ].filter(({ queries }) => queries.length > 0)
}

/** None where the tables for it are still missing. */
function* returningQuery(settings: Settings, { linkedAccount }: LinkRows): Steps<CompiledQuery[]> {
  const { links, accountsTable, database } = settings
  const shape = yield* describeOwnTable(database, links.kind === 'table' ? links.table : accountsTable)
  const column = links.kind === 'table' ? 'subject' : links.column
  if (shape === null || !hasColumn(shape, column)) return []
  const query = yield* linkedAccount.query()
  const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.DOCTOR' }
  return [{ ...query, parameters: linkedAccount.parameters(identity) }]
}

/** The statements themselves, as they are sent when somebody signs in. */
function* record(steps: Steps<unknown>): Steps<CompiledQuery[]> {
  const queries: CompiledQuery[] = []
  let next = steps.next()
  while (next.done !== true) {
    queries.push(next.value)
    next = steps.next(yield next.value)
  }
  return queries
}

function indexForEmail(settings: Settings, { column, normalized, part }: EmailMapping): string {
  const table = part?.qualified ?? settings.accountsTable
  const searched = normalized?.column ?? column
  const name = `${table.slice(table.indexOf('.') + 1)}_${searched}_lookup`
  const kind = kindOf(settings)
  if (settings.emailComparison === 'exact' || normalized !== null || kind === 'mysql')
    return `create index ${name} on ${table} (${searched})`
  if (kind === 'postgres') return `create index concurrently ${name} on ${table} (lower(${searched}))`
  return `create index ${name} on ${table} (${searched} collate nocase)`
}

function* anyAccountId(settings: Settings): Steps<string | null> {
  const { rows } = yield selectAccounts(settings).limit(1).compile()
  return textOrNull(rows[0]?.[idColumn])
}

const prefixes: Readonly<Record<string, string>> = {
  sqlite: 'explain query plan ',
  postgres: 'explain (format json) ',
  mysql: 'explain ',
}

function* judge(settings: Settings, { check, purpose, queries, fix }: Asked): Steps<Finding> {
  const known = tablesOf(settings)
  const scanned = new Set<string>()
  for (const query of queries) {
    const kind = kindOf(settings)
    const { rows } = yield { ...query, sql: `${prefixes[kind] ?? ''}${query.sql}` }
    for (const name of readPlan(kind, rows).scanned) scanned.add(known.get(name) ?? '')
  }
  scanned.delete('')
  const statistics = new Map<string, Statistics>()
  // Alone, a table of one row is still searched by an index that fits; joined to another it may not be.
  for (const table of scanned) statistics.set(table, yield* readStatistics(settings, table))
  const worst = [...statistics.values()]
  if (worst.length === 0) return { check, level: 'ok', message: `Finding ${purpose} uses an index.` }
  if (check === 'returning-index' && worst.every((one) => one === 'few')) {
    const message = `Finding ${purpose} needs no index yet, among so few rows. Look again when there are more.`
    return { check, level: 'ok', message }
  }
  const [outdated] = [...statistics].find(([, one]) => one === 'outdated') ?? []
  return {
    check,
    level: 'warning',
    message: `Finding ${purpose} reads every row: ${outdated === undefined ? 'no index fits' : `the database takes ${outdated} for small`}.`,
    fix: outdated === undefined ? fix : 'Let it count anew: analyze',
  }
}

/** The tables of the site and of ours, by name and by what our statements call them; not those of the catalogue. */
function tablesOf({ accounts, accountsTable, links, mapping }: Settings): Map<string, string> {
  const { email, passwordHash } = mapping
  const address = email?.part?.qualified ?? accountsTable
  const own = links.kind === 'table' ? links.table : accountsTable
  return new Map([
    ['account', accountsTable],
    [accounts.table, accountsTable],
    ['link', own],
    ['address', address],
    ['part', passwordHash?.part?.qualified ?? address],
    ...[email?.part, passwordHash?.part].flatMap((part): [string, string][] =>
      part ? [[part.table, part.qualified]] : [],
    ),
    ...(links.kind === 'table' ? [[withoutSchema(links.table), links.table] as const] : []),
  ])
}

function kindOf({ database }: Settings): string {
  return database.dialect.name
}
