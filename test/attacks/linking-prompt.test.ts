import { describe, expect, it } from 'vitest'
import { sqlHost } from '../../src/sql.js'
import { openMailingSite } from '../life/mails.js'
import { canaries } from '../support/canaries.js'
import { openPlainSite, type PlainSite, PlainVisitor, vera } from '../support/plain-site.js'
import { addUser } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { goToLink, linkByPassword, linkFromSettings, linksOf, reasonOf } from './linked.js'
import { base } from './oracles.js'
import { comeWith } from './visits.js'

const open = useShop()

/** Vera's account, which the address locates, and another one of which the visitor knows the password. */
function openTwo(): PlainSite {
  const site = openPlainSite()
  site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
  site.add({ email: 'm@ex.test', emailProven: true, password: 'kM' })
  return site
}

describe('the prompt', () => {
  it.each([
    'accountId',
    'account_id',
    'id',
    'username',
    'login',
    'sub',
    'subject',
    'user_id',
    'provider',
    'issuer',
  ])('link-target-tamper: %s in the form neither picks the account nor the Amazon account', async (name) => {
    const site = openTwo()
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    for (const value of ['a1', 'a2', 'amzn1.account.OTHER', 'm@ex.test']) {
      expect((await visitor.post(`${base}/link`, { csrf, password: 'kM', [name]: value })).status).toBe(403)
    }
    expect(linksOf(site)).toEqual({})
    await visitor.post(`${base}/link`, { csrf, password: 'kM', email: 'm@ex.test', [name]: 'a1' })
    expect(linksOf(site)).toEqual({ [vera.user_id]: 'a2' })
  })

  it.each([
    ['a list', ['vera@ex.test', 'm@ex.test']],
    ['an object', { email: 'm@ex.test' }],
    ['a condition', { $ne: null }],
  ])('link-target-tamper: %s in place of a word is refused', async (_what, email) => {
    const site = openTwo()
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const answer = await visitor.postJson(`${base}/link`, { email, password: 'kM' })
    expect([answer.status, linksOf(site)]).toEqual([400, {}])
  })

  it('link-prompt-phish: names the Amazon account, leads to another one, and the owner hears of it', async () => {
    const site = openMailingSite()
    site.customer = { user_id: 'amzn1.account.NORA', name: 'Nora Bird', email: 'vera@ex.test' }
    site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf, text } = await visitor.get(`${base}/link`)
    expect(text).toContain('Nora Bird')
    expect(text).toMatch(new RegExp(`href="${base}/start[^"]*"[^>]*>[^<]*another Amazon account`, 'i'))
    // Sent empty, the form connects nothing.
    await visitor.post(`${base}/link`, { csrf, password: '' })
    expect(linksOf(site)).toEqual({})
    await visitor.post(`${base}/link`, { csrf, password: 'kV' })
    expect(site.mails.at(-1)?.text).toContain(`${base}/undo?token=`)
  })

  it('link-prompt-phish: a signed-in customer is shown both accounts, and says yes twice', async () => {
    const site = openPlainSite()
    const visitor = new PlainVisitor(site)
    visitor.signIn(site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' }))
    site.customer = { user_id: 'amzn1.account.NORA', name: 'Nora Bird', email: 'nora@ex.test' }
    await visitor.get(await goToLink(visitor))
    const { text } = await visitor.get(`${base}/link`)
    for (const shown of ['Nora Bird', 'n•••@ex.test', 'vera@ex.test']) expect(text).toContain(shown)
    expect(text).toMatch(/<input id="mine" type="checkbox" required/)
    expect(text).not.toContain('checked')
    expect(linksOf(site)).toEqual({})
  })

  it('link-wrong-account-autopick: two accounts with one address are told apart by the password only', async () => {
    const lookUp = { findAccountsByEmail: async () => [...site.accounts.values()] }
    const site: PlainSite = openPlainSite({ host: lookUp })
    site.add({ email: 'Vera@ex.test', emailProven: true, password: 'kV' })
    site.add({ email: 'vera@ex.test', emailProven: true, password: 'kW' })
    const visitor = new PlainVisitor(site)
    expect((await visitor.signInWithAmazon()).location).toBe(`${base}/link`)
    const { csrf } = await visitor.get(`${base}/link`)
    expect((await visitor.post(`${base}/link`, { csrf, password: 'neither' })).status).toBe(403)
    expect(linksOf(site)).toEqual({})
    await visitor.post(`${base}/link`, { csrf, password: 'kW' })
    expect(linksOf(site)).toEqual({ [vera.user_id]: 'a2' })
  })

  it('link-wrong-account-autopick: with one password for both, none is picked', async () => {
    const lookUp = { findAccountsByEmail: async () => [...site.accounts.values()] }
    const site: PlainSite = openPlainSite({ host: lookUp })
    for (const email of ['Vera@ex.test', 'vera@ex.test'])
      site.add({ email, emailProven: true, password: 'kV' })
    const answer = await linkByPassword(new PlainVisitor(site), 'kV')
    expect([answer.status, linksOf(site)]).toEqual([409, {}])
  })

  it('link-namespace-collision: what somebody calls themselves here is no Amazon account', async () => {
    const shop = await open()
    const squatted = [vera.user_id, `amazon:${vera.user_id}`, `https://www.amazon.com ${vera.user_id}`]
    for (const email of squatted) addUser(shop, { email })
    expect(await comeWith(shop, null)).not.toContain('/link')
    const site = openPlainSite()
    site.customer = { user_id: vera.user_id }
    site.add({ id: vera.user_id, email: vera.user_id, password: 'kM' })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    expect([visitor.signedInAs, linksOf(site)]).toEqual(['a2', { [vera.user_id]: 'a2' }])
  })
})

describe('what the site allows', () => {
  /** The same site a moment later, started anew with another configuration. */
  function restarted(site: PlainSite, options: Parameters<typeof openPlainSite>[0]): PlainSite {
    const { accounts, links, add } = site
    const later = openPlainSite({
      ...options,
      links,
      onEvent: (event) => site.events.push(event),
      host: {
        findAccount: async (id) => accounts.get(id) ?? null,
        findAccountsByEmail: async (email) => [...accounts.values()].filter((one) => one.email === email),
        createAccount: async ({ email }) => ({ account: add({ email }) }),
        ...options?.host,
      },
    })
    return { ...later, accounts, links }
  }

  function carriedOver(visitor: PlainVisitor, site: PlainSite): PlainVisitor {
    const later = new PlainVisitor(site)
    for (const [name, value] of visitor.jar) later.jar.set(name, value)
    return later
  }

  it('link-auto-while-disabled: registration that closed while somebody was at Amazon is closed', async () => {
    const site = openPlainSite()
    const early = new PlainVisitor(site)
    const callback = await early.goToAmazon()
    const late = carriedOver(early, restarted(site, { registration: { page: 'closed' } }))
    await late.get(callback)
    expect(reasonOf(site)).toBe('registration-closed')
    expect(site.accounts.size).toBe(0)
  })

  it('link-auto-while-disabled: the page that asks for more is closed, too', async () => {
    const site = openPlainSite({ registration: { page: 'always' } })
    const early = new PlainVisitor(site)
    await early.signInWithAmazon()
    const { csrf } = await early.get(`${base}/register`)
    expect(csrf).not.toBe('')
    const late = carriedOver(early, restarted(site, { registration: { page: 'closed' } }))
    await late.post(`${base}/register`, { csrf, name: 'V', email: 'vera@ex.test' })
    expect([reasonOf(site), site.accounts.size]).toEqual(['registration-closed', 0])
  })

  it('link-auto-while-disabled: an answer is exchanged only by the client it was asked for', async () => {
    const site = openPlainSite()
    const early = new PlainVisitor(site)
    const callback = await early.goToAmazon()
    const amazon = { clientId: 'amzn1.application-oa2-client.other', clientSecret: canaries.clientSecret }
    const late = carriedOver(early, restarted(site, { amazon }))
    await late.get(callback)
    expect(reasonOf(site)).toBe('transaction-unknown')
  })

  it.each(['password', 'confirmation'])(
    'link-auto-while-disabled: the host turns linking off at any time, between the question and the %s',
    async (proof) => {
      const state = { allowed: true }
      const admit = async (_account: unknown, _visitor: unknown, action: string) =>
        action === 'link' && !state.allowed ? { refused: 'not now' } : ('admitted' as const)
      const site = openPlainSite({ host: { admit } })
      const v = site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
      const visitor = new PlainVisitor(site)
      if (proof === 'confirmation') visitor.signIn(v)
      const back = proof === 'confirmation' ? await goToLink(visitor) : await visitor.goToAmazon()
      await visitor.get(back)
      const { csrf } = await visitor.get(`${base}/link`)
      state.allowed = false
      await visitor.post(`${base}/link`, {
        csrf,
        ...(proof === 'password' && { password: 'kV' }),
      })
      expect([reasonOf(site), linksOf(site)]).toEqual(['account-refused', {}])
      state.allowed = true
      if (proof === 'confirmation') await linkFromSettings(visitor)
      else await linkByPassword(visitor, 'kV')
      expect(linksOf(site)).toEqual({ [vera.user_id]: 'a1' })
    },
  )

  it.each([
    ['trustedProviders', { trustedProviders: ['amazon'] }],
    ['linkByEmail', { linkByEmail: true }],
    ['emailVerified', { emailVerified: true }],
    ['allowDangerousEmailAccountLinking', { allowDangerousEmailAccountLinking: true }],
    ['policy.trustEmail', { policy: { trustEmail: true } }],
    ['policy.linkByEmail', { policy: { linkByEmail: 'always' } }],
    ['amazon.trustEmail', { amazon: { clientId: 'c', clientSecret: 's', trustEmail: true } }],
    ['registration.emailVerified', { registration: { emailVerified: true } }],
    ['registration.autoLink', { registration: { autoLink: true } }],
  ])('link-trust-switch: there is no option %s, and saying so stops the site', (name, options) => {
    expect(() => openPlainSite(options as object)).toThrow(`${name} does not exist`)
  })

  it.each([
    ['trustEmail', { trustEmail: true }],
    ['linkByEmail', { linkByEmail: true }],
    ['accounts.trustEmail', { accounts: { trustEmail: true } }],
    ['accounts.emailVerified', { accounts: { emailVerified: true } }],
    ['links.byEmail', { links: { table: 'amazon_links', byEmail: true } }],
  ])('link-trust-switch: nor has the mapping of a database %s', async (name, change) => {
    const shop = await open()
    const accounts = {
      table: 'users',
      id: 'id',
      email: 'email',
      name: 'full_name',
      ...('accounts' in change && change.accounts),
    }
    // `true` is no column, and says nothing about anybody's mailbox.
    const options = { database: shop.database, links: { table: 'amazon_links' }, ...change, accounts }
    const refused = name === 'accounts.emailVerified' ? `${name}: give` : `${name} does not exist`
    expect(() => sqlHost(options as never)).toThrow(refused)
  })

  it('link-trust-switch: a host that marks an account as linked, or hints so, binds nothing', async () => {
    const hint = { link: true, linked: true, autoLink: true, trusted: true }
    const host = {
      findAccountsByEmail: async () => [...site.accounts.values()].map((one) => ({ ...one, ...hint })),
    }
    const site: PlainSite = openPlainSite({ host })
    site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
    const visitor = new PlainVisitor(site)
    expect((await visitor.signInWithAmazon()).location).toBe(`${base}/link`)
    expect([linksOf(site), visitor.signedInAs]).toEqual([{}, null])
  })
})
