import { SparekeyFailure } from '../flows/failure.js'
import { parseFinishCode } from '../flows/finish-elsewhere.js'
import { type Start, startAuthorization } from '../flows/start-authorization.js'
import type { Reply } from '../ports/http.js'
import { parseDestination, startUrl } from './app-address.js'
import type { Exchange } from './exchange.js'
import { isCrossSite, isReferredByApp } from './guards.js'
import { noticeAddress } from './notice-address.js'
import { redirect, respondJson, respondPage } from './respond.js'
import { respondRefusal } from './respond-problem.js'
import { routeUrl } from './site.js'
import { rememberTransaction } from './transaction-cookies.js'

/** `GET /start`: begins to sign in, as a plain link. Sent here by another site, the visitor is asked first. */
export function handleStart(exchange: Exchange): Reply {
  const { site, url, request } = exchange
  const end = parseDestination(site, (name) => url.searchParams.get(name), 'sign-in')
  if (end === 'malformed-request') return respondRefusal(exchange, end)
  const isAsked = end.app !== undefined && isReferredByApp(request, site)
  if (isCrossSite(request) && !isAsked) {
    // Another site must not sign anybody in by sending them here: it takes a press of the button.
    return respondPage(exchange, 'start', { startUrl: startUrl(site, end) })
  }
  return begin(exchange, { intent: 'sign-in', ...end, startedBy: null })
}

/** `POST /start`: the same from a form, and the only way to begin to link (`intent=link`). */
export async function handleStartForm(exchange: Exchange): Promise<Reply> {
  const { site, body } = exchange
  const intent = body.get('intent') === 'link' ? 'link' : 'sign-in'
  if (body.has('user_code')) return beginForDevice(exchange, body.get('user_code') ?? '')
  const end = parseDestination(site, (name) => body.get(name) ?? null, intent)
  if (end === 'malformed-request') return respondRefusal(exchange, end)
  if (intent === 'sign-in') return begin(exchange, { intent, ...end, startedBy: null })
  const session = await exchange.session()
  if (session === null) return respondRefusal(exchange, 'sign-in-required')
  const { accountId, authenticatedAt } = session
  const back = body.has('return_to') ? end : { returnTo: routeUrl(site, '/connections') }
  return begin(exchange, { intent, ...back, startedBy: { accountId, authenticatedAt } })
}

/** The code is looked at once Amazon has said who this is: it belongs to one Amazon account. */
function beginForDevice(exchange: Exchange, typed: string): Reply {
  const finishCode = parseFinishCode(typed)
  if (finishCode === null) return respondRefusal(exchange, 'device-code-wrong')
  const returnTo = routeUrl(exchange.site, '/device', { done: '1' })
  return begin(exchange, { intent: 'sign-in', returnTo, startedBy: null, finishCode })
}

function begin(exchange: Exchange, start: Start): Reply {
  noticeAddress(exchange)
  // Whoever is sent to Amazon now could only be told on the way back that it was in vain.
  if (!exchange.wiring.isAmazonAvailable()) throw new SparekeyFailure('amazon-unavailable', null)
  const { transaction, location } = startAuthorization(exchange.wiring, start)
  const cookies = rememberTransaction(exchange, transaction)
  if (exchange.wantsJson) return respondJson({ outcome: 'continue', location }, { cookies })
  if (exchange.request.method === 'GET') return redirect(location, { cookies })
  return respondPage(exchange, 'continue', { location, to: 'amazon' }, { cookies })
}
