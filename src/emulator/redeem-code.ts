import type { Emulation } from './emulation.js'
import { issueRefreshToken, type Origin } from './grants.js'
import { verifierFits } from './proof-key.js'
import type { IssuedCode } from './state.js'
import {
  accessTokenFor,
  invalidGrant,
  notAuthorized,
  type TokenAnswer,
  type TokenRequest,
} from './token-answer.js'
import {
  clientAuthenticationFailed,
  type Fields,
  missingParameter,
  type PresentedClient,
} from './token-request.js'

/** `grant_type=authorization_code`. */
export function redeemCode(emulation: Emulation, { fields, presented, region }: TokenRequest): TokenAnswer {
  const code = fields.get('code')
  if (!code) return { problem: missingParameter('code') }
  const redirectUri = fields.get('redirect_uri')
  if (!redirectUri) return { problem: missingParameter('redirect_uri') }
  if (needsSecret(presented, fields)) return { problem: clientAuthenticationFailed }
  const issued = emulation.state.codes.get(code)
  if (!issued || issued.clientId !== presented.client.clientId) return invalidGrant('code')
  if (issued.spent === 'yes') return refuseReuse(emulation, code)
  // Spent by the attempt, not by its success: whoever guesses at the rest gets one guess.
  emulation.state.codes.set(code, { ...issued, spent: 'yes' })
  if (issued.expiresAtMs <= emulation.clock().getTime()) return invalidGrant('code')
  if (issued.redirectUri !== redirectUri) return invalidGrant('redirect_uri')
  return proveAndIssue(emulation, { issued, presented, fields, origin: { code, region } })
}

interface Redemption {
  readonly issued: IssuedCode
  readonly presented: PresentedClient
  readonly fields: Fields
  readonly origin: Origin
}

function proveAndIssue(emulation: Emulation, { issued, presented, fields, origin }: Redemption): TokenAnswer {
  const verifier = fields.get('code_verifier') ?? null
  const { readings } = emulation.state
  if (issued.challenge && !verifierFits(verifier, issued.challenge)) {
    return readings.pkceMismatch === 'invalid_grant' ? invalidGrant('code') : { problem: notAuthorized }
  }
  if (!issued.challenge && verifier !== null && readings.verifierWithoutChallenge === 'refused') {
    return invalidGrant('code')
  }
  // Without secret and without proof key anybody who sees the code could redeem it.
  if (!issued.challenge && presented.authenticated === 'by-name-only')
    return { problem: clientAuthenticationFailed }
  const refreshToken = getsRefreshToken(emulation, presented)
    ? { refresh_token: issueRefreshToken(emulation, issued, origin.code) }
    : {}
  return { body: { ...accessTokenFor(emulation, issued, origin), ...refreshToken } }
}

function needsSecret({ authenticated }: PresentedClient, fields: Fields): boolean {
  return authenticated === 'by-name-only' && !fields.has('code_verifier')
}

function getsRefreshToken(emulation: Emulation, { client, authenticated }: PresentedClient): boolean {
  if (authenticated === 'by-secret' || client.kind !== 'web') return true
  return emulation.state.readings.publicWebClient === 'refresh-token'
}

function refuseReuse(emulation: Emulation, code: string): TokenAnswer {
  const { accessTokens, refreshTokens, readings } = emulation.state
  if (readings.reusedCode === 'refused-and-tokens-revoked') {
    for (const [token, issued] of accessTokens) if (issued.code === code) accessTokens.delete(token)
    for (const [token, issued] of refreshTokens) if (issued.code === code) refreshTokens.delete(token)
  }
  return invalidGrant('code')
}
