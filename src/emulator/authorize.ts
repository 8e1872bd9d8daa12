import {
  type AuthorizationRequest,
  type PageProblem,
  parseAuthorizationRequest,
} from './authorization-request.js'
import { renderConsentPage, renderProblemPage, renderSignInPage } from './authorize-pages.js'
import { putNewCustomer } from './customers-page.js'
import type { Emulation } from './emulation.js'
import { allow, deny, findGranted, grantCode } from './grants.js'
import { endSession, findSignedIn, startSession } from './sessions.js'
import type { Customer } from './state.js'
import {
  type Asked,
  parseForm,
  type Reply,
  redirectTo,
  replyMethodNotAllowed,
  replyWithPage,
} from './wire.js'

/** `/ap/oa`: sign-in page, consent page, and the redirect back to the client. */
export function answerAuthorize(emulation: Emulation, asked: Asked): Reply {
  if (asked.method !== 'GET' && asked.method !== 'POST') return replyMethodNotAllowed('GET, POST')
  const parsed = parseAuthorizationRequest(asked.url.searchParams, emulation.state)
  if (parsed.kind === 'page')
    return replyWithPage(renderProblemPage(parsed.problem, asked.url.searchParams), 400)
  if (parsed.kind === 'redirect') return redirectTo(parsed.location)
  if (asked.method === 'GET') return showNextPage(emulation, asked, parsed.request)
  return takeStep(emulation, asked, parsed.request)
}

function addressOf(asked: Asked): string {
  return `${asked.url.pathname}${asked.url.search}`
}

function showNextPage(emulation: Emulation, asked: Asked, request: AuthorizationRequest): Reply {
  const customer = findSignedIn(emulation, asked)
  const action = addressOf(asked)
  if (!customer) {
    const customers = [...emulation.state.customers.values()]
    const purpose = `continue to ${request.client.name}`
    return replyWithPage(renderSignInPage({ action, customers, purpose }))
  }
  const granted = findGranted(emulation, request, customer)
  if (granted) return redirectTo(grantCode(emulation, { request, customer, granted }))
  return replyWithPage(renderConsentPage({ action, customer, request }))
}

function takeStep(emulation: Emulation, asked: Asked, request: AuthorizationRequest): Reply {
  const form = parseForm(asked)
  switch (form.get('step')) {
    case 'sign-in':
      return signIn(emulation, asked, emulation.state.customers.get(form.get('customer') ?? '') ?? null)
    case 'sign-up':
      return signIn(emulation, asked, putNewCustomer(emulation, form))
    case 'sign-out':
      return redirectTo(addressOf(asked), endSession(emulation, asked))
    case 'consent':
      return takeConsent(emulation, { asked, request, form })
    default:
      return redirectTo(addressOf(asked))
  }
}

function signIn(emulation: Emulation, asked: Asked, customer: Customer | null): Reply {
  return redirectTo(addressOf(asked), customer ? startSession(emulation, customer) : {})
}

function takeConsent(
  emulation: Emulation,
  { asked, request, form }: { asked: Asked; request: AuthorizationRequest; form: URLSearchParams },
): Reply {
  const customer = findSignedIn(emulation, asked)
  const decision = form.get('decision')
  if (decision === 'deny') return redirectTo(deny(request))
  if (!customer || decision !== 'allow') return redirectTo(addressOf(asked))
  const declined = request.voluntary.filter((scope) => !form.getAll('share').includes(scope))
  return redirectTo(allow(emulation, { request, customer, declined }))
}

/** What a person would do with the pages, said at once. */
export interface Shortcut {
  /** Id of the customer. */
  readonly customer: string
  /** Default: `allow`. */
  readonly decision?: 'allow' | 'deny'
  /** Voluntary scopes that the customer unticks. */
  readonly declined?: readonly string[]
}

export type ShortcutAnswer =
  | { readonly location: string }
  | { readonly problem: PageProblem | 'unknown-customer' }

/** The redirect that the customer's browser would end with, without any page. */
export function takeShortcut(emulation: Emulation, address: URL, shortcut: Shortcut): ShortcutAnswer {
  const parsed = parseAuthorizationRequest(address.searchParams, emulation.state)
  if (parsed.kind === 'page') return { problem: parsed.problem }
  if (parsed.kind === 'redirect') return { location: parsed.location }
  const { request } = parsed
  const customer = emulation.state.customers.get(shortcut.customer)
  if (!customer) return { problem: 'unknown-customer' }
  if (shortcut.decision === 'deny') return { location: deny(request) }
  const declined = shortcut.declined ?? []
  const granted = declined.length === 0 ? findGranted(emulation, request, customer) : null
  if (granted) return { location: grantCode(emulation, { request, customer, granted }) }
  return { location: allow(emulation, { request, customer, declined }) }
}
