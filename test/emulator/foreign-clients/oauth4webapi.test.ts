import * as oauth from 'oauth4webapi'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator, Shortcut } from '../../../src/emulator.js'
import { callback, shop, startShopEmulator } from '../shop.js'
import { readJson, veraAt } from './site.js'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startShopEmulator()
})

afterEach(() => emulator.close())

describe('oauth4webapi', () => {
  const client: oauth.Client = { client_id: shop.clientId }
  // The emulator is no https, and the library asks for this option then.
  const options = { [oauth.allowInsecureRequests]: true }
  const withPost = oauth.ClientSecretPost(shop.clientSecret)

  function describeServer(): oauth.AuthorizationServer {
    return {
      issuer: 'https://www.amazon.com',
      authorization_endpoint: emulator.endpoints.authorize,
      token_endpoint: emulator.endpoints.token,
    }
  }

  async function visit(shortcut: Shortcut): Promise<{ parameters: URLSearchParams; verifier: string }> {
    const verifier = oauth.generateRandomCodeVerifier()
    const state = oauth.generateRandomState()
    const address = new URL(emulator.endpoints.authorize)
    address.search = new URLSearchParams({
      client_id: shop.clientId,
      redirect_uri: callback,
      response_type: 'code',
      scope: 'profile postal_code',
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString()
    const location = new URL(await emulator.authorize(address, shortcut))
    return { parameters: oauth.validateAuthResponse(describeServer(), client, location, state), verifier }
  }

  async function obtainTokens(
    authentication: oauth.ClientAuth,
    replacing?: { verifier: string },
  ): Promise<oauth.TokenEndpointResponse> {
    const { parameters, verifier } = { ...(await visit({ customer: 'vera' })), ...replacing }
    const server = describeServer()
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      parameters,
      callback,
      verifier,
      options,
    )
    return oauth.processAuthorizationCodeResponse(server, client, response)
  }

  it.each([
    ['ClientSecretPost', withPost],
    ['ClientSecretBasic', oauth.ClientSecretBasic(shop.clientSecret)],
  ])('completes code and PKCE with %s', async (_name, authentication) => {
    const tokens = await obtainTokens(authentication)
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600 })
    const profile = await oauth.protectedResourceRequest(
      tokens.access_token,
      'GET',
      new URL(emulator.endpoints.profile),
      new Headers(),
      null,
      options,
    )
    expect(await readJson(profile)).toEqual({ ...veraAt(emulator), postal_code: '11122' })
  })

  // It encodes the hyphens and dots of Amazon's ids, so it depends on a server that decodes them.
  it('is not known by ClientSecretBasic where the credentials are read as they are', async () => {
    emulator.readings.set({ basicCredentials: 'as-they-are' })
    const withBasic = oauth.ClientSecretBasic(shop.clientSecret)
    await expect(obtainTokens(withBasic)).rejects.toMatchObject({ error: 'invalid_client', status: 401 })
  })

  it('is refused with another verifier', async () => {
    const wrong = { verifier: oauth.generateRandomCodeVerifier() }
    await expect(obtainTokens(withPost, wrong)).rejects.toMatchObject({ error: 'invalid_grant', status: 400 })
  })

  it('refreshes', async () => {
    const server = describeServer()
    const { refresh_token = '' } = await obtainTokens(withPost)
    const response = await oauth.refreshTokenGrantRequest(server, client, withPost, refresh_token, options)
    const refreshed = await oauth.processRefreshTokenResponse(server, client, response)
    expect(refreshed.refresh_token).toMatch(/^Atzr\|/)
    expect(refreshed.refresh_token).not.toBe(refresh_token)
  })

  it('recognises a denial', async () => {
    await expect(visit({ customer: 'vera', decision: 'deny' })).rejects.toMatchObject({
      error: 'access_denied',
      error_description: 'Access not permitted.',
    })
  })
})
