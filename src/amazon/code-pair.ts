import { errorNameOf, errorOf, isAccessToken, parseAnswer, parseSeconds, readOwn } from './answer.js'
import type { AmazonClientSettings } from './authorization.js'
import { limitsOf } from './limits.js'
import { isLoopbackHost } from './regions.js'
import type { TransportAnswer } from './transport.js'

/** Both are needed to poll, unlike in RFC 8628. */
export interface Codes {
  /** Shown to the customer. */
  readonly userCode: string
  /** Kept from the customer. */
  readonly deviceCode: string
}

export interface CodePair extends Codes {
  /** Where the customer types the user code. */
  readonly verificationUri: string
  readonly expiresInSeconds: number
  /** To wait at least this long from one poll to the next. */
  readonly intervalSeconds: number
}

export type Poll =
  | { readonly kind: 'token'; readonly accessToken: string }
  /** `slow-down`: asked too soon · `rejected`: declined, used, expired or never issued, which Amazon does not tell apart. */
  | { readonly kind: 'pending' | 'slow-down' | 'rejected' }

const defaultIntervalSeconds = 30

/** Asks for the codes with which a device without a keyboard is linked. Throws AmazonError. */
export async function createCodePair(settings: AmazonClientSettings, clientId: string): Promise<CodePair> {
  const fields = { response_type: 'device_code', client_id: clientId, scope: settings.scopes.join(' ') }
  const answer = await post(settings, 'codepair', fields)
  const json = parseAnswer('codepair', answer)
  const [userCode, deviceCode] = [readOwn(json, 'user_code'), readOwn(json, 'device_code')]
  // Amazon's prose says `verification_url`, its answers `verification_uri`.
  const verificationUri = readOwn(json, 'verification_uri')
  const expiresInSeconds = parseSeconds(readOwn(json, 'expires_in'))
  if (!isCode(userCode) || !isCode(deviceCode) || !isSafeAddress(verificationUri) || !expiresInSeconds)
    throw errorOf('amazon-answer-invalid', 'codepair', answer)
  const intervalSeconds = parseSeconds(readOwn(json, 'interval')) ?? defaultIntervalSeconds
  return { userCode, deviceCode, verificationUri, expiresInSeconds, intervalSeconds }
}

/** Asks once whether the customer has answered. Throws AmazonError. */
export async function redeemCodePair(
  settings: AmazonClientSettings,
  { userCode, deviceCode }: Codes,
): Promise<Poll> {
  // Amazon's name for the grant, not the URN of RFC 8628; the codes know the client.
  const fields = { grant_type: 'device_code', device_code: deviceCode, user_code: userCode }
  const answer = await post(settings, 'token', fields)
  const kind = polls.get(errorNameOf(answer) ?? '')
  if (kind !== undefined) return { kind }
  const json = parseAnswer('token', answer)
  const accessToken = readOwn(json, 'access_token')
  if (!isAccessToken(accessToken)) throw errorOf('amazon-answer-invalid', 'token', answer)
  return { kind: 'token', accessToken }
}

const polls: ReadonlyMap<string, 'pending' | 'slow-down' | 'rejected'> = new Map([
  ['authorization_pending', 'pending'],
  ['slow_down', 'slow-down'],
  ['invalid_code_pair', 'rejected'],
  ['invalid_grant', 'rejected'],
  ['access_denied', 'rejected'],
  ['expired_token', 'rejected'],
] as const)

function post(
  settings: AmazonClientSettings,
  endpoint: 'codepair' | 'token',
  fields: Record<string, string>,
): Promise<TransportAnswer> {
  return settings.transport({
    endpoint,
    url: settings.endpoints[endpoint],
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    },
    body: new URLSearchParams(fields).toString(),
    ...limitsOf(settings),
  })
}

function isCode(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value)
}

/** It is shown on a screen that people type from: nothing but a web page. */
function isSafeAddress(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 255 || !URL.canParse(value)) return false
  const { protocol, hostname } = new URL(value)
  return protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))
}
