import { describe, expect, it } from 'vitest'
import { openShop, openShopWithAmazon } from '../demo/open-shop.js'
import {
  askForAddress,
  confirmAddress,
  holderOf,
  linkedAccounts,
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

// Lena has this address, and it is hers. Whoever comes before her only says so.
const lena = 'lena@reader.example'
const mine = 'mallory@elsewhere.example'
const attackers = 'a password of Mallory'
const owners = 'only the owner knows'

// Whether the shop gives the owner an account of her own, or this one emptied, is its choice: nothing of Mallory's reaches hers.
describe('a stranger who registers the address first', () => {
  it('ph-classic-federated-merge: is not joined by the owner who comes from Amazon, and loses the address', async () => {
    const shop = await openShopWithAmazon()
    const [attacker, owner] = [shop.shopper(), shop.shopper()]
    await register(attacker, lena, attackers)
    const asked = await loginWithAmazon(shop, owner, 'lena')
    expect(asked.path).toBe('/auth/amazon/link')
    expect([linkedAccounts(shop), await signedInAs(shop, owner)]).toEqual([[], null])
    expect(newCustomers(shop)).toMatchObject([{ email: lena, verified_at: null }])
    await recover(shop, lena, owners)
    expect((await shop.shopper().signIn(lena, attackers)).status).toBe(401)
    expect((await shop.shopper().signIn(lena, owners)).path).toBe('/account')
    expect(await signedInAs(shop, attacker)).not.toBe(holderOf(shop, lena))
  })

  it.each(['with the password', 'by Amazon'])(
    'ph-unexpired-session: whoever signed in %s before the reset is out with it, and links nothing',
    async (how) => {
      const shop = await openShopWithAmazon()
      const attacker = shop.shopper()
      await register(attacker, lena, attackers)
      if (how === 'by Amazon') {
        await linkInSettings(shop, attacker, 'impostor')
        attacker.cookies.clear()
        await loginWithAmazon(shop, attacker, 'impostor')
      }
      const id = await signedInAs(shop, attacker)
      expect(id).not.toBeNull()
      const cookie = attacker.cookies.get('bookshop') ?? ''
      await recover(shop, lena, owners)
      const own = holderOf(shop, lena)
      attacker.cookies.set('bookshop', cookie)
      expect(await signedInAs(shop, attacker)).not.toBe(own)
      attacker.cookies.set('bookshop', cookie)
      await attacker.post('/auth/amazon/start', { intent: 'link' })
      expect(linkedAccounts(shop)).not.toContain(own)
      expect((await shop.shopper().signIn(lena, owners)).text).not.toContain('With Amazon.')
    },
  )

  it('ph-trojan-identity: has nothing of the Amazon account that was linked before the proof', async () => {
    const shop = await openShopWithAmazon()
    const attacker = shop.shopper()
    await register(attacker, lena, attackers)
    await linkInSettings(shop, attacker, 'impostor')
    expect(linkedAccounts(shop)).toHaveLength(1)
    await recover(shop, lena, owners)
    const later = shop.shopper()
    await loginWithAmazon(shop, later, 'impostor')
    const own = holderOf(shop, lena)
    expect(own).not.toBeNull()
    expect(await signedInAs(shop, later)).not.toBe(own)
    expect(linkedAccounts(shop)).not.toContain(own)
  })

  it('ph-trojan-via-email-swap: a change nobody has confirmed hands no account to whoever reads that mailbox', async () => {
    const shop = await openShopWithAmazon()
    const [attacker, owner] = [shop.shopper(), shop.shopper()]
    await register(attacker, mine, attackers)
    await confirmAddress(shop, attacker, mine)
    await linkInSettings(shop, attacker, 'impostor')
    const trojan = await signedInAs(shop, attacker)
    await askForAddress(attacker, lena, attackers)
    // Neither the reset nor the mail about the change, opened by its reader, moves anything.
    await owner.post('/forgotten-password', { email: lena })
    expect(() => mailedLink(shop, lena, '/reset-password')).toThrow('No mail')
    expect((await takeAddress(shop, owner, lena)).status).toBe(410)
    expect(newCustomers(shop)).toMatchObject([{ id: trojan, email: mine }])
    await register(owner, lena, owners)
    await confirmAddress(shop, owner, lena)
    expect(await signedInAs(shop, owner)).not.toBe(trojan)
    const back = shop.shopper()
    await loginWithAmazon(shop, back, 'impostor')
    expect(await signedInAs(shop, back)).toBe(trojan)
    expect((await takeAddress(shop, back, lena)).status).toBe(409)
  })

  it('ph-unexpired-email-change: a change that was asked for before the reset is void after it', async () => {
    const shop = await openShop()
    const attacker = shop.shopper()
    await register(attacker, lena, attackers)
    await askForAddress(attacker, mine, attackers)
    const cookie = attacker.cookies.get('bookshop') ?? ''
    await recover(shop, lena, owners)
    attacker.cookies.set('bookshop', cookie)
    expect((await takeAddress(shop, attacker, mine)).status).toBe(410)
    // Nor does it work for the owner, should she be sent there.
    const owner = shop.shopper()
    await owner.signIn(lena, owners)
    expect((await takeAddress(shop, owner, mine)).status).toBe(410)
    const told = mailsTo(shop, mine).length
    await attacker.post('/forgotten-password', { email: mine })
    expect(mailsTo(shop, mine)).toHaveLength(told)
    expect([holderOf(shop, mine), holderOf(shop, lena) === null]).toEqual([null, false])
  })

  it('ph-verify-link-autologin: the confirmation mail signs nobody in, and confirms only for who is signed in', async () => {
    const shop = await openShop()
    const [attacker, owner] = [shop.shopper(), shop.shopper()]
    await register(attacker, lena, attackers)
    const page = await confirmAddress(shop, owner, lena)
    expect(page.path).toContain('/sign-in')
    expect(await signedInAs(shop, owner)).toBeNull()
    expect(newCustomers(shop)).toMatchObject([{ email: lena, verified_at: null }])
    const ends = await recover(shop, lena, owners)
    expect(ends.path).toContain('/sign-in')
    expect((await shop.shopper().signIn(lena, attackers)).status).toBe(401)
  })

  it('ph-squat-denial: holds the owner up in none of the ways she may come', async () => {
    const shop = await openShopWithAmazon()
    const [attacker, owner] = [shop.shopper(), shop.shopper()]
    await register(attacker, lena, attackers)
    expect((await register(owner, lena, owners)).text).toContain('set a new password')
    expect((await loginWithAmazon(shop, owner, 'lena')).text).toContain('/forgotten-password')
    await recover(shop, lena, owners)
    expect((await owner.signIn(lena, owners)).path).toBe('/account')
    await loginWithAmazon(shop, shop.shopper(), 'lena')
    await linkInSettings(shop, owner, 'lena')
    const back = shop.shopper()
    await loginWithAmazon(shop, back, 'lena')
    expect(await signedInAs(shop, back)).toBe(await signedInAs(shop, owner))
  })
})

describe('an address that only Amazon told', () => {
  it('ph-non-verifying-idp: is unproven, and leads nobody into the account that was made with it', async () => {
    const shop = await openShopWithAmazon()
    const attacker = shop.shopper()
    await loginWithAmazon(shop, attacker, 'lena')
    const [made] = newCustomers(shop)
    expect(made).toMatchObject({ email: lena, verified_at: null })
    await recover(shop, lena, owners)
    const owner = shop.shopper()
    await owner.signIn(lena, owners)
    const own = await signedInAs(shop, owner)
    expect([own === null, own === made?.id]).toEqual([false, false])
    const back = shop.shopper()
    await loginWithAmazon(shop, back, 'lena')
    expect(await signedInAs(shop, back)).toBe(made?.id)
    expect(newCustomers(shop)).toMatchObject([{ email: null }, { email: lena }])
  })

  it('ph-recovery-on-unproven-email: its reader gets an account of their own, and nothing of the other', async () => {
    const shop = await openShopWithAmazon()
    const victim = shop.shopper()
    await loginWithAmazon(shop, victim, 'lena')
    const account = await signedInAs(shop, victim)
    await victim.post('/account/profile', { name: 'Lena at home', postal_code: '60601' })
    const reader = shop.shopper()
    await recover(shop, lena, attackers)
    const page = await reader.signIn(lena, attackers)
    expect(page.text).not.toContain('Lena at home')
    expect(await signedInAs(shop, reader)).not.toBe(account)
    expect((await victim.get('/account')).text).toContain('Lena at home')
    const back = shop.shopper()
    await loginWithAmazon(shop, back, 'lena')
    expect(await signedInAs(shop, back)).toBe(account)
  })
})
