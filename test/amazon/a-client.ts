import type { AmazonClientSettings } from '../../src/amazon/authorization.js'
import type { AmazonError } from '../../src/amazon/errors.js'
import { endpointsOf } from '../../src/amazon/regions.js'
import type { Transport, TransportAnswer, TransportRequest } from '../../src/amazon/transport.js'
import { createTransport } from '../../src/mounts/undici-transport.js'
import type { LocalServer } from './local-server.js'

export const clientId = 'amzn1.application-oa2-client.0123456789abcdef0123456789abcdef'
export const clientSecret = 'canary-secret & 100% of it'
export const accessToken = 'Atza|canary-token'

export function aClient(changes: Partial<AmazonClientSettings> = {}): AmazonClientSettings {
  return {
    clientId,
    clientSecret,
    redirectUri: 'https://shop.example/auth/amazon/callback?from=amazon',
    scopes: ['profile'],
    endpoints: endpointsOf('na'),
    audiences: [clientId],
    transport: createTransport(),
    ...changes,
  }
}

/** A client of a server on this machine. */
export function aClientOf(
  { origin }: LocalServer,
  changes: Partial<AmazonClientSettings> = {},
): AmazonClientSettings {
  const endpoints = {
    authorize: `${origin}/ap/oa`,
    token: `${origin}/auth/o2/token`,
    tokeninfo: `${origin}/auth/o2/tokeninfo`,
    profile: `${origin}/user/profile`,
    codepair: `${origin}/auth/o2/create/codepair`,
  }
  return aClient({ endpoints, ...changes })
}

export interface Script {
  readonly transport: Transport
  readonly requests: TransportRequest[]
}

type Step = Partial<TransportAnswer> | AmazonError | ((request: TransportRequest) => Partial<TransportAnswer>)

/** A transport that plays these answers, one a call, and keeps what was asked. */
export function aScript(...steps: readonly Step[]): Script {
  const requests: TransportRequest[] = []
  const transport: Transport = async (request) => {
    const step = steps[requests.length]
    requests.push(request)
    if (step === undefined) throw new Error('nothing was expected to be asked any more')
    if (step instanceof Error) throw step
    return anAnswer(typeof step === 'function' ? step(request) : step)
  }
  return { transport, requests }
}

export function aJson(json: unknown, status = 200): Partial<TransportAnswer> {
  return { status, text: JSON.stringify(json) }
}

function anAnswer(changes: Partial<TransportAnswer>): TransportAnswer {
  return {
    status: 200,
    contentType: 'application/json;charset=UTF-8',
    headers: { retryAfter: null, requestId: 'request-1' },
    text: '{}',
    ...changes,
  }
}
