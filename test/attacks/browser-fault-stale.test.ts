import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { canaries } from '../support/canaries.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { anInstance } from './instance.js'
import { base, expectClean, expectNoSession, expectNoWrite, snapshot } from './oracles.js'
import { ticketOf } from './tickets.js'

const open = useShop()
const json = { accept: 'application/json' }

/** A browser at the password prompt, on its way to the basket. */
async function atThePrompt(shop: Shop): Promise<{ browser: Browser; csrf: string; id: number }> {
  const id = addUser(shop, { email: 'vera@ex.test' })
  const browser = new Browser(shop)
  await browser.signInWithAmazon('vera', { returnTo: '/cart?step=2' })
  const { csrf } = await browser.get(`${base}/link`)
  return { browser, csrf, id }
}

/** A browser that is asked whether its account gets this Amazon account. */
async function atTheConfirmation(shop: Shop): Promise<{ browser: Browser; csrf: string; id: number }> {
  const id = addUser(shop, { email: 'a@ex.test' })
  const browser = new Browser(shop)
  await browser.signIn('a@ex.test', password)
  await browser.linkWithAmazon('nora')
  const { csrf } = await browser.get(`${base}/link`)
  return { browser, csrf, id }
}

describe('a page that was left open', () => {
  it.each([
    ['answered', async (browser: Browser, csrf: string) => browser.post(`${base}/link`, { csrf, password })],
    ['declined', async (browser: Browser, csrf: string) => browser.post(`${base}/link/decline`, { csrf })],
    ['loaded again', async (browser: Browser) => browser.get(`${base}/link`)],
  ])('br-stale-prompt: too long and %s leads to a fresh start with the way back kept', async (_name, act) => {
    const shop = await open()
    const { browser, csrf } = await atThePrompt(shop)
    const before = snapshot(shop)
    shop.pass(901)
    const page = await act(browser, csrf)
    expect(page.status).toBe(400)
    expect(page.text).toContain(`href="${base}/start?return_to=%2Fcart%3Fstep%3D2"`)
    expect(page.text).not.toContain(password)
    expect(page.text).not.toContain('type="password"')
    await expectNoSession(browser, page)
    expectNoWrite(shop, before)
  })

  it('br-stale-prompt: the browser keeps the cookie longer than the ticket is good, or it could not say so', async () => {
    const shop = await open({ policy: { ticketLifetimeSeconds: 300 } })
    addUser(shop, { email: 'vera@ex.test' })
    const page = await new Browser(shop).signInWithAmazon('vera')
    const line = page.cookies.find((cookie) => cookie.includes('ticket-')) ?? ''
    expect(Number(/Max-Age=(\d+)/.exec(line)?.[1])).toBeGreaterThan(300)
  })

  it('br-stale-prompt: registration left open too long keeps the way back too', async () => {
    const shop = await open({ registration: { page: 'always' } })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('nora', { returnTo: '/cart' })
    const { csrf } = await browser.get(`${base}/register`)
    const before = snapshot(shop)
    shop.pass(901)
    const page = await browser.post(`${base}/register`, { csrf, name: 'N', email: 'n@ex.test' })
    expect([page.status, page.text.includes('return_to=%2Fcart"')]).toEqual([400, true])
    expectNoWrite(shop, before)
  })

  it('br-stale-prompt: a deployment in between is nothing while the old secret is listed, and clean when it is not', async () => {
    const registration = { page: 'always' } as const
    const [old, recent] = [canaries.secret, 'a-new-secret-that-is-long-enough-0123456789']
    const { name, value } = await ticketOf(anInstance({ registration, secret: old }))
    const headers = { cookie: `${name}=${value}` }
    const both = anInstance({ registration, secret: [recent, old] })
    const shown = await both.sparekey.handler(new Request(`http://inside${base}/register`, { headers }))
    expect(shown.status).toBe(200)
    const only = anInstance({ registration, secret: recent })
    const refused = await only.sparekey.handler(new Request(`http://inside${base}/register`, { headers }))
    expect(refused.status).toBe(400)
    expect(await refused.text()).toContain(`href="${base}/start"`)
    expect(only.events.filter(({ type }) => type === 'failed')).toEqual([])
  })

  it('br-stale-prompt: the account was deleted meanwhile: no link, no session, and another way on', async () => {
    const shop = await open()
    const { browser, csrf } = await atThePrompt(shop)
    shop.rows('delete from users returning id')
    const page = await browser.post(`${base}/link`, { csrf, password })
    expect(page.status).toBe(403)
    expect(page.text).not.toContain(password)
    expect(shop.rows('select * from amazon_links')).toEqual([])
    const declined = await browser.post(`${base}/link/decline`, { csrf })
    expect(declined.status).toBe(303)
    await expectNoSession(browser, page)
  })
})

describe('signing out in another tab', () => {
  it('br-logout-elsewhere: does not keep a sign-in from finishing', async () => {
    const shop = await open()
    const id = addUser(shop, { email: 'a@ex.test' })
    await new Browser(shop).signInWithAmazon('nora')
    const browser = new Browser(shop)
    await browser.signIn('a@ex.test', password)
    const callback = await browser.goToAmazon('nora', { returnTo: '/cart' })
    await browser.request('POST', '/sign-out', { json: {} })
    expect((await browser.get(callback)).location).toBe('/cart')
    const { userId } = await browser.me()
    expect([userId === null, userId === id]).toEqual([false, false])
  })

  it('br-logout-elsewhere: while linking at Amazon, nothing is linked, nobody signed in or up', async () => {
    const shop = await open()
    addUser(shop, { email: 'a@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('a@ex.test', password)
    const started = await browser.post(`${base}/start`, { intent: 'link' }, { headers: json })
    const callback = await browser.answerAmazon(String(started.json()['location']), 'nora')
    await browser.request('POST', '/sign-out', { json: {} })
    const before = snapshot(shop)
    const page = await browser.get(callback)
    await expectClean(browser, page, 'sign-in-required')
    await expectNoSession(browser, page)
    expectNoWrite(shop, before)
  })

  it('br-logout-elsewhere: on the confirmation, the yes is refused and no page asks for a password', async () => {
    const shop = await open()
    const { browser, csrf } = await atTheConfirmation(shop)
    await browser.request('POST', '/sign-out', { json: {} })
    const before = snapshot(shop)
    const again = await browser.get(`${base}/link`)
    expect([again.status, again.text.includes('type="password"')]).toEqual([401, false])
    for (const form of [{ csrf }, { csrf, password }, { csrf, password, email: 'a@ex.test' }]) {
      expect((await browser.post(`${base}/link`, form)).status).toBe(401)
    }
    await expectNoSession(browser, again)
    expectNoWrite(shop, before)
  })

  it.each([['a@ex.test'], ['b@ex.test']])(
    'br-logout-elsewhere: and signing in again as %s does not revive the confirmation',
    async (email) => {
      const shop = await open()
      addUser(shop, { email: 'b@ex.test' })
      const { browser, csrf } = await atTheConfirmation(shop)
      await browser.request('POST', '/sign-out', { json: {} })
      shop.pass(1)
      await browser.signIn(email, password)
      const page = await browser.post(`${base}/link`, { csrf })
      expect(page.status).toBe(409)
      expect(shop.rows('select * from amazon_links')).toEqual([])
    },
  )
})
