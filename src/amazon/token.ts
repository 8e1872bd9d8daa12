import * as oauth from 'oauth4webapi'
import { errorOf, isAccessToken, parseAnswer, parseSeconds, readOwn } from './answer.js'
import type { AmazonClientSettings } from './authorization.js'
import { limitsOf } from './limits.js'
import { isLoopbackHost, issuer } from './regions.js'
import type { TransportRequest } from './transport.js'

export interface CodeExchange {
  readonly code: string
  readonly codeVerifier: string
  /** An app's own client: it has no secret, only the verifier. Default: this site's client. */
  readonly publicClient?: { readonly clientId: string; readonly redirectUri: string }
}

export interface AccessToken {
  readonly accessToken: string
  readonly expiresInSeconds: number | null
}

/**
 * Trades the code for an access token; the refresh token that comes along is dropped. Throws AmazonError.
 *
 * Never repeated: a server may revoke everything a code gave when it sees the code again (RFC 9700 §4.2).
 */
export async function exchangeCode(
  settings: AmazonClientSettings,
  exchange: CodeExchange,
): Promise<AccessToken> {
  const answer = await settings.transport(await createRequest(settings, exchange))
  const json = parseAnswer('token', answer)
  const accessToken = readOwn(json, 'access_token')
  const tokenType = readOwn(json, 'token_type')
  const isBearer = typeof tokenType === 'string' && tokenType.toLowerCase() === 'bearer'
  if (!isBearer || !isAccessToken(accessToken)) throw errorOf('amazon-answer-invalid', 'token', answer)
  return { accessToken, expiresInSeconds: parseSeconds(readOwn(json, 'expires_in')) }
}

type WrittenRequest = Pick<TransportRequest, 'url' | 'headers'> & { readonly body: string }

// oauth4webapi writes the request and refuses an endpoint that is not safe; the transport carries it. The answer does
// not go back through the library: see docs/decisions/003-oauth4webapi-writes-the-request.md.
async function createRequest(
  settings: AmazonClientSettings,
  exchange: CodeExchange,
): Promise<TransportRequest> {
  const written = await new Promise<WrittenRequest>((resolve, reject) => {
    writeRequest(settings, exchange, resolve).catch(reject)
  })
  return { endpoint: 'token', method: 'POST', ...written, ...limitsOf(settings) }
}

async function writeRequest(
  settings: AmazonClientSettings,
  exchange: CodeExchange,
  onWritten: (request: WrittenRequest) => void,
): Promise<Response> {
  const server = { issuer, token_endpoint: settings.endpoints.token }
  const { publicClient } = exchange
  const client = { client_id: publicClient?.clientId ?? settings.clientId }
  const authentication =
    publicClient === undefined ? oauth.ClientSecretPost(settings.clientSecret) : oauth.None()
  // The state was compared where the transaction was redeemed.
  const callback = oauth.validateAuthResponse(server, client, new URLSearchParams({ code: exchange.code }))
  const { redirectUri } = publicClient ?? settings
  const options = {
    [oauth.allowInsecureRequests]: isLoopbackHttp(settings.endpoints.token),
    [oauth.customFetch]: async (
      url: string,
      { headers, body }: oauth.CustomFetchOptions<'POST', URLSearchParams>,
    ) => {
      onWritten({ url, headers, body: body.toString() })
      return new Response(null)
    },
  }
  return oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    callback,
    redirectUri,
    exchange.codeVerifier,
    options,
  )
}

function isLoopbackHttp(endpoint: string): boolean {
  const url = new URL(endpoint)
  return url.protocol === 'http:' && isLoopbackHost(url.hostname)
}
