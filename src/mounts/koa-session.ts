import type { Context } from 'koa'
import type { Account } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { isStrictCookie } from './cookie-session.js'
import { koaNative } from './koa.js'
import { namesOf, readCurrent, type SessionOptions, valuesAtSignIn } from './signed-in.js'
import { propertyOf } from './stateless-session.js'

/** The part of a session of koa-session that is used here. */
interface KoaSession {
  [property: string]: unknown
  readonly externalKey?: string
  regenerate(): Promise<void>
}

/**
 * Sessions of koa-session 6.3 and later, with a store or in the cookie alone: a new id at every sign-in, and only what
 * `keep` names carried over from an anonymous visitor. Throws when the middleware is missing, cannot rotate, or does not
 * sign a cookie that is the whole session.
 */
export function koaSession<A extends Account = Account>(options: SessionOptions<A> = {}): Sessions<A> {
  const names = namesOf(options)
  return {
    current: async (visitor) => readCurrent(propertyOf(sessionOf(koaNative(visitor))), names),
    async start(account, visitor, how) {
      const ctx = koaNative(visitor)
      const values = valuesAtSignIn(propertyOf(sessionOf(ctx)), account, how, names)
      await replaceSession(ctx, values)
    },
    isStrict: (visitor) => isStrictCookie(settingsOf(koaNative(visitor))),
  }
}

async function replaceSession(ctx: Context, values: Readonly<Record<string, unknown>>): Promise<void> {
  const keyBefore = sessionOf(ctx).externalKey
  try {
    // Assigning empties the session and keeps its id in the store; `regenerate` gives what is there a new one.
    assign(ctx, values)
    await sessionOf(ctx).regenerate()
    // Only a session that is assigned anew tells the new id.
    assign(ctx, values)
    refuseKept(keyBefore, sessionOf(ctx).externalKey)
  } catch (error) {
    // The middleware saves once more at the end of a response: what failed now must not be signed in then.
    assign(ctx, {})
    throw error
  }
}

function assign(ctx: Context, values: Readonly<Record<string, unknown>>): void {
  Reflect.set(ctx, 'session', { ...values })
}

function refuseKept(before: string | undefined, now: string | undefined): void {
  // Without a store there is none.
  if (before === undefined || before !== now) return
  throw new TypeError(
    'The session did not rotate: give koa-session a `genid` that makes a new id each time, or none.',
  )
}

function sessionOf(ctx: Context): KoaSession {
  const session: unknown = Reflect.get(ctx, 'session')
  refuseUnsigned(ctx)
  if (isKoaSession(session)) return session
  throw new TypeError(
    'No rotating session here: put app.use(session({ … }, app)) of koa-session (6.3 or later) before ' +
      'app.use(koaHandler(sparekey)).',
  )
}

// Whoever may write the cookie writes who is signed in.
function refuseUnsigned(ctx: Context): void {
  const settings = settingsOf(ctx)
  if (settings === null) return
  const isWholeSession = ['store', 'ContextStore'].every((name) => Reflect.get(settings, name) === undefined)
  if (!isWholeSession || Reflect.get(settings, 'signed') !== false) return
  throw new TypeError(
    'koa-session does not sign its cookie here: leave out `signed: false`, and set app.keys.',
  )
}

function settingsOf(ctx: Context): object | null {
  const settings: unknown = Reflect.get(ctx, 'sessionOptions')
  return typeof settings === 'object' ? settings : null
}

function isKoaSession(session: unknown): session is KoaSession {
  return (
    typeof session === 'object' &&
    session !== null &&
    typeof Reflect.get(session, 'regenerate') === 'function'
  )
}
