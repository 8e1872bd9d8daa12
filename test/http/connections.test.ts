import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'

const base = '/auth/amazon'
const open = useShop()

describe('a signed-in customer', () => {
  it('links from the settings page after a yes, and returns there', async () => {
    const shop = await open()
    const id = addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('v@ex.test', password)
    const callback = await browser.linkWithAmazon('nora')
    expect(callback.location).toBe(`${base}/link`)
    expect(shop.rows('select * from amazon_links')).toEqual([])
    const form = await browser.get(`${base}/link`)
    expect(form.text).toContain('Nora Bird')
    const done = await browser.post(`${base}/link`, { csrf: form.csrf })
    expect(done.location).toBe(`${base}/connections`)
    expect(shop.rows('select account_id from amazon_links')).toEqual([{ account_id: String(id) }])
    expect(shop.rows('select count(*) as n from users')).toEqual([{ n: 1 }])
  })

  it('says no and nothing is linked', async () => {
    const shop = await open()
    addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('v@ex.test', password)
    await browser.linkWithAmazon('nora')
    const form = await browser.get(`${base}/link`)
    expect((await browser.post(`${base}/link/decline`, { csrf: form.csrf })).status).toBe(303)
    expect((await browser.post(`${base}/link`, { csrf: form.csrf })).status).toBe(400)
    expect(shop.rows('select * from amazon_links')).toEqual([])
  })

  it('is asked for the password when the sign-in is old', async () => {
    const shop = await open()
    addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('v@ex.test', password)
    shop.pass(3600)
    await browser.linkWithAmazon('nora')
    const form = await browser.get(`${base}/link`)
    expect(form.text).toContain('type="password"')
    expect((await browser.post(`${base}/link`, { csrf: form.csrf })).status).toBe(403)
    expect(shop.rows('select * from amazon_links')).toEqual([])
    expect((await browser.post(`${base}/link`, { csrf: form.csrf, password })).status).toBe(303)
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
  })

  it('unlinks when another way in is left, and not otherwise', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    await browser.post(`${base}/link`, { csrf: (await browser.get(`${base}/link`)).csrf, password })
    const settings = await browser.get(`${base}/connections`)
    const done = await browser.post(`${base}/connections/unlink`, { csrf: settings.csrf })
    expect(done.location).toBe(`${base}/connections?notice=unlinked`)
    expect(shop.rows('select * from amazon_links')).toEqual([])
    const alone = new Browser(shop)
    await alone.signInWithAmazon('nora')
    const refused = await alone.request('POST', `${base}/connections/unlink`, {
      json: {},
      headers: { origin: shop.origin },
    })
    expect(refused.json()['reason']).toBe('last-way-to-sign-in')
    expect(refused.status).toBe(409)
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
  })

  it('may switch to the account of another Amazon account only after saying so', async () => {
    const shop = await open()
    await new Browser(shop).signInWithAmazon('nora')
    const id = addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('v@ex.test', password)
    expect((await browser.signInWithAmazon('nora')).location).toBe(`${base}/link`)
    expect((await browser.me()).userId).toBe(id)
    const form = await browser.get(`${base}/link`)
    expect((await browser.post(`${base}/link`, { csrf: form.csrf })).status).toBe(303)
    expect((await browser.me()).userId).toBe(1)
  })

  it('who signed out meanwhile leaves no page behind that signs the next person in', async () => {
    const shop = await open()
    await new Browser(shop).signInWithAmazon('nora')
    addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('v@ex.test', password)
    await browser.signInWithAmazon('nora')
    const form = await browser.get(`${base}/link`)
    await browser.request('POST', '/sign-out', { json: {} })
    expect((await browser.get(`${base}/link`)).status).toBe(401)
    expect((await browser.post(`${base}/link`, { csrf: form.csrf })).status).toBe(409)
    expect((await browser.me()).userId).toBeNull()
  })

  it('who guesses at the password in settings is told how long to wait', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    await browser.post(`${base}/link`, { csrf: (await browser.get(`${base}/link`)).csrf, password })
    shop.pass(3600)
    const { csrf } = await browser.get(`${base}/connections`)
    const guess = () => browser.post(`${base}/connections/unlink`, { csrf, password: 'not the password' })
    for (let turn = 0; turn < 5; turn += 1) expect((await guess()).status).toBe(403)
    const stopped = await guess()
    expect(stopped.status).toBe(429)
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
  })
})
