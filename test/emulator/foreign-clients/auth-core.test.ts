import { Auth, type AuthConfig } from '@auth/core'
import type { OAuthConfig } from '@auth/core/providers'
import express from 'express'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator, Shortcut } from '../../../src/emulator.js'
import { type Browser, createBrowser } from '../browser.js'
import { shop, startShopEmulator } from '../shop.js'
import { followToAmazon, readJson, type Site, serveFetch, startSite, type Visit } from './site.js'

let emulator: Emulator
let site: Site

beforeEach(async () => {
  emulator = await startShopEmulator()
  site = await startSite(emulator, '/auth/callback/amazon', (origin) =>
    express().use(serveFetch(origin, (request) => Auth(request, configure()))),
  )
})

afterEach(async () => {
  site.close()
  await emulator.close()
})

interface AmazonProfile {
  readonly user_id: string
  readonly name?: string
  readonly email?: string
}

// None is built in (its `cognito` is another service), so this is a custom provider as its documentation describes one.
function describeAmazon(): OAuthConfig<AmazonProfile> {
  return {
    id: 'amazon',
    name: 'Amazon',
    type: 'oauth',
    authorization: { url: emulator.endpoints.authorize, params: { scope: 'profile' } },
    token: emulator.endpoints.token,
    userinfo: emulator.endpoints.profile,
    checks: ['pkce', 'state'],
    clientId: shop.clientId,
    clientSecret: shop.clientSecret,
    profile: ({ user_id, name, email }) => ({ id: user_id, name: name ?? null, email: email ?? null }),
  }
}

function configure(): AuthConfig {
  return {
    providers: [describeAmazon()],
    secret: 'a secret of this test',
    trustHost: true,
    logger: { error: () => {} },
    callbacks: {
      jwt: ({ token, account }) => (account ? { ...token, amazonId: account.providerAccountId } : token),
      session: ({ session, token }) => ({ ...session, amazonId: token['amazonId'] }),
    },
  }
}

async function signIn(shortcut: Shortcut, browser: Browser = createBrowser()): Promise<Visit> {
  const { csrfToken } = JSON.parse(await (await browser.get(`${site.origin}/auth/csrf`)).text())
  const fields = { csrfToken, callbackUrl: `${site.origin}/welcome` }
  const started = await browser.post(`${site.origin}/auth/signin/amazon`, fields)
  return followToAmazon(emulator, { browser, started }, shortcut)
}

async function readSession(browser: Browser): Promise<unknown> {
  return readJson(await browser.get(`${site.origin}/auth/session`))
}

describe('@auth/core', () => {
  it('completes state, code and PKCE, and holds a session', async () => {
    const { asked, browser, response } = await signIn({ customer: 'vera' })
    expect(asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(response.headers.get('location')).toBe(`${site.origin}/welcome`)
    expect(await readSession(browser)).toMatchObject({
      amazonId: emulator.userIdOf('vera', shop.company),
      user: { name: 'Vera Lindgren', email: 'vera@example.com' },
    })
  })

  it('signs in a customer who has no email', async () => {
    const { browser } = await signIn({ customer: 'noemi' })
    expect(await readSession(browser)).toMatchObject({
      amazonId: emulator.userIdOf('noemi', shop.company),
      user: { name: 'Noemi Conti' },
    })
  })

  // The same error as for everything else that can go wrong on the way back.
  it('sends a customer who denies to its sign-in page', async () => {
    const { browser, response } = await signIn({ customer: 'vera', decision: 'deny' })
    expect(response.headers.get('location')).toBe(`${site.origin}/auth/signin?error=OAuthCallbackError`)
    expect(await readSession(browser)).toBeNull()
    expect(emulator.log.of('token')).toEqual([])
  })
})
