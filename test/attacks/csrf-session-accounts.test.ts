import type { Express } from 'express'
import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { base, expectNoUpstream, expectNoWrite, snapshot } from './oracles.js'

const open = useShop()

/** What an application may keep in a session beside who is signed in. */
function privateThings(app: Express): void {
  app.get('/fill', (req, res) => {
    Object.assign(req.session, { basket: 'tea', csrfSecret: 'of A', pendingLink: 'of A', wishlist: ['x'] })
    res.end()
  })
  app.get('/dump', (req, res) => {
    res.json({ ...Object.fromEntries(Object.entries(req.session)), cookie: undefined })
  })
  // A sloppy sign-out: the account is taken out, everything else stays.
  app.get('/forget-me', (req, res) => {
    Reflect.deleteProperty(req.session, 'userId')
    res.end()
  })
}

/** Nora's account exists and is linked; the browser is signed in as A with the password. */
async function asAWithNorasAccountAround(shop: Shop): Promise<{ a: number; nora: number; browser: Browser }> {
  const first = new Browser(shop)
  await first.signInWithAmazon('nora')
  const nora = Number((await first.me()).userId)
  const a = addUser(shop, { email: 'a@ex.test' })
  const browser = new Browser(shop)
  await browser.signIn('a@ex.test', password)
  return { a, nora, browser }
}

describe('somebody else comes back from Amazon', () => {
  it('session-mixed-accounts: nothing changes before the switch is said, and a no changes nothing', async () => {
    const shop = await open({ before: privateThings })
    const { a, browser } = await asAWithNorasAccountAround(shop)
    await browser.get('/fill')
    const session = browser.jar.get('connect.sid')
    const before = snapshot(shop)
    const callback = await browser.signInWithAmazon('nora', { returnTo: '/cart' })
    expect(callback.location).toBe(`${base}/link`)
    const page = await browser.get(`${base}/link`)
    expect(page.text).toContain('a@ex.test')
    expect(page.text).toContain('Nora Bird')
    expect(browser.jar.get('connect.sid')).toBe(session)
    const declined = await browser.post(`${base}/link/decline`, { csrf: page.csrf })
    expect(declined.location).toBe('/cart')
    expect(await browser.me()).toMatchObject({ userId: a, basket: 'tea' })
    const { sparekey_tickets: _used, ...rest } = before
    const { sparekey_tickets: _usedNow, ...restNow } = snapshot(shop)
    expect(restNow).toEqual(rest)
    expect((await browser.post(`${base}/link`, { csrf: page.csrf })).status).toBe(400)
  })

  it("session-mixed-accounts: after the switch A's session is dead and nothing of it is left", async () => {
    const shop = await open({ before: privateThings })
    const { nora, browser } = await asAWithNorasAccountAround(shop)
    await browser.get('/fill')
    const old = new Browser(shop)
    old.jar.set('connect.sid', browser.jar.get('connect.sid') ?? '')
    await browser.signInWithAmazon('nora')
    const { csrf } = await browser.get(`${base}/link`)
    expect((await browser.post(`${base}/link`, { csrf })).status).toBe(303)
    const now = (await browser.get('/dump')).json()
    expect(now).toMatchObject({ userId: nora })
    expect(
      Object.keys(now).filter((name) => !/^(userId|authenticatedAt|returnedFromAmazonAt)$/.test(name)),
    ).toEqual([])
    expect((await old.get('/dump')).json()).toEqual({})
  })

  it('session-mixed-accounts: what A began in this browser cannot be finished by B', async () => {
    const shop = await open()
    const { nora, browser } = await asAWithNorasAccountAround(shop)
    const started = await browser.post(
      `${base}/start`,
      { intent: 'link' },
      { headers: { accept: 'application/json' } },
    )
    const awayAsA = await browser.answerAmazon(String(started.json()['location']), 'otto')
    await browser.linkWithAmazon('otto')
    const pending = await browser.get(`${base}/link`)
    expect(pending.status).toBe(200)
    await browser.signInWithAmazon('nora')
    const { csrf } = await browser.get(`${base}/link`)
    await browser.post(`${base}/link`, { csrf })
    expect((await browser.me()).userId).toBe(nora)
    const links = shop.rows('select * from amazon_links')
    const confirmed = await browser.post(`${base}/link`, { csrf: pending.csrf })
    expect([confirmed.status, confirmed.text]).toEqual([409, expect.not.stringContaining('a@ex.test')])
    expect((await browser.get(awayAsA)).location).toContain('reason=session-changed')
    expect(shop.rows('select * from amazon_links')).toEqual(links)
  })

  it('session-mixed-accounts: a subject that nobody has is not linked to A by signing in with it', async () => {
    const shop = await open()
    const { a, browser } = await asAWithNorasAccountAround(shop)
    const before = snapshot(shop)
    const page = await browser.signInWithAmazon('otto')
    expect(page.location).toContain('reason=already-signed-in')
    expectNoWrite(shop, before)
    expect((await browser.me()).userId).toBe(a)
  })
})

describe('the time of the last proof', () => {
  const aLinkedPair = async (shop: Shop): Promise<Browser> => {
    addUser(shop, { email: 'a@ex.test' })
    addUser(shop, { email: 'vera@ex.test' })
    const b = new Browser(shop)
    await b.signInWithAmazon('vera')
    await b.post(`${base}/link`, { csrf: (await b.get(`${base}/link`)).csrf, password })
    return new Browser(shop)
  }

  it.each([
    ['ends its session', '/sign-out'],
    ['only forgets the account', '/forget-me'],
  ])("session-stepup-stamp-leak: A's fresh sign-in is none of B's, when the shop %s", async (_name, way) => {
    const shop = await open({ before: privateThings })
    const browser = await aLinkedPair(shop)
    await browser.signIn('a@ex.test', password)
    const settingsOfA = await browser.get(`${base}/connections`)
    if (way === '/sign-out') await browser.request('POST', way, { json: {} })
    else await browser.get(way)
    await browser.signInWithAmazon('vera')
    shop.pass(3600)
    // An hour later A would have to show a credential, and so has B; A's form is no form of B's.
    const stale = await browser.post(`${base}/connections/unlink`, { csrf: settingsOfA.csrf, password })
    expect(stale.status).toBe(403)
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
    const settings = await browser.get(`${base}/connections`)
    expect(settings.text).toContain('type="password"')
    expect((await browser.post(`${base}/connections/unlink`, { csrf: settings.csrf })).status).toBe(403)
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
  })

  it('session-stepup-stamp-leak: a form of an earlier session of the same account is refused in the next', async () => {
    const shop = await open()
    const browser = await aLinkedPair(shop)
    await browser.signIn('vera@ex.test', password)
    const { csrf } = await browser.get(`${base}/connections`)
    await browser.request('POST', '/sign-out', { json: {} })
    shop.pass(1)
    await browser.signIn('vera@ex.test', password)
    expect((await browser.post(`${base}/connections/unlink`, { csrf })).status).toBe(403)
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
  })
})

describe('a sign-in that nobody asked for', () => {
  it('session-silent-login: looking ahead, or being sent by another site, begins nothing', async () => {
    const shop = await open()
    await new Browser(shop).signInWithAmazon('nora')
    shop.emulator.log.clear()
    const browser = new Browser(shop)
    for (const headers of [
      { 'sec-purpose': 'prefetch' },
      { 'sec-purpose': 'prefetch;prerender' },
      { purpose: 'prefetch' },
      { 'x-moz': 'prefetch' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const page = await browser.get(`${base}/start`, { headers })
      expect([page.location, page.cookies]).toEqual([null, []])
      expect(page.text).not.toContain('http-equiv')
    }
    expectNoUpstream(shop)
  })

  it('session-silent-login: no page that is shown after a no or a failure goes on by itself', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    await browser.signInWithAmazon('nora')
    await browser.request('POST', '/sign-out', { json: {} })
    const denied = await browser.get(await browser.goToAmazon('nora', { decision: 'deny' }))
    const addresses = [denied.location ?? '', `${base}/link`, `${base}/register`, `${base}/connections`]
    for (const address of addresses) {
      const page = await browser.get(address)
      expect([page.status >= 400, page.location, page.headers.get('refresh')]).toEqual([true, null, null])
      expect(page.text).not.toMatch(/http-equiv|<script/i)
    }
    expect((await browser.me()).userId).toBeNull()
  })
})
