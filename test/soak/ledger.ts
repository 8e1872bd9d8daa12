import type Database from 'libsql'

interface LinkRow {
  readonly issuer: string
  readonly subject: string
  readonly account_id: string | null
}

interface AuditRow extends LinkRow {
  readonly event: string
}

interface UserRow {
  readonly id: number
  readonly password_hash: string
  readonly verified_at: string | null
  readonly email: string | null
}

// The longest of our own rows: the limit of one account, a day.
const longestLifetimeMilliseconds = 24 * 60 * 60 * 1000 + 60_000

/** What must hold in the shop's database at any time; answers what does not. */
export function auditLedger(database: Database.Database): string[] {
  const rows = <Row>(sql: string) => database.prepare(sql).all() as Row[]
  // One transaction: links, accounts and audit as they are at one moment.
  const read = database.transaction(() => ({
    links: rows<LinkRow>('select issuer, subject, account_id from amazon_links'),
    users: rows<UserRow>('select id, password_hash, verified_at, email from users'),
    audit: rows<AuditRow>('select event, issuer, subject, account_id from sparekey_audit order by id'),
    expiries: rows<{ expires_at: string }>(
      'select expires_at from sparekey_tickets union all select expires_at from sparekey_limits',
    ),
    integrity: rows<{ integrity_check: string }>('pragma integrity_check'),
  }))
  const { links, users, audit, expiries, integrity } = read()
  return [
    ...integrity.flatMap(({ integrity_check: word }) => (word === 'ok' ? [] : [`integrity: ${word}`])),
    ...repeated(links.map(({ issuer, subject }) => `${issuer} ${subject}`)).map((key) => `two links: ${key}`),
    ...repeated(links.map(({ account_id: id }) => String(id))).map((id) => `two links of account ${id}`),
    ...danglingLinks(links, users),
    ...lockedOut(links, users),
    ...unaudited(links, audit),
    ...expiries.flatMap(({ expires_at: at }) => (isSane(at) ? [] : [`a row that expires at ${at}`])),
  ]
}

function repeated(keys: readonly string[]): string[] {
  return keys.filter((key, place) => keys.indexOf(key) !== place)
}

function danglingLinks(links: readonly LinkRow[], users: readonly UserRow[]): string[] {
  const ids = new Set(users.map(({ id }) => String(id)))
  return links.flatMap(({ account_id: id }) =>
    id !== null && ids.has(id) ? [] : [`a link to no account: ${id}`],
  )
}

/** An account that nobody can get into: half a sign-up, or one link removed too many. */
function lockedOut(links: readonly LinkRow[], users: readonly UserRow[]): string[] {
  const linked = new Set(links.map(({ account_id: id }) => id))
  const hasWay = ({ id, password_hash: hash, verified_at: verified, email }: UserRow) =>
    linked.has(String(id)) || hash.startsWith('$2') || (verified !== null && email !== null)
  return users.flatMap((user) => (hasWay(user) ? [] : [`nobody can sign in to account ${user.id}`]))
}

/** The audit, played from the beginning, must end at the links there are. */
function unaudited(links: readonly LinkRow[], audit: readonly AuditRow[]): string[] {
  const expected = new Map<string, string | null>()
  for (const { event, issuer, subject, account_id: id } of audit) {
    if (event === 'linked' || event === 'signed-up') expected.set(`${issuer} ${subject}`, id)
    else expected.delete(`${issuer} ${subject}`)
  }
  const found = new Map(links.map(({ issuer, subject, account_id: id }) => [`${issuer} ${subject}`, id]))
  const keys = new Set([...expected.keys(), ...found.keys()])
  return [...keys].flatMap((key) =>
    expected.get(key) === found.get(key)
      ? []
      : [`the audit says ${expected.get(key)}, the link ${found.get(key)}`],
  )
}

function isSane(expiresAt: string): boolean {
  return Date.parse(expiresAt) <= Date.now() + longestLifetimeMilliseconds
}

/** How many rows of ours await their end. */
export function countPassing(database: Database.Database): { tickets: number; limits: number } {
  const count = (table: string) =>
    (database.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n
  return { tickets: count('sparekey_tickets'), limits: count('sparekey_limits') }
}

/** As if a day had gone by for them. */
export function letExpire(database: Database.Database): void {
  const past = new Date(Date.now() - 1000).toISOString()
  for (const table of ['sparekey_tickets', 'sparekey_limits'])
    database.prepare(`update ${table} set expires_at = ?`).run(past)
}

/** Every value of every table, to look for what must not be stored. */
export function dumpTables(database: Database.Database): string {
  const tables = database.prepare("select name from sqlite_master where type = 'table'").all() as {
    name: string
  }[]
  return tables
    .map(({ name }) => JSON.stringify(database.prepare(`select * from "${name}"`).all()))
    .join('\n')
}
