import type { Request, RequestHandler } from 'express'
import session from 'express-session'
import type { Accounts, User } from './accounts.js'
import type { Clock } from './clock.js'
import type { ShopDatabase } from './database.js'
import { SqliteSessionStore } from './session-store.js'

declare module 'express-session' {
  interface SessionData {
    userId: number
    /** When the customer last showed a password, in milliseconds. */
    authenticatedAt: number
    /** Copies in the basket by the book's slug. */
    basket: Record<string, number>
  }
}

// `Express.User`, where other libraries declare one, is another.
type Customer = User

declare global {
  namespace Express {
    interface Locals {
      user: Customer | null
    }
  }
}

const RECENT_MS = 15 * 60 * 1000
const LIFETIME_MS = 14 * 24 * 3600 * 1000

interface SessionsOptions {
  readonly database: ShopDatabase
  readonly accounts: Accounts
  readonly baseUrl: string
  readonly secret: string
  readonly clock: Clock
}

export class Sessions {
  /** Reads and keeps `req.session`. */
  readonly middleware: RequestHandler

  private readonly store: SqliteSessionStore

  constructor(private readonly options: SessionsOptions) {
    this.store = new SqliteSessionStore(options.database, options.clock)
    this.middleware = session({
      name: 'bookshop',
      secret: options.secret,
      store: this.store,
      resave: false,
      saveUninitialized: false,
      cookie: {
        httpOnly: true,
        sameSite: 'lax',
        secure: options.baseUrl.startsWith('https:'),
        maxAge: LIFETIME_MS,
      },
    })
  }

  /** Puts the signed-in customer into `res.locals.user`. An account that is gone or closed has no session. */
  readonly visitor: RequestHandler = async (req, res, next) => {
    const user = this.currentUser(req)
    if (user === null && req.session.userId !== undefined) await regenerate(req)
    res.locals.user = user
    next()
  }

  currentUser(req: Request): User | null {
    const { userId } = req.session
    if (userId === undefined) return null
    const user = this.options.accounts.findUserById(userId)
    return user?.disabledAt === null ? user : null
  }

  /** A new session id for every sign-in, so that one planted beforehand is worth nothing. The basket comes along. */
  async signIn(req: Request, user: User): Promise<void> {
    const { basket, userId } = req.session
    await regenerate(req)
    req.session.userId = user.id
    req.session.authenticatedAt = this.options.clock().getTime()
    const isOwnBasket = userId === undefined || userId === user.id
    if (basket && isOwnBasket) req.session.basket = basket
    await save(req)
  }

  async signOut(req: Request): Promise<void> {
    await regenerate(req)
  }

  /** For what cannot be undone: the password, or a sign-in of the last minutes where there is none. */
  async isMeant(req: Request, user: User, password: string): Promise<'yes' | 'wrong' | 'locked' | 'stale'> {
    const { accounts, clock } = this.options
    if (!accounts.hasPassword(user))
      return clock().getTime() - (req.session.authenticatedAt ?? 0) <= RECENT_MS ? 'yes' : 'stale'
    const check = await accounts.checkPassword(user, password, req.ip ?? 'unknown')
    return check === 'correct' ? 'yes' : check
  }

  /** After another address: only the browser that showed the mail stays, and its sign-in is as old as it was. */
  async endOthersOf(req: Request, user: User): Promise<void> {
    const { authenticatedAt = 0 } = req.session
    this.endSessionsOf(user.id)
    await this.signIn(req, user)
    req.session.authenticatedAt = authenticatedAt
  }

  endSessionsOf(userId: number): void {
    this.store.endAllOf(userId)
  }
}

function regenerate(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.regenerate((error: unknown) => (error ? reject(error) : resolve()))
  })
}

function save(req: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    req.session.save((error: unknown) => (error ? reject(error) : resolve()))
  })
}
