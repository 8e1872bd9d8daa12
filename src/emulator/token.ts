import { redeemCodePair } from './code-pair.js'
import type { Emulation } from './emulation.js'
import { issueAccessToken, issueRefreshToken, type Origin } from './grants.js'
import { verifierFits } from './proof-key.js'
import type { Client, Grant, IssuedCode, IssuedRefreshToken } from './state.js'
import {
  authenticateClient,
  clientAuthenticationFailed,
  type Fields,
  malformedRequest,
  missingParameter,
  type PresentedClient,
  parseFields,
} from './token-request.js'
import {
  type Asked,
  type OAuthError,
  type Region,
  type Reply,
  replyMethodNotAllowed,
  replyWithError,
  replyWithJson,
} from './wire.js'

/** What a token request comes to: a body, or the error. */
export type TokenAnswer = { readonly body: object } | { readonly problem: OAuthError }

interface TokenRequest {
  readonly fields: Fields
  readonly presented: PresentedClient
  readonly region: Region
}

type GrantHandler = (emulation: Emulation, request: TokenRequest) => TokenAnswer

const notAuthorized: OAuthError = {
  status: 400,
  error: 'unauthorized_client',
  description: 'Not authorized for requested operation',
}

const grantHandlers: Readonly<Record<string, GrantHandler>> = {
  authorization_code: redeemCode,
  refresh_token: refresh,
  // Open to special scopes only, which no login client has.
  client_credentials: () => ({ problem: notAuthorized }),
}

/** `POST /auth/o2/token`. */
export function answerToken(emulation: Emulation, asked: Asked): Reply {
  if (asked.method !== 'POST') return replyMethodNotAllowed('POST')
  const answer = decideToken(emulation, asked)
  if ('body' in answer) return replyWithJson(answer.body)
  return replyWithError(answer.problem, emulation.state.readings)
}

function decideToken(emulation: Emulation, asked: Asked): TokenAnswer {
  const fields = parseFields(asked)
  if (!fields) return { problem: malformedRequest }
  const grantType = fields.get('grant_type')
  if (!grantType) return { problem: missingParameter('grant_type') }
  // The only grant whose client does not name itself: the pair of codes knows it.
  if (grantType === 'device_code') return redeemCodePair(emulation, fields, asked.region)
  if (!Object.hasOwn(grantHandlers, grantType)) {
    const description = 'The authorization grant type is not supported by the authorization server'
    return { problem: { status: 400, error: 'unsupported_grant_type', description } }
  }
  const presented = authenticateClient(asked, fields, emulation.state)
  if (!presented) return { problem: clientAuthenticationFailed }
  const handle = grantHandlers[grantType]
  return handle
    ? handle(emulation, { fields, presented, region: asked.region })
    : { problem: malformedRequest }
}

function invalidGrant(name: string): TokenAnswer {
  const description = `The request has an invalid grant parameter : ${name}`
  return { problem: { status: 400, error: 'invalid_grant', description } }
}

function redeemCode(emulation: Emulation, { fields, presented, region }: TokenRequest): TokenAnswer {
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

/** `access_token`, `token_type` and `expires_in`, of a fresh token or of one that still lives. */
export function accessTokenFor(emulation: Emulation, grant: Grant, origin: Origin): Record<string, unknown> {
  const living = emulation.state.readings.accessToken === 'reused' ? findLivingToken(emulation, grant) : null
  const token = living ?? issueAccessToken(emulation, grant, origin)
  const expiresAtMs = emulation.state.accessTokens.get(token)?.expiresAtMs ?? 0
  const expiresIn = Math.floor((expiresAtMs - emulation.clock().getTime()) / 1000)
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

function refresh(emulation: Emulation, { fields, presented, region }: TokenRequest): TokenAnswer {
  const token = fields.get('refresh_token')
  if (!token) return { problem: missingParameter('refresh_token') }
  if (presented.client.kind === 'web' && presented.authenticated === 'by-name-only') {
    return { problem: clientAuthenticationFailed }
  }
  const issued = emulation.state.refreshTokens.get(token)
  if (!issued) return invalidGrant('refresh_token')
  if (issued.clientId !== presented.client.clientId) return refuseForeign(emulation)
  if (issued.revoked === 'yes') {
    return invalidGrant("refresh_token. User may have revoked or didn't grant the permission.")
  }
  const body = accessTokenFor(emulation, issued, { code: issued.code, region })
  return { body: { ...body, ...nextRefreshToken(emulation, { token, issued, client: presented.client }) } }
}

function refuseForeign(emulation: Emulation): TokenAnswer {
  const isGrant = emulation.state.readings.foreignRefreshToken === 'invalid_grant'
  return isGrant ? invalidGrant('refresh_token') : { problem: notAuthorized }
}

function nextRefreshToken(
  emulation: Emulation,
  { token, issued }: { token: string; issued: IssuedRefreshToken; client: Client },
): { refresh_token?: string } {
  const { readings, refreshTokens } = emulation.state
  if (readings.refreshToken === 'absent') return {}
  if (readings.refreshToken === 'same') return { refresh_token: token }
  if (readings.refreshToken === 'rotated-and-old-refused')
    refreshTokens.set(token, { ...issued, revoked: 'yes' })
  return { refresh_token: issueRefreshToken(emulation, issued, issued.code) }
}
