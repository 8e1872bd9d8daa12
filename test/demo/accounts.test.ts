import { describe, expect, it } from 'vitest'
import { openShop } from './open-shop.js'
import { hidden, link, type Shopper } from './shopper.js'

const VERA = { email: 'vera@bookshop.example', password: 'winter-reading' }
const NEW_CUSTOMER = {
  name: 'Ada Pim',
  email: 'ada@reader.example',
  password: 'a long enough one',
  postal_code: '',
  next: '/account',
}

const signInAsVera = (shopper: Shopper, next?: string) => shopper.signIn(VERA.email, VERA.password, next)

async function mailedLink(shopper: Shopper, path: string): Promise<string> {
  return link(await shopper.get('/outbox'), path)
}

describe('registration', () => {
  it('opens an account whose address is confirmed by the link in a mail', async () => {
    const shopper = (await openShop()).shopper()
    const opened = await shopper.post('/register', NEW_CUSTOMER)
    const asked = await shopper.get(await mailedLink(shopper, '/confirm'))

    const confirmed = await shopper.post('/confirm', { token: hidden(asked, 'token') })

    expect(opened.text).toContain('not confirmed yet')
    expect(confirmed.path).toBe('/account?done=confirmed')
    expect(confirmed.text).not.toContain('not confirmed yet')
  })

  it('confirms nothing by merely opening the link, and the link works once', async () => {
    const shopper = (await openShop()).shopper()
    await shopper.post('/register', NEW_CUSTOMER)
    const asked = await shopper.get(await mailedLink(shopper, '/confirm'))

    expect((await shopper.get('/account')).text).toContain('not confirmed yet')
    await shopper.post('/confirm', { token: hidden(asked, 'token') })
    expect((await shopper.post('/confirm', { token: hidden(asked, 'token') })).status).toBe(410)
  })

  it('names every field that cannot be taken, and keeps what was typed', async () => {
    const shopper = (await openShop()).shopper()

    const page = await shopper.post('/register', { ...NEW_CUSTOMER, name: '', password: 'short' })

    expect(page.status).toBe(422)
    expect(page.text).toContain('Please enter your name.')
    expect(page.text).toContain('Please choose at least 10 characters.')
    expect(page.text).toContain(NEW_CUSTOMER.email)
    expect(page.text).not.toContain('value="short"')
  })

  it('refuses an address that has an account, in any case', async () => {
    const shopper = (await openShop()).shopper()

    const page = await shopper.post('/register', { ...NEW_CUSTOMER, email: 'Vera@bookshop.example' })

    expect(page.status).toBe(422)
    expect(page.text).toContain('There is an account with this address already.')
  })
})

describe('a forgotten password', () => {
  it('is replaced through the link in a mail, which proves the address', async () => {
    const shopper = (await openShop()).shopper()
    await shopper.post('/forgotten-password', { email: 'nora@bookshop.example' })
    const asked = await shopper.get(await mailedLink(shopper, '/reset-password'))
    await shopper.post('/reset-password', { token: hidden(asked, 'token'), password: 'turned-over-leaf' })

    expect((await shopper.signIn('nora@bookshop.example', 'dog-eared-page')).status).toBe(401)
    const account = await shopper.signIn('nora@bookshop.example', 'turned-over-leaf')
    expect(account.path).toBe('/account')
    expect(account.text).not.toContain('not confirmed yet')
  })

  it('ends the sessions that were open before', async () => {
    const shop = await openShop()
    const [there, here] = [shop.shopper(), shop.shopper()]
    await signInAsVera(there)
    await here.post('/forgotten-password', { email: VERA.email })
    const asked = await here.get(await mailedLink(here, '/reset-password'))

    await here.post('/reset-password', { token: hidden(asked, 'token'), password: 'spring-cleaning' })

    expect((await there.get('/account')).path).toBe('/sign-in?next=/account')
  })

  it('has links that work once, and for an hour', async () => {
    const shop = await openShop()
    const shopper = shop.shopper()
    await shopper.post('/forgotten-password', { email: VERA.email })
    const used = hidden(await shopper.get(await mailedLink(shopper, '/reset-password')), 'token')
    await shopper.post('/reset-password', { token: used, password: 'spring-cleaning' })
    expect((await shopper.post('/reset-password', { token: used, password: 'again-and-again' })).status).toBe(
      410,
    )

    await shopper.post('/forgotten-password', { email: VERA.email })
    const late = await mailedLink(shopper, '/reset-password')
    shop.wait(61)
    expect((await shopper.get(late)).status).toBe(410)
  })

  it('answers alike whether or not there is an account', async () => {
    const shopper = (await openShop()).shopper()

    const known = await shopper.post('/forgotten-password', { email: VERA.email })
    const unknown = await shopper.post('/forgotten-password', { email: 'nobody@bookshop.example' })

    expect(unknown.text.replaceAll('nobody@', 'vera@')).toBe(known.text)
  })
})

describe('the account page', () => {
  it('changes the password, keeps this session and ends the others', async () => {
    const shop = await openShop()
    const [there, here] = [shop.shopper(), shop.shopper()]
    await signInAsVera(there)
    await signInAsVera(here)

    const passwords = { current_password: VERA.password, password: 'spring-cleaning' }
    const changed = await here.post('/account/password', passwords)

    expect(changed.path).toBe('/account?done=password-changed')
    expect((await there.get('/account')).path).toBe('/sign-in?next=/account')
  })

  it('does not change the password without the present one', async () => {
    const shopper = (await openShop()).shopper()
    await signInAsVera(shopper)

    const passwords = { current_password: 'summer-reading', password: 'spring-cleaning' }
    expect((await shopper.post('/account/password', passwords)).status).toBe(422)
    expect((await signInAsVera(shopper)).path).toBe('/account')
  })

  it('saves the name and the postal code', async () => {
    const shopper = (await openShop()).shopper()
    await signInAsVera(shopper)

    const page = await shopper.post('/account/profile', { name: 'Vera <b>Summer</b>', postal_code: '10117' })

    expect(page.text).toContain('value="Vera &lt;b&gt;Summer&lt;/b&gt;"')
    expect(page.text).toContain('value="10117"')
  })
})
