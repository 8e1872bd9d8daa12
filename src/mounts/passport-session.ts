import type { Request as ExpressRequest } from 'express'
import type { Account, Visitor } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { isCookieSession, isStrictCookie, replaceContent } from './cookie-session.js'
import { expressNative } from './express.js'
import {
  hasStrictCookie,
  isRotating,
  type RotatingSession,
  refuseUnsendable,
  sessionOf,
  settled,
} from './express-session.js'
import { namesOf, type ReadProperty, readCurrent, type SessionOptions, valuesAtSignIn } from './signed-in.js'
import { propertyOf } from './stateless-session.js'

/** What the application has declared its `req.user` to be. */
type DeclaredUser = ExpressRequest extends { user?: infer User } ? NonNullable<User> : unknown

/** How an account becomes a `req.user`. */
type UserOf<A extends Account, User> = (account: A, visitor: Visitor) => User | Promise<User>

/** Under which names the application keeps who is signed in, beside Passport. */
export type PassportSessionOptions<A extends Account = Account, User = DeclaredUser> = Omit<
  SessionOptions<A>,
  'accountId'
> & {
  /** Property of `req.user` with the account's id. Default `id`. */
  readonly accountId?: string
} & (A extends User
    ? {
        /** The user that `req.logIn` and your `serializeUser` get. Default: the account, with `idOf(account)` as its id. */
        readonly userOf?: UserOf<A, User>
      }
    : { readonly userOf: UserOf<A, User> })

/** The options without what only a compiler looks at. */
type PlainOptions<A extends Account> = SessionOptions<A> & { readonly userOf?: UserOf<A, unknown> }

/** The part of a request that Passport adds. */
interface PassportRequest {
  logIn(user: unknown, done: (error: unknown) => void): unknown
}

/**
 * Sessions of Passport 0.6 and later over express-session or cookie-session: signs in through `req.logIn` and your
 * `serializeUser`, and tells who is signed in by `req.user`. Throws when Passport is missing, or does not rotate.
 */
export function passportSession<A extends Account = Account>(
  ...options: object extends PassportSessionOptions<A>
    ? [options?: PassportSessionOptions<A>]
    : [options: PassportSessionOptions<A>]
): Sessions<A>
export function passportSession<A extends Account>({
  userOf,
  ...options
}: PlainOptions<A> = {}): Sessions<A> {
  const names = namesOf<A>(options, { accountId: 'id' })
  const asUser = userOf ?? ((account: A) => ({ ...account, [names.accountId]: names.idOf(account) }))
  return {
    current: async (visitor) => readCurrent(propertyIn(expressNative(visitor).req, names.accountId), names),
    async start(account, visitor, how) {
      const { req } = expressNative(visitor)
      const before = propertyIn(req, names.accountId)
      // The id lies where `serializeUser` puts it.
      const { [names.accountId]: _id, ...values } = valuesAtSignIn(before, account, how, names)
      await logIn(req, await asUser(account, visitor), values)
    },
    isStrict(visitor) {
      const { req } = expressNative(visitor)
      return isCookieSession(req)
        ? isStrictCookie(Reflect.get(req, 'sessionOptions'))
        : hasStrictCookie(visitor)
    },
  }
}

/** The id comes from the user, everything else from the session. */
function propertyIn(req: ExpressRequest, accountId: string): ReadProperty {
  refuseWithoutPassport(req)
  const user: unknown = Reflect.get(req, userProperty(req))
  const session: unknown = Reflect.get(req, 'session')
  const ofUser = typeof user === 'object' && user !== null ? user : null
  const ofSession = propertyOf(typeof session === 'object' ? session : null)
  // A user may be an instance whose id is a getter.
  return (name) => (name === accountId ? ofUser && Reflect.get(ofUser, accountId) : ofSession(name))
}

function userProperty(req: ExpressRequest): string {
  const named: unknown = Reflect.get(req, '_userProperty')
  return typeof named === 'string' ? named : 'user'
}

async function logIn(
  req: ExpressRequest,
  user: unknown,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const passport = refuseWithoutPassport(req)
  const before = isCookieSession(req) ? emptyCookieSession(req) : sessionOf(req)
  try {
    // Not `keepSessionInfo`: it would carry everything over, whoever's it was.
    await settled((done) => passport.logIn(user, done))
    const session = isCookieSession(req) ? before : rotatedFrom(before, req)
    Object.assign(session, values)
    await settled((done) => session.save(done))
  } catch (error) {
    // express-session saves once more at the end of a response: what failed now must not be signed in then.
    empty(Reflect.get(req, 'session'))
    Reflect.set(req, userProperty(req), null)
    throw error
  }
}

function rotatedFrom(before: RotatingSession, req: ExpressRequest): RotatingSession {
  const session = sessionOf(req)
  if (session === before) {
    throw new TypeError(
      'The session did not rotate: req.logIn does that from Passport 0.6 on, over a session whose regenerate() works.',
    )
  }
  refuseUnsendable(req, session)
  return session
}

/** Passport calls both on any session, and cookie-session has neither. They are no part of the content. */
function emptyCookieSession(req: object): RotatingSession {
  const callBack = { value: (done: (error: unknown) => void) => done(undefined) }
  const session = replaceContent(req, {})
  Object.defineProperties(session, { regenerate: callBack, save: callBack })
  if (isRotating(session)) return session
  throw new TypeError('cookie-session took no new content: is req.session frozen?')
}

function refuseWithoutPassport(req: ExpressRequest): PassportRequest {
  if (isPassportRequest(req)) return req
  throw new TypeError(
    'No Passport here: put app.use(passport.session()), after your session middleware, before app.use(expressHandler(sparekey)).',
  )
}

function isPassportRequest(req: object): req is PassportRequest {
  return typeof Reflect.get(req, 'logIn') === 'function'
}

function empty(session: unknown): void {
  if (typeof session !== 'object' || session === null) return
  for (const name of Object.keys(session)) if (name !== 'cookie') Reflect.deleteProperty(session, name)
}
