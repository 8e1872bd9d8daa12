import { encodeBase64Url } from '../flows/base64url.js'
import { contentSecurityPolicy } from '../pages/security-policy.js'
import type { Exchange } from './exchange.js'
import { createFrame, type PageModels, type PageName, renderPage, replacementAddress } from './face.js'
import { parseUrl } from './return-to.js'
import { withQuery } from './site.js'

const nonceBytes = 16

/** What an answer carries beside its body. */
export interface Extras {
  readonly cookies?: readonly string[]
  readonly headers?: HeadersInit | undefined
  readonly status?: number
  /** What `?amazon=` says where a page of the host's own takes over. */
  readonly told?: string
}

/** A page of ours, or the way to the host's page that replaces it. */
export function respondPage<N extends PageName>(
  exchange: Exchange,
  name: N,
  model: PageModels[N],
  extras: Extras = {},
): Response {
  const { site, visitor, wiring } = exchange
  const address = replacementAddress(site.face, name)
  if (address !== null) return redirect(withQuery(address, { amazon: extras.told ?? name }), extras)
  const nonce = encodeBase64Url(wiring.random(nonceBytes))
  const html = renderPage(site.face, name, model, createFrame(site.face, visitor, nonce))
  const headers = secureHeaders(extras)
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('content-security-policy', contentSecurityPolicy(nonce))
  return new Response(html, { status: extras.status ?? 200, headers })
}

export function respondJson(body: Readonly<Record<string, unknown>>, extras: Extras = {}): Response {
  const headers = secureHeaders(extras)
  headers.set('content-type', 'application/json; charset=utf-8')
  return new Response(JSON.stringify(body), { status: extras.status ?? 200, headers })
}

/**
 * Browsers hold every redirect that answers a form to the page's `form-action 'self'`, and would stay where they are
 * without a word: to another origin a page of ours leads on, by itself and by a link.
 */
export function leadOn(exchange: Exchange, response: Response): Response {
  const { site, wantsJson } = exchange
  const location = response.headers.get('location')
  if (wantsJson || location === null) return response
  const target = parseUrl(location, site.origin)
  if (target === null || target.origin === site.origin) return response
  return respondPage(
    exchange,
    'continue',
    { location, to: 'elsewhere' },
    { cookies: response.headers.getSetCookie() },
  )
}

/** Always 303: a password that was posted here must not be posted on (RFC 9700 §4.12). */
export function redirect(location: string, extras: Extras = {}): Response {
  const headers = secureHeaders(extras)
  headers.set('location', location)
  return new Response(null, { status: 303, headers })
}

/** Nothing to say: a browser that only looked ahead. */
export function respondNothing(): Response {
  return new Response(null, { status: 204, headers: secureHeaders({}) })
}

/** Where not even the page that says so can be shown. */
export function respondBare(): Response {
  const headers = secureHeaders({})
  headers.set('content-type', 'text/plain; charset=utf-8')
  return new Response('Something went wrong. Please try again later.', { status: 500, headers })
}

/** Every answer, errors and redirects included: not stored, not framed, not sniffed, and its address told to nobody. */
function secureHeaders(extras: Extras): Headers {
  const headers = new Headers(extras.headers)
  headers.set('cache-control', 'no-store')
  headers.set('referrer-policy', 'no-referrer')
  headers.set('x-content-type-options', 'nosniff')
  headers.set('x-frame-options', 'DENY')
  headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  headers.set('cross-origin-opener-policy', 'same-origin')
  headers.set('cross-origin-resource-policy', 'same-origin')
  for (const cookie of extras.cookies ?? []) headers.append('set-cookie', cookie)
  return headers
}
