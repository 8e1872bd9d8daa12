import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
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

describe('what is posted', () => {
  it('needs a page of ours: no token, another form’s or another visitor’s is refused', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const foreign = new Browser(shop)
    await foreign.signInWithAmazon('mallory')
    const theirs = (await foreign.get(`${base}/link`)).csrf
    const mine = (await browser.get(`${base}/link`)).csrf
    for (const csrf of ['', 'x', theirs, `${mine}x`, mine.split('.')[0] ?? '']) {
      const page = await browser.post(`${base}/link`, { csrf, password })
      expect(page.status).toBe(403)
    }
    expect((await browser.request('POST', `${base}/link`, { form: { password } })).status).toBe(403)
    await expectUntouched(shop, browser)
  })

  it('must not come from another site', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/link`)
    const foreign = [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site', origin: 'https://sub.shop.example' },
      { 'sec-fetch-site': '', origin: 'null' },
    ]
    for (const headers of foreign) {
      expect((await browser.post(`${base}/link`, { csrf, password }, { headers })).status).toBe(403)
    }
    for (const headers of [
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { referer: 'https://evil.example/x' },
    ]) {
      expect(
        (await browser.request('POST', `${base}/link`, { form: { csrf, password }, headers })).status,
      ).toBe(403)
    }
    await expectUntouched(shop, browser)
  })

  it('of the wrong type, twice, nested or oversize is refused with its reason', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/link`)
    const send = async (type: string, body: string) => {
      const headers = { ...json, 'content-type': type, origin: shop.origin }
      return (await browser.request('POST', `${base}/link`, { body, headers })).json()['reason']
    }
    expect(await send('text/plain', '{"password":"x"}')).toBe('unsupported-content-type')
    expect(await send('multipart/form-data; boundary=x', '--x--')).toBe('unsupported-content-type')
    expect(await send('application/x-www-form-urlencoded', `csrf=${csrf}&password=a&password=b`)).toBe(
      'malformed-request',
    )
    expect(await send('application/x-www-form-urlencoded', `csrf=${csrf}&password=a%00b`)).toBe(
      'malformed-request',
    )
    expect(await send('application/json', '{"password":{"$gt":""}}')).toBe('malformed-request')
    expect(await send('application/json', '["password"]')).toBe('malformed-request')
    expect(await send('application/json', '{')).toBe('malformed-request')
    expect(
      await send('application/x-www-form-urlencoded', `csrf=${csrf}&password=${'x'.repeat(70_000)}`),
    ).toBe('body-too-large')
    await expectUntouched(shop, browser)
  })

  it('takes nothing that was not asked for', async () => {
    const shop = await open({ registration: { page: 'always' } })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/register`)
    const extra = {
      role: 'admin',
      id: '999',
      verified_at: '2020',
      emailVerified: 'true',
      amazon_user_id: 'x',
      nickname: 'n',
    }
    await browser.post(`${base}/register`, { csrf, email: 'vera@ex.test', name: 'V', ...extra })
    expect(shop.rows('select id, role, verified_at, amazon_user_id, nickname from users')).toEqual([
      { id: 1, role: 'customer', verified_at: null, amazon_user_id: null, nickname: null },
    ])
  })
})
