import { redeemCodePair } from './code-pair.js'
import type { Emulation } from './emulation.js'
import { redeemCode } from './redeem-code.js'
import { refresh } from './refresh.js'
import { notAuthorized, type TokenAnswer, type TokenRequest } from './token-answer.js'
import {
  authenticateClient,
  clientAuthenticationFailed,
  malformedRequest,
  missingParameter,
  parseFields,
} from './token-request.js'
import { type Asked, type Reply, replyMethodNotAllowed, replyWithError, replyWithJson } from './wire.js'

type GrantHandler = (emulation: Emulation, request: TokenRequest) => TokenAnswer

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
