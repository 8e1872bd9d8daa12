import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { routes } from '../../src/http/routes.js'
import { ConfigurationError } from '../../src/index.js'
import { Browser } from '../support/browser.js'
import { useShop } from '../support/use-shop.js'
import { anInstance, clientId, finish, type Instance, start } from './instance.js'
import {
  base,
  expectClean,
  expectHeaders,
  expectNoSession,
  expectNoUpstream,
  expectNoWrite,
  snapshot,
  transactionsOf,
  upstreamCalls,
} from './oracles.js'

const open = useShop()
const secret = 'canary-client-secret-of-an-instance'
const always = { policy: { checkAudience: 'always' } } as const
const ourClient = 'amzn1.application-oa2-client.bookshop'
const sister = { clientId: 'sister-app', clientSecret: 's', company: 'Test Company', redirectUris: [] }

const hostsAsked = ({ asked }: Instance): string[] => asked.map(({ url }) => new URL(url).host)

describe('which server gets the code', () => {
  it('oauth-mixup: each instance sends its code to its own token endpoint alone', async () => {
    const amazon = anInstance()
    const other = anInstance({
      basePath: '/auth/other',
      amazon: { clientId, clientSecret: secret, region: 'fe' },
    })
    const [mine, theirs] = [await start(amazon), await start(other)]
    expect(mine.location.searchParams.get('redirect_uri')).toBe('https://shop.example/auth/amazon/callback')
    expect(theirs.location.searchParams.get('redirect_uri')).toBe('https://shop.example/auth/other/callback')
    // The hostile one forwards its own state to our callback: none of our transactions has it.
    expect(await finish(amazon, { ...mine, state: theirs.state })).toContain('reason=transaction-unknown')
    expect(amazon.asked).toEqual([])
    expect(await finish(amazon, mine)).toBe('/')
    expect(hostsAsked(amazon)).toEqual(['api.amazon.com', 'api.amazon.com'])
    expect(other.asked).toEqual([])
  })

  it.each([
    'https://evil.example',
    'https://www.amazon.com/',
    'https://www.amazon.com&iss=https://evil.example',
    '',
  ])('oauth-mixup: an answer that names another issuer ("%s") is refused', async (issuer) => {
    const instance = anInstance()
    expect(await finish(instance, await start(instance), `&iss=${issuer}`)).toContain('malformed-request')
    expect(instance.asked).toEqual([])
  })

  it('oauth-mixup: an answer that names Amazon, or nobody, is taken', async () => {
    const instance = anInstance()
    expect(await finish(instance, await start(instance), '&iss=https://www.amazon.com')).toBe('/')
    expect(await finish(instance, await start(instance))).toBe('/')
  })

  it.each([
    ['na', 'www.amazon.com', 'api.amazon.com'],
    ['eu', 'eu.account.amazon.com', 'api.amazon.co.uk'],
    ['fe', 'apac.account.amazon.com', 'api.amazon.co.jp'],
  ] as const)('oauth-region-mixup: a client of %s meets that region alone', async (region, site, api) => {
    const instance = anInstance({ amazon: { clientId, clientSecret: secret, region }, ...always })
    const started = await start(instance)
    expect(started.location.host).toBe(site)
    await finish(instance, started)
    expect(new Set(hostsAsked(instance))).toEqual(new Set([api]))
    expect(instance.asked.length).toBeGreaterThan(0)
  })

  it.each(['na', 'eu', 'fe'] as const)(
    'oauth-region-mixup: what began in another region than %s is not exchanged here',
    async (region) => {
      for (const elsewhere of (['na', 'eu', 'fe'] as const).filter((one) => one !== region)) {
        const before = anInstance({ amazon: { clientId, clientSecret: secret, region } })
        const after = anInstance({ amazon: { clientId, clientSecret: secret, region: elsewhere } })
        expect(await finish(after, await start(before))).toContain('reason=transaction-unknown')
        expect(after.asked).toEqual([])
      }
    },
  )

  it('oauth-region-mixup: endpoints cannot be exchanged behind its back', async () => {
    const endpoints = { token: 'https://api.amazon.co.uk/auth/o2/token' }
    const instance = anInstance({ amazon: { clientId, clientSecret: secret, endpoints } })
    endpoints.token = 'https://evil.example/token'
    await finish(instance, await start(instance))
    expect(hostsAsked(instance)[0]).toBe('api.amazon.co.uk')
  })
})

describe('the authorization request', () => {
  it('oauth-pkce-plain-default: every start carries an S256 challenge, and its verifier shows nowhere', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    await browser.signInWithAmazon('nora')
    const link = await browser.post(`${base}/start`, {}, { headers: { accept: 'application/json' } })
    const plain = await browser.get(`${base}/start`)
    const locations = [plain.location, String(link.json()['location'])]
    for (const location of locations) {
      const { searchParams } = new URL(location ?? '')
      expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/)
      expect(searchParams.get('code_challenge_method')).toBe('S256')
      expect(searchParams.has('code_verifier')).toBe(false)
    }
    const page = await browser.get(await browser.answerAmazon(locations[0] ?? '', 'nora'))
    const verifier = shop.emulator.log.of('token').at(-1)?.parameters['code_verifier'] ?? ''
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/)
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    expect(new URL(locations[0] ?? '').searchParams.get('code_challenge')).toBe(challenge)
    expect(JSON.stringify([page, plain, [...browser.jar], shop.events, snapshot(shop)])).not.toContain(
      verifier,
    )
  })

  it.each([
    ['https://shop.example', 'https://shop.example/auth/amazon/callback'],
    ['https://shop.example/', 'https://shop.example/auth/amazon/callback'],
    ['https://shop.example:443/', 'https://shop.example/auth/amazon/callback'],
    ['https://SHOP.Example', 'https://shop.example/auth/amazon/callback'],
    ['https://shop.example:8443/store/', 'https://shop.example:8443/store/auth/amazon/callback'],
    ['https://shop.example/store//', 'https://shop.example/store/auth/amazon/callback'],
    ['http://localhost:3000', 'http://localhost:3000/auth/amazon/callback'],
  ])('oauth-redirect-uri-drift: of %s both requests say the same bytes', async (baseUrl, redirectUri) => {
    const instance = anInstance({ baseUrl })
    const started = await start(instance)
    expect(started.location.searchParams.get('redirect_uri')).toBe(redirectUri)
    await finish(instance, started)
    expect(new URLSearchParams(await instance.asked[0]?.text()).get('redirect_uri')).toBe(redirectUri)
  })

  it.each([
    'http://shop.example',
    'ftp://shop.example',
    'https://shop.example/#here',
    'https://shop.example/?x=1',
    'https://user:pass@shop.example',
    'https://user@shop.example',
    'https://*.shop.example',
    'https://shop.*',
    'https://shop.example//store',
    'shop.example',
    '//shop.example',
    '',
  ])('oauth-redirect-uri-drift: "%s" is refused when Sparekey is created', (baseUrl) => {
    expect(() => anInstance({ baseUrl })).toThrow(ConfigurationError)
  })

  it('oauth-redirect-uri-drift: neither the request nor a proxy has a say in it', async () => {
    const shop = await open()
    const headers = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
    }
    const started = await new Browser(shop).get(`${base}/start`, { headers })
    const redirectUri = new URL(started.location ?? '').searchParams.get('redirect_uri')
    expect(redirectUri).toBe(`${shop.origin}${base}/callback`)
  })
})

describe('a token that somebody brings', () => {
  it('oauth-token-substitution: no route takes it, in whatever way it comes; where apps bring theirs, tokeninfo says no', async () => {
    const shop = await open()
    await new Browser(shop).signInWithAmazon('vera')
    const other = shop.emulator.clients.put({ ...sister, clientId: 'other-app', company: 'Other Company' })
    const order = { clientId: other.clientId, customer: 'vera' }
    const { access_token: token, refresh_token: refresh } = shop.emulator.issueTokens(order)
    const ours = shop.emulator.issueTokens({ ...order, clientId: ourClient }).access_token
    const { sparekey_limits: _counted, ...before } = snapshot(shop)
    shop.emulator.log.clear()
    const mallory = new Browser(shop)
    const fields = { access_token: token, token: ours, refresh_token: refresh, token_type: 'bearer' }
    const query = new URLSearchParams(fields).toString()
    const headers = { authorization: `Bearer ${ours}`, 'x-amz-access-token': ours, origin: shop.origin }
    const paths = [...new Set(routes.map(({ path }) => path)), '/exchange', '/']
    for (const path of paths) {
      const pages = [
        await mallory.get(`${base}${path}?${query}`, { headers }),
        await mallory.post(`${base}${path}`, fields, { headers }),
        await mallory.request('POST', `${base}${path}`, { json: fields, headers }),
      ]
      await expectNoSession(mallory, ...pages)
      for (const { text } of pages) expect(text).not.toContain('Atza')
    }
    // As a form and as JSON; nobody asked for the profile.
    expect(upstreamCalls(shop)).toEqual(['tokeninfo', 'tokeninfo'])
    const { sparekey_limits: _counts, ...after } = snapshot(shop)
    expect(after).toEqual(before)
  })

  it.each([
    ['of another client', { kind: 'wrong-audience' }],
    ['that is missing', { kind: 'missing-fields', fields: ['aud'] }],
    ['that is null', { kind: 'null-fields', fields: ['aud'] }],
    ['that is a list with ours in it', { kind: 'amended', set: { aud: [ourClient] } }],
    ['of another case', { kind: 'wrong-audience', value: ourClient.toUpperCase() }],
    ['that begins as ours does', { kind: 'wrong-audience', value: `${ourClient}.evil` }],
    ['with a space behind it', { kind: 'wrong-audience', value: `${ourClient} ` }],
  ] as const)(
    'oauth-aud-mismatch: an audience %s ends it before the profile is read',
    async (_name, fault) => {
      const shop = await open(always)
      const before = snapshot(shop)
      shop.emulator.faults.add({ endpoint: 'tokeninfo', ...fault })
      const browser = new Browser(shop)
      const page = await browser.signInWithAmazon('vera')
      await expectClean(browser, page, 'amazon-audience-mismatch')
      await expectNoSession(browser, page)
      expect(upstreamCalls(shop)).toEqual(['token', 'tokeninfo'])
      expectNoWrite(shop, before)
    },
  )

  it("oauth-aud-mismatch: a sister app's token is refused, although its user_id is the same", async () => {
    const shop = await open(always)
    await new Browser(shop).signInWithAmazon('vera')
    shop.emulator.clients.put(sister)
    const token = shop.emulator.issueTokens({ clientId: sister.clientId, customer: 'vera' }).access_token
    shop.emulator.faults.add({ endpoint: 'token', kind: 'amended', set: { access_token: token } })
    const before = snapshot(shop)
    const browser = new Browser(shop)
    await expectClean(browser, await browser.signInWithAmazon('vera'), 'amazon-audience-mismatch')
    await expectNoSession(browser)
    expectNoWrite(shop, before)
  })

  it.each([
    ['tokeninfo', { kind: 'other-user-id' }, 'amazon-audience-mismatch'],
    ['profile', { kind: 'other-user-id' }, 'amazon-audience-mismatch'],
    ['tokeninfo', { kind: 'missing-fields', fields: ['user_id'] }, 'amazon-answer-invalid'],
    ['profile', { kind: 'missing-fields', fields: ['user_id'] }, 'amazon-profile-invalid'],
    ['tokeninfo', { kind: 'missing-fields', fields: ['iss'] }, 'amazon-answer-invalid'],
    ['tokeninfo', { kind: 'amended', set: { iss: 'https://evil.example' } }, 'amazon-answer-invalid'],
  ] as const)(
    'oauth-profile-tokeninfo-disagree: %s with %j signs nobody in and is told to the operator',
    async (endpoint, fault, code) => {
      const shop = await open(always)
      await new Browser(shop).signInWithAmazon('vera')
      const before = snapshot(shop)
      shop.emulator.faults.add({ endpoint, ...fault })
      const browser = new Browser(shop)
      const page = await browser.signInWithAmazon('vera')
      await expectClean(browser, page, code)
      await expectNoSession(browser, page)
      expectNoWrite(shop, before)
      expect(shop.events.at(-1)).toMatchObject({ type: 'failed', code })
    },
  )
})

describe('an implicit answer', () => {
  it.each([
    ['a token alone', (state: string) => `access_token=Atza%7Cx&token_type=bearer&state=${state}`],
    [
      'a token beside the code',
      (state: string, code: string) => `code=${code}&access_token=t&state=${state}`,
    ],
    [
      'an empty token beside the code',
      (state: string, code: string) => `code=${code}&access_token=&state=${state}`,
    ],
    ['an id token', (state: string, code: string) => `code=${code}&id_token=t&state=${state}`],
    ['a token type', (state: string, code: string) => `code=${code}&token_type=bearer&state=${state}`],
  ])('oauth-implicit-response: %s is refused and used up', async (_name, answer) => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    const { searchParams } = new URL(callback)
    const before = snapshot(shop)
    const query = answer(searchParams.get('state') ?? '', searchParams.get('code') ?? '')
    const page = await browser.get(`${base}/callback?${query}`)
    await expectClean(browser, page, 'malformed-request')
    await expectNoSession(browser, page)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
    expect(transactionsOf(browser)).toEqual([])
  })

  it('oauth-implicit-response: a token in the fragment meets no script that could read it', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const page = await browser.get(`${base}/callback#access_token=Atza%7Cx&token_type=bearer`)
    const problem = await expectClean(browser, page, 'transaction-unknown')
    for (const shown of [page, problem]) expectHeaders(shown)
    expect(problem.headers.get('content-security-policy')).not.toContain('script-src')
    expectNoUpstream(shop)
  })
})
