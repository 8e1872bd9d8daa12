import { encodeBase64Url } from '../flows/base64url.js'
import { contentSecurityPolicy } from '../pages/security-policy.js'
import type { HeaderLine, Reply } from '../ports/http.js'
import type { Exchange } from './exchange.js'
import { createFrame, type PageModels, type PageName, renderPage, replacementAddress } from './face.js'
import { cookiesOf, linesOf, valueOf } from './reply.js'
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
): Reply {
  const { site, visitor, wiring } = exchange
  const address = replacementAddress(site.face, name)
  if (address !== null) return redirect(withQuery(address, { amazon: extras.told ?? name }), extras)
  const nonce = encodeBase64Url(wiring.random(nonceBytes))
  const html = renderPage(site.face, name, model, createFrame(site.face, visitor, nonce))
  return {
    status: extras.status ?? 200,
    headers: secureHeaders(extras, [
      ['content-type', 'text/html; charset=utf-8'],
      ['content-security-policy', contentSecurityPolicy(nonce)],
    ]),
    body: html,
  }
}

export function respondJson(body: Readonly<Record<string, unknown>>, extras: Extras = {}): Reply {
  const type = ['content-type', 'application/json; charset=utf-8'] as const
  return {
    status: extras.status ?? 200,
    headers: secureHeaders(extras, [type, nothingLoads]),
    body: JSON.stringify(body),
  }
}

/**
 * Browsers hold every redirect that answers a form to the page's `form-action 'self'`, and would stay where they are
 * without a word: to another origin a page of ours leads on, by itself and by a link.
 */
export function leadOn(exchange: Exchange, reply: Reply): Reply {
  const { site, wantsJson } = exchange
  const location = valueOf(reply, 'location')
  if (wantsJson || location === null) return reply
  const target = parseUrl(location, site.origin)
  if (target === null || target.origin === site.origin) return reply
  return respondPage(exchange, 'continue', { location, to: 'elsewhere' }, { cookies: cookiesOf(reply) })
}

/** Always 303: a password that was posted here must not be posted on (RFC 9700 §4.12). */
export function redirect(location: string, extras: Extras = {}): Reply {
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(location))
    throw new TypeError(`No header can hold this address: ${encodeURI(location)}`)
  return { status: 303, headers: secureHeaders(extras, [['location', location], nothingLoads]), body: null }
}

/** Nothing to say: a browser that only looked ahead. */
export function respondNothing(): Reply {
  return { status: 204, headers: secureHeaders({}, [nothingLoads]), body: null }
}

/** Where not even the page that says so can be shown. */
export function respondBare(): Reply {
  const type = ['content-type', 'text/plain; charset=utf-8'] as const
  const body = 'Something went wrong. Please try again later.'
  return { status: 500, headers: secureHeaders({}, [type, nothingLoads]), body }
}

/** For what is no page of ours. */
const nothingLoads: HeaderLine = ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"]

const always: readonly HeaderLine[] = [
  ['cache-control', 'no-store'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
]

/** Every answer, errors and redirects included: not stored, not framed, not sniffed, and its address told to nobody. */
function secureHeaders({ headers, cookies = [] }: Extras, own: readonly HeaderLine[]): HeaderLine[] {
  const ours = [...always, ...own]
  return [
    // Whatever the host adds, it takes none of ours away.
    ...linesOf(headers).filter(([name]) => !ours.some(([our]) => our === name)),
    ...ours,
    ...cookies.map((cookie): HeaderLine => ['set-cookie', cookie]),
  ]
}
