import * as arctic from 'arctic'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator, Shortcut } from '../../../src/emulator.js'
import { callback, shop, startShopEmulator } from '../shop.js'
import { fetchProfile, veraAt } from './site.js'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startShopEmulator()
})

afterEach(() => emulator.close())

// Its only Amazon provider is Cognito, so the generic client is what a shop would take.
describe('arctic', () => {
  function createClient(secret: string | null = shop.clientSecret): arctic.OAuth2Client {
    return new arctic.OAuth2Client(shop.clientId, secret, callback)
  }

  async function visit(
    client: arctic.OAuth2Client,
    shortcut: Shortcut,
  ): Promise<{ answer: URLSearchParams; state: string; verifier: string }> {
    const state = arctic.generateState()
    const verifier = arctic.generateCodeVerifier()
    const address = client.createAuthorizationURLWithPKCE(
      emulator.endpoints.authorize,
      state,
      arctic.CodeChallengeMethod.S256,
      verifier,
      ['profile'],
    )
    const location = await emulator.authorize(address, shortcut)
    return { answer: new URL(location).searchParams, state, verifier }
  }

  async function obtainTokens(client: arctic.OAuth2Client): Promise<arctic.OAuth2Tokens> {
    const { answer, state, verifier } = await visit(client, { customer: 'vera' })
    expect(answer.get('state')).toBe(state)
    return client.validateAuthorizationCode(emulator.endpoints.token, answer.get('code') ?? '', verifier)
  }

  it('completes code and PKCE', async () => {
    const tokens = await obtainTokens(createClient())
    expect(await fetchProfile(emulator, tokens.accessToken())).toEqual(veraAt(emulator))
  })

  it('completes without the secret, and is told of no refresh token then', async () => {
    const tokens = await obtainTokens(createClient(null))
    expect(tokens.hasRefreshToken()).toBe(false)
  })

  it('does not look for scopes in the token answer, where Amazon sends none', async () => {
    const tokens = await obtainTokens(createClient())
    expect(tokens.hasScopes()).toBe(false)
  })

  it('refreshes, and names the error when the token is none', async () => {
    const client = createClient()
    const tokens = await obtainTokens(client)
    const refreshed = await client.refreshAccessToken(emulator.endpoints.token, tokens.refreshToken(), [])
    expect(refreshed.accessToken()).not.toBe(tokens.accessToken())
    const failed = client.refreshAccessToken(emulator.endpoints.token, 'Atzr|none', [])
    await expect(failed).rejects.toMatchObject({ code: 'invalid_grant' })
  })

  it('names the error when the secret is wrong', async () => {
    const failed = obtainTokens(createClient('another'))
    await expect(failed).rejects.toMatchObject({ code: 'invalid_client' })
  })

  it('leaves it to the site to read a denial', async () => {
    const { answer, state } = await visit(createClient(), { customer: 'vera', decision: 'deny' })
    expect(Object.fromEntries(answer)).toEqual({
      error: 'access_denied',
      error_description: 'Access not permitted.',
      state,
    })
  })
})
