import type { Context } from 'hono'
import type { Account, Visitor } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { honoNative } from './hono.js'
import { namesOf, type ReadProperty, readCurrent, type SessionOptions, valuesAtSignIn } from './signed-in.js'
import { propertyOf } from './stateless-session.js'

/** The part of a session of hono-sessions that is used here. */
interface HonoSession {
  get(name: string): unknown
  set(name: string, value: unknown): void
  forget(name: string): void
  getCache(): object
}

/**
 * Sessions of hono-sessions, with any store: a new id at every sign-in, and only what `keep` names carried over from an
 * anonymous visitor. Its middleware writes them before the answer leaves. With its CookieStore there is no id: the
 * content is replaced. Throws when the middleware is missing.
 */
export function honoSession<A extends Account = Account>(options: SessionOptions<A> = {}): Sessions<A> {
  const names = namesOf(options)
  return {
    current: async (visitor) => readCurrent(readOf(sessionOf(contextOf(visitor))), names),
    async start(account, visitor, how) {
      const c = contextOf(visitor)
      const session = sessionOf(c)
      const values = valuesAtSignIn(readOf(session), account, how, names)
      for (const name of Object.keys(dataOf(session))) session.forget(name)
      for (const [name, value] of Object.entries(values)) session.set(name, value)
      // The middleware's own switch: on the way out it destroys the old session and stores this one under a new id.
      c.set('session_key_rotation', true)
    },
    isStrict: (visitor) => setsStrictCookie(contextOf(visitor)),
  }
}

// `get` of the session uses up what was put there to be shown once.
function readOf(session: HonoSession): ReadProperty {
  const read = propertyOf(dataOf(session))
  return (name) => {
    const entry = read(name)
    return typeof entry === 'object' && entry !== null ? Reflect.get(entry, 'value') : undefined
  }
}

function dataOf(session: HonoSession): object {
  const data: unknown = Reflect.get(session.getCache(), '_data')
  return typeof data === 'object' && data !== null ? data : {}
}

// The middleware tells no settings, but a visitor whose session is hidden has just got a new one, attributes and all.
function setsStrictCookie(c: Context): boolean {
  return c.res.headers.getSetCookie().some((line) => /; *samesite=strict(?:;|$)/i.test(line))
}

function contextOf(visitor: Visitor): Context {
  return honoNative(visitor)
}

function sessionOf(c: Context): HonoSession {
  const session: unknown = c.get('session')
  if (isHonoSession(session)) return session
  throw new TypeError(
    "No session of hono-sessions here: put app.use('*', sessionMiddleware({ … })) before app.use(honoHandler(sparekey)).",
  )
}

function isHonoSession(session: unknown): session is HonoSession {
  if (typeof session !== 'object' || session === null) return false
  return ['get', 'set', 'forget', 'getCache'].every(
    (name) => typeof Reflect.get(session, name) === 'function',
  )
}
