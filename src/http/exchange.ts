import { guarded } from '../flows/failure.js'
import type { Wiring } from '../flows/wiring.js'
import type { Visitor } from '../ports/host.js'
import type { IncomingRequest } from '../ports/http.js'
import type { CurrentSession } from '../ports/sessions.js'
import type { PostedBody } from './body.js'
import { readCookies } from './cookies.js'
import type { Site } from './site.js'

/** One request on its way through the door, with what is read of it at most once. */
export interface Exchange {
  readonly wiring: Wiring
  readonly site: Site
  readonly visitor: Visitor
  readonly request: IncomingRequest
  readonly url: URL
  /** Path below the base path, `/callback` say. */
  readonly route: string
  readonly cookies: ReadonlyMap<string, string>
  /** JSON for `Accept: application/json` and for JSON posts; HTML for everybody else. */
  readonly wantsJson: boolean
  /** `client`: a program without cookies, whose tickets travel in bodies · `browser`: in cookies. */
  readonly channel: 'browser' | 'client'
  /** Posted as JSON: held by its origin, because it carries no form token. */
  readonly isJsonPost: boolean
  /** Where this comes from, as the host trusts it. */
  readonly clientAddress: () => string | null
  /** What was posted; empty for GET. */
  readonly body: PostedBody
  /** Who is signed in here, asked of the host once. */
  readonly session: () => Promise<CurrentSession | null>
}

export type ExchangeDraft = Omit<
  Exchange,
  'cookies' | 'wantsJson' | 'channel' | 'isJsonPost' | 'session' | 'clientAddress'
>

export function createExchange(draft: ExchangeDraft): Exchange {
  const { wiring, site, visitor, request, url, route, body } = draft
  const asksAsProgram = isForPrograms(draft)
  let session: Promise<CurrentSession | null> | undefined
  const readSession = (): Promise<CurrentSession | null> =>
    guarded('session-failed', () => wiring.sessions.current(visitor))
  return {
    wiring,
    site,
    visitor,
    request,
    url,
    route,
    body,
    cookies: readCookies(request),
    wantsJson: asksAsProgram,
    channel: asksAsProgram && !saysWhereItStands(request) ? 'client' : 'browser',
    isJsonPost: isJson(request),
    clientAddress: () => normalizeAddress(site.clientAddress(visitor) ?? null),
    session: () => (session ??= readSession()),
  }
}

/** Headers by which a program without cookies asks `GET /pending`. */
export const ticketHeaders = { ticket: 'sparekey-ticket', key: 'sparekey-ticket-key' } as const

const routesOfPrograms = ['/token', '/device', '/device/poll']

/** What holds a ticket itself, or brings a token, wants JSON without saying so: HTTP libraries send no `Accept`. */
function isForPrograms({ request, route, body }: ExchangeDraft): boolean {
  const holdsTicket = body.has('ticket') || request.headers.has(ticketHeaders.ticket)
  const isProgram = holdsTicket || (routesOfPrograms.includes(route) && request.method === 'POST')
  return wantsJson(request) || (isProgram && !wantsHtml(request))
}

// Every browser sends one of these with a post; a program that sends one keeps cookies like a browser.
const wordsOfBrowsers = ['cookie', 'origin', 'sec-fetch-site', 'referer']

function saysWhereItStands({ headers }: IncomingRequest): boolean {
  return wordsOfBrowsers.some((name) => headers.has(name))
}

function wantsHtml({ headers }: IncomingRequest): boolean {
  return (headers.get('accept') ?? '').includes('text/html')
}

export function wantsJson(request: IncomingRequest): boolean {
  const accept = request.headers.get('accept') ?? ''
  if (accept.includes('text/html')) return false
  return accept.includes('application/json') || isJson(request)
}

export function isJson(request: IncomingRequest): boolean {
  const declared = request.headers.get('content-type')
  if (declared === null) return false
  const [type = ''] = declared.split(';', 1)
  return type.trim().toLowerCase() === 'application/json'
}

/** One household of IPv6 has 2^64 addresses: the network counts, not the address. */
function normalizeAddress(address: string | null): string | null {
  if (address === null || !address.includes(':')) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  return mapped ?? `${expandAddress(address).slice(0, 4).join(':')}::/64`
}

function expandAddress(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  if (tail === undefined) return left
  const right = tail === '' ? [] : tail.split(':')
  return [
    ...left,
    ...Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0'),
    ...right,
  ]
}
