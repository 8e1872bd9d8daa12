import { randomInt } from 'node:crypto'
import { hashSync } from '@node-rs/bcrypt'
import type { Pool as MysqlPool } from 'mysql2'
import type pg from 'pg'
import { type SqlAccount, sqlHost } from 'sparekey/sql'
import { beforeAll, describe } from 'vitest'
import { createSparekey, type Mail, type Sparekey } from '../../src/index.js'
import { type AnyDatabase, databaseOpeners } from '../sql/three-databases.js'
import { canaries } from '../support/canaries.js'
import { type PlainSite, PlainVisitor } from '../support/plain-site.js'
import { clusterUrls, describeOn } from '../support/servers.js'
import { type ClusterDatabase, openClusterDatabase } from './cluster-database.js'

type Customer = PlainSite['customer']

const passwordHash = hashSync('right', 4)

/** A site over a real database. Each visitor comes to an instance of their own: nothing is shared but the database. */
export interface RacingShop extends AnyDatabase {
  visitor(customer: Customer, hooks?: Hooks): RacingVisitor
  /** The visitor’s next request reaches another instance. */
  move(visitor: RacingVisitor, hooks?: Hooks): void
  /** An instance that nobody visits: the site's own code calls it. */
  instance(hooks?: Hooks): Sparekey<SqlAccount>
  addUser(user: { id: number; email: string; password?: 'right'; verified?: 0 | 1 }): Promise<SqlAccount>
  account(id: string): Promise<SqlAccount>
  readonly mails: Mail[]
  count(table: string, where?: string): Promise<number>
  setSession(id: string, accountId: string, at: Date): Promise<void>
}

/** What happens in between, in the instance of one visitor. */
export interface Hooks {
  /** Just before the site writes the session. */
  readonly beforeSession?: () => Promise<void>
  readonly clock?: () => Date
  readonly onToken?: () => void | Promise<void>
  readonly onMail?: () => Promise<void>
  readonly emailProof?: 'code'
}

export class RacingVisitor extends PlainVisitor {
  /** The id of the session that this browser's cookie names. */
  get session(): string | null {
    return this.jar.get('session') ?? null
  }

  signInAs(session: string): void {
    this.jar.set('session', session)
  }
}

const kinds = {
  SQLite: { open: databaseOpeners.SQLite, on: () => describe, isolation: null },
  PostgreSQL: { open: databaseOpeners.PostgreSQL, on: () => describeOn('postgres'), isolation: null },
  'PostgreSQL, repeatable read': {
    open: databaseOpeners.PostgreSQL,
    on: () => describeOn('postgres'),
    isolation: 'repeatable read',
  },
  'PostgreSQL, serializable': {
    open: databaseOpeners.PostgreSQL,
    on: () => describeOn('postgres'),
    isolation: 'serializable',
  },
  MariaDB: { open: databaseOpeners.MariaDB, on: () => describeOn('mariadb'), isolation: null },
  'MariaDB, read committed': {
    open: databaseOpeners.MariaDB,
    on: () => describeOn('mariadb'),
    isolation: 'read committed',
  },
  'a Galera cluster, where each visitor reaches the next node': {
    open: openClusterDatabase,
    on: () => describeOn('galera'),
    isolation: null,
  },
} as const

/** The same tests on each database, under each isolation that a site may have chosen for it. */
export function describeRaces(tests: (open: () => Promise<RacingShop>) => void): void {
  for (const [name, { open, on, isolation }] of Object.entries(kinds)) {
    on()(`inf-isolation: races on ${name}`, () => {
      // Three servers that find each other take longer than a test may.
      if (open === openClusterDatabase) beforeAll(() => clusterUrls(), 120_000)
      tests(async () => {
        const database = await open()
        if (isolation !== null) await isolate(database, isolation)
        return openRacingShop(database)
      })
    })
  }
}

async function isolate({ handle, rows }: AnyDatabase, level: string): Promise<void> {
  if ('promise' in handle) {
    const pool = handle as unknown as MysqlPool
    pool.on('connection', (connection) => {
      connection.query(`set session transaction isolation level ${level}`)
    })
    return
  }
  const [{ name } = {}] = await rows('select current_database() as name')
  await rows(`alter database ${String(name)} set default_transaction_isolation = '${level}'`)
  // The one connection that asked has the old default still.
  const client = await (handle as pg.Pool).connect()
  client.release(true)
}

export async function openRacingShop(database: AnyDatabase | ClusterDatabase): Promise<RacingShop> {
  const { handle, rows } = database
  const mails: Mail[] = []
  await rows(`create table users (id integer primary key, email varchar(190) not null unique,
    full_name varchar(190), password_hash varchar(190), verified integer not null default 0,
    disabled integer not null default 0)`)
  await rows(
    'create table sessions (id varchar(60) primary key, account_id varchar(60) not null, since varchar(30))',
  )
  const handles = 'handles' in database ? database.handles : [handle]
  let opened = 0
  const open = () =>
    sqlHost({
      database: handles[opened++ % handles.length] ?? handle,
      accounts: {
        table: 'users',
        id: 'id',
        email: 'email',
        name: 'full_name',
        passwordHash: 'password_hash',
        emailVerified: 'verified',
        disabled: 'disabled',
        newId: () => String(randomInt(1000, 1_000_000_000)),
      },
      links: { table: 'amazon_links' },
      async endAccess({ id }, reason) {
        if (reason === 'mailbox-proven')
          await rows('update users set password_hash = null where id = ?', Number(id))
        await rows('delete from sessions where account_id = ?', id)
      },
    })
  const host = open()
  await host.migrate()
  const instance = (hooks: Hooks = {}, customer: () => Customer = () => ({ user_id: 'nobody' })) =>
    createSparekey<SqlAccount>({
      baseUrl: 'https://shop.example',
      secret: canaries.secret,
      amazon: { clientId: 'amzn1.application-oa2-client.shop', clientSecret: canaries.clientSecret },
      host: open(),
      sessions: sessionsIn(database, hooks),
      mailer: {
        send: async (mail) => {
          await hooks.onMail?.()
          mails.push(mail)
        },
      },
      fetch: async (input) => {
        const { url } = new Request(input)
        if (!url.endsWith('/auth/o2/token')) return Response.json(customer())
        await hooks.onToken?.()
        return Response.json({ access_token: 'Atza|race', token_type: 'bearer', expires_in: 3600 })
      },
      ...(hooks.emailProof === undefined ? {} : { registration: { emailProof: hooks.emailProof } }),
      ...(hooks.clock === undefined ? {} : { clock: hooks.clock }),
    })
  const shop: RacingShop = {
    ...database,
    mails,
    instance,
    visitor: (customer, hooks) => {
      const site = { customer, sparekey: instance(hooks, () => site.customer) } as unknown as PlainSite
      // Asked for each request: the visitor may have moved.
      return new RacingVisitor(site, (request) => site.sparekey.handler(request))
    },
    move: ({ site }, hooks) => {
      Object.assign(site, { sparekey: instance(hooks, () => site.customer) })
    },
    account: async (id) => {
      const account = await host.findAccount(id)
      if (account === null) throw new Error(`There is no account ${id}.`)
      return account
    },
    async addUser({ id, email, password, verified = 1 }) {
      const hash = password === undefined ? null : passwordHash
      const values = [id, email, hash, verified]
      await rows('insert into users (id, email, password_hash, verified) values (?, ?, ?, ?)', ...values)
      return shop.account(String(id))
    },
    async count(table, where = '1 = 1') {
      const [row] = await rows(`select count(*) as n from ${table} where ${where}`)
      return Number(row?.['n'])
    },
    setSession: async (id, accountId, at) => {
      await rows('insert into sessions values (?, ?, ?)', id, accountId, at.toISOString())
    },
  }
  return shop
}

/** A session table the site wrote itself. */
function sessionsIn({ rows }: AnyDatabase, { beforeSession }: Hooks) {
  const cookie = /(?:^|; )session=([^;]*)/
  return {
    async current({ request }: { request: Request }) {
      const id = cookie.exec(request.headers.get('cookie') ?? '')?.[1]
      const [row] = id ? await rows('select account_id, since from sessions where id = ?', id) : []
      if (row === undefined) return null
      return { accountId: String(row['account_id']), authenticatedAt: new Date(String(row['since'])) }
    },
    async start({ id }: SqlAccount, _visitor: unknown, { at }: { at: Date }) {
      await beforeSession?.()
      const session = crypto.randomUUID()
      await rows('insert into sessions values (?, ?, ?)', session, id, at.toISOString())
      return { headers: { 'set-cookie': `session=${session}; Path=/` } }
    },
  }
}
