import { EventEmitter, once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listener, type LocalServer, startLocalServer } from '../amazon/local-server.js'
import { Browser } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { expectClean, expectNoSession, expectNoWrite, snapshot, upstreamCalls } from './oracles.js'
import { amazonAt } from './upstream.js'

const open = useShop()
const servers: { close: () => Promise<void> }[] = []
const token = { access_token: 'Atza|x', token_type: 'bearer', expires_in: 3600 }

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(listener: Listener): Promise<LocalServer> {
  const server = await startLocalServer(listener)
  servers.push(server)
  return server
}

/** A server whose profile answers like this, and whose token endpoint is well. */
function serveProfile(answer: (response: ServerResponse) => unknown): Promise<LocalServer> {
  return serve((request, response) => {
    if (!request.url?.includes('/token')) return answer(response)
    request.resume()
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(token))
  })
}

/** Signs in at this shop; the answer is told, and nothing has come of it. */
async function expectNothing(shop: Shop, code: string): Promise<void> {
  const before = snapshot(shop)
  const browser = new Browser(shop)
  const page = await browser.signInWithAmazon('vera')
  await expectClean(browser, page, code)
  await expectNoSession(browser, page)
  expectNoWrite(shop, before)
}

/** Writes for as long as somebody reads, and counts. */
function pour(response: ServerResponse, counter: { bytes: number }, chunk = Buffer.alloc(65_536, ' ')): void {
  response.on('error', () => undefined)
  const more = (): void => {
    counter.bytes += chunk.length
    response.write(chunk, (error) => (error ? undefined : setImmediate(more)))
  }
  more()
}

describe('an answer without end', () => {
  const megabyte = 1024 * 1024
  const json = { 'content-type': 'application/json' }
  const nested = `${'['.repeat(30_000)}${']'.repeat(30_000)}`

  it.each([
    ['200 MB that say so', { ...json, 'content-length': String(200 * megabyte) }],
    ['chunks without end', json],
  ])('upstream-body-bomb: of %s little is read, and the socket is freed', async (_name, headers) => {
    const written = { bytes: 0 }
    for (const endpoint of ['token', 'profile']) {
      const bomb = (response: ServerResponse): void => pour(response.writeHead(200, headers), written)
      const server =
        endpoint === 'token' ? await serve((_request, response) => bomb(response)) : await serveProfile(bomb)
      const shop = await open(amazonAt(server.origin))
      const before = process.memoryUsage().rss
      await expectNothing(shop, 'amazon-answer-invalid')
      await server.allSocketsClosed()
      expect(written.bytes).toBeLessThan(20 * megabyte)
      expect(process.memoryUsage().rss - before).toBeLessThan(64 * megabyte)
    }
  })

  it.each([
    ['gzip that unfolds to 10 MB', 'gzip', gzipSync(Buffer.alloc(10 * megabyte, ' '))],
    ['a thousand layers', Array.from({ length: 1000 }, () => 'gzip').join(', '), gzipSync('{}')],
    ['an encoding nobody asked for', 'br', Buffer.from('{}')],
  ])('upstream-body-bomb: %s is refused unread', async (_name, encoding, body) => {
    const server = await serveProfile((response) =>
      response.writeHead(200, { ...json, 'content-encoding': encoding }).end(body),
    )
    await expectNothing(await open(amazonAt(server.origin)), 'amazon-answer-invalid')
  })

  it.each([
    ['a million nested lists', 'amazon-answer-invalid', '['.repeat(1_000_000)],
    ['thirty thousand nested lists', 'amazon-profile-invalid', nested],
    ['a user_id in thirty thousand lists', 'amazon-profile-invalid', `{"user_id":${nested}}`],
    [
      'a byte too many',
      'amazon-answer-invalid',
      JSON.stringify({ user_id: 'V', padding: 'x'.repeat(65_536) }),
    ],
  ])('upstream-body-bomb: %s end in a page', async (_name, code, text) => {
    const server = await serveProfile((response) => response.writeHead(200, json).end(text))
    const shop = await open(amazonAt(server.origin))
    await expectNothing(shop, code)
  })

  it('upstream-body-bomb: a length that is too long, or headers without end, are no answer', async () => {
    const short = await serveProfile((response) => {
      response.writeHead(200, { ...json, 'content-length': '500' })
      response.write('{"user_id":"amzn1.account.V"}', () => response.destroy())
    })
    await expectNothing(await open(amazonAt(short.origin)), 'amazon-unreachable')
    const long = await serveProfile(({ socket }) => {
      const header = `x-long: ${'x'.repeat(megabyte)}\r\n`
      socket?.write(`HTTP/1.1 200 OK\r\n${header.repeat(50)}`)
    })
    const page = await new Browser(await open(amazonAt(long.origin))).signInWithAmazon('vera')
    expect(page.location).toMatch(/code=amazon-(?:answer-invalid|unreachable)/)
  })
})

describe('an answer that is an error', () => {
  const page = ['text/html', '<html><title>Sorry</title></html>'] as const
  const bodies = [
    page,
    ['application/json', '{}'],
    ['application/json', '{"user_id":"V"}'],
    ['', ''],
  ] as const

  it.each([500, 502, 503, 504, 599])('up-5xx: %i fails cleanly, whatever its body', async (status) => {
    for (const [type, text] of bodies) {
      const headers = { 'content-type': type }
      const asked = { requests: 0 }
      const server = await serve((request, response) => {
        request.resume()
        asked.requests += 1
        response.writeHead(status, headers).end(text)
      })
      await expectNothing(await open(amazonAt(server.origin)), 'amazon-unavailable')
      expect(asked.requests).toBe(1)
      const second = await serveProfile((response) => response.writeHead(status, headers).end(text))
      await expectNothing(await open(amazonAt(second.origin)), 'amazon-unavailable')
    }
  })
})

describe('an answer that does not come', () => {
  it('up-timeout, upstream-body-bomb: silence, drips and stalled handshakes end at the deadline, and free all they held', {
    timeout: 120_000,
  }, async () => {
    const silent = await serve((request) => request.resume())
    const drip = await serveProfile((response) => {
      const timer = setInterval(() => response.write(' '), 200)
      response.on('close', () => clearInterval(timer))
    })
    const deaf = await serveDeaf()
    const shops = [
      await open(amazonAt(silent.origin)),
      await open(amazonAt(drip.origin)),
      await open(amazonAt(deaf.origin)),
    ]
    const startedAt = performance.now()
    await Promise.all(
      shops.map(async (shop) => {
        addUser(shop, { email: 'v@ex.test' })
        const before = snapshot(shop)
        const turns = startTurns(shop, 40)
        // Meanwhile the shop's own sign-in works.
        await new Browser(shop).signIn('v@ex.test', password)
        expect(turns.settled()).toBeLessThan(40)
        for (const told of await turns.all) expect(told).toMatch(/code=amazon-(?:timeout|unreachable)/)
        expectNoWrite(shop, before)
      }),
    )
    const seconds = (performance.now() - startedAt) / 1000
    expect(seconds).toBeGreaterThan(4.5)
    // One deadline for all forty, with room for a machine that is busy: in turns they would take minutes.
    expect(seconds).toBeLessThan(60)
    // undici opens a connection anew for each call that was given up, and drops it unused after four seconds.
    await Promise.all([silent, deaf].map((server) => server.allSocketsClosed()))
  })
})

describe('a flood of callbacks', () => {
  it('callback-flood: a thousand made-up callbacks reach Amazon not once', async () => {
    const shop = await open()
    const before = snapshot(shop)
    const browser = new Browser(shop)
    await browser.get('/auth/amazon/start')
    for (let batch = 0; batch < 20; batch += 1) {
      const pages = Array.from({ length: 50 }, (_, index) => {
        const state = `${batch}-${index}-`.padEnd(43, 'q')
        return (index % 2 === 0 ? browser : new Browser(shop)).get(
          `/auth/amazon/callback?code=c${index}&state=${state}`,
        )
      })
      for (const { location } of await Promise.all(pages)) expect(location).toContain('reason=transaction-')
    }
    expect(upstreamCalls(shop)).toEqual([])
    expectNoWrite(shop, before)
  })

  it('callback-flood: one transaction costs Amazon one call, however often a browser comes back with it', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    const made = callback.replace(/code=[^&]*/, 'code=ANmade-up')
    for (let turn = 0; turn < 20; turn += 1) await browser.get(made)
    expect(upstreamCalls(shop)).toEqual(['token'])
    await expectNoSession(browser)
  })

  it('callback-flood: more than 256 calls at once wait for a connection, and local sign-in does not', async () => {
    const held = new Set<ServerResponse>()
    let most = 0
    const full = new EventEmitter()
    const whenFull = once(full, 'full')
    let isOver = false
    const server = await serve((request, response) => {
      request.resume()
      if (isOver) return response.writeHead(503).end()
      held.add(response)
      most = Math.max(most, held.size)
      // On a slow machine the first have reached their deadline before the last arrive.
      response.once('close', () => held.delete(response))
      if (held.size === 256) full.emit('full')
      return undefined
    })
    const shop = await open(amazonAt(server.origin))
    addUser(shop, { email: 'v@ex.test' })
    const turns = startTurns(shop, 320)
    await whenFull
    await new Browser(shop).signIn('v@ex.test', password)
    expect(turns.settled()).toBeLessThan(320)
    isOver = true
    for (const response of held) response.writeHead(503).end()
    for (const told of await turns.all) expect(told).toMatch(/code=amazon-(unavailable|timeout)/)
    expect(most).toBe(256)
    expect(snapshot(shop)['amazon_links']).toEqual([])
  })
})

/** So many browsers at once on their way back from Amazon; each tells where it was sent. */
function startTurns(shop: Shop, length: number): { all: Promise<string[]>; settled: () => number } {
  let settled = 0
  const turns = Array.from({ length }, async () => {
    const { location } = await new Browser(shop).signInWithAmazon('vera')
    settled += 1
    return location ?? ''
  })
  return { all: Promise.all(turns), settled: () => settled }
}

/** Takes connections and says nothing: a TLS handshake with it stalls. */
async function serveDeaf(): Promise<Pick<LocalServer, 'origin' | 'allSocketsClosed'>> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    socket.on('close', () => sockets.delete(socket)).resume()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  servers.push({
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => void server.close(() => resolve()))
    },
  })
  return {
    origin: `https://127.0.0.1:${port}`,
    allSocketsClosed: async () => {
      await Promise.all([...sockets].map((socket) => once(socket, 'close')))
    },
  }
}
