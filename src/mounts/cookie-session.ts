import type { Account, Visitor } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { expressNative } from './express.js'
import { propertyOf, type StatelessSessionOptions, stateless } from './stateless-session.js'

/**
 * Sessions of cookie-session, whose whole content is the signed cookie. There is no id that could be fixed or rotated:
 * signing in replaces the content, and keeps only what `keep` names from an anonymous visitor. Throws when the
 * middleware is missing or does not sign its cookie.
 */
export function cookieSession<A extends Account = Account>(
  options: StatelessSessionOptions<A> = {},
): Sessions<A> {
  const { current, valuesAtSignIn } = stateless(options)
  return {
    current: async (visitor) => current(propertyOf(contentOf(visitor)), visitor),
    async start(account, visitor, how) {
      const { req } = expressNative(visitor)
      const values = valuesAtSignIn(propertyOf(contentOf(visitor)), account, how)
      replaceContent(req, values)
    },
    isStrict: (visitor) => isStrictCookie(settingsOf(expressNative(visitor).req)),
  }
}

/** Whether this request's session is one of cookie-session. */
export function isCookieSession(req: object): boolean {
  return settingsOf(req) !== null
}

/** cookie-session makes a new session of any object that is assigned. */
export function replaceContent(req: object, values: Readonly<Record<string, unknown>>): object {
  refuseUnsigned(req)
  Reflect.set(req, 'session', { ...values })
  const session: unknown = Reflect.get(req, 'session')
  if (typeof session === 'object' && session !== null) return session
  throw new TypeError('cookie-session took no new content: is req.session frozen?')
}

function contentOf(visitor: Visitor): object | null {
  const { req } = expressNative(visitor)
  if (!isCookieSession(req)) {
    throw new TypeError(
      'No session of cookie-session here: put app.use(cookieSession({ keys: […] })) before app.use(expressHandler(sparekey)).',
    )
  }
  refuseUnsigned(req)
  const session: unknown = Reflect.get(req, 'session')
  return typeof session === 'object' ? session : null
}

// Whoever may write the cookie writes who is signed in.
function refuseUnsigned(req: object): void {
  const settings = settingsOf(req)
  if (settings === null || Reflect.get(settings, 'signed') !== false) return
  throw new TypeError(
    'cookie-session does not sign its cookie here: leave out `signed: false`, and give keys.',
  )
}

function settingsOf(req: object): object | null {
  const settings: unknown = Reflect.get(req, 'sessionOptions')
  return typeof settings === 'object' ? settings : null
}

export function isStrictCookie(settings: unknown): boolean {
  if (typeof settings !== 'object' || settings === null) return false
  const sameSite: unknown = Reflect.get(settings, 'sameSite')
  return sameSite === true || (typeof sameSite === 'string' && sameSite.toLowerCase() === 'strict')
}
