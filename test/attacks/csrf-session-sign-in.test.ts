import type { Express } from 'express'
import { describe, expect, it } from 'vitest'
import { expressSession } from '../../src/express.js'
import type { Sessions } from '../../src/index.js'
import { Browser, type Page } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { anInstance, start } from './instance.js'
import { base, expectClean, expectNoSession, expectNoUpstream, expectNoWrite, snapshot } from './oracles.js'

const open = useShop()
const crossSite = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }

/** A session as an application fills it: a basket that may be kept, and things that may not. */
function plantable(app: Express): void {
  app.get('/plant', (req, res) => {
    Object.assign(req.session, { basket: 'tea', csrfSecret: 's', isAdmin: true, authenticatedAt: Date.now() })
    res.end()
  })
  app.get('/dump', (req, res) => {
    res.json({ ...Object.fromEntries(Object.entries(req.session)), cookie: undefined })
  })
}

/** The session behind this cookie, as the server holds it. */
async function sessionBehind(shop: Shop, cookie: string): Promise<Record<string, unknown>> {
  const other = new Browser(shop)
  other.jar.set('connect.sid', cookie)
  return (await other.get('/dump')).json()
}

async function aLinkedAccount(shop: Shop, customer: string): Promise<number> {
  const browser = new Browser(shop)
  await browser.signInWithAmazon(customer)
  return Number((await browser.me()).userId)
}

describe('signing a victim in as the attacker', () => {
  it("session-login-csrf: the attacker's way back is refused in the victim's browser, whatever came along", async () => {
    const shop = await open()
    const mallory = new Browser(shop)
    const callback = await mallory.goToAmazon('mallory')
    const before = snapshot(shop)
    const vera = new Browser(shop)
    await expectClean(vera, await vera.get(callback, { headers: crossSite }), 'transaction-missing')
    await vera.goToAmazon('vera')
    await expectClean(vera, await vera.get(callback, { headers: crossSite }), 'transaction-unknown')
    await expectNoSession(vera)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
  })

  it("session-login-csrf: the attacker's filled-in prompt, posted from his page, signs nobody in", async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const mallory = new Browser(shop)
    await mallory.signInWithAmazon('mallory')
    const { csrf } = await mallory.get(`${base}/link`)
    const vera = new Browser(shop)
    const before = snapshot(shop)
    const form = { csrf, email: 'vera@ex.test', password }
    const forged = await vera.post(`${base}/link`, form, { headers: crossSite })
    expect(forged.status).toBe(403)
    // Even where the browser says nothing about itself: the ticket is in his browser, not in hers.
    expect((await vera.post(`${base}/link`, form)).status).toBe(400)
    await expectNoSession(vera, forged)
    expectNoWrite(shop, before)
  })

  it.each([['cross-site'], ['same-site']])(
    'session-login-csrf: a %s page begins no sign-in, by GET or by POST',
    async (site) => {
      const shop = await open()
      const vera = new Browser(shop)
      const headers = { 'sec-fetch-site': site }
      const got = await vera.get(`${base}/start?return_to=/cart`, { headers })
      const posted = await vera.post(`${base}/start`, { return_to: '/cart' }, { headers })
      expect([got.status, posted.status]).toEqual([200, 403])
      expect([...got.cookies, ...posted.cookies]).toEqual([])
      expect(vera.jar.size).toBe(0)
    },
  )
})

/** Every way of ours that ends in a session; returns the answer that made it. */
const waysIn: [string, (shop: Shop, browser: Browser) => Promise<Page>][] = [
  [
    'a returning customer',
    async (shop, browser) => {
      await aLinkedAccount(shop, 'nora')
      return browser.signInWithAmazon('nora')
    },
  ],
  ['a new customer', async (_shop, browser) => browser.signInWithAmazon('nora')],
  [
    'the password prompt',
    async (shop, browser) => {
      addUser(shop, { email: 'vera@ex.test' })
      await browser.signInWithAmazon('vera')
      const { csrf } = await browser.get(`${base}/link`)
      return browser.post(`${base}/link`, { csrf, password })
    },
  ],
  [
    'the registration page',
    async (_shop, browser) => {
      await browser.signInWithAmazon('otto')
      const { csrf } = await browser.get(`${base}/register`)
      return browser.post(`${base}/register`, { csrf, name: 'Otto', email: 'otto@ex.test' })
    },
  ],
]

describe('a session that was planted before', () => {
  it.each(waysIn)('session-fixation: %s gets a new one, and the old one is gone', async (_name, signIn) => {
    const shop = await open({ before: plantable, registration: { require: ['email'] } })
    const mallory = new Browser(shop)
    await mallory.get('/plant')
    const planted = mallory.jar.get('connect.sid') ?? ''
    const vera = new Browser(shop)
    vera.jar.set('connect.sid', planted)
    const done = await signIn(shop, vera)
    expect(done.status).toBe(303)
    expect(done.cookies.filter((line) => line.startsWith('connect.sid'))).toHaveLength(1)
    expect(vera.jar.get('connect.sid')).not.toBe(planted)
    const { userId } = await vera.me()
    expect(userId).not.toBeNull()
    // Of the planted session only what `keep` names is left; the session itself is not there any more.
    const now = await sessionBehind(shop, vera.jar.get('connect.sid') ?? '')
    expect(now).toMatchObject({ basket: 'tea', userId })
    expect(Object.keys(now).filter((name) => name === 'csrfSecret' || name === 'isAdmin')).toEqual([])
    expect(await sessionBehind(shop, planted)).toEqual({})
  })

  it('session-fixation: a password shown in settings freshens no session, so that there is nothing to fix', async () => {
    const shop = await open()
    addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('v@ex.test', password)
    shop.pass(3600)
    await browser.linkWithAmazon('nora')
    const form = await browser.get(`${base}/link`)
    expect((await browser.post(`${base}/link`, { csrf: form.csrf, password })).status).toBe(303)
    const settings = await browser.get(`${base}/connections`)
    expect(settings.text).toContain('type="password"')
    expect((await browser.post(`${base}/connections/unlink`, { csrf: settings.csrf })).status).toBe(403)
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
  })
})

type Session = Record<string, unknown>

const idOf = ({ id }: { readonly id: string }): string => id

const works = (done: () => void): void => done()
const fails = (done: (error: Error) => void): void => done(new Error('the store is down'))
const throws = (): void => {
  throw new Error('not supported')
}

/** What applications put in the place of a session that can rotate. */
const sessionsThatDoNotRotate: [string, Session | undefined][] = [
  ['is missing', undefined],
  ['is a plain object, as of cookie-session', { basket: 'tea' }],
  ['has no save', { regenerate: works }],
  ['has a regenerate that rejects', { regenerate: fails, save: works }],
  ['has a regenerate that throws', { regenerate: throws, save: works }],
  ['has a regenerate that does nothing', { regenerate: works, save: works }],
]

describe('a session that cannot rotate', () => {
  it.each(sessionsThatDoNotRotate)(
    'session-regenerate-unsupported: one that %s signs nobody in, and the operator reads why',
    async (_name, session) => {
      const anonymous: Sessions = { ...expressSession({ idOf }), current: async () => null }
      const instance = anInstance({ sessions: anonymous })
      const { state, cookieName, cookieValue } = await start(instance)
      const callback = new Request(`http://inside${base}/callback?code=ANcode&state=${state}`, {
        headers: { cookie: `${cookieName}=${cookieValue}` },
      })
      const before = { ...session }
      const answer = await instance.sparekey.handler(callback, { req: { session }, res: {} })
      expect(answer.headers.get('location')).toMatch(/\/problem\?code=session-failed&reference=[0-9a-f]{10}$/)
      expect({ ...session }).toEqual(before)
      const failed = instance.events.flatMap((event) => (event.type === 'failed' ? [event.error] : []))
      expect(failed.map(String)).toEqual([expect.stringMatching(/rotat|the store is down|not supported/)])
    },
  )

  it('session-regenerate-unsupported: without a session the page is not even asked who is here', async () => {
    const instance = anInstance({ sessions: expressSession({ idOf }) })
    const request = new Request(`http://inside${base}/connections`)
    const answer = await instance.sparekey.handler(request, { req: {}, res: {} })
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('app.use')
  })

  it('session-regenerate-unsupported: one that cannot be saved now is not signed in a moment later', async () => {
    let failures = 0
    const shop = await open({
      before: (app) =>
        app.use(`${base}/callback`, (req, _res, next) => {
          const store = req.sessionStore
          const set = store.set.bind(store)
          store.set = (id, session, done) => {
            // As a store that is away for a second: the next attempt would succeed.
            store.set = set
            failures += 1
            done?.(new Error(`cannot set ${session.cookie.path} of a session ${id.length} long`))
          }
          next()
        }),
    })
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('nora')
    await expectClean(browser, page, 'session-failed')
    expect(failures).toBe(1)
    expect((await browser.me()).userId).toBeNull()
  })
})
