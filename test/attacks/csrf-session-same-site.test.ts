import { describe, expect, it } from 'vitest'
import { Browser, type Page } from '../support/browser.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { base, expectClean, expectNoSession, expectNoWrite, snapshot } from './oracles.js'

const open = useShop()
const fromAmazon = { 'sec-fetch-site': 'cross-site' }

describe('a host whose session cookie is SameSite=Strict', () => {
  const strict = { cookie: { sameSite: 'strict' } } as const

  /** Comes back as a browser does: without the strict cookie, and the second time, from our own page, with it. */
  async function comeBack(browser: Browser, callback: string): Promise<{ hop: Page; page: Page }> {
    const session = browser.jar.get('connect.sid')
    browser.jar.delete('connect.sid')
    const hop = await browser.get(callback, { headers: fromAmazon })
    expect(browser.jar.has('connect.sid')).toBe(false)
    if (session !== undefined) browser.jar.set('connect.sid', session)
    const again = /http-equiv="refresh" content="0; url=([^"]*)"/.exec(hop.text)?.[1] ?? ''
    const page = await browser.get(again.replaceAll('&amp;', '&'), {
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    return { hop, page }
  }

  it('cookie-samesite-strict-host: linking finds its session again by one step inside the site', async () => {
    const shop = await open(strict)
    const id = addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('v@ex.test', password)
    const started = await browser.post(
      `${base}/start`,
      { intent: 'link' },
      { headers: { accept: 'application/json' } },
    )
    const callback = await browser.answerAmazon(String(started.json()['location']), 'nora')
    const before = snapshot(shop)
    const { hop, page } = await comeBack(browser, callback)
    expect(hop.status).toBe(200)
    expect(hop.cookies).toEqual([])
    expect(page.location).toBe(`${base}/link`)
    expectNoWrite(shop, before)
    const { csrf } = await browser.get(`${base}/link`)
    await browser.post(`${base}/link`, { csrf })
    expect(shop.rows('select account_id from amazon_links')).toEqual([{ account_id: String(id) }])
    expect(shop.emulator.log.of('token')).toHaveLength(1)
  })

  it('cookie-samesite-strict-host: linking without the session is no sign-in and no sign-up', async () => {
    const shop = await open(strict)
    addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('v@ex.test', password)
    const started = await browser.post(
      `${base}/start`,
      { intent: 'link' },
      { headers: { accept: 'application/json' } },
    )
    const callback = await browser.answerAmazon(String(started.json()['location']), 'nora')
    const before = snapshot(shop)
    browser.jar.delete('connect.sid')
    const page = await browser.get(callback, { headers: { 'sec-fetch-site': 'same-origin' } })
    await expectClean(browser, page, 'sign-in-required')
    await expectNoSession(browser, page)
    expectNoWrite(shop, before)
  })

  it('cookie-samesite-strict-host: signing in keeps the basket, and the new session reaches the next page', async () => {
    const shop = await open(strict)
    const browser = new Browser(shop)
    await browser.request('POST', '/basket', { json: { item: 'tea' } })
    const callback = await browser.goToAmazon('nora', { returnTo: '/cart' })
    const { hop, page } = await comeBack(browser, callback)
    expect([hop.status, hop.cookies]).toEqual([200, []])
    expect(page.location).toBe('/cart')
    expect(await browser.me()).toMatchObject({ userId: 1, basket: 'tea' })
    expect(shop.emulator.log.of('token')).toHaveLength(1)
  })

  it("cookie-samesite-strict-host: another account's session is asked before it ends, hidden or not", async () => {
    const shop = await open(strict)
    await new Browser(shop).signInWithAmazon('nora')
    const id = addUser(shop, { email: 'a@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('a@ex.test', password)
    const { page } = await comeBack(browser, await browser.goToAmazon('nora'))
    expect(page.location).toBe(`${base}/link`)
    expect((await browser.me()).userId).toBe(id)
  })

  it('cookie-samesite-strict-host: a Lax host pays nothing for it', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const page = await browser.get(await browser.goToAmazon('nora'), { headers: fromAmazon })
    expect([page.status, page.location]).toEqual([303, '/'])
  })
})

describe('the first two minutes of a cookie', () => {
  it('cookie-samesite-default-window: each line says SameSite itself, the ones that delete included', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    const pages = [await browser.get(`${base}/start`), await browser.signInWithAmazon('vera')]
    const { csrf } = await browser.get(`${base}/link`)
    pages.push(await browser.post(`${base}/link`, { csrf, password }))
    const ours = pages.flatMap(({ cookies }) => cookies).filter((line) => line.startsWith('auth-amazon'))
    expect(ours).toHaveLength(4)
    for (const line of ours) expect(line).toMatch(/; HttpOnly; SameSite=Lax(;|$)/)
    expect(ours.filter((line) => line.includes('Expires=Thu, 01 Jan 1970'))).toHaveLength(2)
  })

  it('cookie-samesite-default-window: right after signing in, a top-level post from elsewhere removes nothing', async () => {
    const shop = await open({ cookie: { sameSite: false } })
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    await browser.post(`${base}/link`, { csrf: (await browser.get(`${base}/link`)).csrf, password })
    const { csrf } = await browser.get(`${base}/connections`)
    const before = snapshot(shop)
    for (const headers of [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site', origin: 'http://evil.ex.test' },
    ]) {
      // Even with the token, and without it even from our own origin.
      const withToken = await browser.post(`${base}/connections/unlink`, { csrf }, { headers })
      expect([withToken.status, withToken.cookies]).toEqual([403, []])
    }
    expect((await browser.post(`${base}/connections/unlink`, {})).status).toBe(403)
    expectNoWrite(shop, before)
  })
})
