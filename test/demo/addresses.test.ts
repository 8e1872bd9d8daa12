import { describe, expect, it } from 'vitest'
import {
  askForAddress,
  holderOf,
  linkedAccounts,
  linkInSettings,
  newCustomers,
  recover,
  register,
  signedInAs,
  takeAddress,
} from '../attacks/shop-customers.js'
import { openShopWithAmazon } from './open-shop.js'

const claimed = 'lena@reader.example'

describe('an address that its owner proves by a reset', () => {
  it('is on the claiming account or on that of the owner, wherever it is interrupted', async () => {
    const shop = await openShopWithAmazon()
    await register(shop.shopper(), claimed, 'a password of another')
    const claiming = holderOf(shop, claimed)
    shop.database.exec(
      `create trigger no_more before insert on users begin select raise(abort, 'out of space'); end`,
    )
    expect((await recover(shop, claimed, 'only the owner knows')).status).toBe(500)
    expect(holderOf(shop, claimed)).toBe(claiming)
    shop.database.exec('drop trigger no_more')
    await recover(shop, claimed, 'only the owner knows')
    expect([holderOf(shop, claimed) === claiming, newCustomers(shop).length]).toEqual([false, 2])
    expect((await shop.shopper().signIn(claimed, 'only the owner knows')).path).toBe('/account')
  })
})

describe('another address', () => {
  it('ends every other session and what was asked for before, and keeps this one and the link', async () => {
    const shop = await openShopWithAmazon()
    const [here, there] = [shop.shopper(), shop.shopper()]
    for (const browser of [here, there]) await browser.signIn('vera@bookshop.example', 'winter-reading')
    await linkInSettings(shop, here, 'vera')
    const vera = await signedInAs(shop, here)
    await askForAddress(here, 'vera@elsewhere.example', 'winter-reading')
    expect((await takeAddress(shop, here, 'vera@elsewhere.example')).path).toBe(
      '/account?done=address-changed',
    )
    expect([await signedInAs(shop, here), await signedInAs(shop, there)]).toEqual([vera, null])
    expect(linkedAccounts(shop)).toEqual([vera])
  })

  it('is no new proof of who is there', async () => {
    const shop = await openShopWithAmazon()
    const shopper = shop.shopper()
    await shopper.signIn('vera@bookshop.example', 'winter-reading')
    await askForAddress(shopper, 'vera@elsewhere.example', 'winter-reading')
    shop.wait(30)
    await takeAddress(shop, shopper, 'vera@elsewhere.example')
    const row = shop.database.prepare('select data from sessions').all()
    const stamps = row.map(
      (one) => /"authenticatedAt":(\d+)/.exec(String(Reflect.get(Object(one), 'data')))?.[1],
    )
    expect(stamps).toContain(String(Date.parse('2026-11-22T10:00:00Z')))
  })
})
