import { afterEach, describe, expect, it } from 'vitest'
import { AmazonError } from '../../src/amazon/errors.js'
import { fetchTokenInfo } from '../../src/amazon/tokeninfo.js'
import type { TransportAnswer } from '../../src/amazon/transport.js'
import { aClient, aClientOf, accessToken, aJson, aScript, clientId } from './a-client.js'
import { type LocalServer, startLocalServer } from './local-server.js'

const info = {
  iss: 'https://www.amazon.com',
  aud: clientId,
  user_id: 'amzn1.account.AGSUBJECT',
  app_id: 'amzn1.application.abc',
  exp: 3597,
  iat: 1_475_349_936,
}

function infoAt(answer: Partial<TransportAnswer>, audiences: readonly string[] = [clientId]) {
  return fetchTokenInfo(aClient({ transport: aScript(answer).transport, audiences }), accessToken)
}

describe('fetchTokenInfo', () => {
  let server: LocalServer | undefined

  afterEach(() => server?.close())

  it('asks with the token in a header, never in the address', async () => {
    const seen: unknown[] = []
    server = await startLocalServer((request, response) => {
      seen.push(request.method, request.url, request.headers['x-amz-access-token'])
      response.setHeader('content-type', 'application/json').end(JSON.stringify(info))
    })
    expect(await fetchTokenInfo(aClientOf(server), accessToken)).toEqual({
      audience: clientId,
      subject: 'amzn1.account.AGSUBJECT',
      appId: 'amzn1.application.abc',
      expiresInSeconds: 3597,
    })
    expect(seen).toEqual(['GET', '/auth/o2/tokeninfo', accessToken])
  })

  it('takes any of the audiences, and the client id alone when none are named', async () => {
    const app = 'amzn1.application-oa2-client.app'
    await expect(infoAt(aJson({ ...info, aud: app }), [clientId, app])).resolves.toMatchObject({
      audience: app,
    })
    await expect(infoAt(aJson(info), [])).resolves.toMatchObject({ audience: clientId })
    await expect(infoAt(aJson(info), [app])).rejects.toMatchObject({ code: 'amazon-audience-mismatch' })
  })

  it.each([
    ['another client', 'amzn1.application-oa2-client.another'],
    ['nobody', undefined],
    ['null', null],
    ['an array', [clientId]],
    ['another case', clientId.toUpperCase()],
    ['a longer id', `${clientId}0`],
    ['a padded id', `${clientId} `],
    ['true', true],
  ])('refuses a token issued to %s, before anything else is looked at', async (_name, aud) => {
    await expect(infoAt(aJson({ ...info, aud, iss: 'x', user_id: 7 }))).rejects.toMatchObject({
      code: 'amazon-audience-mismatch',
      endpoint: 'tokeninfo',
      status: 200,
      requestId: 'request-1',
    })
  })

  it.each([
    ['another issuer', { iss: 'https://www.amazon.example' }],
    ['no issuer', { iss: undefined }],
    ['no subject', { user_id: undefined }],
    ['a subject that is no text', { user_id: ['V', 'M'] }],
    ['an empty subject', { user_id: '' }],
  ])('refuses %s', async (_name, change) => {
    await expect(infoAt(aJson({ ...info, ...change }))).rejects.toMatchObject({
      code: 'amazon-answer-invalid',
    })
  })

  it('does without an application id and an expiry', async () => {
    const answer = { ...info, app_id: 7, exp: '818' }
    expect(await infoAt(aJson(answer))).toMatchObject({ appId: null, expiresInSeconds: 818 })
    expect(await infoAt(aJson({ ...info, exp: null }))).toMatchObject({ expiresInSeconds: null })
  })

  it.each([
    [400, 'invalid_token', 'amazon-token-rejected'],
    [400, 'invalid_request', 'amazon-token-rejected'],
    [500, 'ServerError', 'amazon-unavailable'],
  ])('reads %i with %s as %s', async (status, error, code) => {
    await expect(infoAt(aJson({ error }, status))).rejects.toMatchObject({ code, status })
  })

  it.each(['', 'a b', 'a\r\nx: y', 'ü', 'x'.repeat(2049)])(
    'asks nothing about a token that is none',
    async (token) => {
      const { transport, requests } = aScript(aJson(info))
      const failure = await fetchTokenInfo(aClient({ transport }), token).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(AmazonError)
      expect(failure).toMatchObject({ code: 'amazon-token-rejected', status: null })
      expect(requests).toEqual([])
    },
  )
})
