import fastifyOauth2, { type OAuth2Namespace } from '@fastify/oauth2'
import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../../src/emulator.js'
import { createBrowser } from '../browser.js'
import { shop, startShopEmulator } from '../shop.js'
import { fetchProfile, readJson, veraAt, visitAmazon } from './site.js'

declare module 'fastify' {
  interface FastifyInstance {
    readonly amazon: OAuth2Namespace
  }
}

let emulator: Emulator
let site: FastifyInstance
let origin: string

beforeEach(async () => {
  emulator = await startShopEmulator()
  site = await buildShop()
  origin = await site.listen({ port: 0, host: '127.0.0.1' })
  emulator.clients.put({ ...shop, redirectUris: [`${origin}/back`] })
})

afterEach(async () => {
  await site.close()
  await emulator.close()
})

async function buildShop(): Promise<FastifyInstance> {
  const shopSite = fastify()
  await shopSite.register(fastifyOauth2, {
    name: 'amazon',
    scope: ['profile'],
    credentials: {
      client: { id: shop.clientId, secret: shop.clientSecret },
      auth: {
        authorizeHost: emulator.origin,
        authorizePath: '/ap/oa',
        tokenHost: emulator.origin,
        tokenPath: '/auth/o2/token',
      },
    },
    startRedirectPath: '/start',
    callbackUri: (request) => `${request.protocol}://${request.host}/back`,
    pkce: 'S256',
  })
  shopSite.get('/back', async (request, reply) => {
    const { token } = await shopSite.amazon.getAccessTokenFromAuthorizationCodeFlow(request, reply)
    return { token, profile: await fetchProfile(emulator, token.access_token) }
  })
  return shopSite
}

describe('@fastify/oauth2', () => {
  it('completes code and PKCE', async () => {
    const { asked, response } = await visitAmazon(emulator, `${origin}/start`, { customer: 'vera' })
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(await readJson(response)).toMatchObject({ profile: veraAt(emulator) })
    expect(emulator.log.of('token')).toMatchObject([{ parameters: { code_verifier: expect.any(String) } }])
  })

  it('refuses a callback that this browser did not ask for', async () => {
    const other = createBrowser()
    const started = await createBrowser().get(`${origin}/start`)
    const address = started.headers.get('location') ?? ''
    const location = await emulator.authorize(address, { customer: 'vera' })
    expect((await other.get(location)).status).toBe(500)
    expect(emulator.log.of('token')).toEqual([])
  })

  it('refreshes', async () => {
    const { response } = await visitAmazon(emulator, `${origin}/start`, { customer: 'vera' })
    const { token } = JSON.parse(await response.text())
    const refreshed = await site.amazon.getNewAccessTokenUsingRefreshToken(token, {})
    expect(refreshed.token.access_token).not.toBe(token.access_token)
    expect(await fetchProfile(emulator, refreshed.token.access_token)).toEqual(veraAt(emulator))
  })

  // It never looks at `error`, and asks for tokens with an empty code: a site has to look first.
  it('takes a denial for a code', async () => {
    const denial = { customer: 'vera', decision: 'deny' } as const
    const { response } = await visitAmazon(emulator, `${origin}/start`, denial)
    expect(response.status).toBe(500)
    expect(emulator.log.of('token')).toMatchObject([{ parameters: { code: '' }, error: 'invalid_request' }])
  })

  it('reads user info only where the server publishes metadata, which Amazon does not', async () => {
    await expect(site.amazon.userinfo('Atza|any')).rejects.toThrow('without discovery')
  })
})
