import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { AmazonError } from '../../src/amazon/errors.js'
import { fetchProfile, type Profile } from '../../src/amazon/profile.js'
import {
  createTransport as createTransportOverFetch,
  type TransportAnswer,
} from '../../src/amazon/transport.js'
import { createTransport } from '../../src/mounts/undici-transport.js'
import { aClient, aClientOf, accessToken, aJson, aScript } from './a-client.js'
import { type LocalServer, startLocalServer } from './local-server.js'

const sent = {
  user_id: 'amzn1.account.AGSUBJECT',
  name: 'Ada',
  email: 'ada@ex.test',
  postal_code: 'SW1A 1AA',
}
const read: Profile = {
  subject: 'amzn1.account.AGSUBJECT',
  name: 'Ada',
  email: 'ada@ex.test',
  postalCode: 'SW1A 1AA',
}

const profileAt = (answer: Partial<TransportAnswer>): Promise<Profile> =>
  fetchProfile(aClient({ transport: aScript(answer).transport }), accessToken)

describe('fetchProfile', () => {
  let server: LocalServer | undefined

  afterEach(() => server?.close())

  it.each([
    ['undici', createTransport],
    ['fetch', createTransportOverFetch],
  ])('asks with the token in a header, never in the address, over %s', async (_name, create) => {
    const seen: unknown[] = []
    server = await startLocalServer((request, response) => {
      const { authorization, accept } = request.headers
      seen.push(request.method, request.url, authorization, accept)
      response.setHeader('content-type', 'application/json').end(JSON.stringify(sent))
    })
    expect(await fetchProfile(aClientOf(server, { transport: create() }), accessToken)).toEqual(read)
    expect(seen).toEqual(['GET', '/user/profile', `Bearer ${accessToken}`, 'application/json'])
  })

  it.each<[number, string, string]>([
    [400, 'invalid_token', 'amazon-token-rejected'],
    [401, 'invalid_token', 'amazon-token-rejected'],
    [400, 'invalid_request', 'amazon-token-rejected'],
    [400, 'insufficient_scope', 'amazon-scope-insufficient'],
    [401, 'insufficient_scope', 'amazon-scope-insufficient'],
    [403, 'insufficient_scope', 'amazon-scope-insufficient'],
    [400, 'ServerError', 'amazon-unavailable'],
    [429, 'slow_down', 'amazon-unavailable'],
    [400, 'invalid_grant', 'amazon-answer-invalid'],
  ])('reads %i with %s as %s, and asks once', async (status, error, code) => {
    const { transport, requests } = aScript(aJson({ error, error_description: 'canary' }, status))
    const failure = await fetchProfile(aClient({ transport }), accessToken).catch((thrown: unknown) => thrown)
    expect(failure).toMatchObject({ code, endpoint: 'profile', status, requestId: 'request-1' })
    expect(inspect(failure)).not.toContain('canary')
    expect(requests).toHaveLength(1)
  })

  it('reads a bare 401 as a rejected token, and a page as no answer', async () => {
    await expect(profileAt({ status: 401, text: '' })).rejects.toMatchObject({
      code: 'amazon-token-rejected',
    })
    const page = { contentType: 'text/html;charset=UTF-8', text: '<html>captcha</html>' }
    await expect(profileAt(page)).rejects.toMatchObject({ code: 'amazon-answer-invalid' })
  })

  it('names the answer in what it says of a profile', async () => {
    const where = { endpoint: 'profile', status: 200, requestId: 'request-1' }
    await expect(profileAt(aJson({ Profile: {} }))).rejects.toMatchObject({
      code: 'amazon-profile-legacy',
      ...where,
    })
    await expect(profileAt(aJson({ name: 'Ada' }))).rejects.toMatchObject({
      code: 'amazon-profile-invalid',
      ...where,
    })
  })

  const unreachable = new AmazonError('amazon-unreachable', { endpoint: 'profile' })

  it.each([
    ['a dropped connection', unreachable],
    ['a 500', { status: 500 }],
    ['a 503 page', { status: 503, contentType: 'text/html', text: '<html>' }],
  ])('asks once more after %s', async (_name, first) => {
    const { transport, requests } = aScript(first, aJson(sent))
    expect(await fetchProfile(aClient({ transport }), accessToken)).toEqual(read)
    expect(requests).toHaveLength(2)
  })

  it('asks no third time', async () => {
    const { transport, requests } = aScript(unreachable, { status: 503 }, aJson(sent))
    const call = fetchProfile(aClient({ transport }), accessToken)
    await expect(call).rejects.toMatchObject({ code: 'amazon-unavailable', status: 503 })
    expect(requests).toHaveLength(2)
  })

  it('does not ask again when the time ran out', async () => {
    const { transport, requests } = aScript(
      new AmazonError('amazon-timeout', { endpoint: 'profile' }),
      aJson(sent),
    )
    await expect(fetchProfile(aClient({ transport }), accessToken)).rejects.toMatchObject({
      code: 'amazon-timeout',
    })
    expect(requests).toHaveLength(1)
  })

  it('gives the second try only the time that the first one left', async () => {
    const { transport, requests } = aScript(slowly(3, { status: 503 }), aJson(sent))
    await fetchProfile(aClient({ transport, timeoutMilliseconds: 1_000 }), accessToken)
    expect(requests[1]?.timeoutMilliseconds).toBeLessThanOrEqual(997)
  })

  it('does not try again when the first try left no time', async () => {
    const { transport, requests } = aScript(slowly(3, { status: 503 }), aJson(sent))
    const call = fetchProfile(aClient({ transport, timeoutMilliseconds: 2 }), accessToken)
    await expect(call).rejects.toMatchObject({ code: 'amazon-timeout' })
    expect(requests).toHaveLength(1)
  })

  it('comes through a connection that Amazon closed between two calls', async () => {
    let requests = 0
    server = await startLocalServer((request, response) => {
      requests += 1
      if (requests === 1) return void request.socket.destroy()
      response.end(JSON.stringify(sent))
    })
    expect(await fetchProfile(aClientOf(server), accessToken)).toEqual(read)
    expect(requests).toBe(2)
  })

  it.each(['', 'a b', 'a\r\nx: y', 'ü', 'x'.repeat(2049)])(
    'asks nothing for a token that is none',
    async (token) => {
      const { transport, requests } = aScript(aJson(sent))
      await expect(fetchProfile(aClient({ transport }), token)).rejects.toMatchObject({
        code: 'amazon-token-rejected',
      })
      expect(requests).toEqual([])
    },
  )
})

/** An answer that takes so many milliseconds. */
function slowly(milliseconds: number, answer: object): () => object {
  return () => {
    const startedAt = performance.now()
    while (performance.now() - startedAt < milliseconds);
    return answer
  }
}
