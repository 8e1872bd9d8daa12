import type { Account } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { expressNative } from './express.js'

/** Under which names the application keeps who is signed in. */
export interface ExpressSessionOptions<A extends Account> {
  /** Session property with the account's id. Default `userId`. */
  readonly accountId?: string
  /** Session property with the time of the last sign-in, in milliseconds. Default `authenticatedAt`. */
  readonly authenticatedAt?: string
  /** Session property with the time of the last return through Amazon, in milliseconds. Default `returnedFromAmazonAt`. */
  readonly returnedFromAmazonAt?: string
  /** What is written as the id. Default `account.id`, a text; give your own where the application keeps a number. */
  readonly idOf?: (account: A) => unknown
  /** Properties that survive signing in from an anonymous session, a basket say. Default: none. */
  readonly keep?: readonly string[]
}

/** The part of express-session's session that is used here. */
interface RotatingSession {
  [property: string]: unknown
  regenerate(done: (error: unknown) => void): unknown
  save(done: (error: unknown) => void): unknown
}

/**
 * Sessions of express-session, with any store: a new id at every sign-in, and only what `keep` names carried over
 * from an anonymous visitor. Throws when the middleware is missing or cannot rotate.
 */
export function expressSession<A extends Account = Account>(
  options: ExpressSessionOptions<A> = {},
): Sessions<A> {
  const {
    accountId = 'userId',
    authenticatedAt = 'authenticatedAt',
    returnedFromAmazonAt = 'returnedFromAmazonAt',
    keep = [],
    idOf = ({ id }) => id,
  } = options
  return {
    async current(visitor) {
      const session = sessionOf(expressNative(visitor).req)
      const id = session[accountId]
      if (typeof id !== 'string' && typeof id !== 'number' && typeof id !== 'bigint') return null
      const since = session[authenticatedAt]
      if (typeof since !== 'number') return { accountId: String(id), authenticatedAt: null }
      // A time, not a flag: whatever the application writes later when a password was typed differs from it.
      const authenticatedBy =
        session[returnedFromAmazonAt] === since ? { authenticatedBy: 'amazon' as const } : {}
      return { accountId: String(id), authenticatedAt: new Date(since), ...authenticatedBy }
    },
    async start(account, visitor, how) {
      const { req } = expressNative(visitor)
      const before = sessionOf(req)
      const wasAnonymous = before[accountId] === undefined || before[accountId] === idOf(account)
      // Of somebody else's session nothing may remain.
      const kept = wasAnonymous ? keep.map((name) => [name, before[name]] as const) : []
      await settled((done) => before.regenerate(done))
      const session = sessionOf(req)
      // A well-known shim gives cookie-session a `regenerate` that does nothing.
      if (session === before)
        throw new TypeError('The session did not rotate: regenerate() kept the old one.')
      for (const [name, value] of kept) if (value !== undefined) session[name] = value
      session[accountId] = idOf(account)
      session[authenticatedAt] = how.at.getTime()
      if (how.method === 'amazon') session[returnedFromAmazonAt] = how.at.getTime()
      await saved(session, [accountId, authenticatedAt, returnedFromAmazonAt])
    },
    isStrict(visitor) {
      const cookie: unknown = sessionOf(expressNative(visitor).req)['cookie']
      const sameSite: unknown =
        typeof cookie === 'object' && cookie !== null && Reflect.get(cookie, 'sameSite')
      return sameSite === true || sameSite === 'strict'
    },
  }
}

function sessionOf(req: object): RotatingSession {
  const session: unknown = Reflect.get(req, 'session')
  if (isRotating(session)) return session
  throw new TypeError(
    'No rotating session here: put app.use(session(…)) of express-session before app.use(expressHandler(sparekey)).',
  )
}

function isRotating(session: unknown): session is RotatingSession {
  if (typeof session !== 'object' || session === null) return false
  return (
    typeof Reflect.get(session, 'regenerate') === 'function' &&
    typeof Reflect.get(session, 'save') === 'function'
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

function settled(start: (done: (error: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()))
  })
}
