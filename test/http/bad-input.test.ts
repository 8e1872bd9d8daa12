import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'

const base = '/auth/amazon'
const json = { accept: 'application/json' }
const open = useShop()

/** Nothing written, nobody signed in. */
async function expectUntouched(shop: Shop, browser: Browser): Promise<void> {
  expect((await browser.me()).userId).toBeNull()
  expect(shop.rows('select * from amazon_links')).toEqual([])
  expect(shop.rows('select * from sparekey_audit')).toEqual([])
}

async function expectReason(browser: Browser, callback: string, reason: string): Promise<void> {
  const page = await browser.get(callback)
  expect(page.status).toBe(303)
  expect(page.location).toContain(`${base}/problem?reason=${reason}`)
  expect(page.location).not.toMatch(/code=|state=/)
  const problem = await browser.get(page.location ?? '')
  expect(problem.status).toBeGreaterThanOrEqual(400)
  expect(problem.text).toContain(`href="${base}/start`)
}

describe('the callback', () => {
  it('refuses a missing, empty, unknown or foreign state before Amazon is asked', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const url = new URL(await browser.goToAmazon('vera'))
    const code = url.searchParams.get('code') ?? ''
    const state = url.searchParams.get('state') ?? ''
    for (const wrong of [
      `code=${code}`,
      `code=${code}&state=`,
      `code=${code}&state=${'x'.repeat(43)}`,
      `code=${code}&state=${state}x`,
    ]) {
      await expectReason(browser, `${base}/callback?${wrong}`, 'transaction-unknown')
    }
    await expectReason(new Browser(shop), url.href, 'transaction-missing')
    expect(shop.emulator.log.of('token')).toEqual([])
    await expectUntouched(shop, browser)
    expect((await browser.get(url.href)).location).toBe('/')
  })

  it('refuses a replay: the transaction is used up, and Amazon is not asked again', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    const kept = new Map(browser.jar)
    await browser.get(callback)
    await browser.request('POST', '/sign-out', { json: {} })
    await expectReason(browser, callback, 'transaction-missing')
    expect(shop.emulator.log.of('token')).toHaveLength(1)
    // Even with the cookies of before, Amazon's code works once.
    for (const [name, value] of kept) browser.jar.set(name, value)
    await expectReason(browser, callback, 'code-rejected')
    expect((await browser.me()).userId).toBeNull()
  })

  it('takes the back button after signing in quietly', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    await browser.get(callback)
    expect((await browser.get(callback)).location).toBe('/')
  })

  it('refuses a transaction that took too long, and keeps where the visitor wanted to go', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera', { returnTo: '/cart' })
    shop.pass(901)
    const page = await browser.get(callback)
    expect(page.location).toBe(`${base}/problem?reason=transaction-expired&return_to=%2Fcart`)
    expect(shop.emulator.log.of('token')).toEqual([])
    await expectUntouched(shop, browser)
  })

  it('refuses a code that was issued to another client', async () => {
    const shop = await open()
    const other = {
      clientId: 'other-client',
      clientSecret: 'other',
      redirectUris: [`${shop.origin}/auth/amazon/callback`],
    }
    shop.emulator.clients.put(other)
    const browser = new Browser(shop)
    const started = await browser.get(`${base}/start`)
    const url = new URL(started.location ?? '')
    url.searchParams.set('client_id', other.clientId)
    await expectReason(browser, await browser.answerAmazon(url.href, 'vera'), 'code-rejected')
    await expectUntouched(shop, browser)
  })

  it('takes parameters once, short and without tokens beside them', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    const state = new URL(callback).searchParams.get('state') ?? ''
    await expectReason(browser, `${callback}&state=${state}`, 'transaction-unknown')
    for (const extra of ['&code=other', '&access_token=Atza', `&code=${'a'.repeat(3000)}`]) {
      const fresh = await browser.goToAmazon('vera')
      await expectReason(browser, fresh + extra, 'malformed-request')
    }
    expect(shop.emulator.log.of('token')).toEqual([])
    await expectUntouched(shop, browser)
  })

  it('answers other methods with 405 and uses nothing up, nor does a browser that looks ahead', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    for (const method of ['HEAD', 'POST', 'PUT', 'OPTIONS']) {
      expect((await browser.request(method, callback, {})).status).toBe(405)
    }
    expect((await browser.get(callback, { headers: { 'sec-purpose': 'prefetch' } })).status).toBe(204)
    expect(shop.emulator.log.of('token')).toEqual([])
    expect((await browser.get(callback)).location).toBe('/')
  })
})

describe('what Amazon tells', () => {
  it.each([
    ['a missing user_id', { user_id: null }, 'amazon-profile-invalid'],
    ['an empty user_id', { user_id: '' }, 'amazon-profile-invalid'],
    ['a user_id that is an object', { user_id: { $ne: null } }, 'amazon-profile-invalid'],
    ['a user_id that is a list', { user_id: ['a', 'b'] }, 'amazon-profile-invalid'],
    ['an email that is a list', { email: ['vera@ex.test', 'm@ex.test'] }, 'amazon-profile-invalid'],
  ])('%s ends in a page and writes nothing', async (_name, members, code) => {
    const shop = await open()
    shop.emulator.faults.add({ endpoint: 'profile', kind: 'amended', set: members })
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('vera')
    expect(page.location).toContain(`${base}/problem?code=${code}&reference=`)
    expect((await browser.get(page.location ?? '')).status).toBe(502)
    await expectUntouched(shop, browser)
  })

  it.each([
    ['markup', '<img src=x onerror=alert(1)>'],
    ['a quote', '"><script>alert(1)</script>'],
    ['a right-to-left override', 'Vera\u202eresU'],
  ])('a name with %s is shown as text', async (_name, name) => {
    const shop = await open({ registration: { page: 'always' } })
    shop.emulator.customers.put({ id: 'eve', name, email: 'eve@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('eve')
    const page = await browser.get(`${base}/register`)
    expect(page.status).toBe(200)
    expect(page.text).not.toMatch(/<img|<script|\u202e/)
  })

  it.each(['a@x.test, b@y.test', '"v@ex.test"@m.test', 'vera＠ex.test', '<vera@ex.test>', 'no-address', ' '])(
    'an email that is no plain address (%s) counts as none',
    async (email) => {
      const shop = await open()
      addUser(shop, { email: 'vera@ex.test' })
      shop.emulator.customers.put({ id: 'eve', name: 'Eve', email })
      const browser = new Browser(shop)
      expect((await browser.signInWithAmazon('eve')).location).toBe('/')
      expect(shop.rows('select email from users where id = 2')).toEqual([{ email: null }])
    },
  )
})

describe('cookies', () => {
  it('that come twice, are huge or malformed count as absent', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    const mine = browser.cookieHeader()
    const send = (cookie: string) => new Browser(shop).get(callback, { headers: { cookie, ...json } })
    for (const cookie of [
      `${mine}; ${mine}`,
      ';;;=',
      `${mine.split('=')[0]}=%E0%A4%A`,
      `${mine.split('=')[0]}=${'A'.repeat(8000)}`,
    ]) {
      const page = await send(cookie)
      expect(page.status, cookie.slice(0, 40)).toBe(400)
    }
    expect(shop.emulator.log.of('token')).toEqual([])
  })

  it('never grow past a few kilobytes, however often somebody starts', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    for (let start = 0; start < 100; start += 1)
      await browser.get(`${base}/start?return_to=/${'x'.repeat(1000)}`)
    expect(browser.jar.size).toBeLessThanOrEqual(5)
    expect(browser.cookieHeader().length).toBeLessThan(8192)
    expect((await browser.signInWithAmazon('vera')).location).toBe('/')
  })
})

describe('every answer', () => {
  it('is not stored, framed, sniffed or told to other sites, and loads nothing', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    const answers = [
      await browser.get(`${base}/start`),
      await browser.get(`${base}/start`, { headers: { 'sec-fetch-site': 'cross-site' } }),
      await browser.get(callback),
      await browser.get(`${base}/link`),
      await browser.get(`${base}/register`),
      await browser.get(`${base}/connections`),
      await browser.get(`${base}/problem?reason=ticket-missing`),
      await browser.get(`${base}/pending`, { headers: json }),
      await browser.get(`${base}/nothing/here.css`),
      await browser.post(`${base}/link`, { csrf: 'x' }),
      await browser.request('DELETE', `${base}/start`, {}),
    ]
    for (const { headers, text } of answers) {
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      expect(text).not.toMatch(/<script|src="http/)
    }
  })

  it('answers a start from another site with the button, and no cookie', async () => {
    const shop = await open()
    const page = await new Browser(shop).get(`${base}/start?return_to=/cart`, {
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect([page.status, page.cookies]).toEqual([200, []])
    expect(page.text).toContain(`${base}/start?return_to=%2Fcart`)
  })
})
