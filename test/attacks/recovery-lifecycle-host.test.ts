import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { openShop, openShopWithAmazon } from '../demo/open-shop.js'
import { hidden } from '../demo/shopper.js'
import { openMailingSite } from '../life/mails.js'
import { PlainVisitor } from '../support/plain-site.js'
import { linkFromSettings } from './linked.js'
import {
  askForAddress,
  linkInSettings,
  loginWithAmazon,
  mailedLink,
  mailsTo,
  newCustomers,
  recover,
  register,
  signedInAs,
  takeAddress,
} from './shop-customers.js'

const vera = 'vera@bookshop.example'
const old = 'winter-reading'
const fresh = 'a password of today'
const another = 'vera@elsewhere.example'
const tokenOf = (address: string) => new URL(address, 'http://shop.invalid').searchParams.get('token') ?? ''

describe('a password that is reset by mail', () => {
  it('life-reset-scope: every session ends; what the owner linked stays, and she is told so in the mail and in settings', async () => {
    const shop = await openShopWithAmazon()
    const [here, there] = [shop.shopper(), shop.shopper()]
    await here.signIn(vera, old)
    await there.signIn(vera, old)
    await linkInSettings(shop, here, 'vera')
    await recover(shop, vera, fresh)
    expect([await signedInAs(shop, here), await signedInAs(shop, there)]).toEqual([null, null])
    const told = mailsTo(shop, vera).at(-1) ?? ''
    expect(told).toMatch(/Your Amazon account, linked on November 2\d, 2026, can still sign in/)
    expect(told).toContain(`${shop.url}/auth/amazon/connections`)
    await here.signIn(vera, fresh)
    expect((await here.get('/account')).text).toContain('With Amazon.')
    const back = shop.shopper()
    await loginWithAmazon(shop, back, 'vera')
    expect(await signedInAs(shop, back)).toBe(1)
  })

  it('life-reset-scope: without a link the mail says nothing of one', async () => {
    const shop = await openShopWithAmazon()
    await recover(shop, vera, fresh)
    expect(mailsTo(shop, vera).at(-1)).not.toContain('Amazon')
  })

  it('life-reset-old-address: a link to an address that is not the account’s any more is dead', async () => {
    const shop = await openShop()
    const owner = shop.shopper()
    await owner.signIn(vera, old)
    await owner.post('/forgotten-password', { email: vera })
    const late = mailedLink(shop, vera, '/reset-password')
    await askForAddress(owner, another, old)
    expect((await takeAddress(shop, owner, another)).text).toContain(another)
    expect((await owner.get(late)).status).toBe(410)
    const answer = await owner.post('/reset-password', { token: tokenOf(late), password: fresh })
    expect(answer.status).toBe(410)
    expect((await shop.shopper().signIn(another, old)).path).toBe('/account')
    expect(mailsTo(shop, vera).at(-1)).toContain('another address')
  })

  it('life-reset-old-address: so is one that was left when the address went to somebody else', async () => {
    const shop = await openShop()
    await shop.shopper().post('/forgotten-password', { email: vera })
    const late = mailedLink(shop, vera, '/reset-password')
    shop.database.prepare('update users set email = ? where email = ?').run(another, vera)
    const answer = await shop.shopper().post('/reset-password', { token: tokenOf(late), password: fresh })
    expect(answer.status).toBe(410)
    expect((await shop.shopper().signIn(another, old)).path).toBe('/account')
  })

  it('life-reset-host: leads to the shop, whatever host the request names', async () => {
    const shop = await openShop()
    await forge(shop.url, '/forgotten-password', `email=${encodeURIComponent(vera)}`)
    const [mail = ''] = mailsTo(shop, vera)
    expect(mail).toContain(`${shop.url}/reset-password?token=`)
    expect(mail).not.toContain('evil')
  })

  it('life-reset-host: so do the mails and the way to Amazon that Sparekey makes', async () => {
    const site = openMailingSite()
    const visitor = new PlainVisitor(site)
    visitor.signIn(site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' }))
    await linkFromSettings(visitor)
    const forged = { host: 'evil.test', 'x-forwarded-host': 'evil.test', forwarded: 'host=evil.test' }
    const { location } = await visitor.get('/auth/amazon/start', forged)
    expect(new URL(location ?? '').searchParams.get('redirect_uri')).toBe(
      'https://shop.example/auth/amazon/callback',
    )
    const links = site.mails.flatMap(({ text }) => text.match(/https?:\/\/[^/\s]+/g) ?? [])
    expect(new Set(links)).toEqual(new Set(['https://shop.example']))
  })

  it('life-reset-no-autologin: signs nobody in, and no session that was there before', async () => {
    const shop = await openShop()
    const shopper = shop.shopper()
    await shopper.post('/basket', { book: 'the-spare-key' })
    await shopper.post('/forgotten-password', { email: vera })
    const page = await shopper.get(mailedLink(shop, vera, '/reset-password'))
    const done = await shopper.post('/reset-password', { token: hidden(page, 'token'), password: fresh })
    expect(done.path).toBe('/sign-in?done=password-reset')
    expect(await signedInAs(shop, shopper)).toBeNull()
    const before = shopper.cookies.get('bookshop')
    await shopper.signIn(vera, fresh)
    expect(shopper.cookies.get('bookshop')).not.toBe(before)
  })

  it.each([
    ['no token', () => ''],
    ['a token that was made up', () => 'A'.repeat(43)],
    ['the token of a confirmation mail', (mailed: Mailed) => mailed.confirm],
    ['the hash that is stored of one', (mailed: Mailed) => mailed.stored],
  ])('life-reset-skip-step: changes nothing with %s', async (_what, choose) => {
    const shop = await openShop()
    const shopper = shop.shopper()
    await register(shopper, another, old)
    await shopper.post('/forgotten-password', { email: another })
    const confirm = tokenOf(mailedLink(shop, another, '/confirm'))
    const row = shop.database.prepare("select token_hash from mail_links where purpose = 'reset'").get()
    const stored = String(Reflect.get(Object(row), 'token_hash'))
    const token = choose({ confirm, stored })
    const answer = await shopper.post('/reset-password', { token, password: fresh })
    expect(answer.status).toBe(410)
    expect((await shop.shopper().signIn(another, old)).path).toBe('/account')
  })

  it('life-reset-skip-step: a token sets one password, in the request that brings it', async () => {
    const shop = await openShop()
    await shop.shopper().post('/forgotten-password', { email: vera })
    const token = tokenOf(mailedLink(shop, vera, '/reset-password'))
    const chosen = [fresh, `${fresh} 2`]
    const answers = await Promise.all(
      chosen.map((password) => shop.shopper().post('/reset-password', { token, password })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 410]))
    // Looking at the form, or a password that is refused, gets nobody further without it.
    expect((await shop.shopper().post('/reset-password', { password: fresh })).status).toBe(410)
    const opened = await Promise.all(chosen.map((password) => shop.shopper().signIn(vera, password)))
    expect(opened.filter(({ path }) => path === '/account')).toHaveLength(1)
  })

  it('life-disabled-account: a closed account gets no mail, no session, and keeps none', async () => {
    const shop = await openShopWithAmazon()
    const [otto, late] = ['otto@bookshop.example', shop.shopper()]
    await late.post('/forgotten-password', { email: otto })
    expect(mailsTo(shop, otto)).toEqual([])
    expect((await late.signIn(otto, 'overdue-notice')).status).toBe(403)
    await late.signIn(vera, old)
    shop.database.prepare("update users set disabled_at = '2026-11-22' where email = ?").run(vera)
    expect(await signedInAs(shop, late)).toBeNull()
    const prompt = await loginWithAmazon(shop, late, 'vera')
    await late.post('/auth/amazon/link', { csrf: hidden(prompt, 'csrf'), password: old })
    expect(await signedInAs(shop, late)).toBeNull()
    expect(shop.database.prepare('select * from amazon_links').all()).toEqual([])
  })
})

describe('a confirmation mail', () => {
  it('life-verify-token-binding: confirms only the address it was sent to', async () => {
    const shop = await openShop()
    const shopper = shop.shopper()
    await register(shopper, another, old)
    const asked = mailedLink(shop, another, '/confirm')
    shop.database.prepare('update users set email = ? where email = ?').run('swapped@ex.test', another)
    expect((await shopper.post('/confirm', { token: tokenOf(asked) })).status).toBe(410)
    expect(newCustomers(shop)).toMatchObject([{ email: 'swapped@ex.test', verified_at: null }])
  })

  it('life-verify-token-binding: is void once the account has taken another address', async () => {
    const shop = await openShop()
    const shopper = shop.shopper()
    await register(shopper, another, old)
    const asked = mailedLink(shop, another, '/confirm')
    await askForAddress(shopper, 'third@ex.test', old)
    await takeAddress(shop, shopper, 'third@ex.test')
    expect((await shopper.get(asked)).status).toBe(410)
    expect(newCustomers(shop)).toMatchObject([{ email: 'third@ex.test' }])
  })
})

interface Mailed {
  readonly confirm: string
  readonly stored: string
}

/** Posts a form as a client that says it reached another host. */
function forge(url: string, path: string, body: string): Promise<void> {
  const headers = {
    host: 'evil.test',
    'x-forwarded-host': 'evil.test',
    origin: url,
    'content-type': 'application/x-www-form-urlencoded',
  }
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), { method: 'POST', headers }, (response) => {
      response.resume().on('end', resolve)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
