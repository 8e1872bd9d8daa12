import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'

const base = '/auth/amazon'
const open = useShop()

describe('a new customer', () => {
  it('gets an account at once when nothing is missing', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('vera', { returnTo: '/cart?step=2' })
    expect([page.status, page.location]).toEqual([303, '/cart?step=2'])
    const [user] = shop.rows('select * from users')
    expect(user).toMatchObject({
      email: 'vera@ex.test',
      full_name: 'Vera Winter',
      verified_at: null,
      role: 'customer',
    })
    expect((await browser.me()).userId).toBe(user?.['id'])
    expect(shop.rows('select * from amazon_links')).toMatchObject([
      { account_id: String(user?.['id']), issuer: 'https://www.amazon.com', email_at_link: 'vera@ex.test' },
    ])
    expect(shop.rows('select event from sparekey_audit')).toEqual([{ event: 'signed-up' }])
  })

  it('has no password anybody could know', async () => {
    const shop = await open()
    await new Browser(shop).signInWithAmazon('vera')
    const [user] = shop.rows('select password_hash from users')
    expect(String(user?.['password_hash'])).toMatch(/^![\w-]{43}$/)
  })

  it('is asked for what the host needs, prefilled, and gets the account afterwards', async () => {
    const shop = await open({
      registration: {
        fields: {
          nickname: {
            label: 'Nickname',
            schema: v.pipe(v.string(), v.minLength(3, 'Three letters at least')),
          },
        },
      },
    })
    const browser = new Browser(shop)
    const callback = await browser.signInWithAmazon('vera', { returnTo: '/cart' })
    expect(callback.location).toBe(`${base}/register`)
    expect(shop.rows('select * from users')).toEqual([])
    const form = await browser.get(`${base}/register`)
    expect(form.text).toContain('value="vera@ex.test"')
    expect(form.text).toContain('value="Vera Winter"')
    const fields = { csrf: form.csrf, email: 'vera@ex.test', name: 'Vera W.', nickname: 'v' }
    const again = await browser.post(`${base}/register`, fields)
    expect(again.status).toBe(422)
    expect(again.text).toContain('Three letters at least')
    expect(again.text).toContain('value="Vera W."')
    expect(shop.rows('select * from users')).toEqual([])
    const done = await browser.post(`${base}/register`, { ...fields, nickname: 'vera' })
    expect([done.status, done.location]).toEqual([303, '/cart'])
    expect(shop.rows('select full_name, nickname from users')).toEqual([
      { full_name: 'Vera W.', nickname: 'vera' },
    ])
  })

  it('without an email still gets an account, with none', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    expect((await browser.signInWithAmazon('otto')).status).toBe(303)
    expect(shop.rows('select email from users')).toEqual([{ email: null }])
    expect((await browser.me()).userId).not.toBeNull()
  })

  it('is turned away, with a page, where registration is closed', async () => {
    const shop = await open({ registration: { page: 'closed' } })
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('vera')
    expect(page.location).toBe(`${base}/problem?reason=registration-closed`)
    expect((await browser.get(page.location ?? '')).status).toBe(403)
    expect(shop.rows('select * from users')).toEqual([])
  })

  it('keeps the basket and gets a new session id', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    await browser.request('POST', '/basket', { json: { item: 'a book' } })
    const before = await browser.me()
    await browser.signInWithAmazon('vera')
    const after = await browser.me()
    expect(after.basket).toBe('a book')
    expect(after.session).not.toBe(before.session)
  })
})

describe('a returning customer', () => {
  it('is signed in with two calls to Amazon, whatever Amazon now says about the email', async () => {
    const shop = await open()
    await new Browser(shop).signInWithAmazon('vera')
    shop.emulator.customers.put({ id: 'vera', name: 'Vera Summer', email: 'other@ex.test' })
    addUser(shop, { email: 'other@ex.test' })
    shop.emulator.log.clear()
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('vera')
    expect(page.location).toBe('/')
    expect((await browser.me()).userId).toBe(1)
    expect(shop.rows('select email, full_name from users where id = 1')).toEqual([
      { email: 'vera@ex.test', full_name: 'Vera Winter' },
    ])
    const backChannel = shop.emulator.log.entries.filter(({ endpoint }) => endpoint !== 'authorize')
    expect(backChannel.map(({ endpoint }) => endpoint)).toEqual(['token', 'profile'])
  })

  it('costs one query, and starting costs none', async () => {
    const shop = await open()
    await new Browser(shop).signInWithAmazon('vera')
    const browser = new Browser(shop)
    shop.statements.length = 0
    const callback = await browser.goToAmazon('vera')
    expect(shop.statements).toEqual([])
    expect((await browser.get(callback)).location).toBe('/')
    expect(shop.statements).toHaveLength(1)
    expect(shop.statements[0]).toMatch(/^select .* join /i)
  })

  it('is remembered as having been here, by the hour', async () => {
    const shop = await open()
    await new Browser(shop).signInWithAmazon('vera')
    const usedAt = () => String(shop.rows('select last_used_at from amazon_links')[0]?.['last_used_at'])
    const before = usedAt()
    shop.pass(7200)
    await new Browser(shop).signInWithAmazon('vera')
    expect(Date.parse(usedAt())).toBeGreaterThan(Date.parse(before))
  })

  it('whose account is disabled is refused and told nothing else', async () => {
    const shop = await open()
    await new Browser(shop).signInWithAmazon('vera')
    shop.rows("update users set disabled_at = '2026-01-01' returning id")
    const browser = new Browser(shop)
    expect((await browser.signInWithAmazon('vera')).location).toBe(`${base}/problem?reason=account-disabled`)
    expect((await browser.me()).userId).toBeNull()
  })

  it('whose account was deleted becomes a stranger, and the old link goes to nobody', async () => {
    const shop = await open()
    await new Browser(shop).signInWithAmazon('vera')
    shop.rows('delete from users returning id')
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    expect(shop.rows('select event from sparekey_audit order by id')).toEqual([
      { event: 'signed-up' },
      { event: 'evicted' },
      { event: 'signed-up' },
    ])
    expect((await browser.me()).userId).not.toBeNull()
  })
})

describe('JSON', () => {
  const json = { accept: 'application/json' }

  it('tells the same outcomes', async () => {
    const shop = await open()
    const id = addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    const waiting = await browser.signInWithAmazon('vera', { headers: json })
    expect(waiting.status).toBe(409)
    expect(waiting.json()).toEqual({
      outcome: 'prove-ownership',
      ticket: null,
      ways: ['password'],
      email_hint: 'v•••@ex.test',
      amazon: { name: 'Vera Winter', email: 'v•••@ex.test' },
      located: true,
      email: 'vera@ex.test',
      disclosure: 'helpful',
      can_register: true,
      sign_in_url: null,
      forgot_password_url: null,
    })
    expect((await browser.get(`${base}/pending`, { headers: json })).json()).toEqual(waiting.json())
    const origin = { origin: shop.origin }
    const wrong = await browser.request('POST', `${base}/link`, {
      json: { password: 'nope' },
      headers: origin,
    })
    expect([wrong.status, wrong.json()['reason']]).toEqual([403, 'wrong-password'])
    const done = await browser.request('POST', `${base}/link`, { json: { password }, headers: origin })
    expect(done.json()).toEqual({
      outcome: 'signed-in',
      account_id: String(id),
      created: false,
      linked: true,
      return_to: '/',
    })
  })

  it('tells what registration needs, and what was wrong', async () => {
    const shop = await open({ registration: { page: 'always', require: ['email'] } })
    const browser = new Browser(shop)
    const waiting = await browser.signInWithAmazon('otto', { headers: json })
    expect(waiting.json()).toMatchObject({
      outcome: 'register',
      prefill: { email: '', name: 'Otto' },
      problems: [],
    })
    const origin = { origin: shop.origin }
    const again = await browser.request('POST', `${base}/register`, {
      json: { name: 'Otto' },
      headers: origin,
    })
    expect(again.json()).toMatchObject({
      outcome: 'register',
      problems: [{ field: 'email', problem: 'required' }],
    })
    const done = await browser.request('POST', `${base}/register`, {
      json: { name: 'O', email: 'o@ex.test' },
      headers: origin,
    })
    expect(done.json()).toMatchObject({ outcome: 'signed-in', created: true, linked: true })
  })

  it('needs an origin when it comes with cookies', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const page = await browser.request('POST', `${base}/link`, { json: { password } })
    expect([page.status, page.json()['reason']]).toEqual([403, 'cross-site-request'])
    expect(shop.rows('select * from amazon_links')).toEqual([])
  })
})

describe('several tabs', () => {
  it('sign in at once, each to its own page', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const first = await browser.goToAmazon('vera', { returnTo: '/one' })
    const second = await browser.goToAmazon('vera', { returnTo: '/two' })
    expect((await browser.get(second)).location).toBe('/two')
    expect((await browser.get(first)).location).toBe('/one')
    expect(shop.rows('select count(*) as n from users')).toEqual([{ n: 1 }])
  })

  it('wait for a password each with a ticket of its own', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera', { returnTo: '/one' })
    const one = await browser.get(`${base}/link`)
    await browser.signInWithAmazon('vera', { returnTo: '/two' })
    const done = await browser.post(`${base}/link`, { csrf: one.csrf, password })
    expect(done.location).toBe('/one')
  })
})

describe('what goes wrong at Amazon', () => {
  it('tells a customer who said no how to go on, and the next try works', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const denied = await browser.get(
      await browser.goToAmazon('vera', { returnTo: '/cart', decision: 'deny' }),
    )
    expect(denied.location).toBe(`${base}/problem?reason=authorization-declined&return_to=%2Fcart`)
    const page = await browser.get(denied.location ?? '')
    expect(page.text).toContain('/auth/amazon/start?return_to=%2Fcart')
    expect(shop.emulator.log.of('token')).toEqual([])
    expect((await browser.signInWithAmazon('vera')).location).toBe('/')
  })
})
