import { createServer, type Server } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import net from 'node:net'
import express from 'express'
import session from 'express-session'
import * as oauth from 'oauth4webapi'
import passport from 'passport'
import { Strategy as AmazonStrategy } from 'passport-amazon'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../src/emulator.js'
import { createBrowser } from './browser.js'
import { callback, shop, startShopEmulator } from './shop.js'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startShopEmulator()
})

afterEach(() => emulator.close())

describe('oauth4webapi', () => {
  const authenticate = [
    ['ClientSecretPost', oauth.ClientSecretPost(shop.clientSecret)],
    ['ClientSecretBasic', oauth.ClientSecretBasic(shop.clientSecret)],
  ] as const

  it.each(authenticate)('completes code and PKCE with %s', async (_name, authentication) => {
    const server: oauth.AuthorizationServer = {
      issuer: 'https://www.amazon.com',
      authorization_endpoint: emulator.endpoints.authorize,
      token_endpoint: emulator.endpoints.token,
    }
    const client: oauth.Client = { client_id: shop.clientId }
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

    const location = new URL(await emulator.authorize(address, { customer: 'vera' }))
    const parameters = oauth.validateAuthResponse(server, client, location, state)
    const options = { [oauth.allowInsecureRequests]: true }
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      parameters,
      callback,
      verifier,
      options,
    )
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response)
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 3600 })

    const profile = await oauth.protectedResourceRequest(
      tokens.access_token,
      'GET',
      new URL(emulator.endpoints.profile),
      new Headers(),
      null,
      options,
    )
    expect(await profile.json()).toMatchObject({ name: 'Vera Lindgren', postal_code: '11122' })
  })
})

// Its addresses are written into it: the strategy speaks to api.amazon.com, and its agent's sockets lead to the emulator.
function createAgentToEmulator(): https.Agent {
  const agent = new https.Agent()
  agent.createConnection = () => net.connect(Number(new URL(emulator.origin).port), '127.0.0.1')
  return agent
}

describe('passport-amazon', () => {
  let server: Server | undefined

  afterEach(() => server?.close())

  async function startSite(): Promise<string> {
    const site = express()
    server = createServer(site)
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const strategy = new AmazonStrategy(
      {
        clientID: shop.clientId,
        clientSecret: shop.clientSecret,
        callbackURL: `${origin}/back`,
        state: true,
        pkce: true,
      },
      (
        _accessToken: string,
        _refreshToken: string,
        profile: object,
        done: (error: null, user: object) => void,
      ) => done(null, profile),
    )
    // oxlint-disable-next-line no-underscore-dangle -- the only way in that passport-oauth2 gives
    strategy._oauth2.setAgent(createAgentToEmulator())
    const own = new passport.Passport()
    own.use(strategy)
    site.use(session({ secret: 'a test', resave: false, saveUninitialized: true }))
    site.get('/start', own.authenticate('amazon', { scope: ['profile'] }))
    site.get('/back', own.authenticate('amazon', { session: false }), (request, response) => {
      response.json('user' in request ? request.user : null)
    })
    emulator.clients.put({ ...shop, redirectUris: [`${origin}/back`] })
    return origin
  }

  async function signIn(): Promise<Record<string, unknown>> {
    const origin = await startSite()
    const browser = createBrowser()
    const started = await browser.get(`${origin}/start`)
    const address = started.headers.get('location') ?? ''
    expect(address).toMatch(/^https:\/\/www\.amazon\.com\/ap\/oa\?/)
    const location = await emulator.authorize(address, { customer: 'vera' })
    const response = await browser.get(location)
    expect(response.status).toBe(200)
    return JSON.parse(await response.text()) as Record<string, unknown>
  }

  it('signs a customer in through its own code, unchanged', async () => {
    expect(await signIn()).toMatchObject({
      provider: 'amazon',
      id: emulator.userIdOf('vera', shop.company),
      displayName: 'Vera Lindgren',
      emails: [{ value: 'vera@example.com' }],
    })
    expect(emulator.log.of('profile')).toMatchObject([{ region: 'na', headers: { host: 'api.amazon.com' } }])
  })

  it('signs a customer in when the profile has the legacy shape', async () => {
    emulator.faults.add({ endpoint: 'profile', kind: 'legacy-profile' })
    expect(await signIn()).toMatchObject({
      id: emulator.userIdOf('vera', shop.company),
      displayName: 'Vera Lindgren',
      emails: [{ value: 'vera@example.com' }],
    })
  })
})
