import { register } from '../flows/register.js'
import type { Reply } from '../ports/http.js'
import type { Exchange } from './exchange.js'
import { answerTicket } from './handle-link.js'
import { redirect } from './respond.js'
import { respondRefusal } from './respond-problem.js'
import { respondTicketJson, respondTicketPage } from './respond-waiting.js'
import { routeUrl } from './site.js'
import { findTicket } from './ticket-cookies.js'
import { noAttempt } from './ticket-pages.js'

/** `GET /register`: the registration page, prefilled. */
export async function handleRegisterPage(exchange: Exchange): Promise<Reply> {
  const ticket = await findTicket(exchange)
  if ('reason' in ticket) return respondRefusal(exchange, ticket.reason, ticket)
  if (exchange.wantsJson) return respondTicketJson(exchange, ticket, noAttempt, {})
  // Whoever still has to prove or confirm something does that first.
  if (ticket.waitsFor !== 'registration') return redirect(routeUrl(exchange.site, '/link'))
  return respondTicketPage(exchange, ticket)
}

/** `POST /register`: creates the account, or shows what is missing. */
export async function handleRegister(exchange: Exchange): Promise<Reply> {
  return answerTicket(exchange, (answer, wiring) => register(wiring, answer, exchange.body))
}

/** `GET /pending`: what this browser's ticket waits for, for pages of the host's own. Uses nothing up. */
export async function handlePending(exchange: Exchange): Promise<Reply> {
  const ticket = await findTicket(exchange)
  if ('reason' in ticket) return respondRefusal(exchange, ticket.reason, ticket)
  return respondTicketJson(exchange, ticket, noAttempt, {})
}
