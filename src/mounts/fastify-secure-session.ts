import type { FastifyRequest } from 'fastify'
import type { Account, Visitor } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { fastifyNative } from './fastify.js'
import { type ReadProperty } from './signed-in.js'
import { propertyOf, type StatelessSessionOptions, stateless } from './stateless-session.js'

/** Sessions of @fastify/secure-session. */
export interface FastifySecureSessionOptions<A extends Account = Account> extends StatelessSessionOptions<A> {
  /** The plugin's `sessionName`, where it has one. Default `session`. */
  readonly sessionName?: string
  /** `strict` where the plugin's cookie has `sameSite: 'strict'`, which it does not tell. Default `lax`. */
  readonly sameSite?: 'strict' | 'lax' | 'none'
}

/** The part of a session of @fastify/secure-session that is used here. */
export interface SealedSession {
  data(): Record<string, unknown>
  regenerate(ignored?: string[]): void
  set(name: string, value: unknown): void
}

/**
 * Sessions of @fastify/secure-session, whose whole content is the sealed cookie. There is no id that could be fixed or
 * rotated: signing in replaces the content, and keeps only what `keep` names from an anonymous visitor.
 */
export function fastifySecureSession<A extends Account = Account>({
  sessionName = 'session',
  sameSite = 'lax',
  ...options
}: FastifySecureSessionOptions<A> = {}): Sessions<A> {
  const { current, valuesAtSignIn } = stateless(options)
  return {
    current: async (visitor) => current(readSealed(sealedSessionOf(visitor, sessionName)), visitor),
    async start(account, visitor, how) {
      const session = sealedSessionOf(visitor, sessionName)
      const values = valuesAtSignIn(readSealed(session), account, how)
      session.regenerate()
      for (const [name, value] of Object.entries(values)) session.set(name, value)
    },
    isStrict: () => sameSite === 'strict',
  }
}

function readSealed(session: SealedSession): ReadProperty {
  return propertyOf(session.data())
}

function sealedSessionOf(visitor: Visitor, sessionName: string): SealedSession {
  const session = readSession(fastifyNative(visitor).request, sessionName)
  if (isSealed(session)) return session
  throw new TypeError(
    `No sealed session under request.${sessionName}: register @fastify/secure-session (7 or later) before ` +
      'fastifyPlugin(sparekey), in the same scope or above it, and give its `sessionName` here if it has one.',
  )
}

function readSession(request: FastifyRequest, sessionName: string): unknown {
  return Reflect.get(request, sessionName)
}

export function isSealed(session: unknown): session is SealedSession {
  if (typeof session !== 'object' || session === null) return false
  return ['data', 'regenerate', 'set'].every((name) => typeof Reflect.get(session, name) === 'function')
}
