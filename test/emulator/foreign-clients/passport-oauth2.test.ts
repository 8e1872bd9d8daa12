import { callbackify } from 'node:util'
import express from 'express'
import session from 'express-session'
import passport from 'passport'
import OAuth2Strategy from 'passport-oauth2'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../../src/emulator.js'
import { shop, startShopEmulator } from '../shop.js'
import { fetchProfile, readJson, type Site, startSite, veraAt, visitAmazon } from './site.js'

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

// The strategy has no profile of its own; overriding this method is how its documentation adds one.
class ShopStrategy extends OAuth2Strategy {
  override userProfile(accessToken: string, done: (error: unknown, profile: unknown) => void): void {
    callbackify(fetchProfile)(emulator, accessToken, done)
  }
}

function buildShop(origin: string, proofKey: object): express.Express {
  const strategy = new ShopStrategy(
    {
      authorizationURL: emulator.endpoints.authorize,
      tokenURL: emulator.endpoints.token,
      clientID: shop.clientId,
      clientSecret: shop.clientSecret,
      callbackURL: `${origin}/back`,
      scope: ['profile'],
      state: true,
      ...proofKey,
    },
    (_accessToken, refreshToken, profile, done) => done(null, { profile, refreshToken }),
  )
  const own = new passport.Passport()
  own.use(strategy)
  const shopSite = express()
  shopSite.use(session({ secret: 'a test', resave: false, saveUninitialized: true }))
  shopSite.get('/start', own.authenticate('oauth2', {}))
  shopSite.get('/back', own.authenticate('oauth2', { session: false }), (request, response) => {
    response.json('user' in request ? request.user : null)
  })
  return shopSite
}

describe('passport-oauth2', () => {
  it.each([
    ['without a proof key', {}, null],
    ['with a hashed proof key', { pkce: true }, 'S256'],
    ['with a plain proof key', { pkce: 'plain' }, 'plain'],
  ])('signs a customer in %s', async (_name, proofKey, method) => {
    site = await startSite(emulator, '/back', (origin) => buildShop(origin, proofKey))
    const { asked, response } = await visitAmazon(emulator, `${site.origin}/start`, { customer: 'vera' })
    expect(asked.searchParams.get('code_challenge_method')).toBe(method)
    expect(await readJson(response)).toEqual({
      profile: veraAt(emulator),
      refreshToken: expect.stringMatching(/^Atzr\|/),
    })
  })

  it('refuses with 401 when the customer denies', async () => {
    site = await startSite(emulator, '/back', (origin) => buildShop(origin, { pkce: true }))
    const denial = { customer: 'vera', decision: 'deny' } as const
    const { response } = await visitAmazon(emulator, `${site.origin}/start`, denial)
    expect(response.status).toBe(401)
    expect(emulator.log.of('token')).toEqual([])
  })
})
