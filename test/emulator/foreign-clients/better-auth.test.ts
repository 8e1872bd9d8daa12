import { betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node'
import { type GenericOAuthConfig, genericOAuth } from 'better-auth/plugins'
import express from 'express'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../../src/emulator.js'
import { shop, startShopEmulator } from '../shop.js'
import { readJson, type Site, startSite, visitAmazon } from './site.js'

let emulator: Emulator
let site: Site | null = null

beforeEach(async () => {
  emulator = await startShopEmulator()
})

afterEach(async () => {
  site?.close()
  site = null
  await emulator.close()
})

function describeAmazon(): GenericOAuthConfig {
  return {
    providerId: 'amazon',
    clientId: shop.clientId,
    clientSecret: shop.clientSecret,
    authorizationUrl: emulator.endpoints.authorize,
    tokenUrl: emulator.endpoints.token,
    userInfoUrl: emulator.endpoints.profile,
    scopes: ['profile'],
    accountSubject: ({ profile }) => String(profile['user_id']),
  }
}

function createAuth(origin: string, provider: GenericOAuthConfig) {
  return betterAuth({
    baseURL: origin,
    secret: 'a secret of this test, and a long one',
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    logger: { disabled: true },
    plugins: [genericOAuth({ config: [provider] })],
  })
}

function buildShop(origin: string, provider: GenericOAuthConfig): express.Express {
  const auth = createAuth(origin, provider)
  const shopSite = express()
  shopSite.all('/api/auth/*rest', toNodeHandler(auth))
  shopSite.get('/start', async (_request, response) => {
    const body = { provider: 'amazon', callbackURL: '/who', errorCallbackURL: '/failed' }
    const started = await auth.api.signInSocial({ body, returnHeaders: true })
    response.setHeader('set-cookie', started.headers.getSetCookie())
    response.redirect(started.response.url ?? '')
  })
  shopSite.get('/who', async (request, response) => {
    const headers = fromNodeHeaders(request.headers)
    const session = await auth.api.getSession({ headers })
    response.json({ session, accounts: session && (await auth.api.listUserAccounts({ headers })) })
  })
  shopSite.get('/refresh', async (request, response) => {
    const headers = fromNodeHeaders(request.headers)
    const [account] = await auth.api.listUserAccounts({ headers })
    response.json(await auth.api.refreshToken({ body: { accountId: account?.id ?? '' }, headers }))
  })
  return shopSite
}

async function startShop(provider: Partial<GenericOAuthConfig> = {}): Promise<string> {
  const build = (origin: string) => buildShop(origin, { ...describeAmazon(), ...provider })
  site = await startSite(emulator, '/api/auth/callback/amazon', build)
  return site.origin
}

describe('better-auth', () => {
  it('completes state, code and PKCE, and stores who it is', async () => {
    const origin = await startShop()
    const { asked, browser, response } = await visitAmazon(emulator, `${origin}/start`, { customer: 'vera' })
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(response.headers.get('location')).toBe('/who')
    expect(await readJson(await browser.get(`${origin}/who`))).toMatchObject({
      session: { user: { name: 'Vera Lindgren', email: 'vera@example.com', emailVerified: false } },
      accounts: [{ providerId: 'amazon', accountId: emulator.userIdOf('vera', shop.company) }],
    })
  })

  it('completes with the credentials in the header', async () => {
    const origin = await startShop({ authentication: 'basic' })
    const { response } = await visitAmazon(emulator, `${origin}/start`, { customer: 'vera' })
    expect(response.headers.get('location')).toBe('/who')
    expect(emulator.log.of('token')).toMatchObject([
      { headers: { authorization: expect.stringMatching(/^Basic /) } },
    ])
  })

  it('refreshes', async () => {
    const origin = await startShop()
    const { browser } = await visitAmazon(emulator, `${origin}/start`, { customer: 'vera' })
    const refreshed = await readJson(await browser.get(`${origin}/refresh`))
    expect(refreshed).toMatchObject({ accessToken: expect.stringMatching(/^Atza\|/) })
    expect(emulator.log.of('token')).toMatchObject([{}, { parameters: { grant_type: 'refresh_token' } }])
  })

  it.each([
    ['a customer who denies', { customer: 'vera', decision: 'deny' }, 'access_denied'],
    ['a customer who has no email', { customer: 'noemi' }, 'email_not_found'],
  ] as const)('turns %s away', async (_name, shortcut, error) => {
    const origin = await startShop()
    const { response } = await visitAmazon(emulator, `${origin}/start`, shortcut)
    expect(response.headers.get('location')).toContain(`error=${error}`)
  })

  it('takes a customer who has no email when the site gives them one', async () => {
    const mapProfileToUser = () => ({ email: 'nobody@shop.invalid' })
    const origin = await startShop({ mapProfileToUser })
    const { response } = await visitAmazon(emulator, `${origin}/start`, { customer: 'noemi' })
    expect(response.headers.get('location')).toBe('/who')
  })

  it('turns away whoever shows the email of somebody else', async () => {
    const origin = await startShop()
    await visitAmazon(emulator, `${origin}/start`, { customer: 'vera' })
    const { response } = await visitAmazon(emulator, `${origin}/start`, { customer: 'impostor' })
    expect(response.headers.get('location')).toContain('error=account_not_linked')
  })

  it('knows nobody unless told that user_id is the subject', async () => {
    const origin = await startShop({ accountSubject: undefined })
    const { response } = await visitAmazon(emulator, `${origin}/start`, { customer: 'vera' })
    expect(response.headers.get('location')).toBe('/failed?error=unable_to_get_user_info')
  })
})
