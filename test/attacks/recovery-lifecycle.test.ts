import { importLinks } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { memoryLinks } from '../../src/testing.js'
import { openShop as openTables, tableMapping, usersMapping } from '../sql/fixture.js'
import { aSubject, collectProblems, rowsOf } from '../sql/import-source.js'
import { Browser } from '../support/browser.js'
import { openPlainSite, PlainVisitor, vera } from '../support/plain-site.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { linkFromSettings, linksOf, openLinked, reasonOf, unlink } from './linked.js'
import { base } from './oracles.js'

const open = useShop()

describe('unlinking', () => {
  it.each([
    ['a hash that no password has', { password_hash: '!' }],
    ['an empty hash', { password_hash: '' }],
    ['a hash of no known kind', { password_hash: 'disabled-by-staff' }],
  ])('life-unlink-last-method: %s is no way in', async (_what, change: { password_hash: string }) => {
    const shop = await open()
    const browser = await linked(shop)
    shop.rows('update users set password_hash = ? returning id', change.password_hash)
    const page = await browser.get(`${base}/connections`)
    expect(page.text).toMatch(/password/i)
    expect(page.text).not.toContain('/connections/unlink')
    const headers = { origin: shop.origin }
    const answer = await browser.request('POST', `${base}/connections/unlink`, { json: {}, headers })
    expect(answer.json()).toMatchObject({ outcome: 'refused', reason: 'last-way-to-sign-in' })
    expect(shop.rows('select 1 from amazon_links')).toHaveLength(1)
  })

  it('life-unlink-last-method: an account that came from Amazon and has no password keeps its link', async () => {
    const site = openPlainSite()
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    await visitor.postJson(`${base}/connections/unlink`, {})
    expect([reasonOf(site), linksOf(site)]).toEqual(['last-way-to-sign-in', { [vera.user_id]: 'a1' }])
  })

  it('life-unlink-last-method: the other way may go between the question and the removal, where the store looks', async () => {
    const links = Object.assign(memoryLinks(), { deleteSpareLink: async () => 'last-way' as const })
    const site = openPlainSite({ links })
    const visitor = new PlainVisitor(site)
    visitor.signIn(site.add({ email: 'vera@ex.test', password: 'kV' }))
    await linkFromSettings(visitor)
    await unlink(visitor)
    expect([reasonOf(site), links.allLinks().length]).toEqual(['last-way-to-sign-in', 1])
  })

  it('life-unlink-then-login: the same Amazon account is a stranger afterwards', async () => {
    const { site, visitor } = await openLinked()
    await unlink(visitor)
    visitor.jar.clear()
    expect((await visitor.signInWithAmazon()).location).toBe(`${base}/link`)
    const { csrf } = await visitor.get(`${base}/link`)
    await visitor.post(`${base}/link`, { csrf })
    expect([linksOf(site), visitor.signedInAs]).toEqual([{}, null])
  })

  it.each([
    ['account_id', 'a2'],
    ['accountId', '-1'],
    ['id', 'a2'],
    ['identity', 'amzn1.account.OTHER'],
    ['subject', 'amzn1.account.OTHER'],
    ['provider', 'google'],
  ])("life-unlink-idor: %s in the form does not reach another's link", async (name, value) => {
    const { site, visitor } = await openLinked()
    site.customer = { user_id: 'amzn1.account.OTHER', email: 'b@ex.test' }
    const other = new PlainVisitor(site)
    other.signIn(site.add({ email: 'b@ex.test', password: 'kB' }))
    await linkFromSettings(other)
    await visitor.post(`${base}/connections/unlink?${name}=${value}`, {
      csrf: (await visitor.get(`${base}/connections`)).csrf,
      [name]: value,
    })
    expect(linksOf(site)).toEqual({ 'amzn1.account.OTHER': 'a2' })
    // The same again, for an account without a link: exactly as if there were none anywhere.
    const answer = await visitor.postJson(`${base}/connections/unlink`, { [name]: value })
    expect([answer.status, reasonOf(site)]).toEqual([404, 'not-linked'])
    expect((await visitor.postJson(`${base}/connections/unlink`, { [name]: [value] })).status).toBe(400)
    expect(linksOf(site)).toEqual({ 'amzn1.account.OTHER': 'a2' })
  })
})

describe('settings and staff', () => {
  it('life-account-compromise-view: the owner sees which Amazon account, since when, used when, and removes it', async () => {
    const { site, visitor } = await openLinked()
    const at = new Date(Math.floor(site.now.getTime() / 1000) * 1000).toISOString().slice(0, 17)
    const { text, csrf } = await visitor.get(`${base}/connections`)
    expect(text).toContain('v•••@ex.test')
    expect(text).not.toContain('>vera@ex.test<')
    expect(text.split(at).length).toBeGreaterThan(2)
    const asked = await visitor.get(`${base}/connections`, { accept: 'application/json' })
    expect(JSON.parse(asked.text)).toMatchObject({
      link: { email_hint: 'v•••@ex.test', linked_at: site.now.toISOString() },
    })
    await visitor.post(`${base}/connections/unlink`, { csrf })
    expect(linksOf(site)).toEqual({})
  })

  it('life-admin-paths: an import goes by the subject alone, past no unique key, and leaves a record', async () => {
    const { database, host } = await openTables({ links: tableMapping })
    const insert = database.prepare('insert into users (email, password_hash) values (?, ?)')
    for (const email of ['one@ex.test', 'two@ex.test']) insert.run(email, '')
    const options = { database, accounts: usersMapping, links: tableMapping }
    const details = { operator: 'kim' }
    await importLinks(options, rowsOf([['1', aSubject(1)]]), { details })
    const { onProblem, problems } = collectProblems()
    const attempts = rowsOf([
      ['2', aSubject(1)],
      ['1', aSubject(2)],
      ['2', 'two@ex.test'],
      ['two@ex.test', aSubject(3)],
    ])
    await importLinks(options, attempts, { details, onProblem, write: 'sound-rows' })
    expect(problems().map(({ reason }) => reason)).toEqual([
      'subject-linked-elsewhere',
      'account-linked-elsewhere',
      'subject-malformed',
      expect.stringMatching(/^account-id-malformed|^account-unknown/),
    ])
    expect(await host.links.findLinkOfAccount('2')).toBeNull()
    const records = database.prepare('select event, account_id, details from sparekey_audit').all([])
    expect(records).toHaveLength(1)
    expect(JSON.stringify(records)).toContain('kim')
  })
})

/** Vera, linked by her password. */
async function linked(shop: Shop): Promise<Browser> {
  addUser(shop, { email: 'vera@ex.test', verified: null })
  const browser = new Browser(shop)
  await browser.signInWithAmazon('vera')
  const { csrf } = await browser.get(`${base}/link`)
  await browser.post(`${base}/link`, { csrf, password })
  return browser
}
