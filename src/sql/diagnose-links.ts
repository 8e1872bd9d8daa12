import { sql } from 'kysely'
import type { Examined } from './diagnose.js'
import { maskValue } from './diagnose-mask.js'
import type { Row, Steps } from './executor.js'
import type { Finding } from './finding.js'
import type { Settings } from './settings.js'
import { hasColumn } from './shape.js'
import { describeOwnTable } from './tables.js'

const batch = 500
const mostLinks = 20_000
const shown = 3

/** Links that lead nowhere, and subjects that Amazon did not make. */
export function* diagnoseLinks({ settings }: Examined): Steps<Finding[]> {
  const { links, accountsTable } = settings
  if (!(yield* areLinksThere(settings))) return []
  const strange =
    links.kind === 'table'
      ? yield* findStrangeSubjects(settings, { table: links.table, column: 'subject' })
      : yield* findStrangeSubjects(settings, { table: accountsTable, column: links.column })
  const orphans = links.kind === 'table' ? yield* findOrphans(settings, links.table) : []
  const found = [...strange, ...orphans]
  return found.length > 0
    ? found
    : [
        {
          check: 'links',
          level: 'ok',
          message: 'Every link leads from an Amazon account to an account of yours.',
        },
      ]
}

/** Before the first migration there is nothing to look at. */
function* areLinksThere({ links, accounts, database }: Settings): Steps<boolean> {
  const { dialect } = database
  if (links.kind === 'table') return (yield* describeOwnTable(database, links.table)) !== null
  const shape = yield* dialect.describeTable(accounts.table, accounts.schema ?? null)
  return shape !== null && hasColumn(shape, links.column)
}

interface Place {
  readonly table: string
  readonly column: string
}

function* findStrangeSubjects({ database }: Settings, { table, column }: Place): Steps<Finding[]> {
  const condition = sql`from ${sql.table(table)} where ${sql.ref(column)} is not null
    and ${sql.ref(column)} not like 'amzn1.account.%'`
  const counted = yield sql`select count(*) as found ${condition}`.compile(database.builder)
  const found = Number(counted.rows[0]?.['found'] ?? 0)
  if (found === 0) return []
  const { rows } =
    yield sql`select ${sql.ref(column)} as subject ${condition} limit ${sql.lit(shown)}`.compile(
      database.builder,
    )
  const examples = rows.map((row) => maskValue(row['subject']))
  return [
    {
      check: 'subjects',
      level: 'warning',
      message: `Values of ${table}.${column} that are not like Amazon's (amzn1.account.…): ${found}, for example ${examples.join(', ')}.`,
      fix: 'Nobody can sign in by them. If they are addresses or ids of another service, clear them.',
    },
  ]
}

function* findOrphans(settings: Settings, table: string): Steps<Finding[]> {
  const { builder } = settings.database
  let last = ''
  let looked = 0
  const orphans: string[] = []
  while (looked < mostLinks) {
    const select = builder.selectFrom(table).select('account_id').where('account_id', '>', last)
    const { rows } = yield select.orderBy('account_id').limit(batch).compile()
    if (rows.length === 0) break
    const ids = rows.map((row) => String(row['account_id']))
    const present = yield* findPresent(settings, ids)
    orphans.push(...ids.filter((id) => !present.has(id)))
    looked += rows.length
    last = ids.at(-1) ?? last
  }
  if (orphans.length === 0) return []
  return [
    {
      check: 'links-orphaned',
      level: 'warning',
      message: `Links to accounts that are gone: ${orphans.length} of ${looked}, for example ${orphans.slice(0, shown).join(', ')}.`,
      fix: 'They sign nobody in. Tell Sparekey of deletions with accountDeleted(account); remove these with: sparekey links unlink',
    },
  ]
}

function* findPresent(
  { database, accounts, accountsTable }: Settings,
  ids: readonly string[],
): Steps<Set<string>> {
  const present = (rows: readonly Row[]): string[] => rows.map((row) => String(row[accounts.id]))
  const select = database.builder.selectFrom(accountsTable).select(accounts.id)
  const { rows } = yield select.where(accounts.id, 'in', [...ids]).compile()
  return new Set(present(rows))
}
