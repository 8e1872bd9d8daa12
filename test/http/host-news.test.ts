import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'

const base = '/auth/amazon'
const open = useShop()

async function linkWithPassword(shop: Shop, customer: string): Promise<void> {
  const browser = new Browser(shop)
  await browser.signInWithAmazon(customer)
  const { csrf } = await browser.get(`${base}/link`)
  await browser.post(`${base}/link`, { csrf, password })
}

describe('mailboxProven', () => {
  it('ph-trojan-identity: removes what was linked before the address was proven', async () => {
    const shop = await open()
    const id = addUser(shop, { email: 'vera@ex.test', verified: null })
    await linkWithPassword(shop, 'mallory')
    expect(shop.rows('select account_id from amazon_links')).toEqual([{ account_id: String(id) }])
    const account = { id: String(id), email: 'vera@ex.test', emailProven: false, row: {} }
    const news = await shop.sparekey.mailboxProven(account, 'vera@ex.test')
    expect(news).toMatchObject({ account: 'emptied', removed: { links: [{ accountId: String(id) }] } })
    expect(shop.rows('select * from amazon_links')).toEqual([])
    const mallory = new Browser(shop)
    expect((await mallory.signInWithAmazon('mallory')).location).toBe(`${base}/link`)
  })

  it('ph-trojan-identity: empties an account that was marked first, where its address was to be released', async () => {
    const shop = await open({ host: { releaseEmail: 'clear' } })
    const id = addUser(shop, { email: 'vera@ex.test', verified: null })
    await linkWithPassword(shop, 'mallory')
    const before = { id: String(id), email: 'vera@ex.test', emailProven: false, row: {} }
    shop.rows("update users set verified_at = '2030-01-01' where id = ? returning id", id)
    // A proven address stays: to call that account released would leave it to the one who squatted it.
    expect(await shop.sparekey.mailboxProven(before, 'vera@ex.test')).toMatchObject({
      account: 'emptied',
      removed: { links: [{ accountId: String(id) }] },
    })
    expect(shop.rows('select * from amazon_links')).toEqual([])
  })

  it('leaves a link alone that was made after the proof', async () => {
    const shop = await open()
    const id = addUser(shop, { email: 'vera@ex.test' })
    await linkWithPassword(shop, 'vera')
    const account = { id: String(id), email: 'vera@ex.test', emailProven: true, row: {} }
    expect((await shop.sparekey.mailboxProven(account, 'vera@ex.test')).account).toBe('same')
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
  })

  it.each(['Vera@Ex.test', 'VERA@EX.TEST', ' vera@ex.test'])(
    'knows the mailbox %j of an account by another spelling',
    async (spelling) => {
      const shop = await open()
      const id = addUser(shop, { email: 'vera@ex.test', verified: null })
      await linkWithPassword(shop, 'mallory')
      const account = { id: String(id), email: 'vera@ex.test', emailProven: false, row: {} }
      expect((await shop.sparekey.mailboxProven(account, spelling)).account).toBe('emptied')
      expect(shop.rows('select * from amazon_links')).toEqual([])
    },
  )

  it('proves nothing about an account by another mailbox', async () => {
    const shop = await open()
    const id = addUser(shop, { email: 'vera@ex.test', verified: null })
    await linkWithPassword(shop, 'mallory')
    const account = { id: String(id), email: 'vera@ex.test', emailProven: false, row: {} }
    expect((await shop.sparekey.mailboxProven(account, 'other@ex.test')).account).toBe('other-mailbox')
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
  })
})

describe('accountDeleted', () => {
  it('removes the link, so that whoever gets the id next is not signed in by it', async () => {
    const shop = await open()
    const id = addUser(shop, { email: 'vera@ex.test' })
    await linkWithPassword(shop, 'vera')
    await shop.sparekey.accountDeleted({ id: String(id), email: 'vera@ex.test', emailProven: true, row: {} })
    shop.rows('delete from users where id = ? returning id', id)
    const next = addUser(shop, { email: 'somebody@ex.test' })
    expect(next).toBe(id)
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    expect((await browser.me()).userId).not.toBe(next)
  })
})

describe('waysToSignIn and linksOf', () => {
  it('tell the host’s own pages what works', async () => {
    const shop = await open()
    const id = addUser(shop, { email: 'vera@ex.test' })
    const hash = shop.rows('select password_hash from users')[0]?.['password_hash']
    const account = { id: String(id), email: 'vera@ex.test', emailProven: true, row: { password_hash: hash } }
    expect(await shop.sparekey.waysToSignIn(account)).toEqual(['password'])
    await linkWithPassword(shop, 'vera')
    expect(await shop.sparekey.waysToSignIn(account)).toEqual(['amazon', 'password'])
    expect(await shop.sparekey.linksOf(account)).toMatchObject([
      { accountId: String(id), emailAtLink: 'vera@ex.test' },
    ])
  })

  it('give a sentence for the password-reset page', async () => {
    const shop = await open()
    const note = shop.sparekey.passwordResetNote({ request: new Request(shop.origin) })
    expect(note).toMatch(/Amazon/)
  })
})
