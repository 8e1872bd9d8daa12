import type { Outcome, SignedIn } from '../flows/outcome.js'
import type { Ticket } from '../flows/ticket.js'
import type { HeaderLine, Reply } from '../ports/http.js'
import type { Destination } from './app-address.js'
import { ticketForBody } from './client-tickets.js'
import type { Exchange } from './exchange.js'
import { finishAddress } from './finish-address.js'
import { fromResponse, valueOf, withLines } from './reply.js'
import { type Extras, redirect, respondJson } from './respond.js'
import { redirectToApp, respondHandOver } from './respond-app.js'
import { respondRefused } from './respond-problem.js'
import { respondWaiting } from './respond-waiting.js'
import { forgetTicket, rememberTicket } from './ticket-cookies.js'

interface Answered extends Extras {
  /** The one that was used, if the step had one. */
  readonly ticket: Ticket | null
  /** What an app at another origin gets in place of a session here. */
  readonly code?: string | null
  readonly app?: Destination['app']
}

/** What happened, as an answer. */
export function respondOutcome(
  exchange: Exchange,
  outcome: Outcome,
  { ticket, code = null, app = ticket?.app, ...extras }: Answered,
): Reply | Promise<Reply> {
  const isCookie = ticket !== null && exchange.channel === 'browser'
  const isKept = outcome.kind === 'refused' && outcome.ticket === 'kept'
  const forgotten = isCookie && !isKept ? [forgetTicket(exchange, ticket)] : []
  const spent: Extras = isCookie ? { ...extras, cookies: [...(extras.cookies ?? []), ...forgotten] } : extras
  switch (outcome.kind) {
    case 'signed-in':
      if (code !== null) return respondHandOver(exchange, outcome, { ...spent, code })
      return respondSignedIn(exchange, outcome, spent)
    case 'linked':
      return respondLinked(exchange, outcome, { ...spent, app })
    case 'waiting':
      return respondWaiting(exchange, outcome, extras)
    case 'continue-at':
      return respondContinue(exchange, outcome, extras)
    case 'refused':
      return respondRefused(exchange, outcome, { ...spent, returnTo: ticket?.returnTo, app })
  }
}

function respondSignedIn(exchange: Exchange, outcome: SignedIn, extras: Extras): Reply {
  const { account, created, linked, returnTo, started } = outcome
  if (started instanceof Response) return withCookies(fromResponse(started), extras.cookies ?? [])
  const answer: Extras = { cookies: extras.cookies ?? [], headers: started?.headers }
  if (!exchange.wantsJson) return redirect(returnTo, answer)
  const body = { outcome: 'signed-in', account_id: account.id, created, linked, return_to: returnTo }
  return respondJson({ ...started?.body, ...body }, answer)
}

function respondLinked(
  exchange: Exchange,
  { account, returnTo }: Outcome & { kind: 'linked' },
  { app, ...extras }: Extras & Pick<Answered, 'app'>,
): Reply {
  if (!exchange.wantsJson && app) return redirectToApp(exchange, returnTo, { amazon: 'linked' }, extras)
  if (!exchange.wantsJson) return redirect(returnTo, extras)
  return respondJson(
    { outcome: 'signed-in', account_id: account.id, created: false, linked: true, return_to: returnTo },
    extras,
  )
}

/** Second factors, captchas and passkeys live on the host's page; the ticket waits for the visitor to come back. */
async function respondContinue(
  exchange: Exchange,
  { url, ticket }: Outcome & { kind: 'continue-at' },
  extras: Extras,
): Promise<Reply> {
  const kept = ticket === null ? [] : await rememberTicket(exchange, ticket)
  const answer = { ...extras, cookies: [...(extras.cookies ?? []), ...kept] }
  if (!exchange.wantsJson) return redirect(url, answer)
  const held = ticket === null ? null : await ticketForBody(exchange, ticket)
  // The host's page sees a ticket in a cookie: what a program holds goes on in a browser from the start.
  const address = held === null || ticket === null ? url : (finishAddress(exchange, ticket) ?? url)
  const body = { outcome: 'prove-ownership', ticket: held, ways: ['sign-in-page'], continue_at: address }
  return respondJson(body, { ...answer, status: 409 })
}

/** The host answered by itself (a page for the second factor); our cookies are added to it. */
function withCookies(reply: Reply, cookies: readonly string[]): Reply {
  // It sets a session, and may stand at an address with a code in it.
  const own = [['cache-control', 'no-store'] as const, ['referrer-policy', 'no-referrer'] as const]
  return withLines(reply, [
    ...own.filter(([name]) => valueOf(reply, name) === null),
    ...cookies.map((cookie): HeaderLine => ['set-cookie', cookie]),
  ])
}
