import { createHash } from 'node:crypto'
import Database from 'libsql'
import { createSparekey, type Mail, type Sparekey, type SparekeyOptions } from '../../src/index.js'
import { type SqlAccount, type SqlHost, sqlHost } from '../../src/sql.js'
import { canaries } from '../support/canaries.js'
import { quickTimer } from '../support/plain-site.js'
import { Amazon, clientId } from './amazon.js'
import { type Actor, type Address, type Design, type HostFault, mailOf } from './model.js'
import { MortalDatabase, type MortalStatement } from './mortal-database.js'

/** The library under test: the sources, or sources with a fault in them. */
export interface Library {
  readonly createSparekey: typeof createSparekey
  readonly sqlHost: typeof sqlHost
}

export const realLibrary: Library = { createSparekey, sqlHost }

export interface SiteOptions {
  readonly design: Design
  readonly library?: Library
  /** What this site gets wrong, to see whether it is noticed. */
  readonly faults?: readonly HostFault[]
  readonly disclosure?: 'helpful' | 'strict'
  readonly emailProof?: 'none' | 'code'
  /** Whether an account is marked as proven before Sparekey is told. Default: `after` its answer. */
  readonly marks?: 'first' | 'after'
}

export interface Token {
  readonly id: number
  readonly kind: 'verify' | 'reset' | 'change'
  readonly account_id: number
  /** A whole address. */
  readonly address: string
}

export interface User {
  readonly id: number
  readonly email: string | null
  readonly password_hash: string | null
  readonly verified_at: string | null
}

export interface SessionRow {
  readonly id: string
  readonly account_id: number
  readonly browser: Actor
  readonly since: number
  readonly method: string
}

export const origin = 'https://shop.example'
export const base = '/auth/amazon'

// Real ones, so that the library takes them for passwords; compared as they are, which costs nothing.
const hashes: Record<string, string> = {
  kV: '$2b$04$cASCmVkp5DcAp7E0oo80P.Kp8yTtNEKqgpstRPh5ZBtErccMm24Xi',
  kM: '$2b$04$liboJ3uNBLsv9eftf.NQ9OVYa6bfUmSSE.0BZ3xvAMPLdpVjocrjm',
}

export function passwordOf(hash: string | null): Actor | null {
  if (hash === hashes['kV']) return 'V'
  return hash === hashes['kM'] ? 'M' : null
}

/** The secret of each time: `rotate_key` goes on to the next, and the one before still opens what it sealed. */
export const secrets = [0, 1, 2, 3].map((number) => `${canaries.secret} ${number}`)

// Several accounts may claim an address; one may have proven it.
const schema = `
  create table users (id integer primary key, email text, password_hash text, verified_at text);
  create unique index users_email on users (email) where verified_at is not null;
  create table sessions (id text primary key, account_id integer, browser text, since integer, method text);
  create table tokens (id integer primary key, kind text, account_id integer, address text);`

const sessionCookie = /(?:^|; )session=([^;]*)/

interface Running {
  readonly host: SqlHost
  readonly sparekey: Sparekey<SqlAccount>
}

/** A small site: accounts, sessions and mailed tokens in one SQLite database, with Sparekey as its docs set it up. */
export class Site {
  readonly raw = new Database(':memory:')
  readonly database = new MortalDatabase(this.raw)
  readonly amazon: Amazon
  readonly mails: Mail[] = []
  readonly options: SiteOptions
  now = Date.UTC(2030, 0, 1)
  /** Numbers whatever is random. Part of a state, so that the same steps give the same values. */
  serial = 0
  /** Which secret seals. */
  secret = 0
  readonly #running = new Map<number, Running>()
  readonly #statements = new Map<string, MortalStatement>()

  private constructor(options: SiteOptions) {
    this.options = options
    this.amazon = new Amazon(`${origin}${base}/callback`, () => new Date(this.now))
    this.raw.exec(schema)
  }

  static async open(options: SiteOptions): Promise<Site> {
    const site = new Site(options)
    await site.host.migrate()
    return site
  }

  get host(): SqlHost {
    return this.#process().host
  }

  get sparekey(): Sparekey<SqlAccount> {
    return this.#process().sparekey
  }

  /** The process dies, and another one starts on the same database. */
  restart(): void {
    this.#running.clear()
    this.database.live()
  }

  has(fault: HostFault): boolean {
    return this.options.faults?.includes(fault) ?? false
  }

  rows<T>(sql: string, ...parameters: unknown[]): T[] {
    return this.#prepare(sql).all(parameters) as T[]
  }

  run(sql: string, ...parameters: unknown[]): number {
    return Number(this.#prepare(sql).run(parameters).lastInsertRowid)
  }

  userOf(id: number): User | undefined {
    return this.rows<User>('select * from users where id = ?', id)[0]
  }

  async account(id: number): Promise<SqlAccount> {
    const account = await this.host.findAccount(String(id))
    if (account === null) throw new Error(`There is no account ${id}.`)
    return account
  }

  sessionIn(cookies: ReadonlyMap<string, string>): SessionRow | undefined {
    const id = cookies.get('session')
    return id === undefined ? undefined : this.#session(id)
  }

  /** A new session in this browser, in place of the one it had. */
  startSession(browser: string, accountId: number, method: string): string {
    const id = this.unique('s')
    this.run('delete from sessions where browser = ?', browser)
    this.run('insert into sessions values (?, ?, ?, ?, ?)', id, accountId, browser, this.now, method)
    return id
  }

  mailToken(kind: Token['kind'], accountId: number, address: Address): void {
    const values = [kind, accountId, mailOf(address)]
    const same = 'select id from tokens where kind = ? and account_id = ? and address = ?'
    if (this.rows(same, ...values).length > 0) return
    this.run('insert into tokens (kind, account_id, address) values (?, ?, ?)', ...values)
  }

  unique(prefix: string): string {
    this.serial += 1
    return `${prefix}${String(this.serial).padStart(9, '0')}`
  }

  hashOf(password: string): string {
    return hashes[password] ?? password
  }

  #prepare(sql: string): MortalStatement {
    const statement = this.#statements.get(sql) ?? this.database.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  #process(): Running {
    const known = this.#running.get(this.secret)
    if (known !== undefined) return known
    const library = this.options.library ?? realLibrary
    const host = library.sqlHost(this.#hostOptions())
    const started = { host, sparekey: library.createSparekey<SqlAccount>(this.#sparekeyOptions(host)) }
    this.#running.set(this.secret, started)
    return started
  }

  #hostOptions(): Parameters<typeof sqlHost>[0] {
    const { design } = this.options
    return {
      database: this.database,
      accounts: {
        table: 'users',
        id: 'id',
        email: 'email',
        passwordHash: 'password_hash',
        emailVerified: 'verified_at',
      },
      links: { table: 'amazon_links' },
      clock: () => new Date(this.now),
      passwordReset: 'by-mail',
      hashPassword: async (password) => this.hashOf(password),
      verifyPassword: async ({ row }, password) =>
        row['password_hash'] === this.hashOf(password) ? 'correct' : 'wrong',
      endAccess: async ({ id }, reason) => this.#endAccess(Number(id), reason === 'mailbox-proven'),
      ...(design === 'evict-and-fresh' ? { releaseEmail: 'clear' } : {}),
    }
  }

  #endAccess(id: number, isEmptied: boolean): void {
    if (!this.has('PROOF_KEEP_SESSIONS')) this.run('delete from sessions where account_id = ?', id)
    const kept = this.has('PROOF_KEEP_CHANGE') ? 'change' : ''
    this.run('delete from tokens where account_id = ? and kind <> ?', id, kept)
    if (isEmptied) this.run('update users set password_hash = null where id = ?', id)
  }

  #sparekeyOptions(host: SqlHost): SparekeyOptions<SqlAccount> {
    const { disclosure = 'helpful', emailProof = 'none' } = this.options
    const [newest = '', ...older] = secrets.slice(Math.max(0, this.secret - 1), this.secret + 1).toReversed()
    return {
      baseUrl: origin,
      secret: [newest, ...older],
      amazon: { clientId, clientSecret: canaries.clientSecret },
      host,
      sessions: {
        current: async ({ request }) => this.#current(request),
        start: async ({ id }, { native }, { method }) => {
          const session = this.startSession(String(native), Number(id), method)
          return { headers: { 'set-cookie': `session=${session}; Path=/` } }
        },
      },
      mailer: { send: async (mail) => this.#send(mail) },
      // Counters have tests of their own; here they would only hide what lies behind them.
      limiter: { consume: async () => ({ allowed: true, retryAfterSeconds: 0 }), reset: async () => {} },
      policy: { disclosure },
      registration: { emailProof },
      pages: { signIn: '/sign-in' },
      clientAddress: () => null,
      clock: () => new Date(this.now),
      timer: quickTimer,
      random: (bytes) => this.#random(bytes),
      fetch: this.amazon.fetch,
    }
  }

  #send(mail: Mail): void {
    this.database.breathe()
    this.mails.push(mail)
    this.database.countWrite()
  }

  #session(id: string): SessionRow | undefined {
    return this.rows<SessionRow>('select * from sessions where id = ?', id)[0]
  }

  #current(request: Request) {
    const found = this.#session(sessionCookie.exec(request.headers.get('cookie') ?? '')?.[1] ?? '')
    if (found === undefined) return null
    const session = { accountId: String(found.account_id), authenticatedAt: new Date(found.since) }
    return found.method === 'amazon' ? { ...session, authenticatedBy: 'amazon' as const } : session
  }

  /** The same steps give the same values, and no two of a path are alike. */
  #random(bytes: number): Uint8Array {
    const digest = createHash('sha512').update(this.unique('random ')).digest()
    return Uint8Array.from(digest.subarray(0, bytes))
  }
}
