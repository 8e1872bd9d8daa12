import https from 'node:https'
import net from 'node:net'
import express from 'express'
import session from 'express-session'
import passport from 'passport'
import { Strategy as AmazonStrategy } from 'passport-amazon'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../../src/emulator.js'
import { shop, startShopEmulator } from '../shop.js'
import { readJson, type Site, startSite, visitAmazon } from './site.js'

let emulator: Emulator
let site: Site

beforeEach(async () => {
  emulator = await startShopEmulator()
  site = await startSite(emulator, '/back', buildShop)
})

afterEach(async () => {
  site.close()
  await emulator.close()
})

// Its addresses are written into it: the strategy speaks to api.amazon.com, and its agent's sockets lead to the emulator.
function createAgentToEmulator(): https.Agent {
  const agent = new https.Agent()
  agent.createConnection = () => net.connect(Number(new URL(emulator.origin).port), '127.0.0.1')
  return agent
}

function buildShop(origin: string): express.Express {
  const strategy = new AmazonStrategy(
    {
      clientID: shop.clientId,
      clientSecret: shop.clientSecret,
      callbackURL: `${origin}/back`,
      state: true,
      pkce: true,
    },
    (_accessToken, _refreshToken, profile, done) => done(null, profile),
  )
  // oxlint-disable-next-line no-underscore-dangle -- the only way in that passport-oauth2 gives
  strategy._oauth2.setAgent(createAgentToEmulator())
  const own = new passport.Passport()
  own.use(strategy)
  const shopSite = express()
  shopSite.use(session({ secret: 'a test', resave: false, saveUninitialized: true }))
  shopSite.get('/start', own.authenticate('amazon', { scope: ['profile'] }))
  shopSite.get('/back', own.authenticate('amazon', { session: false }), (request, response) => {
    response.json('user' in request ? request.user : null)
  })
  return shopSite
}

describe('passport-amazon', () => {
  it('signs a customer in through its own code, unchanged', async () => {
    const { asked, response } = await visitAmazon(emulator, `${site.origin}/start`, { customer: 'vera' })
    expect(asked.href).toMatch(/^https:\/\/www\.amazon\.com\/ap\/oa\?/)
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(await readJson(response)).toMatchObject({
      provider: 'amazon',
      id: emulator.userIdOf('vera', shop.company),
      displayName: 'Vera Lindgren',
      emails: [{ value: 'vera@example.com' }],
    })
    expect(emulator.log.of('profile')).toMatchObject([{ region: 'na', headers: { host: 'api.amazon.com' } }])
  })

  it('signs a customer in when the profile has the legacy shape', async () => {
    emulator.faults.add({ endpoint: 'profile', kind: 'legacy-profile' })
    const { response } = await visitAmazon(emulator, `${site.origin}/start`, { customer: 'vera' })
    expect(await readJson(response)).toMatchObject({
      id: emulator.userIdOf('vera', shop.company),
      displayName: 'Vera Lindgren',
      emails: [{ value: 'vera@example.com' }],
    })
  })

  // A site that takes emails[0].value for an address has nothing there.
  it('lists an email without a value for a customer who has none', async () => {
    const { response } = await visitAmazon(emulator, `${site.origin}/start`, { customer: 'noemi' })
    expect(await readJson(response)).toMatchObject({ displayName: 'Noemi Conti', emails: [{}] })
  })

  it('refuses with 401 when the customer denies', async () => {
    const denial = { customer: 'vera', decision: 'deny' } as const
    const { response } = await visitAmazon(emulator, `${site.origin}/start`, denial)
    expect(response.status).toBe(401)
    expect(emulator.log.of('token')).toEqual([])
  })
})
