import type { FastifyRequest } from 'fastify'
import type { Account, Visitor } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { isStrictCookie } from './cookie-session.js'
import { fastifyNative } from './fastify.js'
import { namesOf, readCurrent, type SessionOptions, valuesAtSignIn } from './signed-in.js'
import { propertyOf } from './stateless-session.js'
import type { OptionsFor } from './typed-id.js'

/** What the application has declared its `request.session` to hold. */
export type DeclaredFastifySession = FastifyRequest extends { session: infer Session } ? Session : unknown

/** The part of a session of @fastify/session that is used here. */
export interface RotatingFastifySession {
  [property: string]: unknown
  regenerate(): Promise<void>
  save(): Promise<void>
}

/**
 * Sessions of @fastify/session, with any store: a new id at every sign-in, and only what `keep` names carried over from
 * an anonymous visitor. Throws when the plugin is missing, cannot rotate, or keeps its cookie to another path.
 */
export function fastifySession<A extends Account = Account, Name extends string = string>(
  ...options: OptionsFor<A, DeclaredFastifySession, Name, SessionOptions<A>>
): Sessions<A>
export function fastifySession<A extends Account>(options: SessionOptions<A> = {}): Sessions<A> {
  const names = namesOf<A>(options)
  return {
    current: async (visitor) => readCurrent(propertyOf(fastifySessionOf(visitor)), names),
    async start(account, visitor, how) {
      const before = fastifySessionOf(visitor)
      const values = valuesAtSignIn(propertyOf(before), account, how, names)
      await before.regenerate()
      const session = fastifySessionOf(visitor)
      if (session === before)
        throw new TypeError('The session did not rotate: regenerate() kept the old one.')
      await saveSignedIn(session, values)
    },
    isStrict: (visitor) => isStrictCookie(fastifySessionOf(visitor)['cookie']),
  }
}

/** @fastify/session saves once more with the answer: what could not be saved now must not be signed in then. */
export async function saveSignedIn(
  session: RotatingFastifySession,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  Object.assign(session, values)
  try {
    await session.save()
  } catch (error) {
    for (const name of Object.keys(session)) if (name !== 'cookie') delete session[name]
    throw error
  }
}

export function fastifySessionOf(visitor: Visitor): RotatingFastifySession {
  const session: unknown = Reflect.get(fastifyNative(visitor).request, 'session')
  if (isRotating(session)) return session
  throw new TypeError(
    'No rotating session here: register @fastify/session before fastifyPlugin(sparekey), in the same scope or above it, ' +
      "and with a cookie path that holds Sparekey's routes ('/').",
  )
}

function isRotating(session: unknown): session is RotatingFastifySession {
  if (typeof session !== 'object' || session === null) return false
  return (
    typeof Reflect.get(session, 'regenerate') === 'function' &&
    typeof Reflect.get(session, 'save') === 'function'
  )
}
