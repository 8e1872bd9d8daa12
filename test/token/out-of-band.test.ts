import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { routes } from '../../src/http/routes.js'
import { base, expectNoSession, snapshot, upstreamCalls } from '../attacks/oracles.js'
import { Browser } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { mobile, openPhone, type Phone, withApp } from './phone.js'

const open = useShop()
const ourClient = 'amzn1.application-oa2-client.bookshop'

/** Everything but the counters of attempts. */
function kept(shop: Shop): Record<string, unknown> {
  const { sparekey_limits: _counted, ...rest } = snapshot(shop)
  return rest
}

/** A shop with an app, whose customer Vera is linked already: whoever is taken for her is in her account. */
async function openLinked(): Promise<{ phone: Phone; before: Record<string, unknown> }> {
  const phone = await openPhone(open(withApp))
  addUser(phone.shop, { email: 'vera@ex.test' })
  await phone.signInAtAmazon('vera').token()
  expect((await phone.answer('/link', { password })).status).toBe(200)
  phone.shop.emulator.log.clear()
  return { phone, before: kept(phone.shop) }
}

describe('a token that is not ours to believe', () => {
  it.each([
    ['another company', { company: 'Other Company' }],
    ['a sister app of our own company, which the site did not name', { company: 'Test Company' }],
  ])('oauth-token-substitution: a token of %s is refused before the profile is read', async (_name, app) => {
    const { phone, before } = await openLinked()
    phone.shop.emulator.clients.put({ clientId: 'other-app', ...app })
    const told = await phone.signInAtAmazon('vera', 'other-app').token()
    expect(told).toMatchObject({ status: 403, session: null, body: { reason: 'token-of-another-client' } })
    expect(upstreamCalls(phone.shop)).toEqual(['tokeninfo'])
    expect(kept(phone.shop)).toEqual(before)
  })

  it.each([
    ['of another client', { kind: 'wrong-audience' }],
    ['that is missing', { kind: 'missing-fields', fields: ['aud'] }],
    ['that is null', { kind: 'null-fields', fields: ['aud'] }],
    ['that is a list with ours in it', { kind: 'amended', set: { aud: [ourClient, mobile.clientId] } }],
    ['of another case', { kind: 'wrong-audience', value: mobile.clientId.toUpperCase() }],
    ['that ours is the beginning of', { kind: 'wrong-audience', value: `${mobile.clientId}.evil` }],
    ['that is empty', { kind: 'wrong-audience', value: '' }],
  ] as const)('oauth-aud-mismatch: an app brings a token with an audience %s', async (_name, fault) => {
    const { phone, before } = await openLinked()
    phone.shop.emulator.faults.add({ endpoint: 'tokeninfo', ...fault })
    const told = await phone.token()
    expect(told).toMatchObject({ status: 403, session: null, body: { reason: 'token-of-another-client' } })
    expect(upstreamCalls(phone.shop)).toEqual(['tokeninfo'])
    expect(kept(phone.shop)).toEqual(before)
  })

  it('oauth-aud-mismatch: the clients that the site has are believed, its own among them', async () => {
    const { phone } = await openLinked()
    for (const clientId of [ourClient, mobile.clientId])
      expect((await phone.signInAtAmazon('vera', clientId).token()).status).toBe(200)
  })

  it.each([
    ['tokeninfo', { kind: 'other-user-id' }, 'amazon-audience-mismatch'],
    ['profile', { kind: 'other-user-id' }, 'amazon-audience-mismatch'],
    ['tokeninfo', { kind: 'missing-fields', fields: ['user_id'] }, 'amazon-answer-invalid'],
    ['profile', { kind: 'missing-fields', fields: ['user_id'] }, 'amazon-profile-invalid'],
    ['tokeninfo', { kind: 'amended', set: { iss: 'https://evil.example' } }, 'amazon-answer-invalid'],
    ['profile', { kind: 'legacy-profile' }, 'amazon-profile-legacy'],
  ] as const)(
    'oauth-profile-tokeninfo-disagree: an app is not signed in when %s answers with %j',
    async (endpoint, fault, code) => {
      const { phone, before } = await openLinked()
      phone.shop.emulator.faults.add({ endpoint, ...fault })
      expect(await phone.token()).toMatchObject({ status: 502, session: null, body: { code } })
      expect(kept(phone.shop)).toEqual(before)
    },
  )

  it('oauth-region-mixup: a token of another region is one that ours does not know', async () => {
    const { phone, before } = await openLinked()
    const { emulator } = phone.shop
    emulator.readings.set({ foreignRegionToken: 'refused' })
    const order = { clientId: mobile.clientId, customer: 'vera', region: 'eu' } as const
    phone.accessToken = emulator.issueTokens(order).access_token
    expect(await phone.token()).toMatchObject({ status: 401, body: { reason: 'token-rejected' } })
    expect(kept(phone.shop)).toEqual(before)
  })

  it('oob-native-app: a token that has expired, was withdrawn or was never issued is refused', async () => {
    const { phone, before } = await openLinked()
    const { emulator } = phone.shop
    const order = { clientId: mobile.clientId, customer: 'vera' }
    emulator.readings.set({ withdrawnAccessToken: 'dies' })
    const expired = emulator.issueTokens({ ...order, lifetimeSeconds: 0 }).access_token
    const withdrawn = emulator.issueTokens(order).access_token
    emulator.consents.withdraw('vera', mobile.clientId)
    const refresh = emulator.issueTokens(order).refresh_token
    const made = ['Atza|made-up', 'x', 'a b', 'Atza|\r\nx-admin: 1', 'A'.repeat(3000), 'Atza|ü']
    for (const accessToken of [expired, withdrawn, refresh, ...made]) {
      phone.accessToken = accessToken
      const told = await phone.token()
      expect(told).toMatchObject({ status: 401, session: null, body: { reason: 'token-rejected' } })
    }
    expect(upstreamCalls(phone.shop).filter((endpoint) => endpoint !== 'tokeninfo')).toEqual([])
    expect(kept(phone.shop)).toEqual(before)
  })
})

describe('a native app', () => {
  const redirect = 'amzn://com.shop.app'
  const withNative = { amazon: { nativeRedirects: { [redirect]: mobile.clientId } } } as const

  /** Amazon's answer to a challenge, as it comes back to whoever claimed the scheme on this phone. */
  async function authorize(shop: Shop, verifier: string, redirectUri = redirect): Promise<string> {
    const url = new URL(shop.emulator.endpoints.authorize)
    url.search = new URLSearchParams({
      client_id: mobile.clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'profile',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString()
    const back = new URL(await shop.emulator.authorize(url, { customer: 'vera' }))
    return back.searchParams.get('code') ?? ''
  }

  it('oob-native-app: a code that another app caught by its scheme opens nothing without the verifier', async () => {
    const phone = await openPhone(open(withNative))
    const code = await authorize(phone.shop, randomBytes(32).toString('base64url'))
    const before = kept(phone.shop)
    for (const code_verifier of [randomBytes(32).toString('base64url'), 'a'.repeat(43)]) {
      const told = await phone.post('/token', { code, code_verifier, redirect_uri: redirect })
      expect(told).toMatchObject({ status: 403, session: null, body: { reason: 'code-rejected' } })
    }
    expect(kept(phone.shop)).toEqual(before)
  })

  it('oob-native-app: a code is redeemed once, and only for a redirect of ours', async () => {
    const phone = await openPhone(open(withNative))
    const verifier = randomBytes(32).toString('base64url')
    const order = { code: await authorize(phone.shop, verifier), code_verifier: verifier }
    const foreign = { ...order, redirect_uri: `${phone.shop.origin}${base}/callback` }
    expect((await phone.post('/token', foreign)).body).toMatchObject({ reason: 'code-rejected' })
    expect((await phone.post('/token', { ...order, redirect_uri: redirect })).status).toBe(200)
    const again = await phone.post('/token', { ...order, redirect_uri: redirect })
    expect(again).toMatchObject({ status: 403, session: null, body: { reason: 'code-rejected' } })
  })

  it('oob-native-app: the session is a new one, whatever the app brought', async () => {
    const { phone } = await openLinked()
    const browser = new Browser(phone.shop)
    await browser.request('POST', '/basket', { json: { item: 'book' } })
    const before = await browser.me()
    const headers = { origin: phone.shop.origin }
    const json = { access_token: phone.accessToken }
    expect((await browser.request('POST', `${base}/token`, { json, headers })).status).toBe(200)
    const after = await browser.me()
    expect(after).toMatchObject({ userId: 1, basket: 'book' })
    expect(after.session).not.toBe(before.session)
  })

  it('oob-native-app: a page of another site cannot bring a token to a browser, in whatever shape', async () => {
    const { phone } = await openLinked()
    const victim = new Browser(phone.shop)
    await victim.request('POST', '/basket', { json: { item: 'book' } })
    const form = { access_token: phone.accessToken }
    const words = [
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
      { 'sec-fetch-site': 'same-site', origin: 'https://sub.shop.example' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { referer: 'https://evil.example/' },
      // No browser sends cookies along with nothing said; what does is not trusted with them.
      {},
    ]
    for (const headers of words) {
      for (const body of [{ form }, { json: form }]) {
        const page = await victim.request('POST', `${base}/token`, { ...body, headers })
        expect(page.status).toBe(403)
        expect(page.headers.get('access-control-allow-origin')).toBeNull()
        await expectNoSession(victim, page)
      }
    }
  })
})

describe('somebody is talked into typing a code', () => {
  const tv = { clientId: 'amzn1.application-oa2-client.tv', kind: 'device' } as const

  it('oob-device-code-phish: what a device of another client got is not taken', async () => {
    const { phone, before } = await openLinked()
    phone.shop.emulator.clients.put({ ...tv, company: 'Test Company' })
    const told = await phone.signInAtAmazon('vera', tv.clientId).token()
    expect(told).toMatchObject({ status: 403, body: { reason: 'token-of-another-client' } })
    expect(kept(phone.shop)).toEqual(before)
  })

  it('oob-device-code-phish: no codes are given out unless the site links devices', async () => {
    const { phone } = await openLinked()
    expect((await phone.post('/device', {})).status).toBe(404)
    expect(phone.shop.emulator.log.of('codepair')).toEqual([])
  })

  it('oob-device-code-phish: the code of a stranger’s device connects nothing of whoever types it', async () => {
    const phone = await openPhone(open(withApp))
    addUser(phone.shop, { email: 'vera@ex.test' })
    const asked = await phone.signInAtAmazon('mallory').token()
    const { code } = asked.body['finish'] as { code: string }
    const before = kept(phone.shop)
    const victim = new Browser(phone.shop)
    await victim.signIn('vera@ex.test', password)
    const headers = { accept: 'application/json' }
    const started = await victim.post(`${base}/start`, { user_code: code }, { headers })
    const back = await victim.get(await victim.answerAmazon(String(started.json()['location']), 'vera'))
    expect(back.location).toContain('device-code-wrong')
    expect((await phone.token()).status).toBe(409)
    expect(kept(phone.shop)).toEqual(before)
  })

  it('oob-device-code-phish: a page of another site cannot send the code off in somebody’s name', async () => {
    const { phone } = await openLinked()
    const victim = new Browser(phone.shop)
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    const page = await victim.post(`${base}/start`, { user_code: '7K2Q-X9MT' }, { headers })
    expect(page.status).toBe(403)
  })

  it('oob-start-url-transfer: an address that was begun elsewhere ends in no other browser', async () => {
    const { phone } = await openLinked()
    const mallory = new Browser(phone.shop)
    const victim = new Browser(phone.shop)
    const started = await mallory.get(`${base}/start`)
    const callback = await victim.answerAmazon(started.location ?? '', 'vera')
    const page = await victim.get(callback)
    expect(page.location).toContain('reason=transaction-missing')
    await expectNoSession(victim, page)
    await expectNoSession(mallory, await mallory.get(`${base}/pending`))
  })
})

describe('an Amazon account in the wrong hands', () => {
  it('oob-amazon-account-takeover: it signs in, and takes the link away only with the password', async () => {
    const { phone } = await openLinked()
    const thief = new Browser(phone.shop)
    const headers = { origin: phone.shop.origin }
    const json = { access_token: phone.accessToken }
    expect((await thief.request('POST', `${base}/token`, { json, headers })).status).toBe(200)
    const { csrf } = await thief.get(`${base}/connections`)
    const page = await thief.post(`${base}/connections/unlink`, { csrf })
    expect(page.status).toBe(403)
    expect(phone.shop.events.at(-1)).toMatchObject({ type: 'refused', reason: 'reauthentication-required' })
  })

  it('oob-amazon-account-takeover: the owner heard of the link, and takes it back from the mailbox', async () => {
    const { phone } = await openLinked()
    const [mail] = phone.shop.mails
    const url = /https?:\/\/\S+\/undo\?token=[\w.-]+/.exec(mail?.text ?? '')?.[0] ?? ''
    const owner = new Browser(phone.shop)
    const token = new URL(url).searchParams.get('token') ?? ''
    await owner.post(`${base}/undo`, { token })
    expect(phone.shop.rows('select * from amazon_links')).toEqual([])
    expect((await phone.token()).body).toMatchObject({ outcome: 'prove-ownership' })
  })

  it('oob-forged-security-event: there is nobody who would take one', async () => {
    const { phone, before } = await openLinked()
    const event = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(
      '{"iss":"https://www.amazon.com","events":{"account-disabled":{"subject":"vera"}}}',
    ).toString('base64url')}.`
    const paths = [
      ...new Set(routes.map(({ path }) => path)),
      '/events',
      '/risc',
      '/.well-known/ssf-configuration',
    ]
    for (const path of paths) {
      const told = await phone.send(`${base}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/secevent+jwt', accept: 'application/json' },
        body: event,
      })
      expect([404, 405, 415]).toContain(told.status)
    }
    expect(kept(phone.shop)).toEqual(before)
  })
})
