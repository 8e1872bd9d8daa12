import type { RefusalReason } from '../linking/reasons.js'
import type { IncomingRequest } from '../ports/http.js'
import { isJson } from './exchange.js'
import { parseUrl } from './return-to.js'
import type { Site } from './site.js'

/** A guard looks at a request and says why not, or null. It writes nothing and answers nothing. */
export type Guard = (request: IncomingRequest, site: Site) => RefusalReason | null

/**
 * The request must not come from another site. Every browser that can be tricked says where it stands; one that says
 * nothing is no browser, and has no cookies of anybody else's.
 */
export const sameOrigin: Guard = (request, site) => {
  // The browser asked first whether it may send this: no form, and no page of another origin, can.
  if (isJson(request) && isFromApp(request, site)) return null
  const fetchSite = request.headers.get('sec-fetch-site')
  if (fetchSite !== null) return fetchSite === 'same-origin' ? null : 'cross-site-request'
  const origin = request.headers.get('origin')
  if (origin !== null) return origin === site.origin ? null : 'cross-site-request'
  const referer = request.headers.get('referer')
  if (referer !== null && !isOn(referer, site.origin)) return 'cross-site-request'
  // JSON carries no form token, so with cookies it needs a word from the browser.
  const needsWord = isJson(request) && request.headers.has('cookie')
  return needsWord && referer === null ? 'cross-site-request' : null
}

/** The same for what carries no form token at all: whatever comes with cookies needs a word from the browser. */
export const sameOriginOrProgram: Guard = (request, site) => {
  const reason = sameOrigin(request, site)
  if (reason !== null || !request.headers.has('cookie')) return reason
  const hasWord = ['sec-fetch-site', 'origin', 'referer'].some((name) => request.headers.has(name))
  return hasWord ? null : 'cross-site-request'
}

/** Only for JSON: no form, and no request that a browser sends without asking first. */
export const json: Guard = (request) => (isJson(request) ? null : 'unsupported-content-type')

/** True when a page of an allowed app asks. Browsers name the origin themselves, and `null` is never an allowed one. */
export function isFromApp(request: IncomingRequest, { origins }: Site): boolean {
  return origins.includes(request.headers.get('origin') ?? '')
}

/** True when the page that led here is an allowed app's, as far as its browser tells. */
export function isReferredByApp(request: IncomingRequest, { origins }: Site): boolean {
  const referer = request.headers.get('referer')
  return referer !== null && origins.some((origin) => isOn(referer, origin))
}

function isOn(address: string, origin: string): boolean {
  return parseUrl(address)?.origin === origin
}

const wordsOfPurpose = ['sec-purpose', 'purpose', 'x-moz', 'x-purpose']

/** True for a browser that only looks ahead: nothing may be started, used up or signed in by that. */
export function isPrefetch(request: IncomingRequest): boolean {
  return wordsOfPurpose.some((name) => /prefetch|preview|prerender/i.test(request.headers.get(name) ?? ''))
}

/** True when another site sent the visitor here. A typed address or a bookmark did not. */
export function isCrossSite(request: IncomingRequest): boolean {
  const fetchSite = request.headers.get('sec-fetch-site')
  return fetchSite === 'cross-site' || fetchSite === 'same-site'
}
