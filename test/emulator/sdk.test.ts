import { createHash } from 'node:crypto'
import { Script } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../src/emulator.js'
import { shop, startShopEmulator } from './shop.js'

const origin = 'https://shop.example'
const stranger = 'https://evil.example'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startShopEmulator()
  emulator.clients.put({ ...shop, allowedOrigins: [origin] })
})

afterEach(() => emulator.close())

interface Sdk {
  setClientId(id: string): void
  authorize(options: object, next: (answer: Record<string, unknown>) => void): void
  retrieveToken(code: string, next: (answer: Record<string, unknown>) => void): void
  logout(): void
}

/** The script in a page that can open no window; what it keeps there is `storage`. */
async function loadSdk(storage: Map<string, string>): Promise<Sdk> {
  const src = `${emulator.origin}/sdk/na/login1.js`
  const window: { amazon?: { Login: Sdk } } = {}
  const sessionStorage = {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => storage.set(name, value),
    removeItem: (name: string) => storage.delete(name),
  }
  const page = {
    window,
    document: { currentScript: { src } },
    location: { origin, href: `${origin}/` },
    sessionStorage,
    open: () => null,
  }
  const given = { URL, URLSearchParams, TextEncoder, crypto, btoa, fetch, queueMicrotask }
  new Script(await (await fetch(src)).text()).runInNewContext({ ...page, ...given })
  const { amazon } = window
  if (amazon === undefined) throw new Error('no SDK')
  amazon.Login.setClientId(shop.clientId)
  return amazon.Login
}

const told = (call: (next: (answer: Record<string, unknown>) => void) => void) =>
  new Promise<Record<string, unknown>>(call)

/** What the SDK opens in its window for a page of that origin. */
function popupAddress(page: string): string {
  const url = new URL(emulator.endpoints.authorize)
  url.search = new URLSearchParams({
    client_id: shop.clientId,
    redirect_uri: `${emulator.origin}/sdk/popup?${new URLSearchParams({ origin: page }).toString()}`,
    response_type: 'code',
    scope: 'profile',
    state: 's',
  }).toString()
  return url.href
}

describe('the stand-in for the JavaScript SDK', () => {
  it.each(['/sdk/na/login1.js', '/sdk/login1.js'])('is served as a script at %s', async (path) => {
    const response = await fetch(new URL(path, emulator.origin))
    expect(response.headers.get('content-type')).toContain('text/javascript')
    const script = await response.text()
    for (const name of ['setClientId', 'authorize', 'retrieveToken', 'retrieveProfile', 'logout'])
      expect(script).toContain(name)
    // Compiles; it needs a page to run in.
    expect(() => new Script(script)).not.toThrow()
  })

  it('gives a code to the window of a page of an allowed origin', async () => {
    const back = new URL(await emulator.authorize(popupAddress(origin), { customer: 'vera' }))
    expect([back.pathname, back.searchParams.get('origin'), back.searchParams.get('state')]).toEqual([
      '/sdk/popup',
      origin,
      's',
    ])
    expect((await fetch(back)).status).toBe(200)
  })

  it('opens no window when it must not ask, and answers with the token it has', async () => {
    const storage = new Map<string, string>()
    const sdk = await loadSdk(storage)
    const ask = () => told((next) => sdk.authorize({ scope: 'profile', interactive: 'never' }, next))
    expect(await ask()).toMatchObject({ status: 'complete', error: 'invalid_grant' })
    const verifier = 'v'.repeat(43)
    const url = new URL(popupAddress(origin))
    const redirectUri = url.searchParams.get('redirect_uri')
    url.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'))
    url.searchParams.set('code_challenge_method', 'S256')
    const back = new URL(await emulator.authorize(url, { customer: 'vera' }))
    storage.set('amazon_Login_code_verifier', JSON.stringify({ verifier, redirectUri }))
    const token = await told((next) => sdk.retrieveToken(back.searchParams.get('code') ?? '', next))
    expect(token['access_token']).toMatch(/^Atza\|/)
    expect(await ask()).toMatchObject({ status: 'complete', access_token: token['access_token'] })
    sdk.logout()
    expect(await ask()).toMatchObject({ error: 'invalid_grant' })
  })

  it('says so when the browser opens no window', async () => {
    const sdk = await loadSdk(new Map())
    const answer = await told((next) => sdk.authorize({ scope: 'profile', response_type: 'code' }, next))
    expect(answer).toMatchObject({ status: 'complete', error: 'invalid_request' })
  })

  it('opens for no page of another origin', async () => {
    await expect(emulator.authorize(popupAddress(stranger), { customer: 'vera' })).rejects.toThrow(
      'unlisted-redirect',
    )
    const popup = `${emulator.origin}/sdk/popup?${new URLSearchParams({ origin: stranger }).toString()}`
    expect((await fetch(popup)).status).toBe(400)
  })

  it.each([
    [origin, origin],
    [stranger, null],
  ])('lets a page at %s read the token: %s', async (from, allowed) => {
    const body = new URLSearchParams({ grant_type: 'authorization_code' })
    const response = await fetch(emulator.endpoints.token, {
      method: 'POST',
      headers: { origin: from },
      body,
    })
    expect(response.headers.get('access-control-allow-origin')).toBe(allowed)
  })

  it.each(['https://shop.example/', 'https://shop.example/path', 'http://shop.example', 'shop.example', '*'])(
    'takes "%s" for no origin',
    (allowed) => {
      expect(() => emulator.clients.put({ ...shop, allowedOrigins: [allowed] })).toThrow(/origin|https/)
    },
  )

  it('can be late, broken or away', async () => {
    emulator.faults.add({ endpoint: 'sdk', kind: 'unavailable' })
    expect((await fetch(new URL('/sdk/na/login1.js', emulator.origin))).status).toBe(503)
    expect(emulator.log.of('sdk')).toHaveLength(1)
  })
})
