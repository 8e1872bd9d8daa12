import { oncePerSettings } from './once-per-settings.js'
import { type Endpoints, issuer } from './regions.js'
import type { Transport } from './transport.js'

export type Scope = 'profile' | 'profile:user_id' | 'postal_code'

export interface AmazonClientSettings {
  readonly clientId: string
  readonly clientSecret: string
  /** RFC 6749 §4.1.3: the same bytes at the authorization and at the token endpoint. */
  readonly redirectUri: string
  readonly scopes: readonly Scope[]
  readonly endpoints: Endpoints
  /** Client ids whose tokens are accepted from apps. Empty means the client id alone. */
  readonly audiences: readonly string[]
  readonly transport: Transport
  /** Default 5000. */
  readonly timeoutMilliseconds?: number
  /** Default 65536, counted after decoding. */
  readonly maximumBytes?: number
}

export interface AuthorizationUrlDetails {
  readonly state: string
  /** SHA-256 of the verifier in base64url without padding (RFC 7636 §4.2). */
  readonly codeChallenge: string
}

type AddressSettings = Pick<AmazonClientSettings, 'clientId' | 'redirectUri' | 'scopes' | 'endpoints'>

/** Where the browser goes to sign in at Amazon. */
export function createAuthorizationUrl(
  settings: AddressSettings,
  { state, codeChallenge }: AuthorizationUrlDetails,
): string {
  const own = new URLSearchParams({ state, code_challenge: codeChallenge })
  return `${sharedUrl(settings)}&${own.toString()}`
}

/** The address as far as it is the same for everybody; the endpoint may have a query of its own. */
const sharedUrl = oncePerSettings(({ endpoints, clientId, redirectUri, scopes }: AddressSettings) => {
  const url = new URL(endpoints.authorize)
  url.searchParams.set('response_type', 'code')
  url.searchParams.set('client_id', clientId)
  url.searchParams.set('redirect_uri', redirectUri)
  url.searchParams.set('scope', scopes.join(' '))
  // Amazon takes a challenge without a method for `plain`.
  url.searchParams.set('code_challenge_method', 'S256')
  url.searchParams.delete('state')
  url.searchParams.delete('code_challenge')
  return url.href
})

const authorizationErrors = [
  'invalid_request',
  'unauthorized_client',
  'invalid_scope',
  'server_error',
  'temporarily_unavailable',
] as const

export type AuthorizationError = (typeof authorizationErrors)[number] | 'unknown'

export type AuthorizationAnswer =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'declined' }
  | { readonly kind: 'failed'; readonly error: AuthorizationError }
  | { readonly kind: 'malformed' }

const single = ['code', 'state', 'error', 'iss'] as const

// Tokens never come through the browser: an answer that carries one was made by somebody else.
const tokens = ['access_token', 'refresh_token', 'id_token', 'token_type', 'token'] as const

/** What the callback's query says. Descriptions and addresses in it are ignored: anyone can write them. */
export function parseAuthorizationAnswer(parameters: URLSearchParams): AuthorizationAnswer {
  const isPolluted = single.some((name) => parameters.getAll(name).length > 1)
  const isImplicit = tokens.some((name) => parameters.has(name))
  // RFC 9207: Amazon names no issuer, so none is asked for; the name of another one means a mix-up.
  const isFromElsewhere = (parameters.get('iss') ?? issuer) !== issuer
  if (isPolluted || isImplicit || isFromElsewhere) return { kind: 'malformed' }
  const error = parameters.get('error')
  if (error !== null) return parseError(error)
  const code = parameters.get('code')
  if (code === null || !/^[\x21-\x7e]{1,2048}$/.test(code)) return { kind: 'malformed' }
  return { kind: 'code', code }
}

/** The state, if the query carries exactly one of the only shape that is ever issued. */
export function parseState(parameters: URLSearchParams): string | null {
  const [state, ...others] = parameters.getAll('state')
  if (state === undefined || others.length > 0) return null
  return /^[\w-]{43}$/.test(state) ? state : null
}

function parseError(error: string): AuthorizationAnswer {
  if (error === 'access_denied') return { kind: 'declined' }
  return { kind: 'failed', error: authorizationErrors.find((known) => known === error) ?? 'unknown' }
}
