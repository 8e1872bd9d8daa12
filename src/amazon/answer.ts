import { type AmazonEndpoint, AmazonError, type AmazonErrorCode } from './errors.js'
import type { TransportAnswer } from './transport.js'

export type JsonObject = Readonly<Record<string, unknown>>

type Meanings = Readonly<Record<string, AmazonErrorCode>>

const serverErrors: Meanings = {
  servererror: 'amazon-unavailable',
  server_error: 'amazon-unavailable',
  temporarily_unavailable: 'amazon-unavailable',
  invalidvalue: 'amazon-unavailable',
}

const clientErrors: Meanings = {
  ...serverErrors,
  invalid_grant: 'code-rejected',
  invalid_client: 'amazon-client-rejected',
  unauthorized_client: 'amazon-client-rejected',
  invalid_request: 'amazon-client-rejected',
  invalid_scope: 'amazon-client-rejected',
  unsupported_grant_type: 'amazon-client-rejected',
}

const tokenErrors: Meanings = {
  ...serverErrors,
  invalid_token: 'amazon-token-rejected',
  // Only the token varies in this request, so it is the token that Amazon finds malformed.
  invalid_request: 'amazon-token-rejected',
  insufficient_scope: 'amazon-scope-insufficient',
}

const meanings: Readonly<Record<AmazonEndpoint, ReadonlyMap<string, AmazonErrorCode>>> = {
  token: new Map(Object.entries(clientErrors)),
  codepair: new Map(Object.entries(clientErrors)),
  tokeninfo: new Map(Object.entries(tokenErrors)),
  profile: new Map(Object.entries(tokenErrors)),
}

/** What an answer calls its error, in lower case; null for every other answer. */
export function errorNameOf(answer: TransportAnswer): string | null {
  const json = parseObject(answer)
  const error = json === null ? null : readOwn(json, 'error')
  return typeof error === 'string' ? error.toLowerCase() : null
}

/** The JSON object of a good answer. Every other answer throws the error that it stands for. */
export function parseAnswer(endpoint: AmazonEndpoint, answer: TransportAnswer): JsonObject {
  const { status } = answer
  if (status === 429 || status >= 500) throw errorOf('amazon-unavailable', endpoint, answer)
  const json = parseObject(answer)
  const error = json === null ? null : readOwn(json, 'error')
  if (typeof error === 'string') throw errorOf(parseErrorCode(endpoint, error), endpoint, answer)
  if (status === 401) throw errorOf(unauthorized(endpoint), endpoint, answer)
  if (status !== 200 || json === null) throw errorOf('amazon-answer-invalid', endpoint, answer)
  return json
}

export function errorOf(
  code: AmazonErrorCode,
  endpoint: AmazonEndpoint,
  answer: TransportAnswer,
): AmazonError {
  const { status, headers } = answer
  const retryAfterSeconds = parseSeconds(headers.retryAfter)
  return new AmazonError(code, { endpoint, status, requestId: headers.requestId, retryAfterSeconds })
}

// By the code alone: descriptions change. Amazon writes `ServerError` and `servererror`.
function parseErrorCode(endpoint: AmazonEndpoint, error: string): AmazonErrorCode {
  return meanings[endpoint].get(error.toLowerCase()) ?? 'amazon-answer-invalid'
}

// Amazon sends a code along; a 401 without one still says whom it turned away.
function unauthorized(endpoint: AmazonEndpoint): AmazonErrorCode {
  const isClient = endpoint === 'token' || endpoint === 'codepair'
  return isClient ? 'amazon-client-rejected' : 'amazon-token-rejected'
}

// Any content type will do for what parses as JSON, but not a page: captchas and outages come as HTML.
function parseObject(answer: TransportAnswer): JsonObject | null {
  if (/html/i.test(answer.contentType)) return null
  try {
    const json: unknown = JSON.parse(answer.text)
    return isObject(json) ? json : null
  } catch {
    return null
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null
}

/** A value of the answer itself, never one inherited from a polluted prototype. */
export function readOwn(json: JsonObject, name: string): unknown {
  return Object.hasOwn(json, name) ? json[name] : undefined
}

/** Amazon sends a number, shorter than an hour for a token it hands out again; some samples show a string. */
export function parseSeconds(value: unknown): number | null {
  const seconds = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value
  return typeof seconds === 'number' && seconds >= 0 && seconds < 1e9 ? Math.floor(seconds) : null
}

/** At most 2048 bytes says Amazon; anything but printable ASCII could break out of a header. */
export function isAccessToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,2048}$/.test(value)
}

/** Opaque and compared byte by byte: 1 to 255 printable ASCII characters, no space, which some databases pad or cut. */
export function isSubject(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,255}$/.test(value)
}
