import { createServer, type RequestListener } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import cookie from '@fastify/cookie'
import express from 'express'
import fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { createSparekey, type SparekeyOptions } from 'sparekey'
import { expressHandler, expressNative } from 'sparekey/express'
import { fastifyNative, fastifyPlugin } from 'sparekey/fastify'
import { honoHandler, honoNative } from 'sparekey/hono'
import { koaHandler, koaNative } from 'sparekey/koa'
import { SparekeyModule } from 'sparekey/nest'
import { nextHandlers, nextNative } from 'sparekey/next'
import { nodeHandler, nodeNative } from 'sparekey/node'
import { reactRouterFunctions, reactRouterNative } from 'sparekey/react-router'
import { sveltekitHandle, sveltekitHandlers, sveltekitNative } from 'sparekey/sveltekit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createRequest } from '../../src/mounts/node-request.js'
import { openPlainSite, type PlainAccount } from '../support/plain-site.js'

type Mount = (sparekey: never) => unknown

const mounts: readonly [string, Mount][] = [
  ['expressHandler', expressHandler],
  ['fastifyPlugin', fastifyPlugin],
  ['honoHandler', honoHandler],
  ['koaHandler', koaHandler],
  ['nodeHandler', nodeHandler],
  ['nextHandlers', nextHandlers],
  ['reactRouterFunctions', reactRouterFunctions],
  ['sveltekitHandle', sveltekitHandle],
  ['sveltekitHandlers', sveltekitHandlers],
  ['SparekeyModule.forRoot', SparekeyModule.forRoot],
]

describe.each(mounts)('%s is given', (name, mount) => {
  const given = (value: unknown) => (): unknown => Reflect.apply(mount, undefined, [value])

  it('an instance that is still being made: says that an await is missing', () => {
    expect(given(Promise.resolve(openPlainSite().sparekey))).toThrow(
      `${name} got a Promise: write ${name}(await …).`,
    )
  })

  it('nothing: says what it needs', () => {
    expect(given(undefined)).toThrow(
      `${name} needs what createSparekey(…) returned, and got a value of the type undefined.`,
    )
  })

  it('the module: says that it is to be called', () => {
    expect(given({ createSparekey })).toThrow(`${name} got the module: write ${name}(createSparekey({ … })).`)
  })

  it('an instance of another version: names the command that shows both', () => {
    const { handler, owns, basePath } = openPlainSite().sparekey
    expect(given({ handler, owns, basePath })).toThrow(
      /without publicPath.*two versions of sparekey.*npm ls sparekey/,
    )
  })
})

describe('two copies of the package', () => {
  afterEach(() => vi.resetModules())

  it('work together: what a mount of one knows, the functions of the other are given', async () => {
    const { sparekey } = openPlainSite()
    vi.resetModules()
    const other = await import('../../src/hono.js')
    expect(other.honoHandler).not.toBe(honoHandler)
    const app = new Hono()
    app.use(other.honoHandler(sparekey))
    expect((await app.request('/auth/amazon/start')).status).toBe(303)
    expect(() => honoNative({ native: { req: {}, newResponse: () => null } })).not.toThrow()
  })
})

describe('a mount behind the wrong path', () => {
  const { sparekey } = openPlainSite()
  const told =
    "Mounted at /api, Sparekey is never asked for /auth/amazon: mount it at the root of the app, or give createSparekey basePath: '/api/auth/amazon'"

  it('is told by Fastify before it listens', async () => {
    const app = fastify()
    app.register(fastifyPlugin(sparekey), { prefix: '/api' })
    await expect(app.ready()).rejects.toThrow(told)
  })

  it('is told by Express at the first request', async () => {
    const app = express()
    const errors: unknown[] = []
    app.use('/api', expressHandler(sparekey))
    app.use((error: unknown, _req: express.Request, res: express.Response, _next: express.NextFunction) => {
      errors.push(error)
      res.status(500).end()
    })
    await requestOnce(app, '/api/auth/amazon/start')
    expect(errors.map(String)).toEqual([expect.stringContaining(told)])
  })

  it('is told by Hono at the first request', async () => {
    const api = new Hono().use(honoHandler(sparekey))
    const errors: unknown[] = []
    const app = new Hono().route('/api', api).onError((error, c) => {
      errors.push(error)
      return c.text('failed', 500)
    })
    await app.request('/api/auth/amazon/start')
    expect(errors.map(String)).toEqual([expect.stringContaining(told)])
  })

  it('is told by Koa at the first request', async () => {
    const app = new Koa()
    const errors: unknown[] = []
    app.on('error', (error) => errors.push(error))
    app.use((ctx, next) => {
      // What koa-mount does.
      ctx.path = ctx.path.replace('/api', '')
      return next()
    })
    app.use(koaHandler(sparekey))
    const listen = app.callback()
    await requestOnce((req, res) => void listen(req, res), '/api/auth/amazon/start')
    expect(errors.map(String)).toEqual([expect.stringContaining(told)])
  })
})

describe('a session plugin behind Sparekey', () => {
  it('is told by Fastify before it listens', async () => {
    const app = fastify()
    app.register(fastifyPlugin(openPlainSite().sparekey))
    app.register(cookie)
    await expect(app.ready()).rejects.toThrow(
      '@fastify/cookie was registered behind Sparekey, whose routes do not see it: move app.register(fastifyPlugin(sparekey)) below it.',
    )
  })

  it('is no problem in front of it', async () => {
    const app = fastify()
    app.register(cookie)
    app.register(fastifyPlugin(openPlainSite().sparekey))
    await expect(app.ready()).resolves.toBeDefined()
  })
})

describe('a body that was read before', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }

  it('and thrown away is told with where to mount', async () => {
    const stream = Readable.from(['password=x'])
    await text(stream)
    const headers = { ...form, 'content-length': '10' }
    const req = Object.assign(stream, { method: 'POST', url: '/auth/amazon/link', headers })
    expect(() => Reflect.apply(createRequest, undefined, [req])).toThrow(
      /body of this request was read before Sparekey saw it.*mount Sparekey before/,
    )
  })

  it('from a web request is told to the operator, not to the customer', async () => {
    const { sparekey, events } = openPlainSite()
    const headers = { ...form, 'sec-fetch-site': 'same-origin' }
    const request = new Request('http://inside/auth/amazon/link', { method: 'POST', headers, body: 'a=b' })
    await request.text()
    const answer = await sparekey.handler(request)
    expect([answer.status, await answer.text()]).toEqual([
      500,
      expect.not.stringContaining('request.clone()'),
    ])
    const errors = events.flatMap((event) => (event.type === 'failed' ? [String(event.error)] : []))
    expect(errors).toEqual([expect.stringContaining('request.clone()')])
  })

  it('from c.req.raw is told by Hono with what to read instead', async () => {
    const errors: unknown[] = []
    const app = new Hono()
    app.use(async (c, next) => {
      await c.req.raw.text()
      await next()
    })
    app.use(honoHandler(openPlainSite().sparekey))
    app.onError((error, c) => {
      errors.push(error)
      return c.text('failed', 500)
    })
    await app.request('/auth/amazon/link', { method: 'POST', headers: form, body: 'a=b' })
    expect(errors.map(String)).toEqual([expect.stringContaining('c.req.parseBody()')])
  })
})

describe('createSparekey with a missing await', () => {
  it.each(['host', 'sessions', 'links', 'limiter', 'mailer'] as const)('names %s', (part) => {
    const options: Partial<SparekeyOptions<PlainAccount>> = {}
    Reflect.set(options, part, Promise.resolve({}))
    const create = (): unknown =>
      Reflect.apply(createSparekey, undefined, [{ baseUrl: 'https://shop.example', ...options }])
    expect(create).toThrow(`${part} is a Promise: write ${part}: await …`)
  })
})

describe('an accessor under another mount', () => {
  it.each([
    ['expressNative', expressNative, 'app.use(expressHandler(sparekey))'],
    ['fastifyNative', fastifyNative, 'app.register(fastifyPlugin(sparekey))'],
    ['honoNative', honoNative, 'app.use(honoHandler(sparekey))'],
    ['koaNative', koaNative, 'app.use(koaHandler(sparekey))'],
    ['nextNative', nextNative, 'nextHandlers(sparekey)'],
    ['nodeNative', nodeNative, 'nodeHandler(sparekey)'],
    ['reactRouterNative', reactRouterNative, 'reactRouterFunctions(sparekey)'],
    ['sveltekitNative', sveltekitNative, 'sveltekitHandlers(sparekey)'],
  ] as const)('%s names its own', (_name, accessor, told) => {
    for (const native of [undefined, null, {}, 'text']) expect(() => accessor({ native })).toThrow(told)
  })
})

async function requestOnce(listener: RequestListener, path: string): Promise<void> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('not listening')
  await fetch(`http://127.0.0.1:${address.port}${path}`)
  const closed = new Promise((resolve) => {
    server.close(resolve)
  })
  server.closeAllConnections()
  await closed
}
