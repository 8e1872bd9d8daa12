import cookie from '@fastify/cookie'
import storedSession, { MemoryStore as FastifyStore } from '@fastify/session'
import express from 'express'
import session, { MemoryStore, type SessionData } from 'express-session'
import fastify from 'fastify'
import Koa from 'koa'
import { createSession } from 'koa-session'
import passport from 'passport'
import { describe, expect, it, onTestFinished } from 'vitest'
import { expressHandler, expressSession, passportSession } from '../../src/express.js'
import { fastifyPlugin, fastifySession } from '../../src/fastify.js'
import { koaHandler, koaSession } from '../../src/koa.js'
import { tableSession } from '../../src/sessions.js'
import { type Member, openSessionSite, type SiteRecipe } from './session-site.js'
import { SessionVisitor } from './session-visitor.js'

const secret = 'a secret of the test, of 32 characters and more'
const idOf = ({ id }: Member): number => Number(id)

/** Fails once, when somebody is being signed in: as a store that is away for a second. */
class Flaw {
  #isDue = true

  strikes(stored: object): boolean {
    const isSignIn = /userId|passport/.test(JSON.stringify(stored))
    const strikes = this.#isDue && isSignIn
    if (strikes) this.#isDue = false
    return strikes
  }
}

class FlawedStore extends MemoryStore {
  readonly #flaw = new Flaw()

  override set(id: string, data: SessionData, done?: (error?: unknown) => void): void {
    if (this.#flaw.strikes(data)) done?.(new Error('the store is away'))
    else super.set(id, data, done)
  }
}

class FlawedFastifyStore extends FastifyStore {
  readonly #flaw = new Flaw()

  override set(...[id, data, done]: Parameters<FastifyStore['set']>): void {
    if (this.#flaw.strikes(data)) done(new Error('the store is away'))
    else super.set(id, data, done)
  }
}

const overExpress: SiteRecipe = {
  sessions: expressSession({ idOf }),
  serve: ({ sparekey }) =>
    express().use(
      session({ secret, resave: false, saveUninitialized: false, store: new FlawedStore() }),
      expressHandler(sparekey),
    ),
}

const overPassport: SiteRecipe = {
  sessions: passportSession({ idOf }),
  serve: ({ sparekey, members }) => {
    const authenticator = new passport.Authenticator()
    authenticator.serializeUser((user, done) => done(null, Reflect.get(user, 'id')))
    authenticator.deserializeUser((id, done) => done(null, members.find(id)))
    return express().use(
      session({ secret, resave: false, saveUninitialized: false, store: new FlawedStore() }),
      authenticator.session(),
      expressHandler(sparekey),
    )
  },
}

const overFastify: SiteRecipe = {
  sessions: fastifySession({ idOf }),
  serve: async ({ sparekey }) => {
    const app = fastify()
    await app.register(cookie)
    await app.register(storedSession, { secret, store: new FlawedFastifyStore(), cookie: { secure: false } })
    await app.register(fastifyPlugin(sparekey))
    await app.ready()
    return (req, res) => app.routing(req, res)
  },
}

const overKoa: SiteRecipe = {
  sessions: koaSession({ idOf }),
  serve: ({ sparekey }) => {
    const [app, flaw, rows] = [new Koa(), new Flaw(), new Map<string, unknown>()]
    app.keys = [secret]
    const store = {
      get: async (key: string) => rows.get(key),
      set: async (key: string, stored: object) => {
        if (flaw.strikes(stored)) throw new Error('the store is away')
        rows.set(key, stored)
      },
      destroy: async (key: string) => void rows.delete(key),
    }
    app.use(createSession({ store }, app))
    return app.use(koaHandler(sparekey)).callback()
  },
}

describe('a session that cannot be saved', () => {
  it.each([
    ['expressSession', overExpress],
    ['passportSession', overPassport],
    ['fastifySession', overFastify],
    ['koaSession', overKoa],
  ])('session-regenerate-unsupported: of %s signs nobody in a moment later', async (_name, recipe) => {
    const site = await openSessionSite(recipe)
    onTestFinished(() => site.close())
    const visitor = new SessionVisitor(site)
    const page = await visitor.browser.signInWithAmazon('vera')
    expect(page.location).toContain('code=session-failed')
    expect(await visitor.told()).toBeNull()
    expect(await visitor.comeBackAs('vera')).toBe('/')
    expect(await visitor.told()).toMatchObject({ accountId: '1' })
  })
})

describe('a row that cannot say whether Amazon was the way in', () => {
  it('session-stepup-stamp-leak: has no time that counts', async () => {
    const request = new Request('http://inside', { headers: { cookie: 'sid=1' } })
    const times = { userId: 1, authenticatedAt: new Date() }
    const toldOf = (row: object): Promise<unknown> =>
      tableSession<Member>({
        cookie: { name: 'sid' },
        find: async () => ({ ...row }),
        create: async () => 'new',
        delete: () => {},
      }).current({ request, native: null })
    expect(await toldOf(times)).toEqual({ accountId: '1', authenticatedAt: null })
    const known = { ...times, returnedFromAmazonAt: null }
    expect(await toldOf(known)).toEqual({ accountId: '1', authenticatedAt: times.authenticatedAt })
  })
})
