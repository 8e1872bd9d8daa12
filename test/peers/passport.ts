import { randomBytes, scryptSync } from 'node:crypto'
import https from 'node:https'
import net from 'node:net'
import express, { type Express } from 'express'
import session from 'express-session'
import Database from 'libsql'
import passport from 'passport'
import { Strategy as AmazonStrategy } from 'passport-amazon'
import { Strategy as LocalStrategy } from 'passport-local'
import type { Emulator } from '../../src/emulator.js'
import { startSite } from '../emulator/foreign-clients/site.js'
import { shop } from '../emulator/shop.js'
import { errorIn, PeerBrowser, readJson } from './browser.js'
import type { PeerSite, PeerVisitor } from './peer.js'

export interface PassportSettings {
  /** What the verify callback does with an Amazon account it does not know. */
  readonly unknown: 'create' | 'match-by-email'
}

interface AmazonProfile {
  readonly id: string
  readonly displayName: string
  readonly emails: readonly { readonly value: string }[]
}

interface Row {
  readonly id: number
}

const hashOf = (password: string, salt: string): string =>
  scryptSync(password, salt, 32, { N: 1024 }).toString('hex')

/** The tables of its tutorials: users with a password, and federated credentials beside them. */
const schema = `
  create table users (id integer primary key, username text unique, hash text, salt text);
  create table federated_credentials (subject text primary key, user_id integer not null);`

export async function startPassport(
  emulator: Emulator,
  settings: PassportSettings,
): Promise<{ site: PeerSite; close: () => void }> {
  const users = new Users()
  const { origin, close } = await startSite(emulator, '/back', (at) =>
    buildSite(createPassport({ emulator, origin: at, settings, users }), users),
  )
  return { site: { trojan: 'impostor', visit: () => visit(emulator, origin) }, close }
}

class Users {
  private readonly database = new Database(':memory:')

  constructor() {
    this.database.exec(schema)
  }

  create(username: string | null, password: string | null): Row {
    const salt = randomBytes(8).toString('hex')
    const { lastInsertRowid } = this.database
      .prepare('insert into users (username, hash, salt) values (?, ?, ?)')
      .run(username, password && hashOf(password, salt), salt)
    return { id: Number(lastInsertRowid) }
  }

  find(id: number): Row | null {
    return this.row('select id from users where id = ?', id)
  }

  named(username: string): Row | null {
    return this.row('select id from users where username = ?', username)
  }

  withPassword(username: string, password: string): Row | null {
    const found: unknown = this.database
      .prepare('select id, hash, salt from users where username = ?')
      .get(username)
    const { id, hash, salt } = Object(found)
    return typeof hash === 'string' && hash === hashOf(password, salt) ? { id } : null
  }

  setPassword({ id }: Row, password: string): void {
    const salt = randomBytes(8).toString('hex')
    this.database
      .prepare('update users set hash = ?, salt = ? where id = ?')
      .run(hashOf(password, salt), salt, id)
  }

  federated(subject: string): Row | null {
    return this.row('select user_id as id from federated_credentials where subject = ?', subject)
  }

  connect({ id }: Row, subject: string): Row {
    this.database.prepare('insert into federated_credentials values (?, ?)').run(subject, id)
    return { id }
  }

  private row(sql: string, value: string | number): Row | null {
    const { id }: { id?: number } = Object(this.database.prepare(sql).get(value))
    return id === undefined ? null : { id }
  }
}

interface Parts {
  readonly emulator: Emulator
  readonly origin: string
  readonly settings: PassportSettings
  readonly users: Users
}

function createPassport({ emulator, origin, settings, users }: Parts): passport.Authenticator {
  const own = new passport.Passport()
  const strategy = new AmazonStrategy(
    {
      clientID: shop.clientId,
      clientSecret: shop.clientSecret,
      callbackURL: `${origin}/back`,
      state: true,
      passReqToCallback: true,
    },
    // oxlint-disable-next-line max-params -- as Passport calls it
    (request: Express.Request, _accessToken: string, _refreshToken: string, profile: object, done: Done) =>
      done(null, knownOrNew(users, settings, { signedIn: request.user, profile: profile as AmazonProfile })),
  )
  // Its addresses are written into it: the agent's sockets lead to the emulator.
  const agent = new https.Agent()
  agent.createConnection = () => net.connect(Number(new URL(emulator.origin).port), '127.0.0.1')
  // oxlint-disable-next-line no-underscore-dangle -- the only way in that passport-oauth2 gives
  strategy._oauth2.setAgent(agent)
  own.use(strategy)
  own.use(
    new LocalStrategy((name, password, done) => done(null, users.withPassword(name, password) ?? false)),
  )
  own.serializeUser((user, done) => done(null, Reflect.get(user, 'id')))
  own.deserializeUser((id: number, done) => done(null, users.find(id)))
  return own
}

type Done = (error: unknown, user: object) => void

/** The verify callback: who is signed in gets the credential, a known one its user, and the rest is the setting's. */
function knownOrNew(
  users: Users,
  { unknown }: PassportSettings,
  { signedIn, profile }: { signedIn: object | undefined; profile: AmazonProfile },
): Row {
  const known = users.federated(profile.id)
  if (known !== null) return known
  if (signedIn !== undefined) return users.connect(signedIn as Row, profile.id)
  if (unknown === 'create') return users.connect(users.create(null, null), profile.id)
  const email = profile.emails[0]?.value ?? null
  const match = email === null ? null : users.named(email)
  return users.connect(match ?? users.create(email, null), profile.id)
}

function buildSite(own: passport.Authenticator, users: Users): Express {
  const site = express()
  site.use(session({ secret: 'a test', resave: false, saveUninitialized: false }), own.session())
  site.use(express.urlencoded({ extended: false }))
  site.post('/register', (request, response, next) => {
    const { username, password } = request.body
    if (users.named(username) !== null) return void response.sendStatus(409)
    request.login(users.create(username, password), (error) =>
      error ? next(error) : response.sendStatus(204),
    )
  })
  site.post('/sign-in', own.authenticate('local', {}), (_request, response) => response.sendStatus(204))
  // Passport has no reset. This is the shortest one, with the mail already read.
  site.post('/reset', (request, response) => {
    const user = users.named(request.body.username)
    if (user !== null) users.setPassword(user, request.body.password)
    response.sendStatus(204)
  })
  site.get('/start', own.authenticate('amazon', { scope: ['profile'] }))
  site.get('/back', own.authenticate('amazon', {}), (_request, response) => response.redirect('/'))
  site.get('/who', (request, response) => response.json(request.user ?? null))
  return site
}

function visit(emulator: Emulator, origin: string): PeerVisitor {
  const browser = new PeerBrowser(origin)
  const post = async (path: string, username: string, password: string): Promise<void> =>
    void (await browser.postForm(path, { username, password }))
  const comeFromAmazon = async (customer: string): Promise<string | null> => {
    const asked = (await browser.get('/start')).headers.get('location') ?? ''
    return errorIn(await browser.get(await emulator.authorize(asked, { customer })))
  }
  const register = (email: string, password: string) => post('/register', email, password)
  return {
    register,
    registerAndProve: register,
    signIn: (email, password) => post('/sign-in', email, password),
    comeFromAmazon,
    link: async (customer) => void (await comeFromAmazon(customer)),
    recover: async (email, password) => {
      await post('/reset', email, password)
      await post('/sign-in', email, password)
    },
    askForAddress: async () => {},
    takeAddress: async () => {},
    account: async () => {
      const { id } = await readJson(await browser.get('/who'))
      return typeof id === 'number' ? String(id) : null
    },
  }
}
