import { createServer, type Server } from 'node:http'
import { hashSync, verify } from '@node-rs/bcrypt'
import express, { type Express } from 'express'
import expressSessions, { type CookieOptions } from 'express-session'
import Database from 'libsql'
import { type Emulator, startEmulator } from '../../src/emulator.js'
import { expressHandler, expressSession } from '../../src/express.js'
import {
  createSparekey,
  type Mail,
  type Sparekey,
  type SparekeyEvent,
  type SparekeyOptions,
} from '../../src/index.js'
import { type SqlAccount, type SqlHostOptions, sqlHost } from '../../src/sql.js'
import { canaries } from './canaries.js'
import { quickTimer } from './plain-site.js'
import { traced } from './trace.js'

export type ShopOptions = Partial<
  Pick<
    SparekeyOptions<SqlAccount>,
    | 'registration'
    | 'origins'
    | 'policy'
    | 'pages'
    | 'secret'
    | 'mailer'
    | 'limiter'
    | 'clientAddress'
    | 'sessions'
  >
> & {
  readonly links?: { table: string } | { column: string }
  /** More options for `sqlHost`. */
  readonly host?: Partial<SqlHostOptions>
  readonly amazon?: Partial<SparekeyOptions['amazon']>
  /** Runs before Sparekey is mounted: middleware that an application may have. */
  readonly before?: (app: Express) => void
  readonly cookie?: CookieOptions
}

/** A site with accounts of its own, Sparekey in it, and the emulator beside it: all of it over real HTTP. */
export interface Shop {
  readonly origin: string
  readonly sparekey: Sparekey<SqlAccount>
  readonly emulator: Emulator
  readonly database: Database.Database
  readonly events: SparekeyEvent[]
  readonly mails: Mail[]
  /** What Sparekey asked the database, in order. */
  readonly statements: string[]
  /** Moves the shop's clock. */
  readonly pass: (seconds: number) => void
  readonly rows: (sql: string, ...parameters: unknown[]) => Record<string, unknown>[]
  readonly close: () => Promise<void>
}

export const password = 'kV-correct-horse'
const secret = canaries.secret

const schema = `
  create table users (
    id integer primary key, email text, full_name text, password_hash text not null,
    verified_at text, disabled_at text, postal_code text, nickname text, role text default 'customer',
    amazon_user_id text
  );
  create unique index users_email on users (email collate nocase);`

export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const app = express()
  const server = await listen(app)
  const origin = `http://127.0.0.1:${portOf(server)}`
  const { links, amazon, before, cookie, host: hostOptions, ...rest } = options
  const client = {
    clientId: 'amzn1.application-oa2-client.bookshop',
    clientSecret: canaries.clientSecret,
    name: 'Test Shop',
    company: 'Test Company',
    redirectUris: [`${origin}/auth/amazon/callback`],
  }
  const emulator = await startEmulator({ clients: [client], customers })
  const database = new Database(':memory:')
  database.exec(schema)
  let offset = 0
  const clock = (): Date => new Date(Date.now() + offset)
  const statements: string[] = []
  const host = sqlHost({
    database: traced(database, statements),
    accounts: {
      table: 'users',
      id: 'id',
      email: 'email',
      name: 'full_name',
      passwordHash: 'password_hash',
      emailVerified: 'verified_at',
      disabled: 'disabled_at',
      postalCode: 'postal_code',
      fields: { nickname: 'nickname' },
    },
    links: links ?? { table: 'amazon_links' },
    clock,
    ...hostOptions,
  })
  await host.migrate()
  const events: SparekeyEvent[] = []
  const mails: Mail[] = []
  const sparekey = createSparekey<SqlAccount>({
    baseUrl: origin,
    secret,
    amazon: {
      clientId: client.clientId,
      clientSecret: client.clientSecret,
      endpoints: emulator.endpoints,
      ...amazon,
    },
    host,
    sessions: expressSession({ idOf: ({ row }) => row['id'], keep: ['basket'] }),
    mailer: { send: async (mail) => void mails.push(mail) },
    onEvent: (event) => events.push(event),
    clock,
    timer: quickTimer,
    ...rest,
  })
  app.use(
    expressSessions({
      secret: 'shop-session-secret',
      resave: false,
      saveUninitialized: false,
      cookie: { sameSite: 'lax', ...cookie },
    }),
  )
  before?.(app)
  app.use(expressHandler(sparekey))
  mountAccounts(app, database, clock)
  const rows = (sql: string, ...parameters: unknown[]): Record<string, unknown>[] =>
    database.prepare(sql).all(...parameters) as Record<string, unknown>[]
  return {
    origin,
    sparekey,
    emulator,
    database,
    events,
    mails,
    statements,
    pass: (seconds) => {
      offset += seconds * 1000
    },
    rows,
    close: async () => {
      await emulator.close()
      await closeServer(server)
      database.close()
    },
  }
}

/** The customers that the emulator knows: `vera` owns vera@ex.test, `mallory` only says so. */
const customers = [
  { id: 'vera', name: 'Vera Winter', email: 'vera@ex.test', postalCode: '10115' },
  { id: 'mallory', name: 'Mallory', email: 'vera@ex.test', postalCode: null },
  { id: 'nora', name: 'Nora Bird', email: 'nora@ex.test', postalCode: '80331' },
  { id: 'otto', name: 'Otto', email: null, postalCode: null },
]

/** Adds an account to the shop's own table. */
export function addUser(
  shop: Shop,
  given: { email: string | null; password?: string; verified?: string | null; disabled?: string | null },
): number {
  const hash = hashSync(given.password ?? password, 4)
  const [row] = shop.rows(
    'insert into users (email, full_name, password_hash, verified_at, disabled_at) values (?, ?, ?, ?, ?) returning id',
    given.email,
    'A Local Name',
    hash,
    given.verified === undefined ? '2020-01-01T00:00:00.000Z' : given.verified,
    given.disabled ?? null,
  )
  return Number(row?.['id'])
}

/** What a shop has without Sparekey: sign in, see who you are, fill a basket, sign out. */
function mountAccounts(app: Express, database: Database.Database, clock: () => Date): void {
  app.use(express.json())
  app.post('/sign-in', async (req, res) => {
    const user = database.prepare('select * from users where email = ? collate nocase').get(req.body.email) as
      | { id: number; password_hash: string }
      | undefined
    if (user === undefined || !(await verify(req.body.password, user.password_hash))) {
      res.status(403).json({ error: 'wrong' })
      return
    }
    req.session.regenerate(() => {
      Object.assign(req.session, { userId: user.id, authenticatedAt: clock().getTime() })
      res.json({ userId: user.id })
    })
  })
  app.post('/basket', (req, res) => {
    Object.assign(req.session, { basket: req.body.item })
    res.json({})
  })
  app.get('/me', (req, res) => {
    const kept = (name: string): unknown => Reflect.get(req.session, name) ?? null
    res.json({ userId: kept('userId'), basket: kept('basket'), session: req.sessionID })
  })
  app.post('/sign-out', (req, res) => {
    req.session.destroy(() => res.json({}))
  })
}

function listen(app: Express): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer(app)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('not listening')
  return address.port
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
