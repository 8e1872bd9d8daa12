import { createServer } from 'node:https'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AmazonError } from '../../src/amazon/errors.js'
import type { TransportRequest } from '../../src/amazon/transport.js'
import { createTransport } from '../../src/mounts/undici-transport.js'
import { type LocalServer, listen, startLocalServer } from '../amazon/local-server.js'
import { createSelfSigned } from '../amazon/self-signed.js'
import { describeTransport } from '../amazon/transport-suite.js'

describeTransport('the transport over undici', createTransport)

const codeOf = (call: Promise<unknown>): Promise<unknown> => call.catch((error: AmazonError) => error.code)

describe('the transport over undici, in particular', () => {
  let server: LocalServer

  afterEach(async () => {
    vi.unstubAllEnvs()
    await server.close()
  })

  it('makes the calls of a sign-in, and those of the next, over one connection', async () => {
    server = await startLocalServer((_request, response) => response.end('{}'))
    const transport = createTransport()
    for (let signIn = 0; signIn < 5; signIn += 1) {
      for (const endpoint of ['token', 'tokeninfo', 'profile'] as const)
        await transport({ ...aRequest(), endpoint })
      // The browser is sent on before anybody can come again.
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(server.opened()).toBe(1)
  })

  it('asks for an answer that is not compressed', async () => {
    server = await startLocalServer((request, response) => response.end(request.headers['accept-encoding']))
    expect((await createTransport()(aRequest())).text).toBe('identity')
  })

  it('never sends a request whose time ran out while it waited for a connection', async () => {
    let late = 0
    server = await startLocalServer((request) => {
      if (request.url === '/late') late += 1
    })
    const transport = createTransport()
    const first = Array.from({ length: 256 }, () => codeOf(transport(aRequest())))
    const waiting = { ...aRequest(), url: `${server.origin}/late`, timeoutMilliseconds: 30 }
    expect(await Promise.all([codeOf(transport(waiting)), codeOf(transport(waiting))])).toEqual([
      'amazon-timeout',
      'amazon-timeout',
    ])
    await Promise.all(first)
    await server.allSocketsClosed()
    expect(late).toBe(0)
  })

  it('does not trust a certificate that nobody vouches for, even where the environment says so', async () => {
    let requests = 0
    const https = createServer(createSelfSigned(), (_request, response) => {
      requests += 1
      response.end('{}')
    })
    server = await listen(https, 'https')
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    // The environment does switch it off for others, so the server itself is sound.
    expect((await fetch(server.origin)).status).toBe(200)
    expect(await codeOf(createTransport()(aRequest()))).toBe('amazon-unreachable')
    expect(requests).toBe(1)
  })

  function aRequest(): TransportRequest {
    return {
      endpoint: 'profile',
      url: `${server.origin}/user/profile`,
      method: 'GET',
      headers: {},
      timeoutMilliseconds: 1_000,
      maximumBytes: 65_536,
    }
  }
})
