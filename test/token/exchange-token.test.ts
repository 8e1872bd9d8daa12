import { describe, expect, it } from 'vitest'
import { snapshot } from '../attacks/oracles.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { openPhone, Phone, withApp } from './phone.js'

const open = useShop()

describe('POST /token', () => {
  it('makes an account for a newcomer, and signs in who is back, with the session of the site', async () => {
    const phone = await openPhone(open(withApp))
    const first = await phone.signInAtAmazon('nora').token({ return_to: '/basket' })
    expect(first.status).toBe(200)
    expect(first.body).toEqual({
      outcome: 'signed-in',
      account_id: '1',
      created: true,
      linked: true,
      return_to: '/basket',
    })
    expect(await phone.me(first.session)).toBe(1)
    const again = await phone.signInAtAmazon('nora').token()
    expect(again.body).toMatchObject({ outcome: 'signed-in', account_id: '1', created: false, linked: false })
    expect(await phone.me(again.session)).toBe(1)
  })

  it('takes a form as well, from a library that sends no Accept', async () => {
    const phone = await openPhone(open(withApp))
    const body = new URLSearchParams({ access_token: phone.signInAtAmazon('nora').accessToken })
    const told = await phone.send('/auth/amazon/token', { method: 'POST', body })
    expect(told).toMatchObject({ status: 200, body: { outcome: 'signed-in', account_id: '1' } })
  })

  it('says the same twice when the first answer was lost, and makes one account', async () => {
    const phone = await openPhone(open(withApp))
    phone.signInAtAmazon('nora')
    const [one, two] = await Promise.all([phone.token(), phone.token()])
    const three = await phone.token()
    expect([one, two, three].map(({ body }) => body['account_id'])).toEqual(['1', '1', '1'])
    expect(phone.shop.rows('select id from users')).toHaveLength(1)
    expect(phone.shop.rows('select * from amazon_links')).toHaveLength(1)
  })

  it('believes nothing that the app says about the person', async () => {
    const phone = await openPhone(open(withApp))
    const vera = addUser(phone.shop, { email: 'vera@ex.test' })
    const told = await phone.signInAtAmazon('nora').token({
      user_id: 'amzn1.account.VERA',
      email: 'vera@ex.test',
      name: 'Vera',
      account_id: String(vera),
      outcome: 'signed-in',
    })
    expect(told.body).toMatchObject({ outcome: 'signed-in', created: true })
    expect(told.body['account_id']).not.toBe(String(vera))
    expect(phone.shop.rows('select email, full_name from users where id <> ?', vera)).toEqual([
      expect.objectContaining({ email: 'nora@ex.test', full_name: 'Nora Bird' }),
    ])
  })

  it('asks for proof in JSON, with a ticket that the password answers', async () => {
    const phone = await openPhone(open(withApp))
    const vera = addUser(phone.shop, { email: 'vera@ex.test' })
    const asked = await phone.signInAtAmazon('vera').token()
    expect(asked).toMatchObject({
      status: 409,
      session: null,
      body: { outcome: 'prove-ownership', ways: ['password'], email_hint: 'v•••@ex.test' },
    })
    expect(asked.headers.getSetCookie()).toEqual([])
    expect(await phone.answer('/link', { password: 'wrong' })).toMatchObject({
      status: 403,
      body: { outcome: 'refused', reason: 'wrong-password' },
    })
    const linked = await phone.answer('/link', { password })
    expect(linked.body).toMatchObject({ outcome: 'signed-in', account_id: String(vera), linked: true })
    expect(await phone.me(linked.session)).toBe(vera)
  })

  it('tells what the ticket waits for, as often as it is asked', async () => {
    const phone = await openPhone(open(withApp))
    addUser(phone.shop, { email: 'vera@ex.test' })
    const asked = await phone.signInAtAmazon('vera').token()
    const waiting = await phone.pending()
    const { ticket: _old, ...same } = asked.body
    expect(waiting).toMatchObject({ status: 409, body: same })
    expect((await phone.answer('/link', { password })).status).toBe(200)
  })

  it('registers what Amazon did not tell, says which field is wrong, and takes a lost answer again', async () => {
    const phone = await openPhone(open({ ...withApp, registration: { page: 'always' } }))
    const asked = await phone.signInAtAmazon('nora').token()
    expect(asked).toMatchObject({
      status: 409,
      body: { outcome: 'register', prefill: { email: 'nora@ex.test', name: 'Nora Bird' } },
    })
    const wrong = await phone.answer('/register', { email: 'nobody', name: 'Nora' })
    expect(wrong.body).toMatchObject({
      outcome: 'register',
      problems: [{ field: 'email', problem: 'invalid' }],
    })
    const form = { email: 'nora@ex.test', name: 'Nora' }
    const made = await phone.answer('/register', form)
    expect(made.body).toMatchObject({ outcome: 'signed-in', account_id: '1', created: true })
    phone.shop.pass(200)
    const retried = await phone.answer('/register', form)
    expect(retried.body).toMatchObject({ outcome: 'signed-in', account_id: '1', created: false })
    expect(phone.shop.rows('select id from users')).toHaveLength(1)
  })

  it('lets "not my account" lead to a registration', async () => {
    const phone = await openPhone(open(withApp))
    addUser(phone.shop, { email: 'vera@ex.test' })
    await phone.signInAtAmazon('mallory').token()
    const asked = await phone.answer('/link/decline')
    expect(asked.body).toMatchObject({ outcome: 'register', prefill: { email: '' } })
    const made = await phone.answer('/register', { email: 'm@ex.test', name: 'Mallory' })
    expect(made.body).toMatchObject({ outcome: 'signed-in', created: true })
  })

  it('links the account that is signed in, once that has been confirmed', async () => {
    const phone = await openPhone(open(withApp))
    const vera = addUser(phone.shop, { email: 'else@ex.test' })
    expect(await phone.signInAtAmazon('vera').token({ intent: 'link' })).toMatchObject({
      status: 401,
      body: { reason: 'sign-in-required' },
    })
    expect(phone.shop.emulator.log.entries).toEqual([])
    const signedIn = await phone.send('/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'else@ex.test', password }),
    })
    // A program that keeps cookies is a browser in this, and says where it stands.
    const own = { cookie: signedIn.session?.split(';', 1)[0] ?? '', origin: phone.shop.origin }
    const order = { access_token: phone.accessToken, intent: 'link' }
    const asked = await phone.post('/token', order, own)
    expect(asked.body).toMatchObject({ outcome: 'confirm', action: 'link', ticket: null })
    const ticket = asked.headers.getSetCookie().map((line) => line.split(';', 1)[0])
    const headers = { ...own, cookie: [own.cookie, ...ticket].join('; ') }
    const linked = await phone.post('/link', {}, headers)
    expect(linked.body).toMatchObject({ outcome: 'signed-in', account_id: String(vera), linked: true })
    expect(phone.shop.rows('select account_id from amazon_links')).toEqual([
      expect.objectContaining({ account_id: String(vera) }),
    ])
  })

  it.each([
    ['nothing', {}],
    ['an empty token', { access_token: '' }],
    ['a token and a code', { access_token: 'Atza|x', code: 'AN' }],
    ['a code without its verifier', { code: 'ANx', redirect_uri: 'amzn://com.shop.app' }],
    [
      'a code whose verifier is too short',
      { code: 'ANx', code_verifier: 'short', redirect_uri: 'amzn://com.shop.app' },
    ],
    ['a token that is a list', { access_token: ['Atza|x'] }],
    ['a token that is an object', { access_token: { $ne: '' } }],
  ])('refuses %s as malformed, and asks Amazon nothing', async (_name, order) => {
    const phone = await openPhone(open(withApp))
    expect(await phone.post('/token', order)).toMatchObject({
      status: 400,
      body: { reason: 'malformed-request' },
    })
    expect(phone.shop.emulator.log.entries).toEqual([])
  })

  it('is no page: GET says which method there is, and the token in an address is not read', async () => {
    const phone = await openPhone(open(withApp))
    const { accessToken } = phone.signInAtAmazon('nora')
    const query = new URLSearchParams({ access_token: accessToken }).toString()
    const got = await phone.send(`/auth/amazon/token?${query}`, { headers: { accept: 'application/json' } })
    expect(got).toMatchObject({ status: 405, body: { reason: 'method-not-allowed' } })
    const posted = await phone.send(`/auth/amazon/token?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect(posted).toMatchObject({ status: 400, body: { reason: 'malformed-request' } })
    expect(phone.shop.emulator.log.entries).toEqual([])
  })

  it('counts by network and by customer, and says how long to wait', async () => {
    const counted: string[] = []
    const limiter = {
      consume: async ({ name }: { name: string }, key: string) => {
        counted.push(`${name} ${key.slice(0, 14)}`)
        return name === 'token-subject'
          ? { allowed: false, retryAfterSeconds: 77 }
          : { allowed: true, retryAfterSeconds: 0 }
      },
      reset: async () => {},
    }
    const phone = await openPhone(open({ ...withApp, limiter, clientAddress: () => '192.0.2.7' }))
    const told = await phone.signInAtAmazon('nora').token()
    expect(told).toMatchObject({ status: 429, body: { reason: 'too-many-attempts' } })
    expect(told.headers.get('retry-after')).toBe('77')
    expect(counted).toEqual(['token-client 192.0.2.7', 'token-subject amzn1.account.'])
    expect(phone.shop.emulator.log.of('profile')).toEqual([])
    expect(phone.shop.rows('select id from users')).toEqual([])
  })
})

describe('a ticket in a body', () => {
  it('works only beside the secret it was got with', async () => {
    const phone = await openPhone(open(withApp))
    addUser(phone.shop, { email: 'vera@ex.test' })
    await phone.signInAtAmazon('vera').token()
    const thief = new Phone(phone.shop)
    thief.ticket = phone.ticket
    const before = snapshot(phone.shop)
    for (const key of ['', 'Atza|guessed', undefined]) {
      const told = await thief.post('/link', { ticket: phone.ticket, ticket_key: key, password })
      expect(told).toMatchObject({ status: 400, body: { reason: 'ticket-missing' } })
    }
    const { accessToken } = new Phone(phone.shop).signInAtAmazon('mallory')
    expect(
      (await thief.post('/link', { ticket: phone.ticket, access_token: accessToken, password })).status,
    ).toBe(400)
    expect((await thief.pending({ 'sparekey-ticket-key': 'Atza|guessed' })).status).toBe(400)
    expect(snapshot(phone.shop)).toEqual(before)
  })

  it('is not a cookie, and a cookie is not one', async () => {
    const phone = await openPhone(open(withApp))
    addUser(phone.shop, { email: 'vera@ex.test' })
    await phone.signInAtAmazon('vera').token()
    const inBody = phone.ticket ?? ''
    const page = await phone.post(
      '/token',
      { access_token: phone.accessToken },
      { origin: phone.shop.origin },
    )
    expect(page.body['ticket']).toBeNull()
    const [name = '', cookie = ''] = (page.headers.getSetCookie()[0] ?? '').split(';', 1)[0]?.split('=') ?? []
    expect(name).toContain('.ticket-')
    phone.ticket = cookie
    expect(await phone.answer('/link', { password })).toMatchObject({ body: { reason: 'ticket-missing' } })
    const own = { origin: phone.shop.origin, cookie: `${name}=${inBody}` }
    expect(await phone.post('/link', { password }, own)).toMatchObject({ body: { reason: 'ticket-missing' } })
    // A browser that sends the body's ticket has no ticket at all: only its cookie counts.
    const both = { ticket: inBody, ticket_key: phone.accessToken, password }
    expect(await phone.post('/link', both, { origin: phone.shop.origin })).toMatchObject({
      body: { reason: 'ticket-missing' },
    })
    expect(phone.shop.rows('select * from amazon_links')).toEqual([])
  })

  it('lives as long as a ticket, links once, and is worth nothing once that is old', async () => {
    const phone = await openPhone(open(withApp))
    const vera = addUser(phone.shop, { email: 'vera@ex.test' })
    await phone.signInAtAmazon('vera').token()
    const held = phone.ticket
    expect((await phone.answer('/link', { password })).status).toBe(200)
    phone.shop.pass(400)
    expect(await phone.answer('/link', { password })).toMatchObject({
      status: 409,
      body: { reason: 'ticket-used' },
    })
    phone.shop.database.prepare('delete from amazon_links').run()
    phone.ticket = held
    expect(await phone.answer('/link', { password })).toMatchObject({
      status: 409,
      body: { reason: 'ticket-used' },
    })
    phone.shop.pass(600)
    expect(await phone.answer('/link', { password })).toMatchObject({
      status: 400,
      body: { reason: 'ticket-expired' },
    })
    expect(vera).toBe(1)
    expect(phone.shop.rows('select * from amazon_links')).toEqual([])
  })

  it('tells neither the customer nor the address to whoever reads it', async () => {
    const phone = await openPhone(open(withApp))
    addUser(phone.shop, { email: 'vera@ex.test' })
    await phone.signInAtAmazon('vera').token()
    const readable = (phone.ticket ?? '')
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join()
    expect(readable).not.toMatch(/vera|amzn1|Atza/i)
  })
})
