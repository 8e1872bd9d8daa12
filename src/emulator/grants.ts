import { type AuthorizationRequest, appendQuery, renderErrorRedirect } from './authorization-request.js'
import type { Emulation } from './emulation.js'
import { createCode, createToken } from './identifiers.js'
import { type Consent, type Customer, consentKey, type Grant, keep, type Scope } from './state.js'
import type { Region } from './wire.js'

// `profile:user_id` alone is given without asking.
const scopesWithoutConsent: readonly Scope[] = ['profile:user_id']

/** What this request is granted without asking again; `null` when the customer must be asked. */
export function findGranted(
  emulation: Emulation,
  request: AuthorizationRequest,
  customer: Customer,
): Scope[] | null {
  const asking = request.scopes.filter((scope) => !scopesWithoutConsent.includes(scope))
  const consent = emulation.state.consents.get(consentKey(customer.id, request.client.clientId))
  const settled = (scope: Scope) =>
    consent?.granted.includes(scope) || (consent?.asked.includes(scope) && request.voluntary.includes(scope))
  if (!asking.every(settled)) return null
  return request.scopes.filter(
    (scope) => scopesWithoutConsent.includes(scope) || consent?.granted.includes(scope),
  )
}

/** Remembers the consent and gives the address with the code. `declined` counts for voluntary scopes only. */
export function allow(
  emulation: Emulation,
  {
    request,
    customer,
    declined,
  }: { request: AuthorizationRequest; customer: Customer; declined: readonly string[] },
): string {
  const refused = request.voluntary.filter((scope) => declined.includes(scope))
  const granted = request.scopes.filter((scope) => !refused.includes(scope))
  const key = consentKey(customer.id, request.client.clientId)
  const before = emulation.state.consents.get(key)
  emulation.state.consents.set(key, {
    customerId: customer.id,
    clientId: request.client.clientId,
    asked: union(before?.asked, request.scopes),
    granted: union(before?.granted, granted).filter((scope) => !refused.includes(scope)),
    givenAtMs: emulation.clock().getTime(),
  })
  return grantCode(emulation, { request, customer, granted })
}

function union(before: Consent['asked'] | undefined, more: readonly Scope[]): Scope[] {
  return [...new Set([...(before ?? []), ...more])]
}

export function grantCode(
  emulation: Emulation,
  {
    request,
    customer,
    granted,
  }: { request: AuthorizationRequest; customer: Customer; granted: readonly Scope[] },
): string {
  const code = createCode()
  keep(emulation.state.codes, code, {
    clientId: request.client.clientId,
    customerId: customer.id,
    scopes: granted,
    redirectUri: request.redirectUri,
    challenge: request.challenge,
    expiresAtMs: emulation.clock().getTime() + emulation.limits.codeLifetimeSeconds * 1000,
    spent: 'no',
  })
  const pairs = new URLSearchParams({ code, scope: granted.join(' ') })
  if (request.state !== null) pairs.append('state', request.state)
  return appendQuery(request.redirectUri, pairs)
}

export function deny(request: AuthorizationRequest): string {
  const { redirectUri, state } = request
  return renderErrorRedirect(redirectUri, {
    error: 'access_denied',
    description: 'Access not permitted.',
    state,
  })
}

/** What a token is issued for besides its grant. */
export interface Origin {
  readonly code: string | null
  readonly region: Region
}

export function issueAccessToken(emulation: Emulation, grant: Grant, { code, region }: Origin): string {
  const token = createToken('Atza', emulation.limits.tokenLength)
  const issuedAtMs = emulation.clock().getTime()
  const expiresAtMs = issuedAtMs + emulation.limits.accessTokenLifetimeSeconds * 1000
  keep(emulation.state.accessTokens, token, { ...pickGrant(grant), issuedAtMs, expiresAtMs, code, region })
  return token
}

export function issueRefreshToken(emulation: Emulation, grant: Grant, code: string | null): string {
  const token = createToken('Atzr', emulation.limits.tokenLength)
  keep(emulation.state.refreshTokens, token, { ...pickGrant(grant), code, revoked: 'no' })
  return token
}

function pickGrant({ clientId, customerId, scopes }: Grant): Grant {
  return { clientId, customerId, scopes }
}

/** What the customer's page at `/ap/adam` does: refresh tokens and open codes end, consent is asked for again. */
export function withdrawConsent(emulation: Emulation, customerId: string, clientId: string): void {
  const { state } = emulation
  const isTheirs = (grant: Grant) => grant.customerId === customerId && grant.clientId === clientId
  state.consents.delete(consentKey(customerId, clientId))
  for (const [code, issued] of state.codes) if (isTheirs(issued)) state.codes.delete(code)
  for (const [token, issued] of state.refreshTokens) {
    if (isTheirs(issued)) state.refreshTokens.set(token, { ...issued, revoked: 'yes' })
  }
  if (state.readings.withdrawnAccessToken === 'lives') return
  for (const [token, issued] of state.accessTokens) if (isTheirs(issued)) state.accessTokens.delete(token)
}
