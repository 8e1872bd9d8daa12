import type { Waiting } from '../flows/outcome.js'
import type { Ticket } from '../flows/ticket.js'
import type { Reply } from '../ports/http.js'
import { ticketForBody } from './client-tickets.js'
import type { Exchange } from './exchange.js'
import { createFieldViews, prefill } from './field-views.js'
import { finishElsewhere } from './finish-address.js'
import { type Extras, redirect, respondJson, respondPage } from './respond.js'
import { routeUrl } from './site.js'
import { rememberTicket } from './ticket-cookies.js'
import {
  type Attempt,
  amazonView,
  confirmPage,
  linkPage,
  maskEmail,
  noAttempt,
  registerPage,
} from './ticket-pages.js'

/** A step ended in a question: the ticket goes into the browser's cookie, and the browser to the page that asks. */
export async function respondWaiting(
  exchange: Exchange,
  waiting: Waiting,
  extras: Extras = {},
): Promise<Reply> {
  const { ticket, problems } = waiting
  const cookies = [...(extras.cookies ?? []), ...(await rememberTicket(exchange, ticket))]
  const attempt: Attempt = { problem: null, fieldProblems: problems }
  if (exchange.wantsJson) return respondTicketJson(exchange, ticket, attempt, { cookies })
  // What was just posted is shown again with what is wrong; everything else goes to its own address first.
  if (exchange.route === '/register')
    return respondTicketPage(exchange, ticket, attempt, { cookies, status: problems.length > 0 ? 422 : 200 })
  const path = ticket.waitsFor === 'registration' ? '/register' : '/link'
  return redirect(routeUrl(exchange.site, path), { cookies })
}

/** The page on which this ticket's question is answered. */
export async function respondTicketPage(
  exchange: Exchange,
  ticket: Ticket,
  attempt: Attempt = noAttempt,
  extras: Extras = {},
): Promise<Reply> {
  if (exchange.route === '/register') {
    return respondPage(exchange, 'register', await registerPage(exchange, ticket, attempt), extras)
  }
  const session = await exchange.session()
  if (session !== null) {
    return respondPage(exchange, 'confirm', await confirmPage(exchange, ticket, session, attempt), extras)
  }
  return respondPage(exchange, 'link', await linkPage(exchange, ticket, attempt), extras)
}

/** The same question for a program. In a browser the ticket stays in its cookie; without cookies it is in the body. */
export async function respondTicketJson(
  exchange: Exchange,
  ticket: Ticket,
  attempt: Attempt,
  extras: Extras,
): Promise<Reply> {
  // "I already have an account": on the way to registration, `/link` asks for the one there is.
  const asksAnyway = exchange.route === '/link' && exchange.request.method === 'GET'
  const body =
    ticket.waitsFor === 'registration' && !asksAnyway
      ? await registerJson(exchange, ticket, attempt)
      : await proveJson(exchange, ticket)
  const held = await ticketForBody(exchange, ticket)
  // A TV may be a browser too, and has no keyboard for all that.
  const mayFinish = held !== null || exchange.route === '/device/poll'
  const elsewhere = mayFinish ? finishElsewhere(exchange, ticket) : {}
  return respondJson({ ...body, ticket: held, ...elsewhere }, { ...extras, status: 409 })
}

async function registerJson(exchange: Exchange, ticket: Ticket, { fieldProblems }: Attempt) {
  const views = await createFieldViews(exchange, ticket, fieldProblems)
  const fields = views.map(({ value: _value, problem: _problem, ...field }) => field)
  const proposed = views.filter(
    ({ name, value }) => name in exchange.wiring.registrationForm.fields && value !== '',
  )
  const prefilled = { email: prefill(ticket, 'email'), name: prefill(ticket, 'name') }
  const problems = fieldProblems.map(({ field, problem, message }) => ({
    field,
    problem,
    message: message ?? null,
  }))
  return {
    outcome: 'register',
    amazon: amazonView(ticket),
    prefill: {
      ...prefilled,
      postal_code: prefill(ticket, 'postal_code'),
      ...Object.fromEntries(proposed.map(({ name, value }) => [name, value])),
    },
    fields,
    problems,
    ...codeSent(ticket),
  }
}

/** Said only once a code was asked for. */
function codeSent({ mailProof }: Ticket): { readonly code_sent?: true; readonly code_sent_to?: string } {
  if (mailProof === null) return {}
  return { code_sent: true, ...(mailProof.email !== null && { code_sent_to: mailProof.email }) }
}

async function proveJson(exchange: Exchange, ticket: Ticket) {
  const session = await exchange.session()
  if (session === null || ticket.waitsFor === 'proof') return ownershipJson(exchange, ticket)
  const { kind, account, askPassword } = await confirmPage(exchange, ticket, session, noAttempt)
  return { outcome: 'confirm', action: kind, amazon: amazonView(ticket), account, ask_password: askPassword }
}

async function ownershipJson(exchange: Exchange, ticket: Ticket) {
  const page = await linkPage(exchange, ticket, noAttempt)
  return {
    outcome: 'prove-ownership',
    ways: page.ways,
    email_hint: maskEmail(ticket.profile.email),
    amazon: page.amazon,
    located: page.email.kind === 'located',
    email: page.email.kind === 'located' ? page.email.address : page.email.value,
    disclosure: page.disclosure,
    can_register: page.canRegister,
    sign_in_url: page.signInUrl,
    forgot_password_url: page.forgotPasswordUrl,
    ...codeSent(ticket),
  }
}
