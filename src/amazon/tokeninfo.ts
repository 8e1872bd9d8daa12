import { errorOf, isAccessToken, isSubject, parseAnswer, parseSeconds, readOwn } from './answer.js'
import type { AmazonClientSettings } from './authorization.js'
import { AmazonError } from './errors.js'
import { limitsOf } from './limits.js'
import { issuer } from './regions.js'

export interface TokenInfo {
  /** The client id that the token was issued to: one of the accepted audiences. */
  readonly audience: string
  readonly subject: string
  /** The security profile, shared by all its clients. */
  readonly appId: string | null
  readonly expiresInSeconds: number | null
}

/**
 * Asks Amazon for whom a token was issued, and throws unless that is one of the accepted audiences. Subjects are the
 * same for all apps of a company, so only the audience tells a token of a sister app from one of ours.
 */
export async function fetchTokenInfo(
  settings: AmazonClientSettings,
  accessToken: string,
): Promise<TokenInfo> {
  if (!isAccessToken(accessToken)) throw new AmazonError('amazon-token-rejected', { endpoint: 'tokeninfo' })
  const answer = await settings.transport({
    endpoint: 'tokeninfo',
    url: settings.endpoints.tokeninfo,
    method: 'GET',
    // The query form would leave the token in access logs and traces; Amazon's own SDKs send this header.
    headers: { accept: 'application/json', 'x-amz-access-token': accessToken },
    ...limitsOf(settings),
  })
  const json = parseAnswer('tokeninfo', answer)
  const audience = readOwn(json, 'aud')
  if (!isAccepted(settings, audience)) throw errorOf('amazon-audience-mismatch', 'tokeninfo', answer)
  const subject = readOwn(json, 'user_id')
  const isComplete = readOwn(json, 'iss') === issuer && isSubject(subject)
  if (!isComplete) throw errorOf('amazon-answer-invalid', 'tokeninfo', answer)
  const appId = readOwn(json, 'app_id')
  return {
    audience,
    subject,
    appId: typeof appId === 'string' ? appId : null,
    // Amazon's `exp` counts the seconds that are left; it is not a time.
    expiresInSeconds: parseSeconds(readOwn(json, 'exp')),
  }
}

function isAccepted(settings: AmazonClientSettings, audience: unknown): audience is string {
  const accepted = settings.audiences.length === 0 ? [settings.clientId] : settings.audiences
  return typeof audience === 'string' && accepted.includes(audience)
}
