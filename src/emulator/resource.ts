import type { Emulation } from './emulation.js'
import { pairwiseUserId } from './identifiers.js'
import type { Client, Customer, IssuedAccessToken } from './state.js'
import { missingParameter } from './token-request.js'
import {
  type Asked,
  type OAuthError,
  type Reply,
  replyMethodNotAllowed,
  replyWithError,
  replyWithJson,
} from './wire.js'

/** A living access token with everything it stands for. */
interface Presented {
  readonly token: IssuedAccessToken
  readonly client: Client
  readonly customer: Customer
}

// 400, not 401: recorded from life.
const invalidToken: OAuthError = {
  status: 400,
  error: 'invalid_token',
  description: 'The request has an invalid parameter : access_token',
}

const insufficientScope: OAuthError = {
  status: 403,
  error: 'insufficient_scope',
  description: 'The access token does not carry the scope that this request needs',
}

/** `GET /auth/o2/tokeninfo`: whose token it is and for how long. `exp` counts seconds that are left. */
export function answerTokeninfo(emulation: Emulation, asked: Asked): Reply {
  const carried = asked.url.searchParams.get('access_token') ?? asked.headers.get('x-amz-access-token')
  return answerWith(emulation, { asked, carried }, ({ token, client, customer }) => ({
    aud: client.clientId,
    user_id: pairwiseUserId(customer.id, client.company),
    iss: 'https://www.amazon.com',
    exp: Math.floor((token.expiresAtMs - emulation.clock().getTime()) / 1000),
    app_id: client.applicationId,
    iat: Math.floor(token.issuedAtMs / 1000),
  }))
}

/** `GET /user/profile`: what the customer shared, as far as the token's scopes go. */
export function answerProfile(emulation: Emulation, asked: Asked): Reply {
  const [, bearer] = /^bearer +(.+)$/i.exec(asked.headers.get('authorization') ?? '') ?? []
  const carried =
    asked.url.searchParams.get('access_token') ?? bearer ?? asked.headers.get('x-amz-access-token')
  return answerWith(emulation, { asked, carried }, (presented) => renderProfile(emulation, presented))
}

interface Carrying {
  readonly asked: Asked
  readonly carried: string | null
}

function answerWith(
  emulation: Emulation,
  { asked, carried }: Carrying,
  render: (presented: Presented) => object | null,
): Reply {
  const { readings } = emulation.state
  if (asked.method !== 'GET') return replyMethodNotAllowed('GET')
  if (!carried) return replyWithError(missingParameter('access_token'), readings)
  const presented = findPresented(emulation, asked, carried)
  if (!presented) return replyWithError(invalidToken, readings)
  const body = render(presented)
  return body ? replyWithJson(body) : replyWithError(insufficientScope, readings)
}

function findPresented({ state, clock }: Emulation, asked: Asked, carried: string): Presented | null {
  const token = state.accessTokens.get(carried)
  if (!token || token.expiresAtMs <= clock().getTime()) return null
  if (token.region !== asked.region && state.readings.foreignRegionToken === 'refused') return null
  const client = state.clients.get(token.clientId)
  const customer = state.customers.get(token.customerId)
  return client && customer ? { token, client, customer } : null
}

function renderProfile({ state }: Emulation, { token, client, customer }: Presented): object | null {
  const { readings } = state
  const identifies = token.scopes.some((scope) => scope !== 'postal_code')
  if (!identifies && readings.profileWithoutProfileScope === 'insufficient-scope') return null
  const showsId = identifies || readings.profileWithoutProfileScope === 'user-id'
  const has = token.scopes.includes('profile')
  const fields: [string, string | null][] = [
    ...(showsId ? [['user_id', pairwiseUserId(customer.id, client.company)] as [string, string]] : []),
    ...(has
      ? ([
          ['name', customer.name],
          ['email', customer.email],
        ] as [string, string | null][])
      : []),
    ...(token.scopes.includes('postal_code')
      ? [['postal_code', customer.postalCode] as [string, string | null]]
      : []),
  ]
  return Object.fromEntries(fields.filter(([, value]) => value !== null || readings.absentField === 'null'))
}
