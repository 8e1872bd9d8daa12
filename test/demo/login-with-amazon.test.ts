import { describe, expect, it } from 'vitest'
import { type OpenShopWithAmazon, openShop, openShopWithAmazon } from './open-shop.js'
import { hidden, link, type Page, type Shopper } from './shopper.js'

/** Presses the button on a page, and is this customer at Amazon. */
async function loginWithAmazon(
  { amazon }: OpenShopWithAmazon,
  shopper: Shopper,
  { customer, from }: { customer: string; from: string },
): Promise<Page> {
  const start = link(await shopper.get(from), '/auth/amazon/start').replaceAll('&amp;', '&')
  const asked = await shopper.leave(start)
  return shopper.get(await amazon.authorize(asked, { customer }))
}

describe('the bookshop with Login with Amazon', () => {
  it('lets a new customer in at the checkout, with the basket', async () => {
    const shop = await openShopWithAmazon()
    const shopper = shop.shopper()
    await shopper.post('/basket', { book: 'the-spare-key' })

    const page = await loginWithAmazon(shop, shopper, { customer: 'lena', from: '/checkout' })

    expect(page.path).toBe('/checkout')
    expect(page.text).toContain('The Spare Key')
    expect(page.text).toContain('value="Lena Park"')
    expect((await shopper.get('/account')).text).toContain('not confirmed yet')
  })

  it('asks for the password of the account that has the address, then signs in without it', async () => {
    const shop = await openShopWithAmazon()
    const first = shop.shopper()
    const asked = await loginWithAmazon(shop, first, { customer: 'vera', from: '/sign-in' })
    expect(asked.path).toBe('/auth/amazon/link')

    await first.post('/auth/amazon/link', { csrf: hidden(asked, 'csrf'), password: 'winter-reading' })

    const later = await loginWithAmazon(shop, shop.shopper(), { customer: 'vera', from: '/sign-in' })
    expect((await first.get('/account')).text).toContain('With Amazon.')
    expect(later.path).toBe('/account')
    expect(later.text).toContain('Vera Winter')
  })

  it('lets nobody in by the address alone', async () => {
    const shop = await openShopWithAmazon()
    const impostor = shop.shopper()

    const asked = await loginWithAmazon(shop, impostor, { customer: 'impostor', from: '/sign-in' })
    await impostor.post('/auth/amazon/link', { csrf: hidden(asked, 'csrf'), password: 'a guess of mine' })

    expect((await impostor.get('/account')).path).toBe('/sign-in?next=/account')
  })

  it('gives an address that only Amazon told to whoever proves it, with an account of their own', async () => {
    const shop = await openShopWithAmazon()
    const [stranger, owner] = [shop.shopper(), shop.shopper()]
    await loginWithAmazon(shop, stranger, { customer: 'lena', from: '/sign-in' })
    await owner.post('/forgotten-password', { email: 'lena@reader.example' })
    const reset = await owner.get(link(await owner.get('/outbox'), '/reset-password'))

    await owner.post('/reset-password', { token: hidden(reset, 'token'), password: 'only the owner knows' })

    const credentials = { email: 'lena@reader.example', password: 'only the owner knows' }
    const own = await owner.post('/sign-in', credentials)
    expect(own.text).toContain('lena@reader.example')
    expect(own.text).toContain('confirmed')
    expect(own.text).not.toContain('With Amazon.')
    const theirs = await stranger.get('/account')
    expect(theirs.text).toContain('We have no address of yours.')
    expect(theirs.text).toContain('With Amazon.')
  })

  it('gives an address that was never confirmed to whoever proves it, and leaves the rest where it was', async () => {
    const shop = await openShopWithAmazon()
    const [stranger, owner] = [shop.shopper(), shop.shopper()]
    const prompt = await loginWithAmazon(shop, stranger, { customer: 'nora', from: '/sign-in' })
    await stranger.post('/auth/amazon/link', { csrf: hidden(prompt, 'csrf'), password: 'dog-eared-page' })
    expect((await stranger.get('/account')).text).toContain('With Amazon.')
    await owner.post('/forgotten-password', { email: 'nora@bookshop.example' })
    const reset = await owner.get(link(await owner.get('/outbox'), '/reset-password'))

    await owner.post('/reset-password', { token: hidden(reset, 'token'), password: 'only the owner knows' })

    const own = await owner.signIn('nora@bookshop.example', 'only the owner knows')
    expect(own.text).not.toContain('With Amazon.')
    expect((await stranger.get('/account')).text).toContain('We have no address of yours.')
  })

  it('tells whoever registers an address that signs in with Amazon how to sign in', async () => {
    const shop = await openShopWithAmazon()
    await loginWithAmazon(shop, shop.shopper(), { customer: 'lena', from: '/sign-in' })
    const answers = { name: 'Lena', email: 'lena@reader.example', password: 'a password of hers' }

    const page = await shop.shopper().post('/register', { ...answers, postal_code: '' })

    expect(page.status).toBe(422)
    expect(page.text).toContain('It signs in with Amazon')
    expect(page.text).toContain('/auth/amazon/start')
  })

  it('says in the reset mail, and only there, that the account signs in with Amazon', async () => {
    const shop = await openShopWithAmazon()
    const shopper = shop.shopper()
    await loginWithAmazon(shop, shop.shopper(), { customer: 'lena', from: '/sign-in' })

    const asked = await shopper.post('/forgotten-password', { email: 'lena@reader.example' })
    const stranger = await shopper.post('/forgotten-password', { email: 'nobody@reader.example' })

    const words = (page: Page) => page.text.replaceAll(/\S+@reader\.example/g, '')
    expect(words(asked)).toBe(words(stranger))
    expect((await shopper.get('/outbox')).text).toMatch(/Set a new password[\s\S]*with Amazon/)
  })

  it('comes back to the waiting link after a new password, in the browser that asked for it', async () => {
    const shop = await openShopWithAmazon()
    const [shopper, elsewhere] = [shop.shopper(), shop.shopper()]
    const prompt = await loginWithAmazon(shop, shopper, { customer: 'vera', from: '/sign-in' })
    await shopper.get(link(prompt, '/forgotten-password'))
    await shopper.post('/forgotten-password', { email: 'vera@bookshop.example' })
    const reset = await elsewhere.get(link(await shopper.get('/outbox'), '/reset-password'))
    expect(hidden(reset, 'token')).not.toBe('')
    const here = await shopper.get(link(await shopper.get('/outbox'), '/reset-password'))

    const back = await shopper.post('/reset-password', {
      token: hidden(here, 'token'),
      password: 'a-brand-new-chapter',
    })
    expect(hidden(back, 'next')).toBe('/auth/amazon/link')
    const confirm = await shopper.signIn('vera@bookshop.example', 'a-brand-new-chapter', '/auth/amazon/link')
    await shopper.post('/auth/amazon/link', { csrf: hidden(confirm, 'csrf') })

    expect((await shopper.get('/account')).text).toContain('With Amazon.')
  })

  it('keeps notices while the mail server is down, and sends them once it is up again', async () => {
    const shop = await openShopWithAmazon()
    const shopper = shop.shopper()
    const prompt = await loginWithAmazon(shop, shopper, { customer: 'vera', from: '/sign-in' })
    await shopper.post('/outbox/mail-server', { be: 'down' })
    await shopper.post('/auth/amazon/link', { csrf: hidden(prompt, 'csrf'), password: 'winter-reading' })
    expect((await shopper.get('/outbox')).text).not.toContain('vera@bookshop.example')

    shop.wait(2)
    const outbox = await shopper.post('/outbox/mail-server', { be: 'up' })

    expect(outbox.text).toContain('vera@bookshop.example')
    expect(outbox.text).toContain('/auth/amazon/undo')
  })

  it('binds nothing before the code that this customer wants at every sign-in', async () => {
    const shop = await openShopWithAmazon()
    const shopper = shop.shopper()
    const prompt = await loginWithAmazon(shop, shopper, { customer: 'theo', from: '/sign-in' })
    const asked = await shopper.post('/auth/amazon/link', {
      csrf: hidden(prompt, 'csrf'),
      password: 'folded-corner',
    })
    expect(asked.path).toBe('/sign-in/code')
    expect(shop.database.prepare('select * from amazon_links').all()).toEqual([])
    const [code = ''] = /\b\d{6}\b/.exec((await shopper.get('/outbox')).text) ?? []

    const confirm = await shopper.post('/sign-in/code', { code })
    expect(confirm.path).toBe('/auth/amazon/link')
    await shopper.post('/auth/amazon/link', { csrf: hidden(confirm, 'csrf') })

    expect((await shopper.get('/account')).text).toContain('With Amazon.')
  })

  it('leaves no link of an account that is deleted, and lets nobody into one that is closed', async () => {
    for (const what of ['delete', 'close']) {
      const shop = await openShopWithAmazon()
      const shopper = shop.shopper()
      await loginWithAmazon(shop, shopper, { customer: 'lena', from: '/sign-in' })

      expect((await shopper.post('/account/close', { what })).path).toBe('/?done=account-closed')

      const links = shop.database.prepare('select * from amazon_links').all()
      expect(links).toHaveLength(what === 'delete' ? 0 : 1)
      if (what === 'delete') continue
      await loginWithAmazon(shop, shopper, { customer: 'lena', from: '/sign-in' })
      expect((await shopper.get('/account')).path).toBe('/sign-in?next=/account')
    }
  })

  it('says at the sign-out of somebody who came from Amazon that Amazon goes on', async () => {
    const shop = await openShopWithAmazon()
    const shopper = shop.shopper()
    await loginWithAmazon(shop, shopper, { customer: 'lena', from: '/sign-in' })

    const page = await shopper.post('/sign-out', {})

    expect(page.path).toBe('/signed-out')
    expect(link(page, shop.amazon.origin)).toBe(shop.amazon.origin)
  })

  it('keeps the link of a customer who confirms the address while signed in', async () => {
    const shop = await openShopWithAmazon()
    const shopper = shop.shopper()
    await loginWithAmazon(shop, shopper, { customer: 'lena', from: '/sign-in' })
    await shopper.post('/account/confirm-address', {})
    const asked = await shopper.get(link(await shopper.get('/outbox'), '/confirm'))

    const account = await shopper.post('/confirm', { token: hidden(asked, 'token') })

    expect(account.text).toContain('With Amazon.')
    expect(account.text).not.toContain('not confirmed yet')
  })

  it('tells people who sign in with Amazon that they need no new password', async () => {
    const page = await (await openShopWithAmazon()).shopper().get('/forgotten-password')
    expect(page.text).toContain('reset it at Amazon')
  })

  it('shows nothing of Amazon where the shop runs without it', async () => {
    const shopper = (await openShop()).shopper()
    for (const path of ['/sign-in', '/register', '/forgotten-password']) {
      expect((await shopper.get(path)).text).not.toMatch(/amazon/i)
    }
  })
})
