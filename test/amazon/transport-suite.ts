import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AmazonError } from '../../src/amazon/errors.js'
import type { Transport, TransportRequest } from '../../src/amazon/transport.js'
import { type Listener, type LocalServer, readBody, startLocalServer } from './local-server.js'

const secret = 'canary-of-the-secret'

/** What every transport must do, against a real server. */
export function describeTransport(name: string, create: () => Transport): void {
  describe(name, () => {
    let transport: Transport
    const servers: LocalServer[] = []

    beforeEach(() => {
      transport = create()
    })

    afterEach(async () => {
      await Promise.all(servers.splice(0).map((server) => server.close()))
    })

    async function serve(listener: Listener): Promise<LocalServer> {
      const server = await startLocalServer(listener)
      servers.push(server)
      return server
    }

    async function failureOf(request: TransportRequest): Promise<AmazonError> {
      const outcome = await transport(request).catch((error: unknown) => error)
      if (!(outcome instanceof AmazonError)) throw new Error('the call did not fail with an AmazonError')
      expect(JSON.stringify(outcome) + String(outcome.stack)).not.toContain(secret)
      expect(outcome.cause).toBeUndefined()
      return outcome
    }

    it('sends method, headers and body, and gives back what was answered', async () => {
      const server = await serve(async (request, response) => {
        const body = await readBody(request)
        response.writeHead(418, {
          'content-type': 'application/json;charset=UTF-8',
          'retry-after': '7',
          'x-amzn-RequestId': '5b3f-1',
        })
        const { 'user-agent': agent, 'x-mine': mine } = request.headers
        response.end(JSON.stringify([request.method, request.url, agent, mine, body, 'ü']))
      })
      const answer = await transport({
        ...aRequest(server),
        url: `${server.origin}/a/b?c=d`,
        method: 'POST',
        headers: { 'x-mine': 'yes' },
        body: 'grant_type=x',
      })
      expect(answer).toEqual({
        status: 418,
        contentType: 'application/json;charset=UTF-8',
        headers: { retryAfter: '7', requestId: '5b3f-1' },
        text: '["POST","/a/b?c=d","sparekey","yes","grant_type=x","ü"]',
      })
    })

    it('answers with nulls and "" where headers are missing, and drops an odd request id', async () => {
      const server = await serve((_request, response) => {
        response.writeHead(200, { 'x-amzn-RequestId': 'a <script>' }).end()
      })
      expect(await transport(aRequest(server))).toEqual({
        status: 200,
        contentType: '',
        headers: { retryAfter: null, requestId: null },
        text: '',
      })
    })

    it('waits for the answer behind an early hint', async () => {
      const server = await serve((_request, response) => {
        response.writeEarlyHints({ link: '</x>; rel=preload' }, () => response.end('later'))
      })
      expect((await transport(aRequest(server))).text).toBe('later')
    })

    it('uses connections again', async () => {
      const server = await serve((_request, response) => response.end('{}'))
      for (let call = 0; call < 5; call += 1) await transport(aRequest(server))
      expect(server.opened()).toBeLessThanOrEqual(2)
    })

    it('gives up in time when no headers come, and frees the socket', async () => {
      const server = await serve(() => undefined)
      const failure = await failureOf(aRequest(server, { timeoutMilliseconds: 80 }))
      expect(failure).toMatchObject({ code: 'amazon-timeout', endpoint: 'profile', status: null })
      await server.allSocketsClosed()
    })

    it('gives up in time when the body drips in, and frees the socket', async () => {
      const server = await serve((_request, response) => {
        const drip = setInterval(() => response.write(' '), 5)
        response.on('close', () => clearInterval(drip))
      })
      expect((await failureOf(aRequest(server, { timeoutMilliseconds: 80 }))).code).toBe('amazon-timeout')
      await server.allSocketsClosed()
    })

    it('leaves no socket behind after hundreds of calls that were never answered', async () => {
      const server = await serve(() => undefined)
      const calls = Array.from({ length: 200 }, () =>
        failureOf(aRequest(server, { timeoutMilliseconds: 300 })),
      )
      const codes = new Set((await Promise.all(calls)).map((failure) => failure.code))
      expect(codes).toEqual(new Set(['amazon-timeout']))
      await server.allSocketsClosed()
    })

    it('takes an answer of exactly the largest size, and refuses one byte more', async () => {
      const server = await serve((request, response) =>
        response.end('x'.repeat(Number(request.url?.slice(1)))),
      )
      const limited = aRequest(server, { maximumBytes: 1_000 })
      expect((await transport({ ...limited, url: `${server.origin}/1000` })).text).toHaveLength(1_000)
      const failure = await failureOf({ ...limited, url: `${server.origin}/1001` })
      expect(failure).toMatchObject({ code: 'amazon-answer-invalid', status: 200 })
    })

    it('stops reading a body without end, and frees the socket', async () => {
      let written = 0
      const server = await serve((_request, response) => {
        const pour = (): void => {
          written += 65_536
          response.write(Buffer.alloc(65_536), (error) => (error ? undefined : setImmediate(pour)))
        }
        response.on('error', () => undefined)
        pour()
      })
      expect((await failureOf(aRequest(server))).code).toBe('amazon-answer-invalid')
      await server.allSocketsClosed()
      expect(written).toBeLessThan(20 * 1024 * 1024)
    })

    it('refuses a small compressed body that unfolds past the cap', async () => {
      const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024))
      const server = await serve((_request, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
      })
      expect(bomb.length).toBeLessThan(65_536)
      expect((await failureOf(aRequest(server))).code).toBe('amazon-answer-invalid')
      await server.allSocketsClosed()
    })

    it.each([301, 302, 303, 307, 308, 399])('refuses a redirect with %i and goes nowhere', async (status) => {
      const followed: string[] = []
      const server = await serve((request, response) => {
        followed.push(request.url ?? '')
        response.writeHead(status, { location: '/elsewhere' }).end()
      })
      const failure = await failureOf(aRequest(server, { method: 'POST', body: secret }))
      expect(failure).toMatchObject({ code: 'amazon-answer-invalid', status })
      expect(followed).toEqual(['/user/profile'])
    })

    it('reports a connection that is dropped before, or within, the answer', async () => {
      const server = await serve((request, response) => {
        if (request.url !== '/within') return void request.socket.destroy()
        response.writeHead(200, { 'content-length': '100' })
        response.write('{"user_id":', () => request.socket.destroy())
      })
      expect((await failureOf(aRequest(server))).code).toBe('amazon-unreachable')
      const within = await failureOf({ ...aRequest(server), url: `${server.origin}/within` })
      expect(within.code).toBe('amazon-unreachable')
    })

    it('never sends a request twice by itself', async () => {
      let requests = 0
      const server = await serve((request) => {
        requests += 1
        request.socket.destroy()
      })
      await failureOf(aRequest(server, { method: 'POST', body: secret }))
      expect(requests).toBe(1)
    })

    it('reports a port where nobody listens', async () => {
      const server = await serve(() => undefined)
      await server.close()
      servers.splice(0)
      expect((await failureOf(aRequest(server))).code).toBe('amazon-unreachable')
    })

    it('refuses headers without end', async () => {
      const server = await serve((request) => {
        request.socket.write(`HTTP/1.1 200 OK\r\nx-long: ${'x'.repeat(200_000)}`)
      })
      expect(['amazon-answer-invalid', 'amazon-unreachable']).toContain(
        (await failureOf(aRequest(server))).code,
      )
      await server.allSocketsClosed()
    })

    it('refuses what is not HTTP', async () => {
      const server = await serve((request) => request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
      expect(['amazon-answer-invalid', 'amazon-unreachable']).toContain(
        (await failureOf(aRequest(server))).code,
      )
    })

    it('turns a header that cannot be sent into an error that does not show it', async () => {
      const server = await serve((_request, response) => response.end())
      const headers = { authorization: `Bearer ${secret}\r\nx-injected: 1` }
      expect((await failureOf(aRequest(server, { headers }))).code).toBe('amazon-unreachable')
      expect(server.opened()).toBe(0)
    })

    it('works again after a failure', async () => {
      let requests = 0
      const server = await serve((request, response) => {
        requests += 1
        if (requests === 1) return void request.socket.destroy()
        response.end('{}')
      })
      await failureOf(aRequest(server))
      expect((await transport(aRequest(server))).text).toBe('{}')
    })
  })
}

function aRequest(server: LocalServer, changes: Partial<TransportRequest> = {}): TransportRequest {
  return {
    endpoint: 'profile',
    url: `${server.origin}/user/profile`,
    method: 'GET',
    headers: { authorization: `Bearer ${secret}` },
    timeoutMilliseconds: 5_000,
    maximumBytes: 65_536,
    ...changes,
  }
}
