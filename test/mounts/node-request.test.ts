import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { nodeHandler } from 'sparekey/node'
import { afterEach, describe, expect, it } from 'vitest'
import type { Mountable } from '../../src/mounts/mountable.js'
import type { Visitor } from '../../src/ports/host.js'
import type { IncomingRequest, Reply } from '../../src/ports/http.js'

const nothing: Reply = { status: 204, headers: [], body: null }

interface Asked {
  readonly request: IncomingRequest
  readonly visitor: Visitor
}

/** A mount that only keeps what Sparekey would have been asked. */
function keepAsked(reply: Reply = nothing) {
  const asked: Asked[] = []
  const handler = Object.assign(async () => new Response(), {
    reply: async (request: IncomingRequest, visitor: Visitor) => {
      asked.push({ request, visitor })
      return reply
    },
  })
  return { asked, mountable: mountableOf(handler) }
}

function mountableOf(handler: Mountable['handler']): Mountable {
  return { handler, owns: () => true, basePath: '/auth/amazon', publicPath: '/auth/amazon' }
}

const servers: ReturnType<typeof createServer>[] = []

async function open(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function mount(mountable: Mountable, prepare: RequestListener = () => {}): Promise<string> {
  const handle = nodeHandler(mountable)
  return open((req, res) => {
    prepare(req, res)
    void handle(req, res)
  })
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

describe('a GET under Node', () => {
  it('is read where it is, by names in lower case', async () => {
    const { asked, mountable } = keepAsked()
    const origin = await mount(mountable)
    await fetch(`${origin}//start?a=b`, { headers: { Accept: 'text/html', 'X-Sign': 'ÿ' } })
    const { request } = asked[0] ?? {}
    expect([request?.method, request?.url]).toEqual(['GET', 'http://localhost/start?a=b'])
    expect([request?.headers.get('accept'), request?.headers.get('x-sign')]).toEqual(['text/html', 'ÿ'])
    expect([request?.headers.has('accept'), request?.headers.has('origin')]).toEqual([true, false])
    expect([request?.body, request?.bodyUsed]).toEqual([null, false])
  })

  it('has no headers that nobody sent, whatever was done to the prototype of all objects', async () => {
    const { asked, mountable } = keepAsked()
    await fetch(await mount(mountable))
    const { headers } = asked[0]?.request ?? {}
    for (const name of ['constructor', '__proto__', 'hasOwnProperty']) {
      expect([headers?.get(name), headers?.has(name)], name).toEqual([null, false])
    }
  })

  it('joins a header that came several times as Headers do', async () => {
    const { asked, mountable } = keepAsked()
    const origin = await mount(mountable, (req) =>
      Object.assign(req.headers, { 'set-cookie': ['a=1', 'b=2'] }),
    )
    await fetch(origin)
    expect(asked[0]?.request.headers.get('set-cookie')).toBe('a=1, b=2')
  })

  it('is a Request for a function of the host that asks for one, the same each time', async () => {
    const { asked, mountable } = keepAsked()
    await fetch(`${await mount(mountable)}/start?a=b`, { headers: { cookie: 'sid=1' } })
    const { visitor } = asked[0] ?? {}
    expect(visitor?.request).toBeInstanceOf(Request)
    expect(visitor?.request).toBe(visitor?.request)
    expect(new Request(visitor?.request ?? '').url).toBe('http://localhost/start?a=b')
    expect(visitor?.request.headers.get('cookie')).toBe('sid=1')
    expect({ ...visitor }.request).toBe(visitor?.request)
  })
})

describe('a reply under Node', () => {
  it('comes line by line, beside the cookies that the application has set', async () => {
    const headers = [
      ['x-a', '1'],
      ['set-cookie', 'b=1'],
      ['set-cookie', 'c=2'],
    ] as const
    const { mountable } = keepAsked({ status: 418, headers, body: 'Grüße' })
    const origin = await mount(mountable, (_req, res) => res.setHeader('set-cookie', 'own=1'))
    const response = await fetch(origin)
    expect([response.status, response.headers.get('x-a')]).toEqual([418, '1'])
    expect(response.headers.getSetCookie()).toEqual(['own=1', 'b=1', 'c=2'])
    expect(await response.text()).toBe('Grüße')
  })

  it('of a host that answered with a stream comes whole', async () => {
    const { mountable } = keepAsked({ status: 200, headers: [], body: new Response('streamed').body })
    expect(await (await fetch(await mount(mountable))).text()).toBe('streamed')
  })
})

describe('a handler that somebody wrapped', () => {
  it('is asked as it is, and not passed by', async () => {
    const paths: string[] = []
    const handler = async (request: Request): Promise<Response> => {
      paths.push(new URL(request.url).pathname)
      const headers = new Headers([['x-wrapped', 'yes'] as [string, string]])
      for (const cookie of ['a=1', 'b=2']) headers.append('set-cookie', cookie)
      return new Response('wrapped', { status: 201, headers })
    }
    const origin = await mount(mountableOf(handler))
    const response = await fetch(`${origin}/auth/amazon/start`)
    expect([response.status, response.headers.get('x-wrapped')]).toEqual([201, 'yes'])
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect([await response.text(), ...paths]).toEqual(['wrapped', '/auth/amazon/start'])
  })
})
