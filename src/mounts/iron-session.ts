import type { Account } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { type ReadProperty } from './signed-in.js'
import { propertyOf, type StatelessSessionOptions, stateless } from './stateless-session.js'
import type { TypedOptions } from './typed-id.js'

/** What `getIronSession` returns. */
export interface IronSessionLike {
  save(): Promise<void>
}

/** Opens the session of a request, as your own pages do. */
export type OpenIronSession<Session extends IronSessionLike> = (
  request: Request,
  response: Response,
) => Session | Promise<Session>

interface OwnOptions<Session extends IronSessionLike> {
  /**
   * `(request, response) => getIronSession<Data>(request, response, options)` in any framework; in Next
   * `async () => getIronSession<Data>(await cookies(), options)` does the same.
   */
  readonly session: OpenIronSession<Session>
  /** `strict` where your `cookieOptions` have `sameSite: 'strict'`. Default `lax`. */
  readonly sameSite?: 'strict' | 'lax' | 'none'
}

export type IronSessionOptions<
  A extends Account = Account,
  Session extends IronSessionLike = IronSessionLike,
  Name extends string = string,
> = OwnOptions<Session> & TypedOptions<A, Session, Name, StatelessSessionOptions<A>>

/**
 * Sessions of iron-session 8, whose whole content is the sealed cookie. There is no id that could be fixed or rotated:
 * signing in replaces the content, and keeps only what `keep` names from an anonymous visitor.
 */
export function ironSession<
  A extends Account = Account,
  Session extends IronSessionLike = IronSessionLike,
  Name extends string = string,
>(options: IronSessionOptions<A, Session, Name>): Sessions<A>
export function ironSession<A extends Account>(
  options: OwnOptions<IronSessionLike> & StatelessSessionOptions<A>,
): Sessions<A> {
  const { session: open, sameSite = 'lax', ...rest } = options
  const { current, valuesAtSignIn } = stateless(rest)
  return {
    async current(visitor) {
      return current(readOf(await open(visitor.request, new Response())), visitor)
    },
    async start(account, visitor, how) {
      const response = new Response()
      const session = await open(visitor.request, response)
      const values = valuesAtSignIn(readOf(session), account, how)
      for (const name of Object.keys(session)) Reflect.deleteProperty(session, name)
      Object.assign(session, values)
      await session.save()
      // Empty where the session writes to the framework's own cookies.
      return { headers: response.headers }
    },
    isStrict: () => sameSite === 'strict',
  }
}

function readOf(session: IronSessionLike): ReadProperty {
  if (typeof session?.save === 'function') return propertyOf(session)
  throw new TypeError(
    'ironSession({ session }) got no session of iron-session: return what getIronSession(…) resolves to.',
  )
}
