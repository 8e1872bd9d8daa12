import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { amendProfile } from './hostile-answers.js'
import { base, expectClean, expectNoSession, expectNoWrite, snapshot } from './oracles.js'

const open = useShop()
const company = 'Test Company'

/** Vera's account at the shop, linked to her Amazon account by her password. */
async function linkVera(shop: Shop): Promise<number> {
  const id = addUser(shop, { email: 'vera@ex.test' })
  const browser = new Browser(shop)
  await browser.signInWithAmazon('vera')
  const { csrf } = await browser.get(`${base}/link`)
  expect((await browser.post(`${base}/link`, { csrf, password })).status).toBe(303)
  return id
}

const linksOf = (shop: Shop) =>
  shop.rows('select subject, account_id from amazon_links order by cast(account_id as integer)')

describe('whose account it is', () => {
  it.each([
    ['proven', '2020-01-01T00:00:00.000Z'],
    ['unproven', null],
  ])(
    'id-email-as-key: another subject with the same email enters nothing (local email %s)',
    async (_n, verified) => {
      const shop = await open({ registration: { page: 'closed' } })
      const id = await linkVera(shop)
      shop.rows('update users set verified_at = ? where id = ? returning id', verified, id)
      const before = snapshot(shop)
      for (const given of [{}, { email_verified: true, verified: true, email_verified_at: '2020-01-01' }]) {
        amendProfile(shop, { ...given, email: 'vera@ex.test' })
        const browser = new Browser(shop)
        const page = await browser.signInWithAmazon('mallory')
        expect(page.location).toBe(`${base}/link`)
        await expectNoSession(browser, page)
        const { csrf } = await browser.get(`${base}/link`)
        expect((await browser.post(`${base}/link/decline`, { csrf })).status).toBe(403)
        await expectNoSession(browser)
      }
      expectNoWrite(shop, before)
    },
  )

  it('id-email-as-key: even with the password it is not a second way into a linked account', async () => {
    const shop = await open()
    const id = await linkVera(shop)
    const links = linksOf(shop)
    const browser = new Browser(shop)
    await browser.signInWithAmazon('mallory')
    const { csrf } = await browser.get(`${base}/link`)
    const page = await browser.post(`${base}/link`, { csrf, password })
    expect(page.status).toBe(409)
    expect(shop.events.at(-1)).toMatchObject({ type: 'refused', reason: 'account-has-another-link' })
    expect(linksOf(shop)).toEqual(links)
    expect(links).toEqual([{ subject: shop.emulator.userIdOf('vera', company), account_id: String(id) }])
    await expectNoSession(browser, page)
  })

  it.each([
    ['that of another account', 'nora@ex.test'],
    ['that of another linked account', 'linked@ex.test'],
    ['one nobody has', 'fresh@ex.test'],
    ['none', null],
    ['no address at all', 'a@x, b@y'],
  ])('id-upstream-email-change: her new email is %s, and she signs in as before', async (_name, email) => {
    const shop = await open()
    const id = await linkVera(shop)
    addUser(shop, { email: 'nora@ex.test' })
    shop.emulator.customers.put({ id: 'eve', name: 'Eve', email: 'linked@ex.test' })
    await new Browser(shop).signInWithAmazon('eve')
    shop.pass(4000)
    const before = snapshot(shop)
    shop.emulator.customers.put({ id: 'vera', name: 'Somebody Else', email, postalCode: '99999' })
    shop.events.length = 0
    const browser = new Browser(shop)
    expect((await browser.signInWithAmazon('vera', { returnTo: '/cart' })).location).toBe('/cart')
    expect((await browser.me()).userId).toBe(id)
    expect(shop.events.map(({ type }) => type)).toEqual(['signed-in'])
    // The time of the last use is all that may differ.
    shop.rows('update amazon_links set last_used_at = linked_at where account_id = ? returning 1', String(id))
    expectNoWrite(shop, before)
  })

  it('id-namespace: the same subject under another issuer is somebody else', async () => {
    const shop = await open()
    const subject = shop.emulator.userIdOf('vera', company)
    const owners = [
      'https://accounts.google.com',
      'https://www.amazon.com/',
      'https://sandbox.amazon.com',
    ].map((issuer, index) => {
      const id = addUser(shop, { email: `owner${index}@ex.test` })
      const values = [issuer, subject, String(id), '2026-01-01T00:00:00.000Z']
      shop.rows(
        'insert into amazon_links (issuer, subject, account_id, linked_at) values (?, ?, ?, ?) returning 1',
        ...values,
      )
      return id
    })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    expect(owners).not.toContain((await browser.me()).userId)
    expect(shop.rows('select count(*) as n from amazon_links where subject = ?', subject)).toEqual([{ n: 4 }])
    const again = new Browser(shop)
    await again.signInWithAmazon('vera')
    expect((await again.me()).userId).toBe((await browser.me()).userId)
  })

  it('id-namespace: a configured namespace keeps two companies in one database apart', async () => {
    const shop = await open()
    await new Browser(shop).signInWithAmazon('vera')
    shop.rows("update amazon_links set issuer = 'https://www.amazon.com#acme' returning 1")
    const before = linksOf(shop)
    const browser = new Browser(shop)
    expect((await browser.signInWithAmazon('vera')).location).toBe(`${base}/link`)
    await expectNoSession(browser)
    expect(linksOf(shop)).toEqual(before)
  })

  it('id-namespace-migration: with new ids for everybody nobody is linked again by email', async () => {
    const shop = await open()
    const id = await linkVera(shop)
    await new Browser(shop).signInWithAmazon('nora')
    const links = linksOf(shop)
    // The security profile moves to another developer account: the same client, other subjects.
    const [client] = shop.emulator.clients.list()
    shop.emulator.clients.put({ ...client, company: 'Another Company' })
    for (const customer of ['vera', 'nora']) {
      const browser = new Browser(shop)
      expect((await browser.signInWithAmazon(customer)).location).toBe(`${base}/link`)
      await expectNoSession(browser)
    }
    expect(linksOf(shop)).toEqual(links)
    // Each proves it for herself, once the old link has gone.
    const browser = new Browser(shop)
    await browser.signIn('vera@ex.test', password)
    const settings = await browser.get(`${base}/connections`)
    expect((await browser.post(`${base}/connections/unlink`, { csrf: settings.csrf })).status).toBe(303)
    await browser.request('POST', '/sign-out', { json: {} })
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/link`)
    expect((await browser.post(`${base}/link`, { csrf, password })).location).toBe('/')
    expect((await browser.me()).userId).toBe(id)
    expect(linksOf(shop)[0]).toEqual({
      subject: shop.emulator.userIdOf('vera', 'Another Company'),
      account_id: String(id),
    })
  })
})

describe('what Amazon tells of a person', () => {
  it.each([
    ['the legacy shape', { Profile: { CustomerId: 'amzn1.account.VERA', PrimaryEmail: 'v@ex.test' } }],
    ['the legacy shape alone', { Profile: { CustomerId: 'x' }, user_id: null, email: null, name: null }],
    ['both with one id', { CustomerId: 'amzn1.account.VERA' }],
    ['an empty legacy shape', { Profile: null }],
    ['a legacy shape that is a text', { Profile: 'amzn1.account.VERA' }],
  ])('id-shape-drift: %s is refused, never mixed', async (_name, members) => {
    const shop = await open()
    await linkVera(shop)
    const before = snapshot(shop)
    amendProfile(shop, members)
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('vera')
    await expectClean(browser, page, 'amazon-profile-legacy')
    await expectNoSession(browser, page)
    expectNoWrite(shop, before)
  })

  it('id-shape-drift: fields that are not documented are dropped, wherever they are', async () => {
    const shop = await open()
    amendProfile(shop, {
      id: 'x',
      sub: 'x',
      userId: 'x',
      customer_id: 'x',
      email_verified: true,
      emails: ['m@ex.test'],
      PrimaryEmail: 'm@ex.test',
      profile: { user_id: 'x' },
      address: { postal_code: '99999' },
    })
    await new Browser(shop).signInWithAmazon('vera')
    expect(shop.rows('select email, verified_at, postal_code from users')).toEqual([
      { email: 'vera@ex.test', verified_at: null, postal_code: null },
    ])
    expect(JSON.stringify([snapshot(shop), shop.events])).not.toMatch(/"x"|m@ex.test|99999/)
  })

  it.each([
    ['Support Team', 'Support Team'],
    ['Ve\u200bra\u2060', 'Vera'],
    ['\u202eareV', 'areV'],
    ['\ufeff\u200b', null],
    ['  Vera\t\nWinter  ', 'VeraWinter'],
    ['V'.repeat(5000), 'V'.repeat(200)],
    ['😀'.repeat(300), '😀'.repeat(200)],
    ['\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'],
  ])(
    'id-display-name-spoof: %j is shown, kept and asked as %j, and is a handle of nothing',
    async (name, kept) => {
      const shop = await open({ registration: { page: 'always' } })
      const admin = addUser(shop, { email: 'admin@ex.test' })
      shop.rows('update users set full_name = ? where id = ? returning 1', kept, admin)
      amendProfile(shop, { name })
      const browser = new Browser(shop)
      await browser.signInWithAmazon('vera')
      const pending = await browser.get(`${base}/pending`, { headers: { accept: 'application/json' } })
      const prefill = pending.json()['prefill'] as Record<string, string>
      expect(prefill['name']).toBe(kept ?? '')
      // What was filled in for the customer can be sent as it stands.
      const { csrf } = await browser.get(`${base}/register`)
      const page = await browser.post(`${base}/register`, { csrf, ...prefill })
      expect(page.location).toBe('/')
      const id = (await browser.me()).userId
      expect(id).not.toBe(admin)
      expect(shop.rows('select full_name, role from users where id = ?', id)).toEqual([
        { full_name: kept, role: 'customer' },
      ])
    },
  )

  it('id-sub-logging-privacy: no event, address, limit or page for others tells a subject or an email', async () => {
    const shop = await open()
    await linkVera(shop)
    shop.emulator.customers.put({ id: 'eve', name: 'Eve', email: 'nora@ex.test' })
    addUser(shop, { email: 'nora@ex.test' })
    const addresses: (string | null)[] = []
    for (const customer of ['vera', 'mallory', 'eve', 'otto']) {
      const browser = new Browser(shop)
      const page = await browser.signInWithAmazon(customer)
      const { csrf } = await browser.get(`${base}/link`)
      const wrong = await browser.post(`${base}/link`, { csrf, email: 'vera@ex.test', password: 'wrong' })
      const settings = await browser.get(`${base}/connections`)
      addresses.push(page.location, wrong.location, settings.location)
    }
    amendProfile(shop, { user_id: null, email: 'vera@ex.test' })
    const failed = await new Browser(shop).signInWithAmazon('vera')
    addresses.push(failed.location)
    const limits = shop.rows('select id from sparekey_limits').map(({ id }) => String(id))
    expect(limits.length).toBeGreaterThan(2)
    expect(new Set(shop.events.map(({ type }) => type))).toEqual(
      new Set(['linked', 'signed-in', 'signed-up', 'refused', 'failed']),
    )
    const told = JSON.stringify([shop.events, addresses, limits, shop.mails.map(({ text }) => text)])
    expect(told).not.toMatch(/amzn1\.account|@ex\.test|127\.0\.0\.1"/)
    const failures = shop.events.flatMap((event) => ('error' in event ? [String(event.error)] : []))
    expect(failures.join()).not.toMatch(/amzn1\.account|@ex\.test/)
  })

  it('id-sub-logging-privacy: a page that waits shows a masked email, and tells all of it to password managers', async () => {
    const shop = await open({ registration: { page: 'always' } })
    shop.emulator.customers.put({ id: 'eve', name: 'Eve', email: 'a-long-name@ex.test' })
    addUser(shop, { email: 'a-long-name@ex.test' })
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('eve', { headers: { accept: 'application/json' } })
    const { email, ...shown } = page.json()
    expect(JSON.stringify(shown)).not.toContain('long-name')
    expect([shown['email_hint'], email]).toEqual(['a•••@ex.test', 'a-long-name@ex.test'])
    const { text } = await browser.get(`${base}/link`)
    expect(text).toContain('<bdi>a•••@ex.test</bdi>')
    expect(text.match(/[^<>]*long-name[^<>]*/g)).toEqual([expect.stringContaining('autocomplete="username"')])
  })
})
