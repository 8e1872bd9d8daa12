import type { Account, Visitor } from '../ports/host.js'
import type { CurrentSession, Sessions } from '../ports/sessions.js'
import { bearerToken, isNoBrowser, isNotAToken, refuseLost } from './jwt-carrier.js'
import { readSessionCookie, type SessionCookie, serializeSessionCookie } from './session-cookie.js'
import type { SessionOptions } from './signed-in.js'
import { propertyOf, type StatelessSession, stateless } from './stateless-session.js'
import { type OpenTable, openTable, type SessionTable, type TableSessionCookie } from './table-session.js'

/** The claims of a token, before `iat` and `exp` are added by whatever signs it. */
export type TokenClaims = Readonly<Record<string, unknown>>

/** Refresh tokens in a table of your own: the functions your sign-in and your refresh route use already. */
export interface RefreshTokenOptions<A extends Account = Account>
  extends SessionTable<Record<string, unknown>>,
    SessionOptions<A> {
  /** Where browsers keep it. Without one, it is told in the body, to every client. */
  readonly cookie?: TableSessionCookie
}

export interface JwtOptions<A extends Account = Account> extends Omit<SessionOptions<A>, 'times'> {
  /** Claim with the account's id. Default `sub`. */
  readonly accountId?: string
  /** Claim with the time of the last sign-in, in seconds. Default `auth_time` (OpenID Connect Core §2). */
  readonly authenticatedAt?: string
  /** Claim with the time of the last return through Amazon, in seconds. Default `amazon_auth_time`. */
  readonly returnedFromAmazonAt?: string
  /** Signs these claims as your own sign-in does; the lifetime is yours to set. */
  readonly sign: (claims: TokenClaims, account: A, visitor: Visitor) => string | Promise<string>
  /** The claims of a token that you have signed and that is valid now; throws or answers null for every other. */
  readonly verify: (token: string) => object | null | undefined | Promise<object | null | undefined>
  /** Where browsers keep the token. Without one it is a bearer token, told in the body. */
  readonly cookie?: SessionCookie
  readonly refreshToken?: RefreshTokenOptions<A>
  /** Names in the JSON body. Default `token` and `refresh_token`. */
  readonly body?: { readonly token?: string; readonly refreshToken?: string }
  /** Whether the application still takes this token, a list of revoked ones aside. Default: until it expires. */
  readonly isValid?: (session: StatelessSession, visitor: Visitor) => boolean | Promise<boolean>
}

/**
 * Sessions that are JSON Web Tokens, in a cookie or as a bearer, with or without refresh tokens. Every sign-in makes new
 * ones; the old access token is not taken along and ends by itself, the old refresh token is deleted. Throws where a
 * bearer token would be lost, because a browser that is redirected reads no body.
 */
export function jwt<A extends Account = Account>(options: JwtOptions<A>): Sessions<A> {
  const { sign, cookie, refreshToken, verify: _verify, body: _body, ...rest } = options
  const defaults = {
    accountId: 'sub',
    authenticatedAt: 'auth_time',
    returnedFromAmazonAt: 'amazon_auth_time',
  }
  const { current, valuesAtSignIn } = stateless(
    { ...rest, startedAt: 'iat' },
    { ...defaults, times: 'seconds' },
  )
  const table = refreshToken === undefined ? null : openTable(refreshToken)
  return {
    async current(visitor) {
      const claims = await claimsOf(visitor, options)
      return (await current(propertyOf(claims), visitor)) ?? currentByRefresh(visitor, claims, table)
    },
    async start(account, visitor, how) {
      refuseLost(visitor.request, options)
      const { iat: _iat, ...claims } = valuesAtSignIn(
        propertyOf(await claimsOf(visitor, options)),
        account,
        how,
      )
      const token = await sign(claims, account, visitor)
      return carry(options, visitor, { token, refreshToken: await table?.replace(account, visitor, how) })
    },
    isStrict: () => (cookie ?? refreshToken?.cookie)?.sameSite === 'strict',
  }
}

/** On a page load there is no bearer; the refresh token in its cookie says who it is. */
async function currentByRefresh<A extends Account>(
  visitor: Visitor,
  claims: object | null,
  table: OpenTable<A> | null,
): Promise<CurrentSession | null> {
  return claims === null && table !== null ? table.current(visitor) : null
}

async function claimsOf<A extends Account>(
  { request }: Visitor,
  { verify, cookie }: JwtOptions<A>,
): Promise<object | null> {
  const token = bearerToken(request) ?? (cookie === undefined ? null : readSessionCookie(request, cookie))
  if (token === null) return null
  try {
    const claims = await verify(token)
    return typeof claims === 'object' ? claims : null
  } catch (error) {
    if (isNotAToken(error)) return null
    throw error
  }
}

interface Tokens {
  readonly token: string
  readonly refreshToken: string | undefined
}

/** Each in its cookie for a browser, and in the body for everybody else. */
function carry<A extends Account>(
  { cookie, refreshToken: refresh, body = {} }: CarrierOptions<A>,
  { request }: Visitor,
  { token, refreshToken }: Tokens,
): { readonly headers: Headers; readonly body: Readonly<Record<string, unknown>> } {
  const headers = new Headers()
  const told: [string, string][] = []
  const put = (value: string, name: string, into: SessionCookie | undefined): void => {
    // A script that was injected into a page asks in vain: its browser marks the request.
    if (into === undefined || isNoBrowser(request)) told.push([name, value])
    else headers.append('set-cookie', serializeSessionCookie(into, value))
  }
  put(token, body.token ?? 'token', cookie)
  if (refreshToken !== undefined) put(refreshToken, body.refreshToken ?? 'refresh_token', refresh?.cookie)
  return { headers, body: Object.fromEntries(told) }
}

type CarrierOptions<A extends Account> = Pick<JwtOptions<A>, 'cookie' | 'refreshToken' | 'body'>
