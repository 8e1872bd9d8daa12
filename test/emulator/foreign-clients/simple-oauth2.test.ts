import { AuthorizationCode } from 'simple-oauth2'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../../src/emulator.js'
import { callback, s256, shop, startShopEmulator, verifier } from '../shop.js'
import { fetchProfile, veraAt } from './site.js'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startShopEmulator()
})

afterEach(() => emulator.close())

describe('simple-oauth2', () => {
  function createClient(options: object = {}, secret = shop.clientSecret): AuthorizationCode {
    return new AuthorizationCode({
      client: { id: shop.clientId, secret },
      auth: { tokenHost: emulator.origin, tokenPath: '/auth/o2/token', authorizePath: '/ap/oa' },
      options,
    })
  }

  async function obtainCode(client: AuthorizationCode, proofKey: object = {}): Promise<string> {
    const address = client.authorizeURL({
      redirect_uri: callback,
      scope: ['profile'],
      state: 'a state',
      ...proofKey,
    })
    const location = new URL(await emulator.authorize(address, { customer: 'vera' }))
    expect(location.searchParams.get('state')).toBe('a state')
    return location.searchParams.get('code') ?? ''
  }

  it.each([
    ['its defaults', {}],
    ['credentials as they are in the header', { credentialsEncodingMode: 'loose' }],
    ['credentials in the form', { authorizationMethod: 'body' }],
    ['credentials in a JSON body', { authorizationMethod: 'body', bodyFormat: 'json' }],
  ])('signs a customer in with %s', async (_name, options) => {
    const client = createClient(options)
    const { token } = await client.getToken({ code: await obtainCode(client), redirect_uri: callback })
    expect(await fetchProfile(emulator, token.access_token)).toEqual(veraAt(emulator))
  })

  // RFC 6749 §2.3.1 has credentials form-encoded before they go into the header; not every client does it.
  it.each(['strict', 'loose'])('is known by a secret of special characters, encoded %s', async (mode) => {
    const secret = 'one+two/three=:%41& '
    emulator.clients.put({ ...shop, clientSecret: secret })
    const client = createClient({ credentialsEncodingMode: mode }, secret)
    const { token } = await client.getToken({ code: await obtainCode(client), redirect_uri: callback })
    expect(token.access_token).toMatch(/^Atza\|/)
  })

  it('carries a proof key that the site brings', async () => {
    const client = createClient()
    const proofKey = { code_challenge: s256(verifier), code_challenge_method: 'S256' }
    const getToken = (code: string, proof: object) =>
      client.getToken({ code, redirect_uri: callback, ...proof })
    const { token } = await getToken(await obtainCode(client, proofKey), { code_verifier: verifier })
    expect(token.access_token).toMatch(/^Atza\|/)
    const without = getToken(await obtainCode(client, proofKey), {})
    await expect(without).rejects.toMatchObject({ data: { payload: { error: 'invalid_grant' } } })
  })

  it('refreshes, as long as Amazon sends a refresh token along', async () => {
    const client = createClient()
    const first = await client.getToken({ code: await obtainCode(client), redirect_uri: callback })
    const second = await (await first.refresh()).refresh()
    expect(second.token.refresh_token).toMatch(/^Atzr\|/)
    expect(second.expired()).toBe(false)
  })

  // It means to keep the old one, and looks for it where it is not: the site has to.
  it('loses the refresh token when Amazon sends none along', async () => {
    emulator.readings.set({ refreshToken: 'absent' })
    const client = createClient()
    const first = await client.getToken({ code: await obtainCode(client), redirect_uri: callback })
    const second = await first.refresh()
    expect(first.token.refresh_token).toMatch(/^Atzr\|/)
    expect(second.token.refresh_token).toBeUndefined()
    const kept = client.createToken({ ...second.token, refresh_token: first.token.refresh_token })
    expect((await kept.refresh()).token.access_token).toMatch(/^Atza\|/)
  })

  it('leaves it to the site to read a denial', async () => {
    const address = createClient().authorizeURL({ redirect_uri: callback, scope: 'profile' })
    const location = await emulator.authorize(address, { customer: 'vera', decision: 'deny' })
    expect(location).toBe(`${callback}?error_description=Access+not+permitted.&error=access_denied`)
  })
})
