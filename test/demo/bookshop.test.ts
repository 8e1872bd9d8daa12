import { describe, expect, it, vi } from 'vitest'
import { openShop } from './open-shop.js'
import { hidden, type Shopper } from './shopper.js'

const VERA = { email: 'vera@bookshop.example', password: 'winter-reading' }
const signInAsVera = (shopper: Shopper, next?: string) => shopper.signIn(VERA.email, VERA.password, next)

describe('signing in', () => {
  it('opens the account with the right password, whatever the case of the address', async () => {
    const shopper = (await openShop()).shopper()

    const page = await shopper.signIn('VERA@Bookshop.Example', VERA.password)

    expect(page.path).toBe('/account')
    expect(page.text).toContain('Vera Winter')
  })

  it('refuses a wrong password and an unknown address with the same page', async () => {
    const shopper = (await openShop()).shopper()

    const wrong = await shopper.signIn(VERA.email, 'summer-reading')
    const unknown = await shopper.signIn('nobody@bookshop.example', 'summer-reading')

    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(unknown.text.replaceAll('nobody@', 'vera@')).toBe(wrong.text)
    expect((await shopper.get('/account')).path).toBe('/sign-in?next=/account')
  })

  it('refuses an account that was closed', async () => {
    const shopper = (await openShop()).shopper()

    const page = await shopper.signIn('otto@bookshop.example', 'overdue-notice')

    expect(page.status).toBe(403)
    expect((await shopper.get('/account')).path).toBe('/sign-in?next=/account')
  })

  it('refuses even the right password after too many wrong ones, until a quarter of an hour has passed', async () => {
    const shop = await openShop()
    const shopper = shop.shopper()
    for (let attempt = 0; attempt < 8; attempt++) await shopper.signIn(VERA.email, 'guess')

    expect((await signInAsVera(shopper)).status).toBe(429)
    shop.wait(16)
    expect((await signInAsVera(shopper)).path).toBe('/account')
  })

  it('begins a new session, worthless to who knew the old one', async () => {
    const shop = await openShop()
    const shopper = shop.shopper()
    await shopper.post('/basket', { book: 'the-night-ferry' })
    const planted = shopper.cookies.get('bookshop')
    await signInAsVera(shopper)

    const other = shop.shopper()
    if (planted !== undefined) other.cookies.set('bookshop', planted)

    expect(planted).toBeDefined()
    expect(shopper.cookies.get('bookshop')).not.toBe(planted)
    expect((await other.get('/account')).path).toBe('/sign-in?next=/account')
  })

  it('goes on to the page that was asked for', async () => {
    const shopper = (await openShop()).shopper()
    expect((await signInAsVera(shopper, '/books/branch-line?from=sign-in')).path).toBe(
      '/books/branch-line?from=sign-in',
    )
  })

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/.//evil.example',
    '/%2f/evil',
    '/\t/evil',
  ])('does not go on to %j', async (next) => {
    const shopper = (await openShop()).shopper()
    expect((await signInAsVera(shopper, next)).path).toBe('/account')
  })

  it('ends with signing out', async () => {
    const shopper = (await openShop()).shopper()
    await signInAsVera(shopper)

    await shopper.post('/sign-out', {})

    expect((await shopper.get('/account')).path).toBe('/sign-in?next=/account')
  })
})

describe('the basket', () => {
  it('survives signing in', async () => {
    const shopper = (await openShop()).shopper()
    await shopper.post('/basket', { book: 'the-spare-key' })

    await signInAsVera(shopper)

    expect((await shopper.get('/basket')).text).toContain('The Spare Key')
  })

  it('does not pass from one account to another', async () => {
    const shopper = (await openShop()).shopper()
    await signInAsVera(shopper)
    await shopper.post('/basket', { book: 'the-spare-key' })

    await shopper.signIn('marco@bookshop.example', 'second-edition')

    expect((await shopper.get('/basket')).text).not.toContain('The Spare Key')
  })

  it('changes and takes out copies', async () => {
    const shopper = (await openShop()).shopper()
    await shopper.post('/basket', { book: 'the-spare-key' })

    const three = await shopper.post('/basket/change', { book: 'the-spare-key', quantity: '3' })
    const none = await shopper.post('/basket/change', { book: 'the-spare-key', quantity: '0' })

    expect(three.text).toContain('$48.75')
    expect(none.text).not.toContain('The Spare Key')
  })
})

describe('the checkout', () => {
  it('leads an anonymous visitor through signing in to an order', async () => {
    const shopper = (await openShop()).shopper()
    await shopper.post('/basket', { book: 'small-weather' })
    const asked = await shopper.get('/checkout')
    const checkout = await signInAsVera(shopper, hidden(asked, 'next'))

    const fields = { reference: hidden(checkout, 'reference'), name: 'Vera Winter', postal_code: '98109' }
    const ordered = await shopper.post('/checkout', fields)

    expect(checkout.path).toBe('/checkout')
    expect(ordered.text).toContain('Small Weather')
    expect((await shopper.get('/account')).text).toContain(fields.reference)
    expect((await shopper.get('/basket')).text).not.toContain('Small Weather')
  })

  it('takes a form that is sent twice as one order', async () => {
    const shopper = (await openShop()).shopper()
    await signInAsVera(shopper)
    await shopper.post('/basket', { book: 'small-weather' })
    const fields = {
      reference: hidden(await shopper.get('/checkout'), 'reference'),
      name: 'Vera',
      postal_code: '',
    }

    const pages = await Promise.all([shopper.post('/checkout', fields), shopper.post('/checkout', fields)])

    expect(pages.map((page) => page.path)).toEqual([
      `/orders/${fields.reference}`,
      `/orders/${fields.reference}`,
    ])
    expect((await shopper.get('/account')).text.match(/href="\/orders\//g)).toHaveLength(1)
  })

  it("shows nobody another customer's order", async () => {
    const shop = await openShop()
    const vera = shop.shopper()
    await signInAsVera(vera)
    await vera.post('/basket', { book: 'small-weather' })
    const reference = hidden(await vera.get('/checkout'), 'reference')
    await vera.post('/checkout', { reference, name: 'Vera', postal_code: '' })

    const marco = shop.shopper()
    await marco.signIn('marco@bookshop.example', 'second-edition')

    expect((await marco.get(`/orders/${reference}`)).status).toBe(404)
  })
})

describe('every page', () => {
  it('refuses forms that come from another site', async () => {
    const shopper = (await openShop()).shopper()
    const foreign = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none', origin: 'null' },
    ]
    for (const headers of foreign) {
      expect((await shopper.post('/sign-in', { ...VERA, next: '/' }, headers)).status).toBe(403)
    }
  })

  it('forbids scripts, frames and foreign forms by its content policy', async () => {
    const policy = (await (await openShop()).shopper().get('/')).headers.get('content-security-policy')

    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
  })

  it('says that there is no such page', async () => {
    const shopper = (await openShop()).shopper()

    expect((await shopper.get('/books/constructor')).status).toBe(404)
    expect((await shopper.get('/nothing')).text).toContain('not on our shelves')
  })

  it('answers a body that is too large with a page', async () => {
    const shopper = (await openShop()).shopper()

    const page = await shopper.post('/sign-in', { email: 'x'.repeat(30_000) })

    expect(page.status).toBe(413)
    expect(page.text).toContain('We could not read that')
  })

  it('tells neither the customer nor the log anything secret when something breaks', async () => {
    const shop = await openShop()
    const log = vi.spyOn(console, 'error').mockReturnValue()
    shop.breakDown()

    const page = await shop.shopper().get('/reset-password?token=a-secret-token')

    expect(page.status).toBe(500)
    expect(page.text).toContain('That was our fault.')
    expect(page.text).not.toContain('.ts:')
    expect(log).toHaveBeenCalledOnce()
    expect(JSON.stringify(log.mock.calls)).not.toContain('a-secret-token')
  })
})
