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

  it('ends what was linked to an account before its owner proved the address', async () => {
    const shop = await openShopWithAmazon()
    const [stranger, owner] = [shop.shopper(), shop.shopper()]
    const prompt = await loginWithAmazon(shop, stranger, { customer: 'nora', from: '/sign-in' })
    await stranger.post('/auth/amazon/link', { csrf: hidden(prompt, 'csrf'), password: 'dog-eared-page' })
    expect((await stranger.get('/account')).text).toContain('With Amazon.')
    await owner.post('/forgotten-password', { email: 'nora@bookshop.example' })
    const reset = await owner.get(link(await owner.get('/outbox'), '/reset-password'))

    await owner.post('/reset-password', { token: hidden(reset, 'token'), password: 'only the owner knows' })

    expect((await stranger.get('/account')).path).toBe('/sign-in?next=/account')
    expect((await loginWithAmazon(shop, stranger, { customer: 'nora', from: '/sign-in' })).path).toBe(
      '/auth/amazon/link',
    )
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
