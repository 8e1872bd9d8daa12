import { type CompiledQuery, sql } from 'kysely'
import { idColumn, selectAccounts } from './account-rows.js'
import type { Examined } from './diagnose.js'
import { type Plan, readPlan } from './diagnose-plan.js'
import type { Row, Steps } from './executor.js'
import type { Finding } from './finding.js'
import { textOrNull } from './link-rows.js'

interface Asked {
  readonly check: string
  readonly purpose: string
  readonly query: CompiledQuery
  readonly fix: string
}

/** Whether the queries of every sign-in can use an index, by what the database itself plans. */
export function* diagnoseIndexes(examined: Examined): Steps<Finding[]> {
  const { database } = examined.settings
  // A small table is read whole for good reason; what counts is what happens when it has grown.
  if (nameOf(examined) === 'postgres') yield sql`set local enable_seqscan = off`.compile(database.builder)
  const findings: Finding[] = []
  for (const asked of yield* questionsOf(examined)) {
    const plan = yield* explain(examined, asked.query)
    findings.push(judge(asked, plan))
  }
  return findings
}

function* questionsOf({ settings, accounts, links }: Examined): Steps<Asked[]> {
  const { accounts: mapping, accountsTable, emailComparison, database } = settings
  const id = yield* anyAccountId(settings)
  const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.DOCTOR' }
  const linked = links.linkedAccount
  const byId = id === null ? null : firstOf(accounts.find(id))
  const byEmail =
    mapping.email === undefined ? null : firstOf(accounts.findByEmail('doctor@sparekey.invalid'))
  const emailIndex = indexForEmail(database.dialect.name, emailComparison)
  return [
    {
      check: 'returning-index',
      purpose: 'a customer who comes back',
      query: { ...linked.query, parameters: linked.parameters(identity) },
      fix: `Run: sparekey migrate. If it stays so, see that the primary key of ${accountsTable} is ${mapping.id}.`,
    },
    ...(byId === null
      ? []
      : [
          {
            check: 'id-index',
            purpose: 'an account by its id',
            query: byId,
            fix: `Make ${mapping.id} the primary key of ${accountsTable}, or index it.`,
          },
        ]),
    ...(byEmail === null
      ? []
      : [
          {
            check: 'email-index',
            purpose: 'an account by its address',
            query: byEmail,
            fix: `Add one in a migration of your own: ${emailIndex(accountsTable, mapping.email ?? '')}`,
          },
        ]),
  ]
}

function indexForEmail(kind: string, comparison: 'ignore-case' | 'exact') {
  return (table: string, column: string): string => {
    const name = `${table.slice(table.indexOf('.') + 1)}_${column}_lookup`
    if (comparison === 'exact' || kind === 'mysql') return `create index ${name} on ${table} (${column})`
    if (kind === 'postgres')
      return `create index concurrently ${name} on ${table} (lower(${column} collate "C"))`
    return `create index ${name} on ${table} (${column} collate nocase)`
  }
}

/** The statement itself, as it is sent when somebody signs in. */
function firstOf(steps: Steps<unknown>): CompiledQuery | null {
  const first = steps.next()
  return first.done === true ? null : first.value
}

function* anyAccountId(settings: Examined['settings']): Steps<string | null> {
  const { rows } = yield selectAccounts(settings).limit(1).compile()
  return textOrNull(rows[0]?.[idColumn])
}

const prefixes: Readonly<Record<string, string>> = {
  sqlite: 'explain query plan ',
  postgres: 'explain (format json) ',
  mysql: 'explain ',
}

function* explain(examined: Examined, query: CompiledQuery): Steps<Plan> {
  const kind = nameOf(examined)
  const { rows }: { rows: readonly Row[] } = yield { ...query, sql: `${prefixes[kind] ?? ''}${query.sql}` }
  return readPlan(kind, rows)
}

function judge({ check, purpose, fix }: Asked, plan: Plan): Finding {
  if (plan.scanned.length === 0) return { check, level: 'ok', message: `Finding ${purpose} uses an index.` }
  return {
    check,
    level: 'warning',
    message: `Finding ${purpose} reads every row of ${plan.scanned.join(' and ')}: no index fits.`,
    fix,
  }
}

function nameOf({ settings }: Examined): string {
  return settings.database.dialect.name
}
