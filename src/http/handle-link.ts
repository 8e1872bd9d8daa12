import { decline } from '../flows/decline.js'
import type { Outcome } from '../flows/outcome.js'
import { mailProof, proveMailbox } from '../flows/prove-mailbox.js'
import { confirm, proveOwnership, type TicketAnswer } from '../flows/prove-ownership.js'
import type { Ticket } from '../flows/ticket.js'
import type { Wiring } from '../flows/wiring.js'
import type { Reply } from '../ports/http.js'
import { destinationOf } from './app-address.js'
import type { Exchange } from './exchange.js'
import { redirect } from './respond.js'
import { takeStep } from './respond-app.js'
import { respondOutcome } from './respond-outcome.js'
import { refusalHeaders, refusalJson, respondRefusal } from './respond-problem.js'
import { respondTicketJson, respondTicketPage } from './respond-waiting.js'
import { refusalStatuses } from './statuses.js'
import { findTicket, forgetTicket, hasFormToken } from './ticket-cookies.js'
import { noAttempt } from './ticket-pages.js'

/** `GET /link`: the page that asks for the password, or for a yes. */
export async function handleLinkPage(exchange: Exchange): Promise<Reply> {
  const ticket = await findTicket(exchange)
  if ('reason' in ticket) return respondRefusal(exchange, ticket.reason, ticket)
  // Signed out meanwhile: there is no account left that could say yes.
  if (asksToConfirm(ticket) && (await exchange.session()) === null)
    return respondRefusal(exchange, 'sign-in-required', destinationOf(ticket))
  if (exchange.wantsJson) return respondTicketJson(exchange, ticket, noAttempt, {})
  return respondTicketPage(exchange, ticket)
}

/** `POST /link`: the password, or the yes. */
export async function handleLink(exchange: Exchange): Promise<Reply> {
  return answerTicket(exchange, async (answer, wiring) => {
    const { body } = exchange
    const password = body.get('password') ?? null
    const code = body.get('code')
    if (code !== undefined && answer.session === null) return proveMailbox(wiring, answer, code)
    if (asksToConfirm(answer.ticket) || answer.session !== null) return confirm(wiring, answer, password)
    return proveOwnership(wiring, answer, { email: body.get('email') ?? null, password: password ?? '' })
  })
}

/** `POST /link/mail`: a code to the account's proven address, for an account without a password. */
export async function handleLinkMail(exchange: Exchange): Promise<Reply> {
  return answerTicket(exchange, (answer, wiring) =>
    mailProof(wiring, answer, exchange.body.get('email') ?? null),
  )
}

function asksToConfirm({ waitsFor }: Ticket): boolean {
  return waitsFor === 'confirm-link' || waitsFor === 'confirm-switch'
}

/** `POST /link/decline`: "this is not my account", or no. */
export async function handleDecline(exchange: Exchange): Promise<Reply> {
  return answerTicket(exchange, (answer, wiring) => decline(wiring, answer))
}

/** Finds the ticket that an answer is about, lets the journey decide, and shows the form again where it may. */
export async function answerTicket(
  exchange: Exchange,
  journey: (answer: TicketAnswer, wiring: Wiring) => Promise<Outcome>,
): Promise<Reply> {
  const ticket = await findTicket(exchange)
  if ('reason' in ticket) return respondRefusal(exchange, ticket.reason, ticket)
  if (!hasFormToken(exchange, ticket))
    return respondRefusal(exchange, 'csrf-token-invalid', destinationOf(ticket))
  const clientAddress = exchange.clientAddress()
  const answer = { ticket, visitor: exchange.visitor, clientAddress, session: await exchange.session() }
  const { outcome, code } = await takeStep(exchange, ticket, (wiring) => journey(answer, wiring))
  if (outcome.kind !== 'refused') return respondOutcome(exchange, outcome, { ticket, code })
  if (outcome.reason === 'declined') return respondDeclined(exchange, ticket)
  if (outcome.ticket === 'kept') return respondAgain(exchange, ticket, outcome)
  return respondOutcome(exchange, outcome, { ticket })
}

/** The form once more, with what was wrong beside it. */
function respondAgain(
  exchange: Exchange,
  ticket: Ticket,
  { reason, retryAfterSeconds }: Outcome & { kind: 'refused' },
): Reply | Promise<Reply> {
  const { wiring, route } = exchange
  wiring.emit({ type: 'refused', at: wiring.clock(), reason, route })
  if (exchange.wantsJson) return refusalJson(exchange, reason, { retryAfterSeconds })
  const problem = retryAfterSeconds === undefined ? { reason } : { reason, retryAfterSeconds }
  const status = refusalStatuses[reason]
  const headers = refusalHeaders({ retryAfterSeconds })
  return respondTicketPage(exchange, ticket, { problem, fieldProblems: [] }, { status, headers })
}

/** A no needs no page: the visitor goes on where they were. */
function respondDeclined(exchange: Exchange, ticket: Ticket): Reply {
  const cookies = exchange.channel === 'client' ? [] : [forgetTicket(exchange, ticket)]
  if (exchange.wantsJson) return refusalJson(exchange, 'declined', { cookies })
  if (ticket.app) return respondRefusal(exchange, 'declined', { cookies, ...destinationOf(ticket) })
  return redirect(ticket.returnTo, { cookies })
}
