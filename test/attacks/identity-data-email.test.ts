import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { amendProfile } from './hostile-answers.js'
import { base, expectNoSession, expectNoWrite, snapshot } from './oracles.js'
import { comeWith, emailsOf, promptFinds, registerWith } from './visits.js'

const open = useShop()
const headers = { accept: 'application/json' }

describe('one comparison', () => {
  it('id-case-variants: A to Z are a to z wherever an address is looked up', async () => {
    const shop = await open({ registration: { page: 'always' } })
    addUser(shop, { email: 'Vera.W@Ex.test' })
    const before = snapshot(shop)
    for (const email of ['vera.w@ex.test', 'VERA.W@EX.TEST', 'Vera.W@Ex.test']) {
      expect(await comeWith(shop, email), email).toBe(`${base}/link`)
      expect(await registerWith(shop, email)).toEqual({
        status: 409,
        problem: { field: 'email', problem: 'taken', message: null },
      })
    }
    // Asking whether an address is taken is counted; nothing else is written.
    expect({ ...snapshot(shop), sparekey_limits: [] }).toEqual(before)
    expect(await promptFinds(shop, 'VERA.w@EX.test')).toBe(true)
    expect(emailsOf(shop)).toEqual(['Vera.W@Ex.test'])
  })

  it('id-case-variants: of two old accounts neither is picked; the password says which', async () => {
    const shop = await open({ registration: { page: 'always' } })
    shop.database.exec('drop index users_email')
    const upper = addUser(shop, { email: 'V@ex.test', password: 'password of the first' })
    const lower = addUser(shop, { email: 'v@ex.test', password: 'password of the second' })
    const browser = new Browser(shop)
    expect(await comeWith(shop, 'v@EX.test', browser)).toBe(`${base}/link`)
    const { csrf } = await browser.get(`${base}/link`)
    expect((await browser.post(`${base}/link`, { csrf, password: 'of neither' })).status).toBe(403)
    await expectNoSession(browser)
    const done = await browser.post(`${base}/link`, { csrf, password: 'password of the second' })
    expect(done.status).toBe(303)
    expect((await browser.me()).userId).toBe(lower)
    expect(shop.rows('select account_id from amazon_links')).toEqual([{ account_id: String(lower) }])
    // Notices go to the address as it is stored there, once.
    expect(shop.mails.map(({ to }) => to)).toEqual(['v@ex.test'])
    expect(upper).not.toBe(lower)
  })

  it('id-case-variants: two old accounts with one password are too many to choose from', async () => {
    const shop = await open()
    shop.database.exec('drop index users_email')
    for (const email of ['V@ex.test', 'v@ex.test']) addUser(shop, { email })
    const browser = new Browser(shop)
    await comeWith(shop, 'v@ex.test', browser)
    const { csrf } = await browser.get(`${base}/link`)
    const page = await browser.post(`${base}/link`, { csrf, password })
    expect(page.status).toBe(409)
    await expectNoSession(browser, page)
    expect(shop.rows('select * from amazon_links')).toEqual([])
    expect(shop.events.at(-1)).toMatchObject({ type: 'refused', reason: 'account-ambiguous' })
  })

  it('id-case-variants: another spelling is not another set of attempts', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await comeWith(shop, 'vera@ex.test', browser)
    const { csrf } = await browser.get(`${base}/link`)
    const statuses = []
    for (const email of [
      'vera@ex.test',
      'Vera@ex.test',
      'VERA@ex.test',
      'vera@EX.test',
      'vera@ex.TEST',
      'v@x.y',
    ])
      statuses.push((await browser.post(`${base}/link`, { csrf, email, password: 'wrong' })).status)
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429])
  })

  it('id-provider-rules: dots and tags are part of an address', async () => {
    const shop = await open({ registration: { page: 'always' } })
    addUser(shop, { email: 'vi@gmail.test' })
    for (const email of ['v.i@gmail.test', 'vi+x@gmail.test', 'vi@googlemail.test', 'v-i@gmail.test']) {
      expect(await comeWith(shop, email), email).toBe(`${base}/register`)
      expect(await promptFinds(shop, email), email).toBe(false)
      expect((await registerWith(shop, email)).status, email).toBe(200)
    }
  })

  it('id-idn-domain: look-alikes and other spellings of a domain enter nothing', async () => {
    const shop = await open({ registration: { page: 'always' } })
    addUser(shop, { email: 'v@münchen.test' })
    addUser(shop, { email: 'v@example.test' })
    const strangers = [
      'v@xn--mnchen-3ya.test',
      'v@munchen.test',
      'v@mu\u0308nchen.test',
      'v@ex\u0430mple.test',
    ]
    for (const email of strangers) {
      expect(await comeWith(shop, email), email).toBe(`${base}/register`)
      expect(await promptFinds(shop, email), email).toBe(false)
    }
    expect(await comeWith(shop, 'v@XN--MNCHEN-3YA.test')).toBe(`${base}/register`)
    expect(await comeWith(shop, 'v@münchen.test')).toBe(`${base}/link`)
    for (const email of ['v@example.test.', 'v@.example.test', 'v@example。test']) {
      expect(await comeWith(shop, email), email).toBe(`${base}/register`)
      expect((await registerWith(shop, email)).problem, email).toMatchObject({ problem: 'invalid' })
    }
  })
})

describe('addresses that are none', () => {
  const compatible = [
    'vera＠ex.test',
    'vera﹫ex.test',
    'vera@ex．test',
    'vera@ex。test',
    'ｖera@ex.test',
    'o\ufb00ice@ex.test',
    '\u212aim@ex.test',
    '\u017fam@ex.test',
    'v\u0131ctim@ex.test',
    'v\u0130ctim@ex.test',
    'vera@m.test＠ex.test',
  ]

  it.each(compatible)('id-nfkc-after-validate: %s is no address, from Amazon or typed', async (email) => {
    const shop = await open({ registration: { page: 'always' } })
    for (const local of ['vera@ex.test', 'office@ex.test', 'kim@ex.test', 'sam@ex.test', 'victim@ex.test'])
      addUser(shop, { email: local })
    const before = snapshot(shop)
    const browser = new Browser(shop)
    expect(await comeWith(shop, email, browser)).toBe(`${base}/register`)
    expect((await browser.get(`${base}/pending`, { headers })).json()['prefill']).toMatchObject({ email: '' })
    expect(await registerWith(shop, email)).toEqual({
      status: 409,
      problem: { field: 'email', problem: 'invalid', message: null },
    })
    expectNoWrite(shop, before)
    expect(await promptFinds(shop, email)).toBe(false)
  })

  it.each([
    'a@x.test, b@y.test',
    'a@x.test,b@y.test',
    '"v@ex.test"@m.test',
    '<v@ex.test>',
    'V <v@ex.test>',
    'v@[127.0.0.1]',
    'v@127.0.0.1',
    'v@ex.test\r\nbcc:m@m.test',
    'v\u0000@ex.test',
    ' v@ex.test',
    'v@ex.test ',
    'v@ex.test(comment)',
    `${'v'.repeat(250)}@ex.test`,
    'null',
    'undefined',
    '@',
  ])('id-email-malformed: %j counts as no email: she gets in, and nothing is compared', async (email) => {
    const shop = await open()
    const id = addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    expect(await comeWith(shop, email, browser)).toBe('/')
    expect((await browser.me()).userId).not.toBe(id)
    expect(emailsOf(shop)).toEqual(['v@ex.test', null])
    expect(shop.rows('select email_at_link from amazon_links')).toEqual([{ email_at_link: null }])
    expect(shop.mails).toEqual([])
  })

  it('id-email-malformed: typed, it is refused and written nowhere', async () => {
    const shop = await open({ registration: { page: 'always' } })
    for (const email of [
      'a@x, b@y',
      '"v@ex.test"@m.test',
      'v@127.0.0.1',
      '<v@ex.test>',
      'v',
      'v@\ud800.test',
    ])
      expect((await registerWith(shop, email)).problem, email).toMatchObject({ problem: 'invalid' })
    expect(emailsOf(shop)).toEqual([])
  })

  it.each([
    ['absent', { email: undefined }],
    ['empty', { email: '' }],
    ['null', { email: null }],
    ['a space', { email: ' ' }],
  ])('id-email-missing: an email that is %s is none, and many have none', async (_name, members) => {
    const shop = await open()
    addUser(shop, { email: '' })
    const ids = []
    for (const user_id of ['amzn1.account.ONE', 'amzn1.account.TWO']) {
      amendProfile(shop, { user_id, ...members })
      if (members.email === undefined)
        shop.emulator.customers.put({ id: 'vera', name: 'Vera Winter', email: null })
      const browser = new Browser(shop)
      expect((await browser.signInWithAmazon('vera')).location).toBe('/')
      ids.push((await browser.me()).userId)
    }
    expect(new Set(ids).size).toBe(2)
    expect(emailsOf(shop)).toEqual(['', null, null])
    expect(shop.rows('select email_at_link from amazon_links')).toEqual([
      { email_at_link: null },
      { email_at_link: null },
    ])
  })

  it('id-email-missing: a client that asks for the user_id only signs in, and asks when the host needs more', async () => {
    const shop = await open({
      amazon: { scopes: ['profile:user_id'] },
      registration: { require: ['email'] },
    })
    const browser = new Browser(shop)
    expect((await browser.signInWithAmazon('vera')).location).toBe(`${base}/register`)
    const { csrf } = await browser.get(`${base}/register`)
    await browser.post(`${base}/register`, { csrf, email: 'later@ex.test', name: '' })
    // What she typed is stored, and proven to nobody.
    expect(shop.rows('select email, verified_at, full_name from users')).toEqual([
      { email: 'later@ex.test', verified_at: null, full_name: null },
    ])
    expect(shop.mails).toEqual([])
  })
})
