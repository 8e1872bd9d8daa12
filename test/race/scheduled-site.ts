import { hashSync } from '@node-rs/bcrypt'
import Database from 'libsql'
import { type SqlAccount, type SqlHost, sqlHost } from 'sparekey/sql'
import { createSparekey, type Sessions, type Sparekey } from '../../src/index.js'
import { canaries } from '../support/canaries.js'
import { type PlainSite, PlainVisitor } from '../support/plain-site.js'
import type { Turns } from './turns.js'

export const oldHash = hashSync('old', 4)
const newHash = hashSync('new', 4)

type Customer = PlainSite['customer']

/** A site over SQLite whose every call into the host, the links and the sessions waits for its turn. */
export interface ScheduledSite {
  readonly sparekey: Sparekey<SqlAccount>
  readonly database: Database.Database
  visitor(customer: Customer): PlainVisitor
  run(sql: string, ...values: unknown[]): void
  rows(sql: string, ...values: unknown[]): Record<string, unknown>[]
  /** Signs in on the site's own page, just now. */
  signIn(visitor: PlainVisitor, accountId: string): void
  close(): void
}

/** Guards made weaker, to see that it is noticed. */
export interface Weakened {
  readonly links?: (parts: {
    readonly links: SqlHost['links']
    readonly database: Database.Database
    readonly step: Turns['step']
  }) => Partial<SqlHost['links']>
  /** How long a session takes by the timer. */
  readonly sessions?: 'never questioned'
}

export async function openScheduledSite(turns: Turns, weakened: Weakened = {}): Promise<ScheduledSite> {
  const database = new Database(':memory:')
  database.exec(`create table users (id integer primary key, email text unique, password text,
      verified integer not null default 0);
    create table sessions (id text primary key, account_id text not null, since text, method text);`)
  const run = (sql: string, ...values: unknown[]): void => void database.prepare(sql).run(values)
  const rows = (sql: string, ...values: unknown[]) =>
    database.prepare(sql).all(values) as Record<string, unknown>[]
  const host = sqlHost({
    database,
    accounts: {
      table: 'users',
      id: 'id',
      email: 'email',
      passwordHash: 'password',
      emailVerified: 'verified',
    },
    links: { table: 'amazon_links' },
    // Compared in this turn: hashing would end when a thread is done with it.
    verifyPassword: async ({ row }, password) =>
      password === 'old' && row['password'] === oldHash ? 'correct' : 'wrong',
    async endAccess({ id }, reason) {
      if (reason === 'mailbox-proven')
        run('update users set password = ?, verified = 1 where id = ?', newHash, id)
      run('delete from sessions where account_id = ?', id)
    },
  })
  await host.migrate()
  const { step } = turns
  const links = { ...host.links, ...weakened.links?.({ links: host.links, database, step }) }
  const told = new Map<string, Customer>()
  const sparekey = createSparekey<SqlAccount>({
    baseUrl: 'https://shop.example',
    secret: canaries.secret,
    amazon: { clientId: 'amzn1.application-oa2-client.shop', clientSecret: canaries.clientSecret },
    host: { ...turns.stepwise(host, 'host'), links: turns.stepwise(links, 'links'), limiter: host.limiter },
    sessions: turns.stepwise(sessionsIn(rows, run), 'sessions'),
    timer: {
      elapsed: weakened.sessions === undefined ? slowly() : () => 0,
      ...turns.stepwise({ wait: async () => {} }, 'timer'),
    },
    fetch: async (input, init) => answerAsAmazon(new Request(input, init), told),
  })
  return {
    sparekey,
    database,
    run,
    rows,
    visitor: (customer) => {
      told.set(customer.user_id, customer)
      return new ScheduledVisitor({ sparekey, customer } as unknown as PlainSite)
    },
    signIn: (visitor, accountId) => {
      const session = crypto.randomUUID()
      run("insert into sessions values (?, ?, ?, 'own page')", session, accountId, new Date().toISOString())
      visitor.jar.set('session', session)
    },
    close: () => database.close(),
  }
}

/** Their code at Amazon is their name: each visitor is somebody else there, whoever's turn it is. */
class ScheduledVisitor extends PlainVisitor {
  override backFrom(location: string | null): string {
    return super.backFrom(location).replace('code=ANplain', `code=AN${this.site.customer.user_id}`)
  }
}

async function answerAsAmazon(request: Request, told: ReadonlyMap<string, Customer>): Promise<Response> {
  if (request.url.endsWith('/o2/token')) {
    const code = new URLSearchParams(await request.text()).get('code') ?? ''
    return Response.json({ access_token: `Atza|${code.slice(2)}`, token_type: 'bearer', expires_in: 3600 })
  }
  const token = request.headers.get('authorization') ?? request.headers.get('x-amz-access-token') ?? ''
  return Response.json(told.get(token.replace(/^.*Atza\|/, '')) ?? {})
}

/** Every session takes longer to make than whoever ends it waits: each has to look again whether it may stay. */
function slowly(): () => number {
  let elapsed = 0
  return () => (elapsed += 1000)
}

function sessionsIn(rows: ScheduledSite['rows'], run: ScheduledSite['run']): Sessions<SqlAccount> {
  const cookie = /(?:^|; )session=([^;]*)/
  return {
    async current({ request }) {
      const id = cookie.exec(request.headers.get('cookie') ?? '')?.[1] ?? ''
      const [row] = rows('select account_id, since from sessions where id = ?', id)
      if (row === undefined) return null
      return { accountId: String(row['account_id']), authenticatedAt: new Date(String(row['since'])) }
    },
    async start({ id }, _visitor, { at, method }) {
      const session = crypto.randomUUID()
      run('insert into sessions values (?, ?, ?, ?)', session, id, at.toISOString(), method)
      return { headers: { 'set-cookie': `session=${session}; Path=/` } }
    },
  }
}
