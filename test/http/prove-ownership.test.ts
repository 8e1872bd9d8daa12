import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'

const base = '/auth/amazon'
const open = useShop()

describe('a customer whose email has an account here', () => {
  it('proves it with the password, is linked, told by mail, and signed in', async () => {
    const shop = await open()
    const id = addUser(shop, { email: 'Vera@Ex.test' })
    const browser = new Browser(shop)
    const callback = await browser.signInWithAmazon('vera', { returnTo: '/cart' })
    expect(callback.location).toBe(`${base}/link`)
    expect(shop.rows('select * from amazon_links')).toEqual([])
    expect((await browser.me()).userId).toBeNull()
    const form = await browser.get(`${base}/link`)
    const done = await browser.post(`${base}/link`, { csrf: form.csrf, password })
    expect([done.status, done.location]).toEqual([303, '/cart'])
    expect((await browser.me()).userId).toBe(id)
    expect(shop.rows('select account_id from amazon_links')).toEqual([{ account_id: String(id) }])
    expect(shop.mails.map(({ to }) => to)).toEqual(['Vera@Ex.test'])
    expect((await new Browser(shop).signInWithAmazon('vera')).location).toBe('/')
  })

  it('with a wrong password stays on the page and nothing is written', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const form = await browser.get(`${base}/link`)
    const again = await browser.post(`${base}/link`, {
      csrf: form.csrf,
      password: 'canary-password-typed-by-a-customer',
    })
    expect(again.status).toBe(403)
    expect(again.text).not.toContain('canary-password')
    expect(again.csrf).not.toBe('')
    expect(shop.rows('select * from amazon_links')).toEqual([])
    expect((await browser.me()).userId).toBeNull()
    expect((await browser.post(`${base}/link`, { csrf: again.csrf, password })).status).toBe(303)
  })

  it('says "this is not my account" and registers with another address', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('mallory')
    const form = await browser.get(`${base}/link`)
    const declined = await browser.post(`${base}/link/decline`, { csrf: form.csrf })
    expect(declined.location).toBe(`${base}/register`)
    const page = await browser.get(`${base}/register`)
    expect(page.text).not.toContain('value="vera@ex.test"')
    const taken = await browser.post(`${base}/register`, {
      csrf: page.csrf,
      email: 'VERA@ex.test',
      name: 'M',
    })
    expect(taken.status).toBe(422)
    expect(shop.rows('select count(*) as n from users')).toEqual([{ n: 1 }])
    const done = await browser.post(`${base}/register`, { csrf: page.csrf, email: 'm@ex.test', name: 'M' })
    expect(done.status).toBe(303)
    expect((await browser.me()).userId).toBe(2)
  })

  it('signs in on the host’s own page instead, comes back, says yes and is linked', async () => {
    const shop = await open({ pages: { signIn: '/sign-in' } })
    const id = addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera', { returnTo: '/cart' })
    const form = await browser.get(`${base}/link`)
    expect(form.text).toContain('/sign-in?next=%2Fauth%2Famazon%2Flink')
    await browser.signIn('vera@ex.test', password)
    const confirmation = await browser.get(`${base}/link`)
    expect(confirmation.text).not.toContain('type="password"')
    const done = await browser.post(`${base}/link`, { csrf: confirmation.csrf })
    expect(done.location).toBe('/cart')
    expect(shop.rows('select account_id from amazon_links')).toEqual([{ account_id: String(id) }])
  })

  it('is refused, after the right password, when the account is disabled', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test', disabled: '2026-01-01' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const form = await browser.get(`${base}/link`)
    const page = await browser.post(`${base}/link`, { csrf: form.csrf, password })
    expect(page.status).toBe(403)
    expect(shop.rows('select * from amazon_links')).toEqual([])
  })
})

describe('"I already have an account"', () => {
  it('links the account whose address and password were typed', async () => {
    const shop = await open({ registration: { page: 'always' } })
    const id = addUser(shop, { email: 'old@ex.test' })
    const browser = new Browser(shop)
    expect((await browser.signInWithAmazon('vera')).location).toBe(`${base}/register`)
    const form = await browser.get(`${base}/link`)
    expect(form.text).toContain('name="email"')
    const wrong = await browser.post(`${base}/link`, { csrf: form.csrf, email: 'nobody@ex.test', password })
    expect(wrong.status).toBe(403)
    const done = await browser.post(`${base}/link`, { csrf: form.csrf, email: 'old@ex.test', password })
    expect(done.status).toBe(303)
    expect((await browser.me()).userId).toBe(id)
  })
})
