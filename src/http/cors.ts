import type { HeaderLine, IncomingRequest, Reply } from '../ports/http.js'
import { wantsJson } from './exchange.js'
import { isFromApp } from './guards.js'
import { valueOf, withLines } from './reply.js'
import { respondNothing } from './respond.js'
import type { Site } from './site.js'

const preflightSeconds = '600'

/**
 * Lets an allowed app read what it asked for in JSON, cookies included (Fetch Standard, "CORS protocol"). Pages stay
 * closed: their form tokens are for this origin. Without allowed origins nothing is added.
 */
export function withCors(site: Site, request: IncomingRequest, reply: Reply): Reply {
  if (site.origins.length === 0) return reply
  const isReadable = isFromApp(request, site) && (isPreflight(request) || wantsJson(request))
  // A cache must not show one origin's answer to another.
  const vary = [valueOf(reply, 'vary'), 'Origin'].filter((name) => name !== null).join(', ')
  return withLines(reply, [['vary', vary], ...(isReadable ? readableBy(request) : [])])
}

function readableBy({ headers }: IncomingRequest): HeaderLine[] {
  return [
    ['access-control-allow-origin', headers.get('origin') ?? ''],
    ['access-control-allow-credentials', 'true'],
    ['access-control-expose-headers', 'Retry-After'],
  ]
}

/** The browser's question before a JSON post of an allowed app; null for every other request. */
export function answerPreflight(
  site: Site,
  request: IncomingRequest,
  here: readonly { readonly method: string }[],
): Reply | null {
  if (!isPreflight(request) || !isFromApp(request, site)) return null
  return withLines(respondNothing(), [
    ['access-control-allow-methods', here.map(({ method }) => method).join(', ')],
    ['access-control-allow-headers', 'Authorization, Content-Type'],
    ['access-control-max-age', preflightSeconds],
  ])
}

function isPreflight(request: IncomingRequest): boolean {
  return request.method === 'OPTIONS' && request.headers.has('access-control-request-method')
}
