import { parseSigned, serializeSigned } from 'hono/utils/cookie'
import type { Account, Visitor } from '../ports/host.js'
import type { Sessions } from '../ports/sessions.js'
import { cookieAttributes, readSessionCookie, type SessionCookie } from './session-cookie.js'
import { type ReadProperty } from './signed-in.js'
import { propertyOf, type StatelessSessionOptions, stateless } from './stateless-session.js'

/** A session in a cookie of `setSignedCookie`, as JSON. */
export interface HonoSignedCookieOptions<A extends Account = Account> extends StatelessSessionOptions<A> {
  /** What `setSignedCookie` and `getSignedCookie` get in your app. */
  readonly secret: string
  readonly cookie: SessionCookie
}

/**
 * Sessions that are JSON in a cookie of `setSignedCookie`: `JSON.parse(await getSignedCookie(c, secret, name))` reads them.
 * There is no id that could be fixed or rotated: signing in replaces the content, and keeps only what `keep` names from
 * an anonymous visitor. The content is signed, not hidden.
 */
export function honoSignedCookie<A extends Account = Account>(
  options: HonoSignedCookieOptions<A>,
): Sessions<A> {
  const { secret, cookie, ...rest } = options
  const { current, valuesAtSignIn } = stateless(rest)
  return {
    current: async (visitor) => current(await readSigned(visitor, options), visitor),
    async start(account, visitor, how) {
      const values = valuesAtSignIn(await readSigned(visitor, options), account, how)
      const line = await serializeSigned(
        cookie.name,
        JSON.stringify(values),
        secret,
        cookieAttributes(cookie),
      )
      return { headers: { 'set-cookie': line } }
    },
    isStrict: () => cookie.sameSite === 'strict',
  }
}

async function readSigned<A extends Account>(
  { request }: Visitor,
  { secret, cookie }: HonoSignedCookieOptions<A>,
): Promise<ReadProperty> {
  const value = readSessionCookie(request, cookie)
  const { [cookie.name]: content } =
    value === null
      ? {}
      : await parseSigned(`${cookie.name}=${encodeURIComponent(value)}`, secret, cookie.name)
  return propertyOf(typeof content === 'string' ? parseObject(content) : null)
}

function parseObject(text: string): object | null {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' ? parsed : null
  } catch {
    return null
  }
}
