import { guarded } from '../flows/failure.js'
import { finishAuthorization, parseState } from '../flows/finish-authorization.js'
import type { Transaction } from '../flows/transaction.js'
import type { RefusalReason } from '../linking/reasons.js'
import type { Reply } from '../ports/http.js'
import { destinationOf } from './app-address.js'
import type { Exchange } from './exchange.js'
import { redirect, respondPage } from './respond.js'
import { takeStep } from './respond-app.js'
import { respondOutcome } from './respond-outcome.js'
import { respondRefusal } from './respond-problem.js'
import { routeUrl } from './site.js'
import { redeemTransaction } from './transaction-cookies.js'

/** `GET /callback`: where Amazon sends the browser. */
export async function handleCallback(exchange: Exchange): Promise<Reply> {
  const { visitor, url } = exchange
  const redeemed = redeemTransaction(exchange, parseState(url.searchParams))
  if ('reason' in redeemed) return respondUnknown(exchange, redeemed.reason)
  const { transaction, deletion } = redeemed
  if (await isSessionHidden(exchange, transaction)) return hop(exchange)
  const session = await exchange.session()
  const parameters = url.searchParams
  const { outcome, code } = await takeStep(exchange, transaction, (wiring) =>
    finishAuthorization(wiring, { transaction, parameters, visitor, session }),
  )
  if (outcome.kind === 'refused') {
    return respondRefusal(exchange, outcome.reason, { cookies: [deletion], ...destinationOf(transaction) })
  }
  return respondOutcome(exchange, outcome, { ticket: null, cookies: [deletion], code, app: transaction.app })
}

/** The back button after signing in lands here too: that is nothing to be alarmed about. */
async function respondUnknown(exchange: Exchange, reason: RefusalReason): Promise<Reply> {
  const isNavigation = !exchange.wantsJson && reason === 'transaction-missing'
  if (isNavigation && (await exchange.session()) !== null) return redirect(exchange.site.defaultReturnTo)
  return respondRefusal(exchange, reason)
}

/**
 * A host whose session cookie is SameSite=Strict does not show it on the way back from Amazon, nor take a new one along
 * to the next page. The page then asks for itself once more, from our own origin. Whoever started to link was signed in.
 */
async function isSessionHidden(exchange: Exchange, { intent }: Transaction): Promise<boolean> {
  const { request, wantsJson, wiring, visitor } = exchange
  if (wantsJson || request.headers.get('sec-fetch-site') !== 'cross-site') return false
  const isStrict = await guarded('session-failed', async () => wiring.sessions.isStrict?.(visitor))
  if (isStrict === true) return true
  return intent === 'link' && (await exchange.session()) === null
}

function hop(exchange: Exchange): Reply {
  // Not the path that was asked for: a proxy may have cut the public prefix off it.
  return respondPage(exchange, 'continue', {
    location: `${routeUrl(exchange.site, '/callback')}${exchange.url.search}`,
    to: 'elsewhere',
  })
}
