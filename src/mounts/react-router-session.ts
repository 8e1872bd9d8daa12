import type { Account } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { propertyOf, type StatelessSessionOptions, stateless } from './stateless-session.js'
import type { TypedOptions } from './typed-id.js'

/** The part of a session of React Router that is used here. */
export interface ReactRouterSession<Data extends object = object> {
  /** Empty for a new session, and where the cookie is the whole session. */
  readonly id: string
  readonly data: Data
  readonly set: (name: never, value: never) => void
}

/** What `createCookieSessionStorage` and `createSessionStorage` make. */
export interface ReactRouterStorage<Session extends ReactRouterSession = ReactRouterSession> {
  getSession(cookieHeader?: string | null): Promise<Session>
  commitSession(session: Session): Promise<string>
  destroySession(session: Session): Promise<string>
}

interface OwnOptions<Session extends ReactRouterSession> {
  /** Your session storage, over a cookie, a database or anything else. */
  readonly storage: ReactRouterStorage<Session>
  /** `strict` where the storage's cookie has `sameSite: 'strict'`, which it does not tell. Default `lax`. */
  readonly sameSite?: 'strict' | 'lax' | 'none'
}

export type ReactRouterSessionOptions<
  A extends Account = Account,
  Session extends ReactRouterSession = ReactRouterSession,
  Name extends string = string,
> = OwnOptions<Session> & TypedOptions<A, Session['data'], Name, StatelessSessionOptions<A>>

/**
 * Sessions of React Router 7 and Remix. Where the storage keeps them under an id, signing in destroys the old one and
 * makes a new one; where the cookie is the whole session, its content is replaced. Only what `keep` names is carried over
 * from an anonymous visitor. Throws when a cookie that is the whole session is not signed.
 */
export function reactRouterSession<
  A extends Account = Account,
  Session extends ReactRouterSession = ReactRouterSession,
  Name extends string = string,
>(options: ReactRouterSessionOptions<A, Session, Name>): Sessions<A>
export function reactRouterSession<A extends Account>(
  options: OwnOptions<ReactRouterSession> & StatelessSessionOptions<A>,
): Sessions<A> {
  const { storage, sameSite = 'lax', ...rest } = options
  const { current, valuesAtSignIn } = stateless(rest)
  return {
    async current(visitor) {
      const session = await storage.getSession(visitor.request.headers.get('cookie'))
      return current(propertyOf(session.data), visitor)
    },
    async start(account, { request }, how) {
      const before = await storage.getSession(request.headers.get('cookie'))
      const values = valuesAtSignIn(propertyOf(before.data), account, how)
      const line = await commitNew(storage, values)
      // Its `Set-Cookie` would delete the new one.
      if (before.id !== '') await storage.destroySession(before)
      await refuseWeak(storage, before.id, line)
      return { headers: { 'set-cookie': line } }
    },
    isStrict: () => sameSite === 'strict',
  }
}

/** Without a cookie every storage opens a new session. */
async function commitNew(
  storage: ReactRouterStorage,
  values: Readonly<Record<string, unknown>>,
): Promise<string> {
  const session = await storage.getSession()
  for (const [name, value] of Object.entries(values)) Reflect.apply(session.set, session, [name, value])
  return storage.commitSession(session)
}

async function refuseWeak(storage: ReactRouterStorage, idBefore: string, line: string): Promise<void> {
  const [pair = ''] = line.split(';', 1)
  const { id } = await storage.getSession(pair)
  if (id !== '' && id === idBefore)
    throw new TypeError(
      'The session did not rotate: createData of your session storage gave the old id again.',
    )
  // Signed values are base64, a dot and the signature. Whoever may write the cookie writes who is signed in.
  if (id === '' && !/\.|%2E/i.test(pair.slice(pair.indexOf('='))))
    throw new TypeError(
      'The session cookie is not signed: give createCookieSessionStorage({ cookie: { secrets: […] } }).',
    )
}
