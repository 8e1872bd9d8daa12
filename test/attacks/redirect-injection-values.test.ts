import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { amendProfile, signInWithRawAnswers } from './hostile-answers.js'
import { base, expectClean, expectNoSession, expectNoWrite, snapshot, upstreamCalls } from './oracles.js'

const open = useShop()
const json = { accept: 'application/json' }

describe('types', () => {
  it.each([
    ['user_id', 0],
    ['user_id', true],
    ['user_id', ' '],
    ['user_id', ' amzn1.account.VERA'],
    ['user_id', ['amzn1.account.VERA', 'amzn1.account.MALLORY']],
    ['user_id', { toString: 'amzn1.account.VERA' }],
    ['user_id', 'amzn1.account.\u0000'],
    ['user_id', 'amzn1.account.Ａ'],
    ['user_id', 'x'.repeat(256)],
    ['email', ['vera@ex.test', 'm@ex.test']],
    ['email', { toString: 'vera@ex.test' }],
    ['email', true],
    ['email', 0],
    ['name', { toString: 'Vera' }],
    ['name', ['Vera']],
    ['postal_code', 10115],
  ])('type-confusion: a profile whose %s is %j ends cleanly, without a write', async (member, value) => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const before = snapshot(shop)
    amendProfile(shop, { [member]: value })
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('vera')
    await expectClean(browser, page, 'amazon-profile-invalid')
    await expectNoSession(browser, page)
    expectNoWrite(shop, before)
  })

  it.each([
    ['a token that is a list', { access_token: ['Atza|x'] }, 'amazon-answer-invalid'],
    ['a token that is an object', { access_token: { $ne: null } }, 'amazon-answer-invalid'],
    ['a token that is true', { access_token: true }, 'amazon-answer-invalid'],
    ['a type that is a list', { token_type: ['bearer'] }, 'amazon-answer-invalid'],
    [
      'an error that is an object',
      { error: { invalid_grant: 1 }, access_token: null },
      'amazon-answer-invalid',
    ],
  ])('type-confusion: %s ends cleanly before the profile is asked', async (_name, set, code) => {
    const shop = await open()
    const before = snapshot(shop)
    shop.emulator.faults.add({ endpoint: 'token', kind: 'amended', set })
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('vera')
    await expectClean(browser, page, code)
    expect(upstreamCalls(shop)).toEqual(['token'])
    expectNoWrite(shop, before)
  })

  it.each([['"x"'], ['1e400'], ['null'], ['{}'], ['-1']])(
    'type-confusion: an expires_in of %s is nothing that a sign-in depends on',
    async (expiresIn) => {
      const { signedIn } = await signInWithRawAnswers({
        token: `{"access_token":"Atza|x","token_type":"bearer","expires_in":${expiresIn}}`,
      })
      expect(signedIn).toEqual(['1'])
    },
  )

  it('type-confusion: a user_id beyond all numbers is refused', async () => {
    const { location, signedIn } = await signInWithRawAnswers({ profile: '{"user_id":1e400}' })
    expect(location).toContain('code=amazon-profile-invalid')
    expect(signedIn).toEqual([])
  })

  it('type-confusion: a form field is one text or nothing', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/link`)
    const before = snapshot(shop)
    for (const [form, status] of [
      [{ 'password[$gt]': '' }, 422],
      [{ 'password[]': password }, 422],
      [{ 'password[toString]': password }, 422],
      [{ 'email[$ne]': '', 'password[$ne]': '' }, 422],
    ] as const) {
      expect((await browser.post(`${base}/link`, { csrf, ...form })).status).toBe(status)
    }
    for (const body of [
      { csrf, password: [password] },
      { csrf, password: { $gt: '' } },
      { csrf, email: ['vera@ex.test'], password },
      [password],
      'password',
      null,
    ]) {
      const headers = { origin: shop.origin }
      const page = await browser.request('POST', `${base}/link`, { json: body, headers })
      expect([page.status, page.json()['reason']]).toEqual([400, 'malformed-request'])
    }
    expectNoWrite(shop, before)
    expect((await browser.me()).userId).toBeNull()
  })
})

describe('objects', () => {
  const polluted =
    '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"prototype":{}}'

  it('proto-pollution: a profile with a prototype in it changes no object and no session', async () => {
    const shop = await open()
    amendProfile(shop, JSON.parse(polluted) as Record<string, unknown>)
    const browser = new Browser(shop)
    expect((await browser.signInWithAmazon('vera')).location).toBe('/')
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined()
    expect(Reflect.get(await browser.me(), 'isAdmin')).toBeUndefined()
    const { signedIn } = await signInWithRawAnswers({
      profile: `{"user_id":"a",${polluted.slice(1)}`,
    })
    expect(signedIn).toEqual(['1'])
    // Only a member of its own counts, not one that a polluted prototype would give.
    const inherited = await signInWithRawAnswers({
      profile: '{"__proto__":{"user_id":"amzn1.account.VERA"}}',
    })
    expect(inherited.location).toContain('code=amazon-profile-invalid')
  })

  it('proto-pollution: a customer named like a property is a customer', async () => {
    const shop = await open()
    const ids = []
    for (const user_id of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']) {
      amendProfile(shop, { user_id, email: `${user_id}@ex.test` })
      const browser = new Browser(shop)
      expect((await browser.signInWithAmazon('vera')).location).toBe('/')
      ids.push((await browser.me()).userId)
      const again = new Browser(shop)
      await again.signInWithAmazon('vera')
      expect((await again.me()).userId).toBe(ids.at(-1))
    }
    expect(new Set(ids).size).toBe(5)
    expect(
      shop.rows('select subject from amazon_links order by rowid').map(({ subject }) => subject),
    ).toEqual(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])
  })

  it('proto-pollution: guesses of a customer named like a property are counted', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    amendProfile(shop, { user_id: '__proto__' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('mallory')
    const { csrf } = await browser.get(`${base}/link`)
    const statuses = []
    for (let guess = 0; guess < 6; guess += 1)
      statuses.push((await browser.post(`${base}/link`, { csrf, password: `guess ${guess}` })).status)
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429])
  })

  it('proto-pollution: a posted prototype is refused, or a text among others', async () => {
    const shop = await open({ registration: { page: 'always' } })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/register`)
    const before = snapshot(shop)
    const headers = { ...json, origin: shop.origin, 'content-type': 'application/json' }
    for (const one of ['"__proto__":{"role":"admin"}', '"constructor":{"prototype":{}}', '"prototype":{}']) {
      const body = `{"csrf":"${csrf}","email":"v@ex.test",${one}}`
      const refused = await browser.request('POST', `${base}/register`, { body, headers })
      expect(refused.json()['reason']).toBe('malformed-request')
    }
    expectNoWrite(shop, before)
    const text = `{"csrf":"${csrf}","email":"v@ex.test","__proto__":"x","constructor":"y","toString":"z"}`
    const done = await browser.request('POST', `${base}/register`, { body: text, headers })
    expect(done.json()['outcome']).toBe('signed-in')
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined()
    expect(shop.rows('select email, role from users')).toEqual([{ email: 'v@ex.test', role: 'customer' }])
  })

  const extra = {
    id: '999',
    role: 'admin',
    emailVerified: 'true',
    verified_at: '2020-01-01',
    emailProven: 'true',
    password_hash: 'x',
    disabled_at: '2020-01-01',
    amazon_user_id: 'amzn1.account.MALLORY',
    amazonUserId: 'amzn1.account.MALLORY',
    subject: 'amzn1.account.MALLORY',
    issuer: 'https://evil.example',
    account_id: '1',
    nickname: 'admin',
    full_name: 'Admin',
    created_at: '1970-01-01',
  }

  it.each(['the profile', 'the registration'])(
    'mass-assignment: %s sets what it may and nothing else',
    async (source) => {
      const shop = await open({ registration: { page: source === 'the profile' ? 'when-needed' : 'always' } })
      const existing = addUser(shop, { email: 'first@ex.test' })
      if (source === 'the profile') amendProfile(shop, extra)
      const browser = new Browser(shop)
      await browser.signInWithAmazon('vera')
      if (source !== 'the profile') {
        const { csrf } = await browser.get(`${base}/register`)
        const posted = { ...extra, csrf, email: 'vera@ex.test', name: 'Vera Winter' }
        await browser.request('POST', `${base}/register`, { json: posted, headers: { origin: shop.origin } })
      }
      const rows = shop.rows('select * from users where id <> ?', existing)
      expect(rows).toEqual([
        {
          id: existing + 1,
          email: 'vera@ex.test',
          full_name: 'Vera Winter',
          password_hash: expect.stringMatching(/^!/) as string,
          verified_at: null,
          disabled_at: null,
          postal_code: null,
          nickname: null,
          role: 'customer',
          amazon_user_id: null,
        },
      ])
      expect(shop.rows('select issuer, subject, account_id from amazon_links')).toEqual([
        {
          issuer: 'https://www.amazon.com',
          subject: shop.emulator.userIdOf('vera', 'Test Company'),
          account_id: String(existing + 1),
        },
      ])
      expect((await browser.me()).userId).toBe(existing + 1)
    },
  )
})
