import type { AppReturn } from '../flows/app-return.js'
import { SparekeyFailure } from '../flows/failure.js'
import { parseState } from '../flows/finish-authorization.js'
import type { Refused } from '../flows/outcome.js'
import type { FailureCode, RefusalReason } from '../linking/reasons.js'
import type { Reply } from '../ports/http.js'
import { type Destination, destinationOf } from './app-address.js'
import type { Exchange } from './exchange.js'
import { createFrame } from './face.js'
import { findHint } from './hints.js'
import { type Extras, redirect, respondJson, respondPage } from './respond.js'
import { redirectToApp } from './respond-app.js'
import { routeUrl } from './site.js'
import { failureStatuses, refusalStatuses } from './statuses.js'
import { redeemTransaction } from './transaction-cookies.js'

/** What a refusal's answer needs to know beside its reason. */
export interface RefusalAnswer extends Extras {
  readonly retryAfterSeconds?: number | undefined
  /** Kept for "try again". */
  readonly returnTo?: string | undefined
  /** The app that began, which is told instead. */
  readonly app?: AppReturn | undefined
}

/** A no, said in JSON or as a page. Counted as an event once, here. */
export function respondRefusal(exchange: Exchange, reason: RefusalReason, answer: RefusalAnswer = {}): Reply {
  const { wiring, route, wantsJson } = exchange
  wiring.emit({ type: 'refused', at: wiring.clock(), reason, route })
  if (wantsJson) return refusalJson(exchange, reason, answer)
  if (answer.app !== undefined) return tellApp(exchange, reason, answer)
  if (holdsCode(exchange)) return redirect(problemUrl(exchange, { reason }, answer.returnTo), answer)
  return problemPage(exchange, reason, answer)
}

/** The app shows on its own page what became of the sign-in that it began. */
function tellApp(
  exchange: Exchange,
  amazon: RefusalReason | FailureCode,
  { app, returnTo = '', ...extras }: RefusalAnswer,
): Reply {
  return redirectToApp(exchange, app?.refusedTo ?? returnTo, { amazon }, extras)
}

export function respondRefused(exchange: Exchange, refused: Refused, answer: RefusalAnswer = {}): Reply {
  return respondRefusal(exchange, refused.reason, { ...answer, retryAfterSeconds: refused.retryAfterSeconds })
}

/** Headers of a refusal, as JSON, as a page of its own or beside a form: with how long to wait, where that is known. */
export function refusalHeaders({ headers, retryAfterSeconds }: RefusalAnswer): Headers {
  const answered = new Headers(headers)
  if (retryAfterSeconds !== undefined) answered.set('retry-after', String(retryAfterSeconds))
  return answered
}

export function refusalJson(exchange: Exchange, reason: RefusalReason, answer: RefusalAnswer): Reply {
  const { messages } = createFrame(exchange.site.face, exchange.visitor, '')
  const message = messages.refusals[reason].happened
  const headers = refusalHeaders(answer)
  const status = answer.status ?? refusalStatuses[reason]
  const hint = findHint(exchange.route, reason)
  const body = { outcome: 'refused', reason, message, ...(hint !== null && { hint }) }
  return respondJson(body, { ...answer, headers, status })
}

export function problemPage(exchange: Exchange, reason: RefusalReason, answer: RefusalAnswer): Reply {
  const { retryAfterSeconds, returnTo } = answer
  const headers = refusalHeaders(answer)
  const problem = {
    kind: 'refused',
    reason,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  } as const
  const status = answer.status ?? refusalStatuses[reason]
  return respondPage(
    exchange,
    'problem',
    { problem, retryUrl: retryUrl(exchange, returnTo), signInUrl: exchange.site.signInUrl },
    { ...answer, headers, status, told: reason },
  )
}

/** Something broke. The customer gets a reference, the host's log the error, and nobody half a session. */
export function respondFailure(exchange: Exchange, error: unknown): Reply {
  const { wiring, route, wantsJson } = exchange
  const code = error instanceof SparekeyFailure ? error.code : 'internal'
  const cause = error instanceof SparekeyFailure ? error.cause : error
  const reference = createReference(exchange)
  wiring.emit({
    type: 'failed',
    at: wiring.clock(),
    code,
    route,
    reference,
    requestId: requestIdOf(cause),
    error: cause,
  })
  const { returnTo, app, cookies } = spendTransaction(exchange)
  if (wantsJson) return failureJson(exchange, { code, reference }, { cookies })
  if (app !== undefined) return tellApp(exchange, code, { app, returnTo, cookies })
  if (holdsCode(exchange)) return redirect(problemUrl(exchange, { code, reference }, returnTo), { cookies })
  return failurePage(exchange, { code, reference, returnTo })
}

/** Amazon may have taken the code before it failed, and a code must not be sent twice: the visitor starts anew. */
function spendTransaction(exchange: Exchange): Partial<Destination> & { cookies: string[] } {
  if (!holdsCode(exchange)) return { cookies: [] }
  const redeemed = redeemTransaction(exchange, parseState(exchange.url.searchParams))
  if ('reason' in redeemed) return { cookies: [] }
  return { ...destinationOf(redeemed.transaction), cookies: [redeemed.deletion] }
}

interface Failed {
  readonly code: FailureCode
  readonly reference: string
  /** Kept for "try again". */
  readonly returnTo?: string | undefined
}

function failureJson(exchange: Exchange, { code, reference }: Failed, extras: Extras): Reply {
  const { messages } = createFrame(exchange.site.face, exchange.visitor, '')
  const message = messages.failures[code].happened
  const status = failureStatuses[code]
  return respondJson({ outcome: 'failed', code, message, reference }, { ...extras, status })
}

export function failurePage(exchange: Exchange, { code, reference, returnTo }: Failed): Reply {
  const model = {
    problem: { kind: 'failed', code, reference },
    retryUrl: retryUrl(exchange, returnTo),
    signInUrl: exchange.site.signInUrl,
  } as const
  return respondPage(exchange, 'problem', model, { status: failureStatuses[code], told: code })
}

/** The address on show has the code and the state in it: the visitor must not stay there. */
function holdsCode({ route, request }: Exchange): boolean {
  return route === '/callback' && request.method === 'GET'
}

function problemUrl(exchange: Exchange, query: Record<string, string>, returnTo?: string): string {
  const isDefault = returnTo === undefined || returnTo === exchange.site.defaultReturnTo
  return routeUrl(exchange.site, '/problem', isDefault ? query : { ...query, return_to: returnTo })
}

function retryUrl({ site }: Exchange, returnTo: string | undefined): string {
  const isDefault = returnTo === undefined || returnTo === site.defaultReturnTo
  return routeUrl(site, '/start', isDefault ? {} : { return_to: returnTo })
}

function createReference({ wiring }: Exchange): string {
  return Array.from(wiring.random(5), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function requestIdOf(cause: unknown): string | null {
  const holds = typeof cause === 'object' && cause !== null && 'requestId' in cause
  return holds && typeof cause.requestId === 'string' ? cause.requestId : null
}
