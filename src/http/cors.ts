import { wantsJson } from './exchange.js'
import { isFromApp } from './guards.js'
import { respondNothing } from './respond.js'
import type { Site } from './site.js'

const preflightSeconds = '600'

/**
 * Lets an allowed app read what it asked for in JSON, cookies included (Fetch Standard, "CORS protocol"). Pages stay
 * closed: their form tokens are for this origin. Without allowed origins nothing is added.
 */
export function withCors(site: Site, request: Request, response: Response): Response {
  if (site.origins.length === 0) return response
  const headers = new Headers(response.headers)
  // A cache must not show one origin's answer to another.
  headers.append('vary', 'Origin')
  if (isFromApp(request, site) && (isPreflight(request) || wantsJson(request))) {
    headers.set('access-control-allow-origin', request.headers.get('origin') ?? '')
    headers.set('access-control-allow-credentials', 'true')
    headers.set('access-control-expose-headers', 'Retry-After')
  }
  const { status, statusText } = response
  return new Response(response.body, { status, statusText, headers })
}

/** The browser's question before a JSON post of an allowed app; null for every other request. */
export function answerPreflight(site: Site, request: Request, methods: readonly string[]): Response | null {
  if (!isPreflight(request) || !isFromApp(request, site)) return null
  const answer = respondNothing()
  answer.headers.set('access-control-allow-methods', methods.join(', '))
  answer.headers.set('access-control-allow-headers', 'Authorization, Content-Type')
  answer.headers.set('access-control-max-age', preflightSeconds)
  return answer
}

function isPreflight(request: Request): boolean {
  return request.method === 'OPTIONS' && request.headers.has('access-control-request-method')
}
