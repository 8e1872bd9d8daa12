import { createErrorIndex, createRequestId } from './identifiers.js'
import type { Readings } from './readings.js'

export type Region = 'na' | 'eu' | 'fe'

/** One request as it arrived, its body as text. */
export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: string
  /** The region whose address was asked. */
  readonly region: Region
}

/** One whole answer. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const noStore = { 'cache-control': 'no-store', pragma: 'no-cache' }

export function replyWithJson(body: object, status = 200): Reply {
  return {
    status,
    headers: {
      ...noStore,
      'content-type': 'application/json;charset=UTF-8',
      'x-amzn-requestid': createRequestId(),
    },
    body: JSON.stringify(body),
  }
}

export interface OAuthError {
  readonly status: number
  readonly error: string
  readonly description: string
}

/** Key order as seen in life; newer answers carry the details. */
export function replyWithError(problem: OAuthError, readings: Readings): Reply {
  const plain = { error_description: problem.description, error: problem.error }
  if (readings.errorDetails === 'absent') return replyWithJson(plain, problem.status)
  const requestId = createRequestId()
  const detailed = { error_index: createErrorIndex(), ...plain, request_id: requestId }
  const reply = replyWithJson(detailed, problem.status)
  return { ...reply, headers: { ...reply.headers, 'x-amzn-requestid': requestId } }
}

// No `form-action`: browsers hold it against every hop after a form, and the last hop is the client's own address.
const pagePolicy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"

export function replyWithPage(body: string, status = 200): Reply {
  return {
    status,
    headers: {
      ...noStore,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': pagePolicy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-amzn-requestid': createRequestId(),
    },
    body,
  }
}

export function redirectTo(location: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 302, headers: { ...noStore, ...headers, location }, body: '' }
}

export function replyMethodNotAllowed(allow: string): Reply {
  return { status: 405, headers: { ...noStore, allow }, body: '' }
}

/** The fields of a form-encoded body; the last one wins where one repeats. */
export function parseForm(asked: Asked): URLSearchParams {
  return new URLSearchParams(asked.body)
}
