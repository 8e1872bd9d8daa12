import type { Waiting } from '../flows/outcome.js'
import type { Ticket } from '../flows/ticket.js'
import type { Exchange } from './exchange.js'
import { createFieldViews, prefill } from './field-views.js'
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
  waysToProve,
} from './ticket-pages.js'

/** A step ended in a question: the ticket goes into the browser's cookie, and the browser to the page that asks. */
export async function respondWaiting(
  exchange: Exchange,
  waiting: Waiting,
  extras: Extras = {},
): Promise<Response> {
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
): Promise<Response> {
  if (exchange.route === '/register') {
    return respondPage(exchange, 'register', await registerPage(exchange, ticket, attempt), extras)
  }
  const session = await exchange.session()
  const asksToConfirm = ticket.waitsFor === 'confirm-link' || ticket.waitsFor === 'confirm-switch'
  if (session !== null && (asksToConfirm || ticket.intent === 'sign-in')) {
    return respondPage(exchange, 'confirm', await confirmPage(exchange, ticket, session, attempt), extras)
  }
  return respondPage(exchange, 'link', await linkPage(exchange, ticket, attempt), extras)
}

/** The same question for a program. In a browser the ticket itself stays in its cookie. */
export async function respondTicketJson(
  exchange: Exchange,
  ticket: Ticket,
  attempt: Attempt,
  extras: Extras,
): Promise<Response> {
  const body =
    ticket.waitsFor === 'registration'
      ? await registerJson(exchange, ticket, attempt)
      : await proveJson(exchange, ticket)
  return respondJson({ ...body, ticket: null }, { ...extras, status: 409 })
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
function codeSent({ mailProof }: Ticket): { readonly code_sent?: true } {
  return mailProof === null ? {} : { code_sent: true }
}

async function proveJson(exchange: Exchange, ticket: Ticket) {
  const session = await exchange.session()
  if (session === null || ticket.waitsFor === 'proof') {
    return {
      outcome: 'prove-ownership',
      ways: await waysToProve(exchange, ticket),
      email_hint: maskEmail(ticket.profile.email),
      ...codeSent(ticket),
    }
  }
  const { kind, askPassword } = await confirmPage(exchange, ticket, session, noAttempt)
  return { outcome: 'confirm', action: kind, amazon: amazonView(ticket), ask_password: askPassword }
}
