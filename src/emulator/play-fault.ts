import { setTimeout as wait } from 'node:timers/promises'
import type { Fault } from './fault.js'
import type { PlayedFaults } from './faults.js'
import type { Readings } from './readings.js'
import type { Endpoint } from './request-log.js'
import { type Reply, replyWithError, replyWithJson, replyWithPage } from './wire.js'

/** The connection ends without a whole answer; `half-way` sends the first half of the body. */
export interface Dropped {
  readonly dropped: 'at-once' | 'half-way'
  readonly reply: Reply
}

export type Answer = Reply | Dropped

export function isDropped(answer: Answer): answer is Dropped {
  return 'dropped' in answer
}

const nothing: Reply = { status: 500, headers: {}, body: '' }

export async function waitAsTold(fault: Fault, faults: PlayedFaults): Promise<void> {
  if (fault.delayMilliseconds) await wait(fault.delayMilliseconds)
  if (fault.kind === 'held') await faults.held()
}

/** The answer given instead of processing the request; `null` for faults that come afterwards. */
export function answerInstead(fault: Fault, endpoint: Endpoint, readings: Readings): Answer | null {
  switch (fault.kind) {
    case 'server-error':
      return broken({ status: 500, error: 'ServerError', endpoint, readings })
    case 'unavailable':
      return retryLater(fault, broken({ status: 503, error: 'ServerError', endpoint, readings }))
    case 'throttled':
      return retryLater(fault, broken({ status: 429, error: 'RequestThrottled', endpoint, readings }))
    case 'captcha':
      return replyWithPage(captchaPage, fault.status ?? 200)
    case 'oauth-error':
      return replyWithError(
        {
          status: fault.status ?? 400,
          error: fault.error ?? 'invalid_request',
          description: fault.description ?? '',
        },
        readings,
      )
    case 'redirect':
      return {
        status: fault.status ?? 302,
        headers: { location: fault.location ?? 'https://elsewhere.example/' },
        body: '',
      }
    case 'drop-before':
      return { dropped: 'at-once', reply: nothing }
    default:
      return null
  }
}

interface Breakage {
  status: number
  error: string
  endpoint: Endpoint
  readings: Readings
}

function broken({ status, error, endpoint, readings }: Breakage): Reply {
  if (endpoint === 'authorize') return replyWithPage(sorryPage, status)
  return replyWithError({ status, error, description: 'The service is not able to answer now.' }, readings)
}

function retryLater(fault: Fault, reply: Reply): Reply {
  if (fault.retryAfterSeconds === undefined) return reply
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(fault.retryAfterSeconds) } }
}

/** What becomes of the answer of a request that was processed. */
export function spoilAnswer(fault: Fault, reply: Reply): Answer {
  switch (fault.kind) {
    case 'drop-after':
      return { dropped: 'at-once', reply }
    case 'drop-half-way':
      return { dropped: 'half-way', reply }
    case 'malformed-json':
      return { ...reply, body: reply.body.slice(0, -1) }
    case 'empty-body':
      return { ...reply, body: '' }
    case 'wrong-content-type':
      return { ...reply, headers: { ...reply.headers, 'content-type': 'text/html; charset=utf-8' } }
    default:
      return amendJson(fault, reply)
  }
}

function amendJson(fault: Fault, reply: Reply): Reply {
  // A fault that changes a member of a good answer leaves an error answer as it is.
  if (reply.status !== 200 || !reply.headers['content-type']?.startsWith('application/json')) return reply
  const body: Record<string, unknown> = JSON.parse(reply.body)
  const { body: text, headers } = replyWithJson(amendMembers(fault, body))
  return { ...reply, headers, body: text }
}

function amendMembers(fault: Fault, body: Record<string, unknown>): Record<string, unknown> {
  const fields = fault.fields ?? []
  switch (fault.kind) {
    case 'oversize-json':
      return { ...body, padding: 'x'.repeat(fault.bytes ?? 2 * 1024 * 1024) }
    case 'short-expiry':
      return { ...body, expires_in: fault.value ?? 10 }
    case 'string-expiry':
      return { ...body, expires_in: String(body['expires_in']) }
    case 'missing-fields':
      return Object.fromEntries(Object.entries(body).filter(([name]) => !fields.includes(name)))
    case 'null-fields':
      return { ...body, ...Object.fromEntries(fields.map((name) => [name, null])) }
    case 'legacy-profile':
      return legacyProfile(body)
    case 'wrong-audience':
      return { ...body, aud: fault.value ?? 'amzn1.application-oa2-client.00000000000000000000000000000000' }
    case 'other-user-id':
      return { ...body, user_id: fault.value ?? 'amzn1.account.AAAAAAAAAAAAAAAAAAAAAAAAAAAA' }
    case 'wrong-token-type':
      return { ...body, token_type: fault.value ?? 'mac' }
    case 'amended':
      return { ...body, ...fault.set }
    default:
      return body
  }
}

function legacyProfile(body: Record<string, unknown>): Record<string, unknown> {
  const profile = {
    CustomerId: body['user_id'],
    Name: body['name'],
    PrimaryEmail: body['email'],
    PostalCode: body['postal_code'],
  }
  return { Profile: profile, 'Request-Id': 'a-request' }
}

const captchaPage =
  '<!doctype html><html lang="en"><head><title>Robot Check</title></head><body><h1>Emulated captcha</h1>' +
  '<p>Type the characters you see in this image.</p></body></html>'

const sorryPage =
  '<!doctype html><html lang="en"><head><title>Sorry</title></head><body><h1>Emulated failure</h1>' +
  '<p>The page cannot be shown now.</p></body></html>'
