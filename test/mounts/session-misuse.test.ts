import { getRequestListener } from '@hono/node-server'
import cookies from 'cookie-session'
import express, { type RequestHandler } from 'express'
import session from 'express-session'
import fastify from 'fastify'
import { Hono } from 'hono'
import Koa from 'koa'
import { createSession } from 'koa-session'
import { createCookieSessionStorage, createSessionStorage } from 'react-router'
import { describe, expect, it, onTestFinished } from 'vitest'
import { cookieSession, expressHandler, expressSession, passportSession } from '../../src/express.js'
import { fastifyPassport, fastifyPlugin, fastifySecureSession, fastifySession } from '../../src/fastify.js'
import { honoHandler, honoSession } from '../../src/hono.js'
import type { Sessions } from '../../src/index.js'
import { koaHandler, koaSession } from '../../src/koa.js'
import { ironSession, reactRouterSession, tableSession } from '../../src/sessions.js'
import { Browser } from '../support/browser.js'
import {
  type Listener,
  type Member,
  openSessionSite,
  type SiteParts,
  type SiteRecipe,
} from './session-site.js'
import { SessionVisitor } from './session-visitor.js'

const idOf = ({ id }: Member): number => Number(id)
const secret = 'a secret of the test, of 32 characters and more'
type Serve = SiteRecipe['serve']

const behind =
  (...middleware: RequestHandler[]): Serve =>
  ({ sparekey }) =>
    express().use(...middleware, expressHandler(sparekey))

const nothing: RequestHandler = (_req, _res, next) => next()

const shim: RequestHandler = (req, _res, next) => {
  const callBack = (done: () => void): void => done()
  Object.assign(req.session ?? {}, { regenerate: callBack, save: callBack })
  next()
}

const plain = session({ secret, resave: false, saveUninitialized: false })

async function bareFastify({ sparekey }: SiteParts): Promise<Listener> {
  const app = fastify()
  await app.register(fastifyPlugin(sparekey))
  await app.ready()
  return (req, res) => app.routing(req, res)
}

const koaWith =
  (...given: Parameters<Koa['use']>[0][]): Serve =>
  ({ sparekey }) => {
    const app = new Koa()
    for (const middleware of given) app.use(middleware)
    return app.use(koaHandler(sparekey)).callback()
  }

const web: Serve = ({ sparekey }) => getRequestListener(new Hono().use(honoHandler(sparekey)).fetch)
const table = { find: async () => null, delete: async () => {}, cookie: { name: 'sid', secure: false } }

function koaUnsigned(): Serve {
  return ({ sparekey }) => {
    const app = new Koa()
    app.use(createSession({ signed: false }, app))
    return app.use(koaHandler(sparekey)).callback()
  }
}

/** Every row: what is wrong, the preset, the site, and the fix that its first request names. */
const atFirstRequest: [string, Sessions<Member>, Serve, RegExp][] = [
  [
    'expressSession without its middleware',
    expressSession({ idOf }),
    behind(nothing),
    /app\.use\(session\(…\)\)/,
  ],
  [
    'expressSession over cookie-session with the shim',
    expressSession({ idOf }),
    behind(cookies({ keys: ['k'] }), shim),
    /use cookieSession\(\)/,
  ],
  [
    'cookieSession without its middleware',
    cookieSession({ idOf }),
    behind(nothing),
    /app\.use\(cookieSession\(/,
  ],
  [
    'cookieSession without a signature',
    cookieSession({ idOf }),
    behind(cookies({ signed: false })),
    /leave out `signed: false`/,
  ],
  [
    'passportSession without Passport',
    passportSession({ idOf }),
    behind(plain),
    /app\.use\(passport\.session\(\)\)/,
  ],
  ['fastifySession without its plugin', fastifySession({ idOf }), bareFastify, /register @fastify\/session/],
  [
    'fastifySecureSession without its plugin',
    fastifySecureSession({ idOf }),
    bareFastify,
    /@fastify\/secure-session/,
  ],
  [
    'fastifyPassport without its plugin',
    fastifyPassport({ idOf }),
    bareFastify,
    /fastifyPassport\.initialize\(\)/,
  ],
  ['honoSession without its middleware', honoSession({ idOf }), web, /sessionMiddleware\(/],
  ['koaSession without its middleware', koaSession({ idOf }), koaWith(), /app\.use\(session\(/],
  ['koaSession without a signature', koaSession({ idOf }), koaUnsigned(), /leave out `signed: false`/],
  [
    'ironSession whose function forgets to return',
    ironSession({ session: async () => ({}) as never, idOf }),
    web,
    /what getIronSession\(…\) resolves to/,
  ],
]

describe('a session library that is not there, or not fit', () => {
  it.each(atFirstRequest)(
    'session-regenerate-unsupported: %s is found at the first request, with the fix',
    async (_name, sessions, serve, fix) => {
      const site = await openSessionSite({ sessions, serve })
      onTestFinished(() => site.close())
      const visitor = new SessionVisitor(site)
      await expect(visitor.told()).rejects.toThrow(fix)
      const page = await visitor.browser.signInWithAmazon('vera')
      expect(page.location).toContain('code=session-failed')
      expect(site.members.byEmail('vera@ex.test')).toEqual([])
    },
  )
})

const stuck = createSessionStorage({
  cookie: { name: 'rr', secrets: [secret] },
  createData: async () => 'always the same',
  readData: async () => ({}),
  updateData: async () => {},
  deleteData: async () => {},
})

/** Every row: what is wrong, the preset, the site, and the fix that is told when somebody signs in. */
const atSignIn: [string, Sessions<Member>, Serve, RegExp][] = [
  [
    'expressSession with a `secure` cookie on plain http',
    expressSession({ idOf }),
    behind(session({ secret, resave: false, saveUninitialized: false, cookie: { secure: true } })),
    /"trust proxy"/,
  ],
  [
    'koaSession with one id for everybody',
    koaSession({ idOf }),
    ({ sparekey }) => {
      const app = new Koa()
      app.keys = ['k']
      const store = { get: async () => ({}), set: async () => {}, destroy: async () => {} }
      app.use(createSession({ store, genid: () => 'always the same' }, app))
      return app.use(koaHandler(sparekey)).callback()
    },
    /`genid` that makes a new id/,
  ],
  [
    'reactRouterSession with one id for everybody',
    reactRouterSession({ storage: stuck }),
    web,
    /gave the old id again/,
  ],
  [
    'reactRouterSession with a cookie that is not signed',
    reactRouterSession({ storage: createCookieSessionStorage({ cookie: { name: 'rr' } }) }),
    web,
    /secrets: \[…\]/,
  ],
  [
    'tableSession whose create returns nothing',
    tableSession({ ...table, create: async () => undefined as never }),
    web,
    /returned no id/,
  ],
  [
    'tableSession with one id for everybody',
    tableSession({ ...table, create: async () => 'always the same' }),
    web,
    /gave the old id again/,
  ],
]

describe('a session library that cannot rotate', () => {
  it.each(atSignIn)(
    'session-regenerate-unsupported: %s signs nobody in a second time, and the operator reads why',
    async (_name, sessions, serve, fix) => {
      const site = await openSessionSite({ sessions, serve })
      onTestFinished(() => site.close())
      const browser = new Browser(site)
      await browser.signInWithAmazon('vera')
      const page = await browser.signInWithAmazon('vera')
      expect(page.location).toContain('code=session-failed')
      const told = site.events.flatMap((event) => (event.type === 'failed' ? [String(event.error)] : []))
      expect(told.at(-1)).toMatch(fix)
    },
  )
})

describe('a cookie of the session that comes twice', () => {
  it('cookie-tossing: counts for none, because one of the two was planted', async () => {
    const found: string[] = []
    const sessions = tableSession<Member>({
      ...table,
      find: async (id) => {
        found.push(id)
        return { userId: 1, authenticatedAt: new Date(), returnedFromAmazonAt: null }
      },
      create: async () => 'new',
    })
    const visit = (cookie: string) =>
      sessions.current({ request: new Request('http://inside', { headers: { cookie } }), native: null })
    expect(await visit('sid=planted; sid=real')).toBeNull()
    expect(await visit('other=1; sid=real')).toMatchObject({ accountId: '1' })
    expect(found).toEqual(['real'])
  })
})
