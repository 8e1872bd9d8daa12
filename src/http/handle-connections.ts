import { type Connection, readConnection, unlink } from '../flows/unlink.js'
import type { RefusalReason } from '../linking/reasons.js'
import type { Account } from '../ports/host.js'
import type { Reply } from '../ports/http.js'
import { isSessionToken } from './csrf.js'
import type { Exchange } from './exchange.js'
import { respondJson, respondPage } from './respond.js'
import { connectionsPage, respondConnections, respondRenewed } from './respond-connections.js'
import { respondOutcome } from './respond-outcome.js'
import { refusalHeaders, refusalJson, respondRefusal } from './respond-problem.js'
import { refusalStatuses } from './statuses.js'
import { maskEmail } from './ticket-pages.js'

/** `GET /connections`: what is linked to the signed-in account. */
export async function handleConnections(exchange: Exchange): Promise<Reply> {
  const connection = await readConnection(exchange.wiring, await exchange.session())
  if (connection === null) return respondRefusal(exchange, 'sign-in-required')
  if (exchange.wantsJson) return respondJson(await connectionJson(exchange, connection))
  return respondConnections(exchange)
}

/** `POST /connections/unlink`: removes the link, after fresh proof, unless it is the last way in. */
export async function handleUnlink(exchange: Exchange): Promise<Reply> {
  const { wiring, visitor, body, site } = exchange
  const session = await exchange.session()
  if (session === null) return respondRefusal(exchange, 'sign-in-required')
  const token = body.get('csrf')
  const hasToken = token === undefined ? exchange.isJsonPost : isSessionToken(site, session, token)
  if (!hasToken) return respondRefusal(exchange, 'csrf-token-invalid')
  const password = body.get('password') ?? null
  const clientAddress = exchange.clientAddress()
  const outcome = await unlink(wiring, { visitor, session, clientAddress, password })
  if (outcome.kind === 'refused') return respondAgain(exchange, outcome.reason, outcome.retryAfterSeconds)
  if (outcome.kind !== 'unlinked') return respondOutcome(exchange, outcome, { ticket: null })
  return respondRenewed(exchange, outcome.started, 'unlinked')
}

async function respondAgain(
  exchange: Exchange,
  reason: RefusalReason,
  retryAfterSeconds?: number,
): Promise<Reply> {
  const { wiring, route } = exchange
  const connection = await readConnection(wiring, await exchange.session())
  if (connection === null) return respondRefusal(exchange, reason, { retryAfterSeconds })
  wiring.emit({ type: 'refused', at: wiring.clock(), reason, route })
  if (exchange.wantsJson) return refusalJson(exchange, reason, { retryAfterSeconds })
  const problem = retryAfterSeconds === undefined ? { reason } : { reason, retryAfterSeconds }
  const page = await connectionsPage(exchange, connection, problem)
  return respondPage(exchange, 'connections', page, {
    status: refusalStatuses[reason],
    told: reason,
    headers: refusalHeaders({ retryAfterSeconds }),
  })
}

async function connectionJson(
  exchange: Exchange,
  connection: Connection<Account>,
): Promise<Record<string, unknown>> {
  const { link, keepReason, isFresh } = connection
  const { suggestion, setPassword } = await connectionsPage(exchange, connection, null)
  return {
    outcome: 'connections',
    link: link && {
      email_hint: maskEmail(link.emailAtLink),
      linked_at: link.linkedAt?.toISOString() ?? null,
      last_used_at: link.lastUsedAt?.toISOString() ?? null,
    },
    keep_reason: link === null ? null : keepReason,
    ask_password: !isFresh,
    suggestion,
    set_password: setPassword && { sign_in_url: setPassword.signInUrl },
  }
}
