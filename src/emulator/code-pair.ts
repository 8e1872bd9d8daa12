import { randomUUID } from 'node:crypto'
import type { Emulation } from './emulation.js'
import { issueAccessToken, issueRefreshToken } from './grants.js'
import { createUserCode } from './identifiers.js'
import { type CodePair, keep, type Scope, scopes } from './state.js'
import type { TokenAnswer } from './token-answer.js'
import { type Fields, malformedRequest, missingParameter, parseFields } from './token-request.js'
import {
  type Asked,
  type OAuthError,
  type Region,
  type Reply,
  replyMethodNotAllowed,
  replyWithError,
  replyWithJson,
} from './wire.js'

function pollProblem(error: string, description: string): { problem: OAuthError } {
  return { problem: { status: 400, error, description } }
}

const invalidPair = () => pollProblem('invalid_code_pair', 'The code pair is not valid')

/** `POST /auth/o2/create/codepair`: the codes with which a TV links itself. */
export function answerCodePair(emulation: Emulation, asked: Asked): Reply {
  if (asked.method !== 'POST') return replyMethodNotAllowed('POST')
  const answer = createCodePair(emulation, parseFields(asked))
  if ('body' in answer) return replyWithJson(answer.body)
  return replyWithError(answer.problem, emulation.state.readings)
}

function createCodePair(emulation: Emulation, fields: Fields | null): TokenAnswer {
  if (!fields) return { problem: malformedRequest }
  if (!fields.get('client_id')) return { problem: missingParameter('client_id') }
  if (fields.get('response_type') !== 'device_code') return { problem: missingParameter('response_type') }
  const client = emulation.state.clients.get(fields.get('client_id') ?? '')
  // The client id of a website is not one for devices.
  if (client?.kind !== 'device')
    return pollProblem('unauthorized_client', 'Not authorized for requested operation')
  const asked = (fields.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
  const granted = scopes.filter((scope) => asked.includes(scope) && client.allowedScopes.includes(scope))
  if (asked.length === 0 || granted.length < asked.length) {
    return pollProblem('invalid_scope', 'The request has an invalid parameter : scope')
  }
  return { body: issueCodePair(emulation, client.clientId, granted) }
}

function issueCodePair(emulation: Emulation, clientId: string, granted: readonly Scope[]): object {
  const { limits, clock, state } = emulation
  const pair = { userCode: createUserCode(), deviceCode: randomUUID() }
  keep(state.codePairs, pair.deviceCode, {
    userCode: pair.userCode,
    clientId,
    scopes: granted,
    expiresAtMs: clock().getTime() + limits.codePairLifetimeSeconds * 1000,
    polledAtMs: null,
    answer: 'pending',
    customerId: null,
  })
  return {
    user_code: pair.userCode,
    device_code: pair.deviceCode,
    verification_uri: `${emulation.origin}/code`,
    expires_in: limits.codePairLifetimeSeconds,
    interval: limits.pollIntervalSeconds,
  }
}

/** One poll with `grant_type=device_code`. Both codes are needed, unlike in RFC 8628. */
export function redeemCodePair(emulation: Emulation, fields: Fields, region: Region): TokenAnswer {
  const deviceCode = fields.get('device_code')
  const userCode = fields.get('user_code')
  if (!deviceCode) return { problem: missingParameter('device_code') }
  if (!userCode) return { problem: missingParameter('user_code') }
  const pair = emulation.state.codePairs.get(deviceCode)
  const now = emulation.clock().getTime()
  if (!pair || pair.userCode !== userCode || pair.expiresAtMs <= now) return invalidPair()
  const isTooSoon =
    pair.polledAtMs !== null && now - pair.polledAtMs < emulation.limits.pollIntervalSeconds * 1000
  emulation.state.codePairs.set(deviceCode, { ...pair, polledAtMs: now })
  if (pair.answer === 'pending' && isTooSoon) return pollProblem('slow_down', 'Polled too often')
  if (pair.answer === 'pending')
    return pollProblem('authorization_pending', 'The customer has not answered yet')
  if (pair.answer !== 'allowed' || pair.customerId === null) return invalidPair()
  emulation.state.codePairs.set(deviceCode, { ...pair, answer: 'redeemed' })
  const grant = { ...pair, customerId: pair.customerId }
  return { body: tokensFor(emulation, grant, region) }
}

function tokensFor(emulation: Emulation, grant: CodePair & { customerId: string }, region: Region): object {
  return {
    access_token: issueAccessToken(emulation, grant, { code: null, region }),
    refresh_token: issueRefreshToken(emulation, grant, null),
    token_type: 'bearer',
    expires_in: emulation.limits.accessTokenLifetimeSeconds,
  }
}

/** What the page behind `/code` does once the customer has answered; `unknown` for a code that nobody waits for. */
export function settleCodePair(
  emulation: Emulation,
  { userCode, customerId, decision }: { userCode: string; customerId: string; decision: 'allow' | 'deny' },
): 'settled' | 'unknown' {
  const now = emulation.clock().getTime()
  const typed = userCode.trim().toUpperCase()
  for (const [deviceCode, pair] of emulation.state.codePairs) {
    if (pair.userCode !== typed || pair.answer !== 'pending' || pair.expiresAtMs <= now) continue
    const answer = decision === 'allow' ? 'allowed' : 'denied'
    emulation.state.codePairs.set(deviceCode, { ...pair, answer, customerId })
    return 'settled'
  }
  return 'unknown'
}
