import type { FastifyRequest } from 'fastify'
import type { Account, Visitor } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { isStrictCookie } from './cookie-session.js'
import { fastifyNative } from './fastify.js'
import { isSealed, type SealedSession } from './fastify-secure-session.js'
import { fastifySessionOf, type RotatingFastifySession, saveSignedIn } from './fastify-session.js'
import { namesOf, type ReadProperty, readCurrent, type SessionOptions, valuesAtSignIn } from './signed-in.js'
import { propertyOf } from './stateless-session.js'

/** Under which names the application keeps who is signed in, beside @fastify/passport. */
export interface FastifyPassportOptions<A extends Account = Account> extends SessionOptions<A> {
  /** Property of `request.user` with the account's id. Default `id`. */
  readonly accountId?: string
  /** The user that `request.logIn` and your serializer get. Default: the account, with `idOf(account)` as its id. */
  readonly userOf?: (account: A, visitor: Visitor) => unknown
  /** `strict` where @fastify/secure-session has `sameSite: 'strict'`, which it does not tell. Default `lax`. */
  readonly sameSite?: 'strict' | 'lax' | 'none'
}

interface PassportRequest {
  readonly passport: { readonly userProperty: string }
  logIn(user: unknown): Promise<void>
}

/**
 * Sessions of @fastify/passport over @fastify/session or @fastify/secure-session: signs in through `request.logIn` and
 * your serializer, and tells who is signed in by `request.user`. Throws when one of the two is missing.
 */
export function fastifyPassport<A extends Account = Account>({
  userOf,
  sameSite = 'lax',
  ...options
}: FastifyPassportOptions<A> = {}): Sessions<A> {
  const names = namesOf<A>(options, { accountId: 'id' })
  const asUser = userOf ?? ((account: A) => ({ ...account, [names.accountId]: names.idOf(account) }))
  return {
    current: async (visitor) => readCurrent(propertyIn(visitor, names.accountId), names),
    async start(account, visitor, how) {
      const before = propertyIn(visitor, names.accountId)
      // The id lies where the serializer puts it.
      const { [names.accountId]: _id, ...values } = valuesAtSignIn(before, account, how, names)
      await logIn(visitor, await asUser(account, visitor), values)
    },
    isStrict(visitor) {
      const session = sessionOf(visitor)
      return isSealed(session) ? sameSite === 'strict' : isStrictCookie(session['cookie'])
    },
  }
}

/** The id comes from the user, everything else from the session. */
function propertyIn(visitor: Visitor, accountId: string): ReadProperty {
  const request = passportRequest(visitor)
  const user: unknown = Reflect.get(request, request.passport.userProperty)
  const session = sessionOf(visitor)
  const ofSession = propertyOf(isSealed(session) ? session.data() : session)
  return (name) => {
    if (name !== accountId) return ofSession(name)
    return typeof user === 'object' && user !== null ? Reflect.get(user, name) : undefined
  }
}

async function logIn(
  visitor: Visitor,
  user: unknown,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const request = passportRequest(visitor)
  // `clearSessionOnLogin: false` and `clearSessionIgnoreFields` carry things over by themselves, whoever's they were.
  await sessionOf(visitor).regenerate()
  const cleared = sessionOf(visitor)
  await request.logIn(user)
  const session = sessionOf(visitor)
  if (isSealed(session)) {
    for (const [name, value] of Object.entries(values)) session.set(name, value)
    return
  }
  if (session === cleared) throw new TypeError('The session did not rotate: regenerate() kept the old one.')
  await saveSignedIn(session, values)
}

function sessionOf(visitor: Visitor): SealedSession | RotatingFastifySession {
  const session: unknown = Reflect.get(fastifyNative(visitor).request, 'session')
  return isSealed(session) ? session : fastifySessionOf(visitor)
}

function passportRequest(visitor: Visitor): FastifyRequest & PassportRequest {
  const { request } = fastifyNative(visitor)
  if (isPassportRequest(request)) return request
  throw new TypeError(
    'No @fastify/passport here: register fastifyPassport.initialize() and fastifyPassport.secureSession() before ' +
      'fastifyPlugin(sparekey), in the same scope or above it.',
  )
}

function isPassportRequest(request: FastifyRequest): request is FastifyRequest & PassportRequest {
  const passport: unknown = Reflect.get(request, 'passport')
  return (
    typeof Reflect.get(request, 'logIn') === 'function' && typeof passport === 'object' && passport !== null
  )
}
