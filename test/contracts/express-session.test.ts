import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import session, { MemoryStore, type SessionData, type Store } from 'express-session'
import { type ExpressSessionOptions, expressHandler, expressNative, expressSession } from 'sparekey/express'
import { type Browser, type SessionsUnderTest, sessionsContract } from 'sparekey/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../demo/bookshop/database.js'
import { SqliteSessionStore } from '../../demo/bookshop/session-store.js'
import type { Account, Visitor } from '../../src/ports/host.js'

type During = (visitor: Visitor) => Promise<unknown>

const errandHeader = 'x-errand'

/** Express with express-session over this store; what a request is to do is left for it under a number. */
async function openSite(store: Store) {
  const errands = new Map<string, During>()
  const app = express()
  app.use(session({ secret: 'of the test', store, resave: false, saveUninitialized: true }))
  const handler = async (request: Request, native?: unknown): Promise<Response> => {
    const errand = errands.get(request.headers.get(errandHeader) ?? '')
    await errand?.({ request, native })
    return new Response(null, { status: 204 })
  }
  app.use(expressHandler({ handler, owns: () => true, basePath: '/', publicPath: '/' }))
  const server = createServer(app)
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { openBrowser: () => openBrowser(`http://127.0.0.1:${port}/`, errands), close }
}

function openBrowser(
  url: string,
  errands: Map<string, During>,
  jar: ReadonlyMap<string, string> = new Map(),
): Browser {
  const cookies = new Map(jar)
  return {
    copy: () => openBrowser(url, errands, cookies),
    async request<T>(during: (visitor: Visitor) => Promise<T>): Promise<T> {
      const id = String(Math.random())
      const outcome = new Promise<() => T>((resolve) => {
        errands.set(id, async (visitor) => resolve(await outcomeOf(during(visitor))))
      })
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(url, { headers: { cookie, [errandHeader]: id } })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        cookies.set(name, value)
      }
      errands.delete(id)
      return (await outcome)()
    },
  }
}

/** What a call came to, to be taken up once the answer has arrived. */
async function outcomeOf<T>(call: Promise<T>): Promise<() => T> {
  try {
    const value = await call
    return () => value
  } catch (error) {
    return () => {
      throw error
    }
  }
}

async function expressSessions(
  store: Store,
  options: ExpressSessionOptions = {},
): Promise<SessionsUnderTest> {
  let accounts = 0
  return {
    ...(await openSite(store)),
    sessions: expressSession({ idOf: ({ id }) => id, ...options }),
    addAccount: async () => ({ id: `${(accounts += 1)}`, email: null, emailProven: false }),
  }
}

function bookshopStore() {
  const database = openDatabase(':memory:')
  return { store: new SqliteSessionStore(database, () => new Date()), database }
}

describe('expressSession over a store in memory', () => {
  sessionsContract({ describe, it }, () => expressSessions(new MemoryStore()))
})

describe("expressSession over the bookshop's store", () => {
  sessionsContract({ describe, it }, async () => {
    const { store, database } = bookshopStore()
    const site = await expressSessions(store, { idOf: ({ id }) => Number(id), keep: ['basket'] })
    return {
      ...site,
      close: async () => {
        await site.close?.()
        database.close()
      },
    }
  })
})

/** What the session of this browser holds under a name. */
const kept = (browser: Browser, name: string) =>
  browser.request(async (visitor) => Reflect.get(expressNative(visitor).req.session, name))

const put = (browser: Browser, name: string, value: string) =>
  browser.request(async (visitor) => {
    Reflect.set(expressNative(visitor).req.session, name, value)
  })

async function openSessions(store: Store, options: ExpressSessionOptions = {}) {
  const site = await expressSessions(store, options)
  onTestFinished(() => site.close?.())
  const signIn = (browser: Browser, account: Account) =>
    browser.request(async (visitor) => {
      await site.sessions.start(account, visitor, { method: 'amazon', at: new Date() })
    })
  return { ...site, signIn }
}

describe('expressSession', () => {
  it('carries over what the application names, from an anonymous visitor only', async () => {
    const site = await openSessions(new MemoryStore(), { keep: ['basket'] })
    const [browser, first, second] = [site.openBrowser(), await site.addAccount(), await site.addAccount()]
    await put(browser, 'basket', 'a book')
    await put(browser, 'note', 'not named')

    await site.signIn(browser, first)
    expect([await kept(browser, 'basket'), await kept(browser, 'note')]).toEqual(['a book', undefined])

    await site.signIn(browser, second)
    expect(await kept(browser, 'basket')).toBeUndefined()
  })

  it('signs nobody in when the store cannot save', async () => {
    const site = await openSessions(new FullStore())
    const [browser, account] = [site.openBrowser(), await site.addAccount()]

    await expect(site.signIn(browser, account)).rejects.toThrow('the store is full')

    expect(await browser.request((visitor) => site.sessions.current(visitor))).toBeNull()
  })
})

/** Keeps anonymous sessions, and fails once when somebody signs in. */
class FullStore extends MemoryStore {
  private isFull = true

  override set(id: string, data: SessionData, callback?: (error?: unknown) => void): void {
    const failsNow = this.isFull && Object.hasOwn(data, 'userId')
    if (!failsNow) return super.set(id, data, callback)
    this.isFull = false
    callback?.(new Error('the store is full'))
  }
}
