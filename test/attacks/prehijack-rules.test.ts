import { describe, expect, it } from 'vitest'
import { openMailingSite } from '../life/mails.js'
import { Browser } from '../support/browser.js'
import { openPlainSite, PlainVisitor, vera } from '../support/plain-site.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { linkByPassword, linkFromSettings, linksOf } from './linked.js'
import { base } from './oracles.js'

const open = useShop()
const mallory = { user_id: 'amzn1.account.MALLORY', name: 'Mallory', email: 'vera@ex.test' }

describe('an equal address', () => {
  it.each([true, false])(
    'ph-merge-verified-local-only: opens nothing, whether the local one is proven (%s) or not',
    async (emailProven) => {
      const site = openPlainSite()
      site.add({ email: 'vera@ex.test', emailProven, password: 'kV' })
      site.customer = mallory
      const visitor = new PlainVisitor(site)
      expect((await visitor.signInWithAmazon()).location).toBe(`${base}/link`)
      const { csrf } = await visitor.get(`${base}/link`)
      // Neither an empty answer nor "I have an account" in the owner's name is a proof.
      await visitor.post(`${base}/link`, { csrf })
      await visitor.post(`${base}/link`, { csrf, email: 'vera@ex.test', password: '' })
      expect([visitor.signedInAs, linksOf(site), site.accounts.size]).toEqual([null, {}, 1])
    },
  )

  it('ph-classic-federated-merge: leaves an account that a stranger opened to the stranger', async () => {
    const site = openPlainSite()
    site.add({ email: 'vera@ex.test', password: 'kM' })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    await visitor.post(`${base}/link/decline`, { csrf })
    const form = await visitor.get(`${base}/register`)
    await visitor.post(`${base}/register`, { csrf: form.csrf, name: 'V', email: 'vera.2@ex.test' })
    expect([visitor.signedInAs, linksOf(site)]).toEqual(['a2', { [vera.user_id]: 'a2' }])
    expect(site.accounts.get('a1')).toMatchObject({ email: 'vera@ex.test', emailProven: false })
  })
})

describe('what Amazon tells', () => {
  /** Everything a journey may have touched of the addresses here. */
  const addresses = (shop: Shop) => shop.rows('select id, email, verified_at from users order by id')

  it.each([
    ['signing up', async () => undefined],
    [
      'linking at the prompt',
      async (shop: Shop) => void addUser(shop, { email: 'vera@ex.test', verified: null }),
    ],
  ])('ph-verified-flag-laundering: %s proves no address and takes none over', async (_how, prepare) => {
    const shop = await open()
    await prepare(shop)
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/link`)
    await browser.post(`${base}/link`, { csrf, password })
    expect((await browser.me()).userId).toBe(1)
    const unproven = [{ id: 1, email: 'vera@ex.test', verified_at: null }]
    expect(addresses(shop)).toEqual(unproven)
    await browser.signInWithAmazon('vera')
    await browser.post(`${base}/connections/unlink`, {
      csrf: (await browser.get(`${base}/connections`)).csrf,
    })
    expect(addresses(shop)).toEqual(unproven)
  })

  it('ph-verified-flag-laundering: linking and a registration page leave the addresses as they are', async () => {
    const shop = await open({ registration: { page: 'always' } })
    addUser(shop, { email: 'a@ex.test', verified: null })
    const browser = new Browser(shop)
    await browser.signIn('a@ex.test', password)
    await browser.linkWithAmazon('nora')
    const { csrf } = await browser.get(`${base}/link`)
    await browser.post(`${base}/link`, { csrf })
    const other = new Browser(shop)
    await other.signInWithAmazon('vera')
    const form = await other.get(`${base}/register`)
    await other.post(`${base}/register`, { csrf: form.csrf, name: 'V', email: 'vera@ex.test' })
    expect(shop.rows('select account_id from amazon_links')).toHaveLength(2)
    expect(addresses(shop)).toEqual([
      { id: 1, email: 'a@ex.test', verified_at: null },
      { id: 2, email: 'vera@ex.test', verified_at: null },
    ])
  })

  it('ph-verified-flag-laundering: no rule for the profile reaches the address', async () => {
    const told: unknown[] = []
    const site = openPlainSite({
      profile: { name: 'always', postalCode: 'always' },
      host: { updateAccount: async (_account, changes) => void told.push(changes) },
    })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    site.customer = { ...vera, name: 'Vera W.', email: 'another@ex.test', postal_code: '10115' }
    await visitor.signInWithAmazon()
    expect(told).toEqual([{ name: 'Vera W.', postalCode: '10115' }])
    expect(site.accounts.get('a1')).toMatchObject({ email: 'vera@ex.test', emailProven: false })
    expect(() => openPlainSite({ profile: { email: 'always' } as object })).toThrow(
      'profile.email does not exist',
    )
  })
})

describe('a registration that was left open', () => {
  it('ph-pending-registration-outlives-proof: gets no account with an address that somebody has proven since', async () => {
    const site = openPlainSite({ registration: { page: 'always' } })
    site.customer = mallory
    const attacker = new PlainVisitor(site)
    await attacker.signInWithAmazon()
    const { csrf } = await attacker.get(`${base}/register`)
    const owner = site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
    const answer = await attacker.post(`${base}/register`, { csrf, name: 'M', email: 'vera@ex.test' })
    expect([answer.status, attacker.signedInAs, linksOf(site)]).toEqual([422, null, {}])
    expect([...site.accounts.values()]).toEqual([owner])
  })

  it('ph-pending-registration-outlives-proof: is not even told so where addresses are kept secret', async () => {
    const registered: string[] = []
    for (const isProven of [true, false]) {
      const site = openMailingSite({ policy: { disclosure: 'strict' } })
      site.now = new Date('2026-11-22T12:00:00Z')
      site.customer = mallory
      const attacker = new PlainVisitor(site)
      await attacker.signInWithAmazon()
      const prompt = await attacker.get(`${base}/link`)
      await attacker.post(`${base}/link/decline`, { csrf: prompt.csrf })
      const { csrf } = await attacker.get(`${base}/register`)
      if (isProven) site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
      const { status, text } = await attacker.post(`${base}/register`, {
        csrf,
        name: 'M',
        email: 'vera@ex.test',
      })
      registered.push(`${status} ${text.replaceAll(csrf, '').replaceAll(/nonce[="-]+[\w-]+/g, '')}`)
      expect([attacker.signedInAs, linksOf(site)]).toEqual([null, {}])
    }
    expect(registered[0]).toBe(registered[1])
  })
})

describe('the first proof of a mailbox', () => {
  it('ph-trojan-second-factor: the host is told to take away every credential, and says what went', async () => {
    const state = { authenticators: ['totp', 'passkey'], reasons: [] as string[], linksThen: -1 }
    const site = openPlainSite({
      host: {
        endAccess: async (account, reason) => {
          state.reasons.push(reason)
          state.linksThen = site.links.allLinks().length
          if (reason !== 'mailbox-proven') return []
          site.accounts.set(account.id, { ...account, password: null, emailProven: true })
          return state.authenticators.splice(0)
        },
      },
    })
    const account = site.add({ email: 'vera@ex.test', password: 'kM' })
    const attacker = new PlainVisitor(site)
    attacker.signIn(account)
    site.customer = mallory
    await linkFromSettings(attacker)
    const news = await site.sparekey.mailboxProven(account, 'vera@ex.test')
    expect(news).toMatchObject({ account: 'emptied', removed: { byHost: ['totp', 'passkey'] } })
    expect(news.removed.links).toMatchObject([{ identity: { subject: mallory.user_id } }])
    expect(state).toEqual({ authenticators: [], reasons: ['mailbox-proven', 'mailbox-proven'], linksThen: 0 })
    expect((await linkByPassword(new PlainVisitor(site), 'kM')).status).toBe(403)
  })

  it('ph-trojan-second-factor: what was bound after it is its owner’s, and stays', async () => {
    const ended: string[] = []
    const site = openPlainSite({ host: { endAccess: async (_account, reason) => void ended.push(reason) } })
    const account = site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
    const visitor = new PlainVisitor(site)
    visitor.signIn(account)
    await linkFromSettings(visitor)
    expect((await site.sparekey.mailboxProven(account, 'vera@ex.test')).account).toBe('same')
    expect([ended, linksOf(site)]).toEqual([[], { [vera.user_id]: 'a1' }])
  })
})
