import type { Request as ExpressRequest } from 'express'
import type { Account, Visitor } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { isCookieSession, isStrictCookie } from './cookie-session.js'
import { expressNative } from './express.js'
import { namesOf, readCurrent, type SessionNames, type SessionOptions, valuesAtSignIn } from './signed-in.js'
import { propertyOf } from './stateless-session.js'
import type { OptionsFor } from './typed-id.js'

/** Under which names the application keeps who is signed in. */
export type ExpressSessionOptions<A extends Account = Account> = SessionOptions<A>

/** What the application has declared its `req.session` to hold. */
type Declared = ExpressRequest extends { session: infer Session } ? Session : unknown

/** The part of express-session's session that is used here. */
export interface RotatingSession {
  [property: string]: unknown
  regenerate(done: (error: unknown) => void): unknown
  save(done: (error: unknown) => void): unknown
}

/**
 * Sessions of express-session, with any store: a new id at every sign-in, and only what `keep` names carried over
 * from an anonymous visitor. Throws when the middleware is missing or cannot rotate.
 */
export function expressSession<A extends Account = Account, Name extends string = string>(
  ...options: OptionsFor<A, Declared, Name, ExpressSessionOptions<A>>
): Sessions<A>
export function expressSession<A extends Account>(options: ExpressSessionOptions<A> = {}): Sessions<A> {
  const names = namesOf<A>(options)
  return {
    async current(visitor) {
      return readCurrent(propertyOf(sessionOf(expressNative(visitor).req)), names)
    },
    async start(account, visitor, how) {
      const { req } = expressNative(visitor)
      const values = valuesAtSignIn(propertyOf(sessionOf(req)), account, how, names)
      const session = await rotated(req)
      await writeSignedIn(session, values, names)
    },
    isStrict: (visitor) => hasStrictCookie(visitor),
  }
}

/** The new session of this request, empty. */
async function rotated(req: ExpressRequest): Promise<RotatingSession> {
  const before = sessionOf(req)
  await settled((done) => before.regenerate(done))
  const session = sessionOf(req)
  // A well-known shim gives cookie-session a `regenerate` that does nothing.
  if (session === before) throw new TypeError('The session did not rotate: regenerate() kept the old one.')
  refuseUnsendable(req, session)
  return session
}

export async function writeSignedIn<A extends Account>(
  session: RotatingSession,
  values: Readonly<Record<string, unknown>>,
  { accountId, authenticatedAt, returnedFromAmazonAt }: SessionNames<A>,
): Promise<void> {
  Object.assign(session, values)
  await saved(session, [accountId, authenticatedAt, returnedFromAmazonAt])
}

export function hasStrictCookie(visitor: Visitor): boolean {
  return isStrictCookie(sessionOf(expressNative(visitor).req)['cookie'])
}

export function sessionOf(req: ExpressRequest): RotatingSession {
  const session: unknown = Reflect.get(req, 'session')
  // Its session takes `regenerate` and `save` from a shim, and rotates nothing.
  if (isCookieSession(req)) {
    throw new TypeError(
      'req.session is of cookie-session and cannot rotate: use cookieSession() in place of expressSession().',
    )
  }
  if (isRotating(session)) return session
  throw new TypeError(
    'No rotating session here: put app.use(session(…)) of express-session before app.use(expressHandler(sparekey)).',
  )
}

export function isRotating(session: unknown): session is RotatingSession {
  if (typeof session !== 'object' || session === null) return false
  return (
    typeof Reflect.get(session, 'regenerate') === 'function' &&
    typeof Reflect.get(session, 'save') === 'function'
  )
}

// express-session leaves the cookie away without a word, and whoever signs in is signed out again on the next page.
export function refuseUnsendable(req: ExpressRequest, { cookie }: RotatingSession): void {
  if (typeof cookie !== 'object' || cookie === null || Reflect.get(cookie, 'secure') !== true) return
  if (req.secure || req.headers['x-forwarded-proto'] !== undefined) return
  throw new TypeError(
    'The session cookie is `secure`, and this request came without TLS: express-session would not send it. Behind a ' +
      'proxy that ends TLS, let it send X-Forwarded-Proto and set app.set("trust proxy", …); on localhost, leave `secure` out.',
  )
}

/** express-session saves once more at the end of a response: what could not be saved now must not be signed in then. */
async function saved(session: RotatingSession, signedIn: readonly string[]): Promise<void> {
  try {
    await settled((done) => session.save(done))
  } catch (error) {
    for (const name of signedIn) delete session[name]
    throw error
  }
}

/** A function that calls back, as a promise. */
export function settled(start: (done: (error: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()))
  })
}
