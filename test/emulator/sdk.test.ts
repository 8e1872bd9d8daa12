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
