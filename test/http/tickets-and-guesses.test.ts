import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'

const base = '/auth/amazon'
const open = useShop()

/** Nothing written, nobody signed in. */
async function expectUntouched(shop: Shop, browser: Browser): Promise<void> {
  expect((await browser.me()).userId).toBeNull()
  expect(shop.rows('select * from amazon_links')).toEqual([])
  expect(shop.rows('select * from sparekey_audit')).toEqual([])
}

describe('guessing at the prompt', () => {
  it('ends after five wrong passwords, and hashes no more', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('mallory')
    let { csrf } = await browser.get(`${base}/link`)
    for (let guess = 0; guess < 5; guess += 1) {
      const page = await browser.post(`${base}/link`, { csrf, password: `guess ${guess}` })
      expect(page.status).toBe(403)
      csrf = page.csrf
    }
    const stopped = await browser.post(`${base}/link`, { csrf, password })
    expect(stopped.status).toBe(429)
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(shop.rows('select * from amazon_links')).toEqual([])
  })

  it('by a stranger leaves the customer’s own attempts untouched', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const stranger = new Browser(shop)
    await stranger.signInWithAmazon('mallory')
    const { csrf } = await stranger.get(`${base}/link`)
    for (let guess = 0; guess < 6; guess += 1)
      await stranger.post(`${base}/link`, { csrf, password: `guess ${guess}` })
    const customer = new Browser(shop)
    await customer.signInWithAmazon('vera')
    const form = await customer.get(`${base}/link`)
    expect((await customer.post(`${base}/link`, { csrf: form.csrf, password })).status).toBe(303)
  })

  it('bf-counter-reset: is not made cheaper by being right about an account of one’s own in between', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const own = addUser(shop, { email: 'm@ex.test', password: 'kM' })
    const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.OTHER' }
    shop.rows(
      'insert into amazon_links (issuer, subject, account_id) values (?, ?, ?) returning subject',
      ...Object.values(identity),
      String(own),
    )
    const browser = new Browser(shop)
    await browser.signInWithAmazon('mallory')
    const { csrf } = await browser.get(`${base}/link`)
    const ticket = new Map(browser.jar)
    const statuses: number[] = []
    for (let guess = 0; guess < 8; guess += 1) {
      for (const [name, value] of ticket) browser.jar.set(name, value)
      await browser.post(`${base}/link`, { csrf, email: 'm@ex.test', password: 'kM' })
      for (const [name, value] of ticket) browser.jar.set(name, value)
      statuses.push((await browser.post(`${base}/link`, { csrf, password: `guess ${guess}` })).status)
    }
    expect(statuses.filter((status) => status === 403).length).toBeLessThanOrEqual(5)
  })

  it('in parallel lets no more than five through', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('mallory')
    const { csrf } = await browser.get(`${base}/link`)
    const all = Array.from({ length: 40 }, (_, guess) =>
      browser.post(`${base}/link`, { csrf, password: `guess ${guess}` }),
    )
    const statuses = (await Promise.all(all)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 403)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(35)
  })
})

describe('trying addresses on the registration page', () => {
  it('stops after ten, without telling any more which have an account', async () => {
    const shop = await open({ registration: { page: 'always' } })
    addUser(shop, { email: 'taken@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('nora')
    const { csrf } = await browser.get(`${base}/register`)
    const trying = (email: string) => browser.post(`${base}/register`, { csrf, email, name: 'N' })
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await trying('taken@ex.test')).status).toBe(422)
    }
    const stopped = await trying('taken@ex.test')
    expect(stopped.status).toBe(429)
    // A quarter of an hour, of which this test may have used up some.
    const retryAfterSeconds = Number(stopped.headers.get('retry-after'))
    expect(retryAfterSeconds).toBeGreaterThan(0)
    expect(retryAfterSeconds).toBeLessThanOrEqual(900)
    expect((await trying('free@ex.test')).status).toBe(429)
    expect(shop.rows('select email from users')).toEqual([{ email: 'taken@ex.test' }])
    expect((await trying('nora@ex.test')).status).toBe(303)
  })
})

describe('a ticket', () => {
  it('works once: not after it linked, nor after the link is gone again', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/link`)
    const kept = new Map(browser.jar)
    await browser.post(`${base}/link`, { csrf, password })
    const settings = await browser.get(`${base}/connections`)
    await browser.post(`${base}/connections/unlink`, { csrf: settings.csrf })
    const replay = new Browser(shop)
    for (const [name, value] of kept) replay.jar.set(name, value)
    const page = await replay.post(`${base}/link`, { csrf, password })
    expect(page.status).toBe(409)
    expect(shop.rows('select * from amazon_links')).toEqual([])
    expect((await replay.me()).userId).toBeNull()
  })

  it('does not sign anybody in again once it made an account', async () => {
    const shop = await open({ registration: { page: 'always' } })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/register`)
    const kept = new Map(browser.jar)
    const form = { csrf, email: 'vera@ex.test', name: 'V' }
    expect((await browser.post(`${base}/register`, form)).status).toBe(303)
    shop.pass(60)
    const replay = new Browser(shop)
    for (const [name, value] of kept) replay.jar.set(name, value)
    expect((await replay.post(`${base}/register`, form)).status).toBe(409)
    expect((await replay.me()).userId).toBeNull()
  })

  it('left in another tab signs nobody in for saying "not mine", after its owner has gone', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const other = await browser.get(`${base}/link`)
    shop.pass(5)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/link`)
    await browser.post(`${base}/link`, { csrf, password })
    expect((await browser.me()).userId).toBe(1)
    await browser.post('/sign-out', {})
    shop.pass(60)
    const page = await browser.post(`${base}/link/decline`, { csrf: other.csrf })
    expect([page.status, (await browser.me()).userId]).toEqual([409, null])
  })

  it('sent twice at once by an impatient customer makes one account and signs in', async () => {
    const shop = await open({ registration: { page: 'always' } })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/register`)
    const form = { csrf, email: 'vera@ex.test', name: 'V' }
    const answers = await Promise.all([
      browser.post(`${base}/register`, form),
      browser.post(`${base}/register`, form),
    ])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(shop.rows('select count(*) as n from users')).toEqual([{ n: 1 }])
    expect(shop.rows('select count(*) as n from amazon_links')).toEqual([{ n: 1 }])
  })

  it('expires', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/link`)
    shop.pass(901)
    const page = await browser.request('POST', `${base}/link`, {
      json: { csrf, password },
      headers: { origin: shop.origin },
    })
    expect(page.json()['reason']).toBe('ticket-expired')
    await expectUntouched(shop, browser)
  })
})
