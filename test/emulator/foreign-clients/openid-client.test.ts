import * as client from 'openid-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator, Shortcut } from '../../../src/emulator.js'
import { callback, shop, startShopEmulator } from '../shop.js'
import { readJson, veraAt } from './site.js'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startShopEmulator()
})

afterEach(() => emulator.close())

describe('openid-client', () => {
  // Amazon publishes no metadata, so the server is described by hand.
  function configure(authentication?: client.ClientAuth): client.Configuration {
    const server = {
      issuer: 'https://www.amazon.com',
      authorization_endpoint: emulator.endpoints.authorize,
      token_endpoint: emulator.endpoints.token,
      userinfo_endpoint: emulator.endpoints.profile,
    }
    const configuration = new client.Configuration(server, shop.clientId, shop.clientSecret, authentication)
    client.allowInsecureRequests(configuration)
    return configuration
  }

  async function obtainTokens(
    configuration: client.Configuration,
    shortcut: Shortcut = { customer: 'vera' },
  ): Promise<client.TokenEndpointResponse> {
    const pkceCodeVerifier = client.randomPKCECodeVerifier()
    const expectedState = client.randomState()
    const address = client.buildAuthorizationUrl(configuration, {
      redirect_uri: callback,
      scope: 'profile',
      state: expectedState,
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    })
    const location = new URL(await emulator.authorize(address, shortcut))
    return client.authorizationCodeGrant(configuration, location, { pkceCodeVerifier, expectedState })
  }

  it.each([
    ['its default', undefined],
    ['ClientSecretBasic', client.ClientSecretBasic(shop.clientSecret)],
  ])('completes code and PKCE with %s', async (_name, authentication) => {
    const configuration = configure(authentication)
    const { access_token } = await obtainTokens(configuration)
    const address = new URL(emulator.endpoints.profile)
    const response = await client.fetchProtectedResource(configuration, access_token, address, 'GET')
    expect(await readJson(response)).toEqual(veraAt(emulator))
  })

  // It encodes the hyphens and dots of Amazon's ids, so it depends on a server that decodes them.
  it('is not known by ClientSecretBasic where the credentials are read as they are', async () => {
    emulator.readings.set({ basicCredentials: 'as-they-are' })
    const failed = obtainTokens(configure(client.ClientSecretBasic(shop.clientSecret)))
    await expect(failed).rejects.toMatchObject({ error: 'invalid_client', status: 401 })
  })

  it('completes without the secret, as a public client, and gets no refresh token then', async () => {
    const tokens = await obtainTokens(configure(client.None()))
    expect(tokens.refresh_token).toBeUndefined()
  })

  it('cannot read the profile as OpenID user info, which would have a sub', async () => {
    const configuration = configure()
    const { access_token } = await obtainTokens(configuration)
    const reading = client.fetchUserInfo(configuration, access_token, client.skipSubjectCheck)
    await expect(reading).rejects.toMatchObject({ code: 'OAUTH_INVALID_RESPONSE' })
  })

  it('refreshes until the customer withdraws the consent', async () => {
    const configuration = configure()
    const first = await obtainTokens(configuration)
    const second = await client.refreshTokenGrant(configuration, first.refresh_token ?? '')
    expect(second.expires_in).toBe(3600)
    emulator.consents.withdraw('vera', shop.clientId)
    const third = client.refreshTokenGrant(configuration, second.refresh_token ?? '')
    await expect(third).rejects.toMatchObject({ error: 'invalid_grant', status: 400 })
  })

  it('recognises a denial', async () => {
    const denied = obtainTokens(configure(), { customer: 'vera', decision: 'deny' })
    await expect(denied).rejects.toMatchObject({
      code: 'OAUTH_AUTHORIZATION_RESPONSE_ERROR',
      error: 'access_denied',
    })
  })
})
