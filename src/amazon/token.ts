import * as oauth from 'oauth4webapi'
import { errorOf, isAccessToken, parseAnswer, parseSeconds, readOwn } from './answer.js'
import type { AmazonClientSettings } from './authorization.js'
import { limitsOf } from './limits.js'
import { oncePerSettings } from './once-per-settings.js'
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

async function createRequest(
  settings: AmazonClientSettings,
  { code, codeVerifier, publicClient }: CodeExchange,
): Promise<TransportRequest> {
  const { token } = settings.endpoints
  const form = publicClient === undefined ? ownForm(settings) : writeForm(token, publicClient, oauth.None())
  const { url, headers, body } = await form
  const own = new URLSearchParams({ code, code_verifier: codeVerifier })
  const { timeoutMilliseconds, maximumBytes } = limitsOf(settings)
  return {
    endpoint: 'token',
    method: 'POST',
    url,
    headers,
    body: `${body}&${own.toString()}`,
    timeoutMilliseconds,
    maximumBytes,
  }
}

/** A client's exchange as far as all of them are alike: its code and its verifier are to follow. */
interface ExchangeForm {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const ownForm = oncePerSettings((settings: AmazonClientSettings) =>
  writeForm(settings.endpoints.token, settings, oauth.ClientSecretPost(settings.clientSecret)),
)

// oauth4webapi writes the form and refuses an endpoint that is not safe; the transport carries it. The answer does not
// go back through the library: see docs/decisions/003-oauth4webapi-writes-the-request.md.
function writeForm(
  endpoint: string,
  { clientId, redirectUri }: Pick<AmazonClientSettings, 'clientId' | 'redirectUri'>,
  authentication: oauth.ClientAuth,
): Promise<ExchangeForm> {
  const server = { issuer, token_endpoint: endpoint }
  const client = { client_id: clientId }
  const callback = oauth.validateAuthResponse(server, client, new URLSearchParams({ code: 'code' }))
  return new Promise((resolve, reject) => {
    const options = {
      [oauth.allowInsecureRequests]: isLoopbackHttp(endpoint),
      [oauth.customFetch]: async (url: string, { headers, body }: WrittenRequest) => {
        // Who calls is said by the transport.
        const { 'user-agent': _library, ...others } = headers
        body.delete('code')
        body.delete('code_verifier')
        resolve({ url, headers: others, body: body.toString() })
        return new Response(null)
      },
    }
    oauth
      .authorizationCodeGrantRequest(
        server,
        client,
        authentication,
        callback,
        redirectUri,
        'verifier',
        options,
      )
      .catch(reject)
  })
}

type WrittenRequest = oauth.CustomFetchOptions<'POST', URLSearchParams>

function isLoopbackHttp(endpoint: string): boolean {
  const url = new URL(endpoint)
  return url.protocol === 'http:' && isLoopbackHost(url.hostname)
}
