import { sql } from 'kysely'
import type { Examined } from './diagnose.js'
import type { Row, Steps } from './executor.js'
import type { Finding } from './finding.js'
import { flagColumn, isFlagged, timeOf } from './flag.js'
import { readInstant } from './link-rows.js'
import type { Flag } from './options.js'
import type { Settings } from './settings.js'
import { valueIn } from './shape.js'

const batch = 500
const mostLinks = 20_000
const shown = 3
const dayMilliseconds = 24 * 60 * 60 * 1000
const overdueMilliseconds = 15 * 60 * 1000

/** What is left behind where the site does not tell of its own changes: `mailboxProven`, `accountDeleted`, `deliverMails`. */
export function* diagnoseNews({ settings }: Examined): Steps<Finding[]> {
  return [...(yield* findUntold(settings)), ...(yield* findOverdue(settings))]
}

interface Untold {
  readonly provenLater: string[]
  readonly deleted: string[]
}

function* findUntold(settings: Settings): Steps<Finding[]> {
  const { links, database } = settings
  const columns = columnsOf(settings)
  if (links.kind !== 'table' || columns.length === 0) return []
  if ((yield* database.dialect.describeTable(links.table, null)) === null) return []
  const untold: Untold = { provenLater: [], deleted: [] }
  const select = selectLinks(settings, links.table)
  let last = ''
  for (let looked = 0; looked < mostLinks; looked += batch) {
    const { rows } = yield select.where('account_id', '>', last).limit(batch).compile()
    if (rows.length === 0) break
    yield* lookAtBatch(settings, columns, rows, untold)
    last = String(rows.at(-1)?.['account_id'])
  }
  return [...provenLater(untold), ...deleted(untold)]
}

function selectLinks({ database }: Settings, table: string) {
  const linkedAt = sql`${database.dialect.instantAsText('linked_at')}`.as('linked_at')
  return database.builder.selectFrom(table).select(['account_id', linkedAt]).orderBy('account_id')
}

function* lookAtBatch(
  settings: Settings,
  columns: readonly string[],
  links: readonly Row[],
  untold: Untold,
): Steps<void> {
  const { database, accounts, accountsTable } = settings
  const linkedAt = new Map(links.map((row) => [String(row['account_id']), readInstant(row['linked_at'])]))
  const select = database.builder.selectFrom(accountsTable).select([...new Set([accounts.id, ...columns])])
  const { rows } = yield select.where(accounts.id, 'in', [...linkedAt.keys()]).compile()
  for (const row of rows) {
    const id = String(valueIn(row, accounts.id))
    if (isProvenLater(settings, row, linkedAt.get(id) ?? null)) untold.provenLater.push(id)
    if (isDeleted(settings, row)) untold.deleted.push(id)
  }
}

function columnsOf({ mapping }: Settings): string[] {
  const { emailVerified } = mapping
  return [...(emailVerified === null ? [] : [emailVerified]), ...deletions(mapping.disabled)].map(flagColumn)
}

/** Of all that keeps people out, what does so for ever: who is banned may come back, and to their own link. */
function deletions(flags: readonly Flag[]): Flag[] {
  return flags.filter((flag) => /delet|remov|eras|anonym/i.test(flagColumn(flag)))
}

function isProvenLater({ mapping }: Settings, row: Row, linkedAt: Date | null): boolean {
  const { emailVerified } = mapping
  if (linkedAt === null || typeof emailVerified !== 'string') return false
  // A mere flag is a time long ago, and a site may write times of its own zone.
  return timeOf(valueIn(row, emailVerified)) > linkedAt.getTime() + dayMilliseconds
}

function isDeleted({ mapping, clock }: Settings, row: Row): boolean {
  return deletions(mapping.disabled).some((flag) =>
    isFlagged(flag, { row, now: clock(), emptyMeans: 'unset' }),
  )
}

function provenLater({ provenLater: ids }: Untold): Finding[] {
  if (ids.length === 0) return []
  return [
    {
      check: 'links-before-proof',
      level: 'warning',
      message: `Accounts whose link is older than the proof of their mailbox: ${ids.length}, for example ${examples(ids)}. Whoever registered the address first may still sign in to them.`,
      fix: 'Call mailboxProven(account, email) where your site proves an address and where it resets a password: docs/host-news.md',
    },
  ]
}

function deleted({ deleted: ids }: Untold): Finding[] {
  if (ids.length === 0) return []
  return [
    {
      check: 'links-deleted',
      level: 'warning',
      message: `Links of accounts that are marked as deleted: ${ids.length}, for example ${examples(ids)}.`,
      fix: 'They sign nobody in, but hold on to an Amazon account. Call accountDeleted(account) where your site deletes one; remove these with: sparekey links unlink',
    },
  ]
}

function examples(ids: readonly string[]): string {
  return ids.slice(0, shown).join(', ')
}

function* findOverdue({ database, outbox, clock }: Settings): Steps<Finding[]> {
  if ((yield* database.dialect.describeTable(outbox, null)) === null) return []
  const now = clock()
  const since = new Date(now.getTime() - overdueMilliseconds).toISOString()
  const { rows } = yield database.builder
    .selectFrom(outbox)
    .select(sql<number>`count(*)`.as('found'))
    .where('due_at', '<', since)
    .where('expires_at', '>', now.toISOString())
    .compile()
  const found = Number(rows[0]?.['found'] ?? 0)
  if (found === 0) return []
  return [
    {
      check: 'outbox-overdue',
      level: 'warning',
      message: `Mails that should have been sent more than a quarter of an hour ago: ${found}.`,
      fix: 'Call deliverMails() every minute or so, in a process that has the mailer: docs/host-news.md',
    },
  ]
}
