import type { Emulation } from './emulation.js'
import { issueRefreshToken } from './grants.js'
import type { IssuedRefreshToken } from './state.js'
import {
  accessTokenFor,
  invalidGrant,
  notAuthorized,
  type TokenAnswer,
  type TokenRequest,
} from './token-answer.js'
import { clientAuthenticationFailed, missingParameter } from './token-request.js'

/** `grant_type=refresh_token`. */
export function refresh(emulation: Emulation, { fields, presented, region }: TokenRequest): TokenAnswer {
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
  return { body: { ...body, ...nextRefreshToken(emulation, { token, issued }) } }
}

function refuseForeign(emulation: Emulation): TokenAnswer {
  const isGrant = emulation.state.readings.foreignRefreshToken === 'invalid_grant'
  return isGrant ? invalidGrant('refresh_token') : { problem: notAuthorized }
}

function nextRefreshToken(
  emulation: Emulation,
  { token, issued }: { token: string; issued: IssuedRefreshToken },
): { refresh_token?: string } {
  const { readings, refreshTokens } = emulation.state
  if (readings.refreshToken === 'absent') return {}
  if (readings.refreshToken === 'same') return { refresh_token: token }
  if (readings.refreshToken === 'rotated-and-old-refused')
    refreshTokens.set(token, { ...issued, revoked: 'yes' })
  return { refresh_token: issueRefreshToken(emulation, issued, issued.code) }
}
