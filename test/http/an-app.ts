import { createHash } from 'node:crypto'
import { openPlainSite, type PlainSite, type PlainSiteOptions, PlainVisitor } from '../support/plain-site.js'

export const app = 'https://app.example'
export const verifier = 'a-verifier-that-only-the-page-of-the-app-has-43'
export const challengeOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

export const openSiteWithApp = (options: PlainSiteOptions = {}): PlainSite =>
  openPlainSite({ origins: [app, 'https://other.example'], ...options })

/** The query with which the app sends its visitor to `/start`. */
export function startQuery(given: Record<string, string> = {}): string {
  const query = { return_to: `${app}/welcome?tab=1#top`, code_challenge: challengeOf(verifier), ...given }
  return `?${new URLSearchParams(query).toString()}`
}

/** What a browser adds when a page of the app leads it here. */
export const fromApp = { 'sec-fetch-site': 'cross-site', referer: `${app}/` }

/** Begins at the app and comes back from Amazon. */
export async function returnFromAmazon(visitor: PlainVisitor, given: Record<string, string> = {}) {
  const started = await visitor.get(`/auth/amazon/start${startQuery(given)}`, fromApp)
  return visitor.get(visitor.backFrom(started.location), { 'sec-fetch-site': 'cross-site' })
}

interface Asked {
  readonly origin?: string | null
  readonly method?: string
  readonly json?: unknown
  readonly headers?: Record<string, string>
}

/** Asks in JSON as a script of the app's page does. */
export async function ask(visitor: PlainVisitor, path: string, asked: Asked = {}) {
  const { origin = app, json, method = json === undefined ? 'GET' : 'POST', headers = {} } = asked
  const cookie = [...visitor.jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const request = new Request(`http://inside/auth/amazon${path}`, {
    method,
    headers: {
      accept: 'application/json',
      'sec-fetch-site': 'cross-site',
      ...(origin === null ? {} : { origin }),
      ...(cookie === '' ? {} : { cookie }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: json === undefined ? null : JSON.stringify(json),
  })
  const response = await visitor.site.sparekey.handler(request)
  const text = await response.text()
  const body: Record<string, unknown> = text.startsWith('{') ? JSON.parse(text) : {}
  return { status: response.status, headers: response.headers, body, text }
}

/** The code that a redirect to the app carries. */
export function codeIn(location: string | null): string {
  return new URL(location ?? '').searchParams.get('amazon_code') ?? ''
}

export const claim = (visitor: PlainVisitor, code: string, asked: Asked & { verifier?: string } = {}) =>
  ask(visitor, '/session', { json: { code, code_verifier: asked.verifier ?? verifier }, ...asked })

export { PlainVisitor }
