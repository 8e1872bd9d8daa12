import type { Emulation } from './emulation.js'
import { issueAccessToken, type Origin } from './grants.js'
import type { Grant } from './state.js'
import type { Fields, PresentedClient } from './token-request.js'
import type { OAuthError, Region } from './wire.js'

/** What a token request comes to: a body, or the error. */
export type TokenAnswer = { readonly body: object } | { readonly problem: OAuthError }

/** A token request whose client is known. */
export interface TokenRequest {
  readonly fields: Fields
  readonly presented: PresentedClient
  readonly region: Region
}

export const notAuthorized: OAuthError = {
  status: 400,
  error: 'unauthorized_client',
  description: 'Not authorized for requested operation',
}

export function invalidGrant(name: string): TokenAnswer {
  const description = `The request has an invalid grant parameter : ${name}`
  return { problem: { status: 400, error: 'invalid_grant', description } }
}

/** `access_token`, `token_type` and `expires_in`, of a fresh token or of one that still lives. */
export function accessTokenFor(emulation: Emulation, grant: Grant, origin: Origin): Record<string, unknown> {
  const living = emulation.state.readings.accessToken === 'reused' ? findLivingToken(emulation, grant) : null
  const token = living ?? issueAccessToken(emulation, grant, origin)
  const expiresAtMs = emulation.state.accessTokens.get(token)?.expiresAtMs ?? 0
  // Rounded up: a fresh token says 3600 although a millisecond has passed.
  const expiresIn = Math.ceil((expiresAtMs - emulation.clock().getTime()) / 1000)
  return { access_token: token, token_type: 'bearer', expires_in: expiresIn }
}

function findLivingToken(emulation: Emulation, grant: Grant): string | null {
  const now = emulation.clock().getTime()
  for (const [token, issued] of emulation.state.accessTokens) {
    const isSame = issued.clientId === grant.clientId && issued.customerId === grant.customerId
    if (isSame && issued.scopes.join(' ') === grant.scopes.join(' ') && issued.expiresAtMs > now) return token
  }
  return null
}
