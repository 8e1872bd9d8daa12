import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { AmazonError } from '../../src/amazon/errors.js'
import { endpointsOf } from '../../src/amazon/regions.js'
import { exchangeCode } from '../../src/amazon/token.js'
import type { TransportAnswer } from '../../src/amazon/transport.js'
import { aClient, aClientOf, accessToken, aJson, aScript, clientId, clientSecret } from './a-client.js'
import { type LocalServer, readBody, startLocalServer } from './local-server.js'

const exchange = { code: 'ANcanarycanarycanary', codeVerifier: `canary-verifier${'v'.repeat(40)}` }
const granted = {
  access_token: accessToken,
  token_type: 'bearer',
  expires_in: 3600,
  refresh_token: 'Atzr|canary',
}

function exchangeAt(...answers: readonly (Partial<TransportAnswer> | AmazonError)[]) {
  return exchangeCode(aClient({ transport: aScript(...answers).transport }), exchange)
}

async function failureAt(answer: Partial<TransportAnswer> | AmazonError): Promise<AmazonError> {
  const failure = await exchangeAt(answer).catch((error: unknown) => error)
  if (!(failure instanceof AmazonError)) throw new Error('the exchange did not fail with an AmazonError')
  expect(inspect(failure) + String(failure.stack)).not.toMatch(/canary/)
  return failure
}

describe('exchangeCode', () => {
  let server: LocalServer | undefined

  afterEach(() => server?.close())

  it('posts the form that Amazon documents, with the secret in the body and the redirect URI byte for byte', async () => {
    const seen: unknown[] = []
    server = await startLocalServer(async (request, response) => {
      const { authorization, 'content-type': contentType, accept } = request.headers
      seen.push(request.method, request.url, authorization, contentType, accept)
      seen.push(Object.fromEntries(new URLSearchParams(await readBody(request))))
      response.setHeader('content-type', 'application/json').end(JSON.stringify(granted))
    })
    expect(await exchangeCode(aClientOf(server), exchange)).toEqual({ accessToken, expiresInSeconds: 3600 })
    expect(seen).toEqual([
      'POST',
      '/auth/o2/token',
      undefined,
      'application/x-www-form-urlencoded;charset=UTF-8',
      'application/json',
      {
        grant_type: 'authorization_code',
        code: exchange.code,
        code_verifier: exchange.codeVerifier,
        redirect_uri: 'https://shop.example/auth/amazon/callback?from=amazon',
        client_id: clientId,
        client_secret: clientSecret,
      },
    ])
  })

  it('carries the limits of the settings, or 5 seconds and 64 KiB', async () => {
    const script = aScript(aJson(granted), aJson(granted))
    await exchangeCode(aClient({ transport: script.transport }), exchange)
    const limits = { timeoutMilliseconds: 70, maximumBytes: 80 }
    await exchangeCode(aClient({ transport: script.transport, ...limits }), exchange)
    expect(script.requests[0]).toMatchObject({ timeoutMilliseconds: 5_000, maximumBytes: 65_536 })
    expect(script.requests[1]).toMatchObject(limits)
  })

  it('sends each code with its own verifier, as the client that it was given to', async () => {
    const script = aScript(...Array.from({ length: 4 }, () => aJson(granted)))
    const client = aClient({ transport: script.transport })
    const other = { code: 'ANother', codeVerifier: 'another-verifier' }
    const publicClient = { clientId: 'an-app', redirectUri: 'app:/done' }
    await Promise.all([exchangeCode(client, exchange), exchangeCode(client, other)])
    await exchangeCode(client, { ...other, publicClient })
    await exchangeCode(aClient({ transport: script.transport, clientSecret: 'next' }), exchange)
    const inOrder = (fields: string | Record<string, string> = '') => {
      const parameters = new URLSearchParams(fields)
      parameters.sort()
      return parameters.toString()
    }
    const sent = script.requests.map(({ body }) => inOrder(body))
    const { redirectUri: redirect_uri } = client
    const own = { grant_type: 'authorization_code', redirect_uri, client_id: clientId }
    const first = { code: exchange.code, code_verifier: exchange.codeVerifier }
    const second = { code: other.code, code_verifier: other.codeVerifier }
    const expected = [
      { ...own, ...first, client_secret: clientSecret },
      { ...own, ...second, client_secret: clientSecret },
      { ...own, ...second, client_id: 'an-app', redirect_uri: 'app:/done' },
      { ...own, ...first, client_secret: 'next' },
    ]
    expect(sent).toEqual(expected.map(inOrder))
  })

  it('gives back the access token and its life, and nothing else', async () => {
    const answer = { ...granted, id_token: 'x', scope: ['profile'], error_index: 1 }
    expect(await exchangeAt(aJson(answer))).toEqual({ accessToken, expiresInSeconds: 3600 })
  })

  it.each([
    ['a short life', { expires_in: 2087 }, 2087],
    ['a string', { expires_in: '3600' }, 3600],
    ['nothing', { expires_in: undefined }, null],
    ['null', { expires_in: null }, null],
    ['words', { expires_in: 'x' }, null],
    ['a negative number', { expires_in: -1 }, null],
    ['more than any life', { expires_in: 1e99 }, null],
    ['an object', { expires_in: {} }, null],
  ])('reads %s as the life of the token', async (_name, change, expiresInSeconds) => {
    expect(await exchangeAt(aJson({ ...granted, ...change }))).toEqual({ accessToken, expiresInSeconds })
  })

  it.each(['bearer', 'Bearer', 'BEARER'])('takes %s for a bearer token', async (token_type) => {
    await expect(exchangeAt(aJson({ ...granted, token_type }))).resolves.toBeDefined()
  })

  it.each(['text/plain', '', 'application/json', 'application/vnd.amazon+json'])(
    'reads JSON whatever its content type says: "%s"',
    async (contentType) => {
      await expect(exchangeAt({ ...aJson(granted), contentType })).resolves.toBeDefined()
    },
  )

  it.each([
    ['a token of 2048 characters', 'x'.repeat(2048)],
    ['a token of one character', 'x'],
  ])('takes %s', async (_name, token) => {
    expect((await exchangeAt(aJson({ ...granted, access_token: token }))).accessToken).toBe(token)
  })

  it.each([
    ['no token', { access_token: undefined }],
    ['an empty token', { access_token: '' }],
    ['a number', { access_token: 7 }],
    ['an array', { access_token: [accessToken] }],
    ['a token with a line break', { access_token: 'canary\r\nx-injected: 1' }],
    ['a token with a space', { access_token: 'canary canary' }],
    ['a token beyond ASCII', { access_token: 'canaryü' }],
    ['a token of 2049 characters', { access_token: 'x'.repeat(2049) }],
    ['a token type of its own', { token_type: 'mac' }],
    ['no token type', { token_type: undefined }],
    ['a token type of another type', { token_type: ['bearer'] }],
  ])('refuses %s', async (_name, change) => {
    expect((await failureAt(aJson({ ...granted, ...change }))).code).toBe('amazon-answer-invalid')
  })

  it.each<[number, string, string]>([
    [400, 'invalid_grant', 'code-rejected'],
    [401, 'invalid_grant', 'code-rejected'],
    [401, 'invalid_client', 'amazon-client-rejected'],
    [400, 'invalid_client', 'amazon-client-rejected'],
    [400, 'unauthorized_client', 'amazon-client-rejected'],
    [400, 'invalid_request', 'amazon-client-rejected'],
    [400, 'invalid_scope', 'amazon-client-rejected'],
    [400, 'unsupported_grant_type', 'amazon-client-rejected'],
    [400, 'ServerError', 'amazon-unavailable'],
    [400, 'servererror', 'amazon-unavailable'],
    [500, 'ServerError', 'amazon-unavailable'],
    [429, 'invalid_grant', 'amazon-unavailable'],
    [400, 'something_new', 'amazon-answer-invalid'],
    [400, 'constructor', 'amazon-answer-invalid'],
    [400, '__proto__', 'amazon-answer-invalid'],
    [400, '', 'amazon-answer-invalid'],
    [200, 'invalid_grant', 'code-rejected'],
  ])('reads %i with "%s" as %s', async (status, error, code) => {
    const description = 'The request has an invalid grant parameter : canary'
    const failure = await failureAt(
      aJson({ error, error_description: description, error_index: 'x' }, status),
    )
    expect(failure).toMatchObject({ code, endpoint: 'token', status, requestId: 'request-1' })
  })

  it('never looks at the description', async () => {
    const answer = { error: 'something_new', error_description: 'invalid_grant : code' }
    expect((await failureAt(aJson(answer, 400))).code).toBe('amazon-answer-invalid')
  })

  it.each<[string, Partial<TransportAnswer>, string]>([
    [
      'a captcha page',
      { status: 200, contentType: 'text/html', text: '<html>canary</html>' },
      'amazon-answer-invalid',
    ],
    [
      'JSON that calls itself HTML',
      { contentType: 'text/HTML', text: JSON.stringify(granted) },
      'amazon-answer-invalid',
    ],
    ['HTML that calls itself JSON', { text: '<html>canary</html>' }, 'amazon-answer-invalid'],
    ['half an object', { text: '{"access_token":"canary' }, 'amazon-answer-invalid'],
    ['nothing', { text: '' }, 'amazon-answer-invalid'],
    ['an array', aJson([granted]), 'amazon-answer-invalid'],
    ['null', aJson(null), 'amazon-answer-invalid'],
    ['a text', aJson('canary'), 'amazon-answer-invalid'],
    ['a token with another status', aJson(granted, 201), 'amazon-answer-invalid'],
    ['a 404 page', { status: 404, contentType: 'text/html', text: '<html>' }, 'amazon-answer-invalid'],
    ['a nest of arrays', { text: '['.repeat(32_000) + ']'.repeat(32_000) }, 'amazon-answer-invalid'],
    ['an error that is an object', aJson({ error: { code: 'invalid_grant' } }, 400), 'amazon-answer-invalid'],
    ['a bare 401', { status: 401, text: '' }, 'amazon-client-rejected'],
    ['500 with a page', { status: 500, contentType: 'text/html', text: '<html>' }, 'amazon-unavailable'],
    ['502 with nothing', { status: 502, text: '' }, 'amazon-unavailable'],
    ['503 with a token', aJson(granted, 503), 'amazon-unavailable'],
    ['504', { status: 504 }, 'amazon-unavailable'],
  ])('reads %s for what it is', async (_name, answer, code) => {
    expect((await failureAt(answer)).code).toBe(code)
  })

  it.each([
    ['120', 120],
    ['Wed, 21 Oct 2026 07:28:00 GMT', null],
    ['soon', null],
    ['-1', null],
  ])('tells how long Amazon wants to be left alone: %s', async (retryAfter, retryAfterSeconds) => {
    const failure = await failureAt({ status: 429, headers: { retryAfter, requestId: null } })
    expect(failure).toMatchObject({ code: 'amazon-unavailable', retryAfterSeconds })
  })

  it.each([
    ['a dropped connection', new AmazonError('amazon-unreachable', { endpoint: 'token' })],
    ['a 503', { status: 503 }],
    ['a 429', { status: 429 }],
  ])('is not repeated after %s', async (_name, answer) => {
    const script = aScript(answer, aJson(granted))
    const client = aClient({ transport: script.transport })
    await expect(exchangeCode(client, exchange)).rejects.toBeInstanceOf(AmazonError)
    expect(script.requests).toHaveLength(1)
  })

  it('is not repeated when Amazon drops the connection after it took the code', async () => {
    let requests = 0
    server = await startLocalServer(async (request) => {
      requests += 1
      await readBody(request)
      request.socket.destroy()
    })
    await expect(exchangeCode(aClientOf(server), exchange)).rejects.toMatchObject({
      code: 'amazon-unreachable',
    })
    expect(requests).toBe(1)
  })

  it('does not send the secret over http to another machine', async () => {
    const { transport, requests } = aScript(aJson(granted))
    const endpoints = { ...endpointsOf('na'), token: 'http://api.amazon.example/auth/o2/token' }
    await expect(exchangeCode(aClient({ endpoints, transport }), exchange)).rejects.toThrow('HTTPS')
    expect(requests).toEqual([])
  })
})
