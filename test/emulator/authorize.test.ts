import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AuthorizationPageError, type Emulator } from '../../src/emulator.js'
import { createBrowser } from './browser.js'
import { authorizationUrl, callback, redeem, rival, shop, startShopEmulator } from './shop.js'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startShopEmulator()
})

afterEach(() => emulator.close())

const vera = { customer: 'vera' } as const

async function authorize(changes: Record<string, string | null> = {}): Promise<string> {
  return emulator.authorize(authorizationUrl(emulator, changes), vera)
}

describe('the authorization endpoint', () => {
  it('answers with code, granted scope and the state unchanged, in that order', async () => {
    const location = await authorize({ scope: 'postal_code profile' })
    expect(location).toMatch(
      /^https:\/\/shop\.example\/auth\/amazon\/callback\?code=AN[A-Za-z0-9]{18}&scope=/,
    )
    const { searchParams } = new URL(location)
    expect([...searchParams.keys()]).toEqual(['code', 'scope', 'state'])
    expect(searchParams.get('scope')).toBe('profile postal_code')
    expect(searchParams.get('state')).toBe('a+state/with=signs &')
  })

  it('keeps the query of a registered redirect URI', async () => {
    const location = await authorize({ redirect_uri: 'https://shop.example/other?amazonLogin=1' })
    expect(location).toMatch(/^https:\/\/shop\.example\/other\?amazonLogin=1&code=AN/)
  })

  it('leaves state out when it was not given, and ignores unknown parameters', async () => {
    const location = await authorize({ state: null, approval_prompt: 'auto' })
    expect([...new URL(location).searchParams.keys()]).toEqual(['code', 'scope'])
  })

  it('answers a denial in the order and words of Amazon', async () => {
    const url = authorizationUrl(emulator, { state: 'xyz' })
    expect(await emulator.authorize(url, { customer: 'vera', decision: 'deny' })).toBe(
      `${callback}?error_description=Access+not+permitted.&state=xyz&error=access_denied`,
    )
  })

  it.each([
    ['an unknown client', { client_id: 'amzn1.application-oa2-client.0' }, 'unknown-client'],
    ['no client', { client_id: null }, 'unknown-client'],
    ['no redirect URI', { redirect_uri: null }, 'unlisted-redirect'],
    ['a longer path', { redirect_uri: `${callback}/more` }, 'unlisted-redirect'],
    ['another query', { redirect_uri: `${callback}?a=b` }, 'unlisted-redirect'],
    [
      'another host',
      { redirect_uri: 'https://shop.example.evil.example/auth/amazon/callback' },
      'unlisted-redirect',
    ],
    [
      'the redirect URI of another client',
      { client_id: rival.clientId, redirect_uri: 'https://shop.example/other?amazonLogin=1' },
      'unlisted-redirect',
    ],
  ])('shows a page and does not redirect for %s', async (_case, changes, problem) => {
    const url = authorizationUrl(emulator, changes)
    const response = await createBrowser().get(url)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    await expect(emulator.authorize(url, vera)).rejects.toMatchObject({ problem })
    await expect(emulator.authorize(url, vera)).rejects.toBeInstanceOf(AuthorizationPageError)
  })

  it('shows a page when client or redirect URI are given twice', async () => {
    const url = `${authorizationUrl(emulator)}&redirect_uri=${encodeURIComponent(callback)}`
    await expect(emulator.authorize(url, vera)).rejects.toMatchObject({ problem: 'repeated-parameter' })
  })

  it('escapes what it shows of a request', async () => {
    const url = authorizationUrl(emulator, {
      redirect_uri: 'https://shop.example/"><script>alert(1)</script>',
    })
    expect(await (await createBrowser().get(url)).text()).not.toContain('<script')
  })

  it.each([
    ['a scope that Amazon does not know', { scope: 'profile openid' }],
    ['no scope', { scope: null }],
  ])('redirects %s as invalid_scope with a trailing number sign', async (_case, changes) => {
    expect(await authorize({ state: 'xyz', ...changes })).toBe(
      `${callback}?error_description=An+unknown+scope+was+requested&state=xyz&error=invalid_scope#`,
    )
  })

  it('refuses a scope that this client may not ask for', async () => {
    emulator.clients.put({ ...shop, allowedScopes: ['profile'] })
    expect(await authorize({ scope: 'postal_code' })).toMatch(/error=invalid_scope#$/)
  })

  it('shows a page for an unknown scope in the other reading', async () => {
    emulator.readings.set({ invalidScope: 'page' })
    await expect(authorize({ scope: 'openid' })).rejects.toMatchObject({ problem: 'invalid-scope' })
  })

  it('refuses the implicit grant in the fragment', async () => {
    const location = new URL(await authorize({ response_type: 'token', state: 'xyz' }))
    expect(location.search).toBe('')
    expect(new URLSearchParams(location.hash.slice(1)).get('error')).toBe('unauthorized_client')
    emulator.readings.set({ implicitGrant: 'unsupported_response_type' })
    expect(await authorize({ response_type: 'token' })).toContain('#error=unsupported_response_type')
  })

  it.each([
    ['no response type', { response_type: null }],
    ['an unknown response type', { response_type: 'id_token' }],
    ['an unknown challenge method', { code_challenge_method: 's256' }],
    ['unreadable scope_data', { scope_data: '{"profile":' }],
  ])('redirects %s as invalid_request', async (_case, changes) => {
    expect(new URL(await authorize(changes)).searchParams.get('error')).toBe('invalid_request')
  })

  it('redirects a state given twice as invalid_request', async () => {
    const location = await emulator.authorize(`${authorizationUrl(emulator)}&state=other`, vera)
    expect(new URL(location).searchParams.get('error')).toBe('invalid_request')
  })

  it('rejects other methods', async () => {
    const response = await fetch(authorizationUrl(emulator), { method: 'PUT' })
    expect(response.status).toBe(405)
  })
})

describe('the pages', () => {
  it('sign in, ask for consent with the current values, and lead back with a code', async () => {
    const browser = createBrowser()
    const url = authorizationUrl(emulator, { scope: 'profile postal_code' })
    const signIn = await (await browser.get(url)).text()
    expect(signIn).toContain('This is an emulator, not Amazon.')
    expect(signIn).toMatch(
      /<button name="customer" value="vera">\s*Vera Lindgren \(vera@example\.com\)\s*<\/button>/,
    )

    const signedIn = await browser.post(url, { step: 'sign-in', customer: 'vera' })
    const next = new URL(signedIn.headers.get('location') ?? '', emulator.origin).href
    expect(next).toBe(url)
    const consent = await (await browser.get(next)).text()
    expect(consent).toContain('Corner Shop')
    for (const value of ['Vera Lindgren', 'vera@example.com', '11122', 'Allow', 'Cancel']) {
      expect(consent).toContain(value)
    }

    const allowed = await browser.post(url, { step: 'consent', decision: 'allow' })
    const location = new URL(allowed.headers.get('location') ?? '')
    expect((await redeem(emulator, location.searchParams.get('code') ?? '')).status).toBe(200)
  })

  it('lead back with access_denied on Cancel', async () => {
    const browser = createBrowser()
    const url = authorizationUrl(emulator)
    await browser.post(url, { step: 'sign-in', customer: 'vera' })
    const denied = await browser.post(url, { step: 'consent', decision: 'deny' })
    expect(denied.headers.get('location')).toMatch(/error=access_denied$/)
  })

  it('ask for nothing when the customer is signed in and has consented', async () => {
    await authorize()
    const browser = createBrowser()
    const url = authorizationUrl(emulator)
    await browser.post(url, { step: 'sign-in', customer: 'vera' })
    expect((await browser.get(url)).headers.get('location')).toMatch(/\?code=AN/)
  })

  it('let somebody else sign in', async () => {
    const browser = createBrowser()
    const url = authorizationUrl(emulator)
    await browser.post(url, { step: 'sign-in', customer: 'vera' })
    await browser.post(url, { step: 'sign-out' })
    expect(await (await browser.get(url)).text()).toContain('Choose who you are')
  })

  it('create a customer on the way, without email when it is left empty', async () => {
    const browser = createBrowser()
    const url = authorizationUrl(emulator)
    await browser.post(url, { step: 'sign-up', name: 'Ada <b>', email: '', postal_code: '1010' })
    expect(emulator.customers.list()).toContainEqual(
      expect.objectContaining({ name: 'Ada <b>', email: null, postalCode: '1010' }),
    )
    expect(await (await browser.get(url)).text()).toContain('Ada &lt;b&gt;')
  })

  it('let a customer change name and email, and the user id stays', async () => {
    const before = emulator.userIdOf('vera', shop.company)
    const back = '/ap/oa?x=1'
    const address = `${emulator.origin}/customers/vera?back=${encodeURIComponent(back)}`
    const saved = await createBrowser().post(address, {
      name: 'Vera Holm',
      email: 'holm@example.com',
      postal_code: '',
    })
    expect(saved.headers.get('location')).toBe(back)
    expect(emulator.customers.find('vera')).toEqual({
      id: 'vera',
      name: 'Vera Holm',
      email: 'holm@example.com',
      postalCode: null,
    })
    expect(emulator.userIdOf('vera', shop.company)).toBe(before)
  })

  it('never lead back to another site after a change', async () => {
    const address = `${emulator.origin}/customers/vera?back=${encodeURIComponent('//evil.example/')}`
    const saved = await createBrowser().post(address, { name: 'Vera' })
    expect(saved.headers.get('location')).toBe('/')
  })

  it('give no consent for a form that says neither Allow nor Cancel', async () => {
    const browser = createBrowser()
    const url = authorizationUrl(emulator)
    await browser.post(url, { step: 'sign-in', customer: 'vera' })
    const response = await browser.post(url, { step: 'consent' })
    expect(response.headers.get('location')).toMatch(/^\/ap\/oa\?/)
    expect(emulator.consents.list()).toEqual([])
  })

  it('give no consent without a sign-in', async () => {
    const response = await createBrowser().post(authorizationUrl(emulator), {
      step: 'consent',
      decision: 'allow',
    })
    expect(response.headers.get('location')).toMatch(/^\/ap\/oa\?/)
  })

  it('carry a strict policy and run no script', async () => {
    const response = await createBrowser().get(authorizationUrl(emulator))
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).not.toContain('<script')
  })
})
