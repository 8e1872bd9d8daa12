import { isControlFlow } from '../flows/failure.js'
import type { Wiring } from '../flows/wiring.js'
import type { RefusalReason } from '../linking/reasons.js'
import type { Visitor } from '../ports/host.js'
import type { IncomingRequest, Reply } from '../ports/http.js'
import { emptyBody, readBody } from './body.js'
import { answerPreflight, withCors } from './cors.js'
import { createExchange, type Exchange, type ExchangeDraft } from './exchange.js'
import { isPrefetch } from './guards.js'
import { fromResponse } from './reply.js'
import { leadOn, respondBare, respondNothing } from './respond.js'
import { respondFailure, respondRefusal } from './respond-problem.js'
import { type Route, routes } from './routes.js'
import type { Site } from './site.js'

/** Answers a request; the visitor is what the host's functions are given of it. */
export type Door = (request: IncomingRequest, visitor: Visitor) => Promise<Reply>

/** Request → route → guards → body → journey → reply. The one place that catches what is thrown. */
export function createDoor(wiring: Wiring, site: Site): Door {
  return async (request, visitor) => {
    const draft = createDraft(wiring, site, request, visitor)
    try {
      return withCors(site, request, await answer(draft))
    } catch (error) {
      return withCors(site, request, respondThrown(draft, error))
    }
  }
}

/** Frameworks steer with throws: a Response is an answer, and the rest is theirs to catch. */
function respondThrown(draft: ExchangeDraft, error: unknown): Reply {
  if (error instanceof Response) return fromResponse(error)
  if (isControlFlow(error)) throw error
  return respondAnyway(createExchange(draft), error)
}

/** A page of the host's own that cannot be rendered is no reason to answer nothing. */
function respondAnyway(exchange: Exchange, error: unknown): Reply {
  try {
    return respondFailure(exchange, error)
  } catch (cause) {
    const { wiring, route } = exchange
    const at = wiring.clock()
    wiring.emit({ type: 'failed', at, code: 'internal', route, reference: '', requestId: null, error: cause })
    return respondBare()
  }
}

function createDraft(wiring: Wiring, site: Site, request: IncomingRequest, visitor: Visitor): ExchangeDraft {
  const url = new URL(request.url)
  return { wiring, site, visitor, request, url, route: routeOf(site, url.pathname) ?? '', body: emptyBody }
}

/** The path below the base path, or null for a path that is not ours. Proxies may have cut the public prefix off. */
export function routeOf(site: Pick<Site, 'prefix' | 'basePath'>, pathname: string): string | null {
  return restBelow(`${site.prefix}${site.basePath}`, pathname) ?? restBelow(site.basePath, pathname)
}

function restBelow(base: string, pathname: string): string | null {
  if (!pathname.startsWith(base)) return null
  const rest = pathname.slice(base.length)
  return rest === '' || rest.startsWith('/') ? rest : null
}

function answer(draft: ExchangeDraft): Reply | Promise<Reply> {
  const { request, route, site } = draft
  const exchange = createExchange(draft)
  const here = routesByPath.get(route)
  if (here === undefined) return respondRefusal(exchange, 'route-unknown')
  const preflight = answerPreflight(site, request, here)
  if (preflight !== null) return preflight
  const matched = here.find(({ method }) => method === request.method)
  if (matched === undefined) return respondMethod(exchange, here)
  if (isPrefetch(request)) return respondNothing()
  const reason = firstReason(matched, request, site)
  if (reason !== null) return respondRefusal(exchange, reason)
  return matched.method === 'GET' ? matched.handle(exchange) : answerPosted(draft, matched)
}

async function answerPosted(draft: ExchangeDraft, route: Route): Promise<Reply> {
  const body = await readBody(draft.request)
  if (typeof body === 'string') return respondRefusal(createExchange(draft), body)
  const posted = createExchange({ ...draft, body })
  return leadOn(posted, await route.handle(posted))
}

function firstReason({ guards }: Route, request: IncomingRequest, site: Site): RefusalReason | null {
  for (const guard of guards) {
    const reason = guard(request, site)
    if (reason !== null) return reason
  }
  return null
}

const routesByPath = new Map(
  routes.map(({ path }) => [path, routes.filter((route) => route.path === path)] as const),
)

function respondMethod(exchange: Exchange, here: readonly Route[]): Reply {
  const headers = { allow: here.map(({ method }) => method).join(', ') }
  return respondRefusal(exchange, 'method-not-allowed', { headers })
}
