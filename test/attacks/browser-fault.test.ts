import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import {
  base,
  expectClean,
  expectHeaders,
  expectNoSession,
  expectNoUpstream,
  expectNoWrite,
  snapshot,
  transactionsOf,
  upstreamCalls,
} from './oracles.js'

const open = useShop()
const json = { accept: 'application/json' }

describe('two tabs', () => {
  it.each([
    ['the second first', [1, 0]],
    ['the first first', [0, 1]],
  ])('br-two-tabs: both arrive at their own place, %s', async (_name, order) => {
    const shop = await open()
    const browser = new Browser(shop)
    const places = ['/one?x=1', '/two']
    const callbacks = []
    for (const returnTo of places) callbacks.push(await browser.goToAmazon('vera', { returnTo }))
    for (const tab of order) expect((await browser.get(callbacks[tab] ?? '')).location).toBe(places[tab])
    expect(shop.rows('select count(*) as n from users')).toEqual([{ n: 1 }])
    expect(transactionsOf(browser)).toEqual([])
  })

  it.each([
    ['the link first', ['link', 'sign-in']],
    ['the sign-in first', ['sign-in', 'link']],
  ])('br-two-tabs: one may link while the other signs in, %s', async (_name, order) => {
    const shop = await open()
    addUser(shop, { email: 'a@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('a@ex.test', password)
    const started = await browser.post(`${base}/start`, { intent: 'link' }, { headers: json })
    const link = await browser.answerAmazon(String(started.json()['location']), 'nora')
    const signIn = await browser.goToAmazon('nora', { returnTo: '/cart' })
    const ends: Record<string, string | null> = {}
    for (const tab of order) {
      if (tab === 'sign-in') ends['sign-in'] = (await browser.get(signIn)).location
      if (tab !== 'link') continue
      ends['link'] = (await browser.get(link)).location
      const { csrf } = await browser.get(`${base}/link`)
      await browser.post(`${base}/link`, { csrf })
    }
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
    expect(ends['link']).toBe(`${base}/link`)
    // Linked by then it signs in; before, it is told that somebody is signed in already. Never a mismatch.
    const linkedFirst = order[0] === 'link'
    expect(ends['sign-in']).toContain(linkedFirst ? '/cart' : 'reason=already-signed-in')
  })

  it('br-two-tabs: a prompt in each, answered in turn, each keeps its own way back', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera', { returnTo: '/one' })
    const one = await browser.get(`${base}/link`)
    await browser.signInWithAmazon('vera', { returnTo: '/two' })
    const two = await browser.get(`${base}/link`)
    expect((await browser.post(`${base}/link`, { csrf: two.csrf, password })).location).toBe('/two')
    expect((await browser.post(`${base}/link`, { csrf: one.csrf, password })).status).toBe(303)
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
  })

  it('br-parallel-start-cookie-clobber: answers that arrive together each bring a cookie of their own', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const places = ['/a', '/b', '/c', '/d', '/e']
    const started = await Promise.all(places.map((place) => browser.get(`${base}/start?return_to=${place}`)))
    expect(new Set(started.map(({ cookies }) => cookies[0]?.split('=')[0])).size).toBe(5)
    expect(started.flatMap(({ cookies }) => cookies)).toHaveLength(5)
    for (const [index, { location }] of started.entries()) {
      const callback = await browser.answerAmazon(location ?? '', 'vera')
      expect((await browser.get(callback)).location).toBe(places[index])
    }
  })

  it('br-parallel-start-cookie-clobber: of too many the oldest goes, with a clean way on', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callbacks = []
    for (let tab = 0; tab < 7; tab += 1) {
      callbacks.push(await browser.goToAmazon('vera', { returnTo: `/${tab}` }))
      shop.pass(1)
    }
    expect(transactionsOf(browser)).toHaveLength(5)
    await expectClean(browser, await browser.get(callbacks[0] ?? ''), 'transaction-unknown')
    for (const tab of [6, 2]) expect((await browser.get(callbacks[tab] ?? '')).location).toBe(`/${tab}`)
  })
})

describe('going back', () => {
  it('br-back-button: to the way back from Amazon leads a signed-in visitor on, without asking Amazon again', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('nora', { returnTo: '/cart' })
    await browser.get(callback)
    const asked = upstreamCalls(shop)
    const before = snapshot(shop)
    for (const headers of [{}, { 'sec-fetch-site': 'cross-site' }, { 'cache-control': 'max-age=0' }]) {
      const again = await browser.get(callback, { headers })
      expect([again.status, again.location]).toEqual([303, '/'])
      expectHeaders(again)
    }
    expect(upstreamCalls(shop)).toEqual(asked)
    expectNoWrite(shop, before)
  })

  it('br-back-button: next day, signed out, or with another tab under way, it leads to a fresh start', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('nora')
    await browser.get(callback)
    const asked = upstreamCalls(shop)
    await browser.request('POST', '/sign-out', { json: {} })
    shop.pass(24 * 3600)
    const problem = await expectClean(browser, await browser.get(callback), 'transaction-missing')
    expect(problem.text).toContain('<h1>We could not find your sign-in</h1>')
    const own = await browser.goToAmazon('nora', { returnTo: '/cart' })
    await expectClean(browser, await browser.get(callback), 'transaction-unknown')
    expect(upstreamCalls(shop)).toEqual(asked)
    expect((await browser.get(own)).location).toBe('/cart')
  })

  it('br-back-button: to a prompt that is done says so, and the password is not asked for again', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/link`)
    await browser.post(`${base}/link`, { csrf, password })
    const back = await browser.get(`${base}/link`)
    expect([back.status, back.text.includes('type="password"')]).toEqual([400, false])
    expect((await browser.post(`${base}/link`, { csrf, password })).status).toBe(400)
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
  })
})

describe('no cookies', () => {
  it('br-cookies-off: the page speaks of cookies, and nobody is sent round in a circle', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera', { returnTo: '/cart' })
    browser.jar.clear()
    const before = snapshot(shop)
    let page = await browser.get(callback)
    let steps = 0
    for (; page.location !== null && steps < 10; steps += 1) {
      browser.jar.clear()
      page = await browser.get(page.location)
    }
    expect([steps, page.status]).toEqual([1, 400])
    expect(page.text).toContain('allow cookies')
    expect(page.text).not.toContain('http-equiv')
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
  })

  it('br-cookies-off: a prompt without its cookie speaks of them too', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    browser.jar.clear()
    const page = await browser.get(`${base}/link`)
    expect([page.status, page.location]).toEqual([400, null])
    expect(page.text).toContain('cookies')
  })
})

describe('another browser', () => {
  it("br-app-switch: Amazon's app comes back elsewhere, which finishes nothing and says where to go on", async () => {
    const shop = await open()
    const here = new Browser(shop)
    const callback = await here.goToAmazon('vera', { returnTo: '/cart' })
    const before = snapshot(shop)
    const elsewhere = new Browser(shop)
    const page = await elsewhere.get(callback)
    const problem = await expectClean(elsewhere, page, 'transaction-missing')
    expect(problem.text).toMatch(/this browser/i)
    await expectNoSession(elsewhere, page)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
    expect((await here.get(callback)).location).toBe('/cart')
    await expectNoSession(elsewhere)
  })

  it('br-bookmark-callback: each address of a journey is harmless to come back to', async () => {
    const shop = await open()
    const visitor = new Browser(shop)
    await visitor.signInWithAmazon('nora')
    const before = snapshot(shop)
    const asked = upstreamCalls(shop)
    const browser = new Browser(shop)
    const addresses = [
      '/callback',
      '/callback?code=x',
      '/callback?error=access_denied',
      '/link',
      '/register',
      '/pending',
    ]
    const problems = [
      '/problem',
      '/problem?reason=wrong-password',
      '/problem?code=internal&reference=0123456789',
    ]
    for (const path of [...addresses, ...problems, '/link/decline', '/connections']) {
      for (const someone of [browser, visitor]) {
        let page = await someone.get(`${base}${path}`)
        if (page.location !== null) page = await someone.get(page.location)
        expectHeaders(page)
        expect(page.cookies.filter((line) => line.startsWith('connect.sid'))).toEqual([])
      }
    }
    expectNoWrite(shop, before)
    expect(upstreamCalls(shop)).toEqual(asked)
    await expectNoSession(browser)
  })
})
