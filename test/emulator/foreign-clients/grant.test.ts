import express from 'express'
import session from 'express-session'
import grant from 'grant'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../../src/emulator.js'
import { shop, startShopEmulator } from '../shop.js'
import { readJson, type Site, startSite, veraAt, visitAmazon } from './site.js'

let emulator: Emulator
let site: Site

beforeEach(async () => {
  emulator = await startShopEmulator()
  site = await startSite(emulator, '/connect/amazon/callback', buildShop)
})

afterEach(async () => {
  site.close()
  await emulator.close()
})

function buildShop(origin: string): express.Express {
  const shopSite = express()
  shopSite.use(session({ secret: 'a test', resave: false, saveUninitialized: true }))
  shopSite.use(
    grant.default.express()({
      defaults: { origin, transport: 'session', state: true, pkce: true, response: ['tokens', 'profile'] },
      // It knows Amazon; the addresses are replaced, as its documentation has it for any provider.
      amazon: {
        key: shop.clientId,
        secret: shop.clientSecret,
        scope: ['profile', 'postal_code'],
        callback: '/who',
        authorize_url: emulator.endpoints.authorize,
        access_url: emulator.endpoints.token,
        profile_url: emulator.endpoints.profile,
      },
    }),
  )
  shopSite.get('/who', (request, response) => {
    response.json('grant' in request.session ? request.session.grant : null)
  })
  return shopSite
}

async function visit(decision: 'allow' | 'deny', customer = 'vera'): Promise<{ asked: URL; who: unknown }> {
  const start = `${site.origin}/connect/amazon`
  const { browser, asked, response } = await visitAmazon(emulator, start, { customer, decision })
  expect(response.headers.get('location')).toBe('/who')
  return { asked, who: await readJson(await browser.get(`${site.origin}/who`)) }
}

describe('grant', () => {
  it('completes state, code and PKCE, and reads the profile', async () => {
    const { asked, who } = await visit('allow')
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(who).toMatchObject({
      response: {
        access_token: expect.stringMatching(/^Atza\|/),
        refresh_token: expect.stringMatching(/^Atzr\|/),
        profile: { ...veraAt(emulator), postal_code: '11122' },
      },
    })
  })

  it('hands the refusal of the token endpoint on', async () => {
    emulator.faults.add({ endpoint: 'token', kind: 'oauth-error', status: 400, error: 'invalid_grant' })
    const { who } = await visit('allow')
    expect(who).toMatchObject({ response: { error: { error: 'invalid_grant' } } })
  })

  it('hands a denial on', async () => {
    const { who } = await visit('deny')
    expect(who).toMatchObject({
      response: { error: 'access_denied', error_description: 'Access not permitted.' },
    })
    expect(emulator.log.of('token')).toEqual([])
  })
})
