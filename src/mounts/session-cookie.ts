import { type CookieOptions, serialize } from 'hono/utils/cookie'

/** The cookie that carries a session. It is always HttpOnly. */
export interface SessionCookie {
  readonly name: string
  /** Default `lax`. `none` lets other sites' pages send it along with their requests. */
  readonly sameSite?: 'lax' | 'strict' | 'none'
  /** Default true: sent over https, and on localhost. */
  readonly secure?: boolean
  /** Default `/`. Sparekey's routes must lie below it. */
  readonly path?: string
  /** Default: this host alone. */
  readonly domain?: string
  /** Default: until the browser is closed. */
  readonly lifetimeSeconds?: number
}

const maximumHeaderLength = 64 * 1024

/** The cookie's value, or null. A name that comes twice counts for none: one of the two was planted by a sibling domain. */
export function readSessionCookie(request: Request, { name }: SessionCookie): string | null {
  const header = request.headers.get('cookie') ?? ''
  if (header.length > maximumHeaderLength) return null
  const values = header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1).replaceAll(/^"|"$/g, ''))
  const [value] = values
  return values.length === 1 && value !== undefined ? decode(value) : null
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value) || null
  } catch {
    return null
  }
}

/** The `Set-Cookie` line. */
export function serializeSessionCookie(cookie: SessionCookie, value: string): string {
  return serialize(cookie.name, value, cookieAttributes(cookie))
}

export function cookieAttributes(cookie: SessionCookie): CookieOptions {
  const { sameSite = 'lax', secure = true, path = '/', domain, lifetimeSeconds } = cookie
  return {
    path,
    httpOnly: true,
    secure,
    sameSite,
    ...(domain === undefined ? {} : { domain }),
    ...(lifetimeSeconds === undefined ? {} : { maxAge: lifetimeSeconds }),
  }
}
