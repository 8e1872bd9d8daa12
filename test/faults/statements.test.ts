import { hashSync } from '@node-rs/bcrypt'
import Database from 'libsql'
import { type SqlAccount, type SqliteHandle, sqlHost } from 'sparekey/sql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createSparekey, type Sparekey } from '../../src/index.js'
import { unlink } from '../attacks/linked.js'
import { canaries } from '../support/canaries.js'
import { type PlainSite, PlainVisitor, quickTimer } from '../support/plain-site.js'

const base = '/auth/amazon'
const passwordHash = hashSync('right', 4)
const writing = /^\s*(insert|update|delete|begin|commit)/i
const ending = /^\s*commit/i

/** A site over SQLite, where any statement that writes can fail, or be carried out without anybody hearing of it. */
interface FaultySite {
  readonly visitor: () => PlainVisitor
  readonly sparekey: Sparekey<SqlAccount>
  readonly database: Database.Database
  /** Counts down with each statement that writes; at zero it strikes. */
  fault: { left: number; kind: 'before' | 'after' | 'none' }
  count(table: string): number
}

async function openFaultySite(): Promise<FaultySite> {
  const database = new Database(':memory:')
  onTestFinished(() => void database.close())
  database.exec(`create table users (id integer primary key, email text unique, name text,
    password_hash text, verified integer not null default 0)`)
  const fault: FaultySite['fault'] = { left: 0, kind: 'none' }
  const sessions = new Map<string, string>()
  const authenticatedAt = new Date()
  const host = sqlHost({
    database: failing(database, fault),
    accounts: {
      table: 'users',
      id: 'id',
      email: 'email',
      name: 'name',
      passwordHash: 'password_hash',
      emailVerified: 'verified',
    },
    links: { table: 'amazon_links' },
  })
  await host.migrate()
  const sparekey = createSparekey<SqlAccount>({
    baseUrl: 'https://shop.example',
    secret: canaries.secret,
    amazon: { clientId: 'amzn1.application-oa2-client.shop', clientSecret: canaries.clientSecret },
    host,
    timer: quickTimer,
    sessions: {
      current: async ({ request }) => {
        const id = sessions.get(/session=([^;]*)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '')
        return id === undefined ? null : { accountId: id, authenticatedAt }
      },
      start: async ({ id }) => {
        const session = crypto.randomUUID()
        sessions.set(session, id)
        return { headers: { 'set-cookie': `session=${session}; Path=/` } }
      },
    },
    fetch: async (input) =>
      Response.json(
        new Request(input).url.endsWith('/auth/o2/token')
          ? { access_token: 'Atza|faults', token_type: 'bearer', expires_in: 3600 }
          : { user_id: 'amzn1.account.VERA', name: 'Vera', email: 'vera@ex.test' },
      ),
  })
  return {
    database,
    sparekey,
    fault,
    visitor: () => new PlainVisitor({ sparekey } as unknown as PlainSite),
    count: (table) => (database.prepare(`select count(*) as n from ${table}`).get([]) as { n: number }).n,
  }
}

function failing(database: Database.Database, fault: FaultySite['fault']): SqliteHandle {
  const around = <T>(sql: string, run: () => T): T => {
    const counted = fault.kind === 'after' ? ending : writing
    const strikes = counted.test(sql) && fault.kind !== 'none' && (fault.left -= 1) === 0
    if (strikes && fault.kind === 'before') throw new Error('SQLITE_IOERR: disk I/O error')
    const result = run()
    if (strikes) throw new Error('SQLITE_IOERR: disk I/O error')
    return result
  }
  return {
    get inTransaction() {
      return database.inTransaction
    },
    exec: (sql) => around(sql, () => void database.exec(sql)),
    prepare: (sql) => {
      const prepared = database.prepare(sql)
      return {
        reader: prepared.reader,
        all: (values) => around(sql, () => prepared.all(values)),
        run: (values) => around(sql, () => prepared.run(values)),
      }
    },
  }
}

/** What somebody does, once it is prepared; and whether it took effect. */
interface Deed {
  readonly prepare: (site: FaultySite) => Promise<() => Promise<unknown>>
  readonly isDone: (site: FaultySite) => boolean
}

const deeds: Record<string, Deed> = {
  'a first sign-in': {
    prepare: async (site) => {
      const visitor = site.visitor()
      const callback = await visitor.goToAmazon()
      return () => visitor.get(callback)
    },
    isDone: (site) => site.count('users') === 1 && site.count('amazon_links') === 1,
  },
  'a proof of ownership': {
    prepare: async (site) => {
      site.database.exec("insert into users (id, email, verified) values (1, 'vera@ex.test', 1)")
      site.database.prepare('update users set password_hash = ?').run([passwordHash])
      const visitor = site.visitor()
      await visitor.signInWithAmazon()
      const { csrf } = await visitor.get(`${base}/link`)
      return () => visitor.post(`${base}/link`, { csrf, password: 'right' })
    },
    isDone: (site) => site.count('amazon_links') === 1,
  },
  unlinking: {
    prepare: async (site) => {
      const visitor = site.visitor()
      if (site.count('users') === 0) await visitor.signInWithAmazon()
      site.database.prepare('update users set password_hash = ?').run([passwordHash])
      await visitor.signInWithAmazon()
      return () => unlink(visitor, { password: 'right' })
    },
    isDone: (site) => site.count('amazon_links') === 0,
  },
}

/** Nothing stands alone: each link has its account, its record, and its account is nobody else's. */
function expectWhole(site: FaultySite): void {
  const orphans = 'amazon_links where account_id not in (select cast(id as text) from users)'
  expect(site.count(orphans)).toBe(0)
  const made = site.count("sparekey_audit where event in ('linked', 'signed-up')")
  const removed = site.count("sparekey_audit where event in ('unlinked', 'evicted')")
  expect(made - removed).toBe(site.count('amazon_links'))
  expect(site.count('users where id not in (select account_id from amazon_links) and email is null')).toBe(0)
}

/** Lets the fault strike at each writing statement in turn, until there is none left for it. */
async function atEachStatement(
  { prepare, isDone }: Deed,
  kind: 'before' | 'after',
  look: (site: FaultySite, wasDone: boolean) => void,
): Promise<number> {
  for (let nth = 1; ; nth += 1) {
    const site = await openFaultySite()
    const act = await prepare(site)
    Object.assign(site.fault, { left: nth, kind })
    await act()
    const struck = site.fault.left <= 0
    Object.assign(site.fault, { kind: 'none' })
    expectWhole(site)
    look(site, isDone(site))
    // Whoever tries again gets there.
    if (!isDone(site)) await (await prepare(site).catch(async () => act))()
    if (!isDone(site)) await act()
    expect(isDone(site)).toBe(true)
    expectWhole(site)
    if (!struck) return nth - 1
  }
}

describe.each(Object.keys(deeds))('a database that fails in the middle of %s', (name) => {
  const deed = deeds[name] as Deed

  it('inf-partial-write: writes all of it or nothing, and the next try completes it', async () => {
    const statements = await atEachStatement(deed, 'before', () => {})
    expect(statements).toBeGreaterThan(3)
  })

  it('inf-commit-unknown: makes nothing twice where the answer to a commit was lost', async () => {
    const commits = await atEachStatement(deed, 'after', (site) => {
      expect(site.count('users')).toBeLessThanOrEqual(1)
      expect(site.count('amazon_links')).toBeLessThanOrEqual(1)
    })
    expect(commits).toBeGreaterThan(0)
  })
})
