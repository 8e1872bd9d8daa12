import { parseObject } from './registration.js'
import { isPopupOf } from './sdk.js'
import type { Challenge, Client, Scope, State } from './state.js'

/** An authorization request that Amazon would show pages for. */
export interface AuthorizationRequest {
  readonly client: Client
  readonly redirectUri: string
  readonly scopes: readonly Scope[]
  /** Those that the customer may untick. */
  readonly voluntary: readonly Scope[]
  readonly state: string | null
  readonly challenge: Challenge | null
}

export type PageProblem = 'unknown-client' | 'unlisted-redirect' | 'repeated-parameter' | 'invalid-scope'

export type ParsedAuthorization =
  | { readonly kind: 'request'; readonly request: AuthorizationRequest }
  /** Told to the browser's person, never to the redirect URI. */
  | { readonly kind: 'page'; readonly problem: PageProblem }
  | { readonly kind: 'redirect'; readonly location: string; readonly error: string }

export interface RedirectError {
  readonly error: string
  readonly description: string
}

export function parseAuthorizationRequest(query: URLSearchParams, state: State): ParsedAuthorization {
  if (isRepeated(query, 'client_id') || isRepeated(query, 'redirect_uri')) {
    return { kind: 'page', problem: 'repeated-parameter' }
  }
  const client = state.clients.get(query.get('client_id') ?? '')
  if (!client) return { kind: 'page', problem: 'unknown-client' }
  const redirectUri = query.get('redirect_uri') ?? ''
  // Compared as text: a prefix or pattern match would hand codes to paths that nobody registered.
  const isListed = client.redirectUris.includes(redirectUri) || isPopupOf(client, redirectUri)
  if (!isListed) return { kind: 'page', problem: 'unlisted-redirect' }
  return parseForClient(query, { client, redirectUri, readings: state.readings })
}

interface Known {
  readonly client: Client
  readonly redirectUri: string
  readonly readings: State['readings']
}

function parseForClient(query: URLSearchParams, known: Known): ParsedAuthorization {
  const refuse = (problem: RedirectError): ParsedAuthorization => ({
    kind: 'redirect',
    location: renderErrorRedirect(known.redirectUri, { ...problem, state: query.get('state') }),
    error: problem.error,
  })
  const problem = findRequestProblem(query)
  if (problem) return refuse(problem)
  const responseType = query.get('response_type')
  if (responseType === 'token') return refuseImplicit(query, known)
  if (responseType !== 'code') return refuse(invalidParameter('response_type'))
  const scopes = (query.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
  const allowed = known.client.allowedScopes.filter((scope) => scopes.includes(scope))
  const unknown = scopes.filter((scope) => !allowed.some((one) => one === scope))
  if (scopes.length === 0 || unknown.length > 0) return refuseScope(query, known)
  const voluntary = parseVoluntary(query.get('scope_data'))
  if (!voluntary) return refuse(invalidParameter('scope_data'))
  const request = { ...known, scopes: allowed, state: query.get('state'), challenge: parseChallenge(query) }
  return {
    kind: 'request',
    request: { ...request, voluntary: allowed.filter((scope) => voluntary.includes(scope)) },
  }
}

const singular = ['response_type', 'scope', 'state', 'code_challenge', 'code_challenge_method', 'scope_data']

function findRequestProblem(query: URLSearchParams): RedirectError | null {
  const repeated = singular.find((name) => isRepeated(query, name))
  if (repeated) return invalidParameter(repeated)
  const method = query.get('code_challenge_method')
  if (method !== null && method !== 'S256' && method !== 'plain')
    return invalidParameter('code_challenge_method')
  return null
}

function invalidParameter(name: string): RedirectError {
  return { error: 'invalid_request', description: `The request has an invalid parameter : ${name}` }
}

function refuseImplicit(query: URLSearchParams, known: Known): ParsedAuthorization {
  const error = known.readings.implicitGrant
  const pairs = new URLSearchParams({ error, error_description: 'Not authorized for requested operation' })
  const state = query.get('state')
  if (state !== null) pairs.append('state', state)
  return { kind: 'redirect', location: `${known.redirectUri}#${pairs}`, error }
}

function refuseScope(query: URLSearchParams, known: Known): ParsedAuthorization {
  if (known.readings.invalidScope === 'page') return { kind: 'page', problem: 'invalid-scope' }
  const problem = { error: 'invalid_scope', description: 'An unknown scope was requested' }
  const location = renderErrorRedirect(known.redirectUri, { ...problem, state: query.get('state') })
  // A trailing # came along in the redirect that was seen.
  return { kind: 'redirect', location: `${location}#`, error: problem.error }
}

// A method without a challenge is no PKCE; a challenge without a method is `plain`. Its form is not checked here: a
// padded challenge was seen to fail at the token endpoint only.
function parseChallenge(query: URLSearchParams): Challenge | null {
  const value = query.get('code_challenge')
  if (!value) return null
  return { value, method: query.get('code_challenge_method') === 'S256' ? 'S256' : 'plain' }
}

/** Scopes that `scope_data` marks `"essential": false`; `null` when it cannot be read. */
function parseVoluntary(scopeData: string | null): string[] | null {
  if (!scopeData) return []
  try {
    const entries = Object.entries(parseObject(JSON.parse(scopeData), 'scope_data'))
    return entries.flatMap(([scope, data]) =>
      parseObject(data, scope)['essential'] === false ? [scope] : [],
    )
  } catch {
    return null
  }
}

function isRepeated(query: URLSearchParams, name: string): boolean {
  return query.getAll(name).length > 1
}

/** `error_description`, `state`, `error`: the order in which Amazon sends them. */
export function renderErrorRedirect(
  redirectUri: string,
  problem: RedirectError & { state: string | null },
): string {
  const pairs = new URLSearchParams({ error_description: problem.description })
  if (problem.state !== null) pairs.append('state', problem.state)
  pairs.append('error', problem.error)
  return appendQuery(redirectUri, pairs)
}

/** Text is added and nothing else touched, so that the registered address comes back byte by byte. */
export function appendQuery(redirectUri: string, pairs: URLSearchParams): string {
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${pairs}`
}
