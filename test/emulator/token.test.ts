import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../src/emulator.js'
import {
  app,
  authorizationUrl,
  createManualClock,
  type ManualClock,
  obtainCode,
  postToken,
  readAnswer,
  readProfile,
  redeem,
  rival,
  s256,
  shop,
  startShopEmulator,
  verifier,
} from './shop.js'

let clock: ManualClock
let emulator: Emulator

beforeEach(async () => {
  clock = createManualClock()
  emulator = await startShopEmulator({ clock: clock.now })
})

afterEach(() => emulator.close())

const invalidCode = {
  status: 400,
  body: { error: 'invalid_grant', error_description: 'The request has an invalid grant parameter : code' },
}
const invalidClient = {
  status: 401,
  body: { error: 'invalid_client', error_description: 'Client authentication failed' },
}

describe('redeeming a code', () => {
  it('answers with tokens of the form that Amazon gives', async () => {
    const { status, body, headers } = await redeem(emulator, await obtainCode(emulator))
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.stringMatching(/^Atza\|[\w-]{345,2043}$/),
      refresh_token: expect.stringMatching(/^Atzr\|[\w-]{345,2043}$/),
      token_type: 'bearer',
      expires_in: 3600,
    })
    expect(headers.get('content-type')).toBe('application/json;charset=UTF-8')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('pragma')).toBe('no-cache')
    expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('works once', async () => {
    const code = await obtainCode(emulator)
    const first = await redeem(emulator, code)
    expect(await redeem(emulator, code)).toMatchObject(invalidCode)
    expect((await readProfile(emulator, first.body['access_token'])).status).toBe(200)
  })

  it('ends the tokens of a code that is redeemed again, in the other reading', async () => {
    emulator.readings.set({ reusedCode: 'refused-and-tokens-revoked' })
    const code = await obtainCode(emulator)
    const first = await redeem(emulator, code)
    await redeem(emulator, code)
    expect((await readProfile(emulator, first.body['access_token'])).status).toBe(400)
  })

  it('works for one of many at the same time', async () => {
    const code = await obtainCode(emulator)
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(emulator, code)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('works for 300 seconds', async () => {
    const [late, inTime] = [await obtainCode(emulator), await obtainCode(emulator)]
    clock.passSeconds(299)
    expect((await redeem(emulator, inTime)).status).toBe(200)
    clock.passSeconds(1)
    expect(await redeem(emulator, late)).toMatchObject(invalidCode)
  })

  it('works for the client it was given to, and another client does not spend it', async () => {
    const code = await obtainCode(emulator)
    const asRival = { client_id: rival.clientId, client_secret: rival.clientSecret }
    expect(await redeem(emulator, code, asRival)).toMatchObject(invalidCode)
    expect((await redeem(emulator, code)).status).toBe(200)
  })

  it('needs the redirect URI that was used to authorize', async () => {
    const redirectUri = 'https://shop.example/other?amazonLogin=1'
    expect(await redeem(emulator, await obtainCode(emulator), { redirect_uri: redirectUri })).toMatchObject({
      status: 400,
      body: {
        error: 'invalid_grant',
        error_description: 'The request has an invalid grant parameter : redirect_uri',
      },
    })
  })

  it('refuses an invented code', async () => {
    expect(await redeem(emulator, 'ANaaaaaaaaaaaaaaaaaa')).toMatchObject(invalidCode)
  })

  it.each([['code'], ['redirect_uri'], ['grant_type']])('needs %s', async (name) => {
    const answer = await redeem(emulator, await obtainCode(emulator), { [name]: null })
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
  })
})

describe('proof keys', () => {
  async function redeemWith(challenge: Record<string, string | null>, fields: Record<string, string | null>) {
    return redeem(emulator, await obtainCode(emulator, challenge), fields)
  }

  it.each([
    ['S256', { code_challenge: s256(verifier), code_challenge_method: 'S256' }],
    ['plain', { code_challenge: verifier, code_challenge_method: 'plain' }],
    ['plain when no method is named', { code_challenge: verifier, code_challenge_method: null }],
    ['none', { code_challenge: null, code_challenge_method: null }],
  ])('accept %s', async (_name, challenge) => {
    expect((await redeemWith(challenge, {})).status).toBe(200)
  })

  it.each([
    ['another verifier', {}, { code_verifier: `${verifier}x` }],
    ['no verifier', {}, { code_verifier: null }],
    ['a padded challenge', { code_challenge: `${s256(verifier)}=` }, {}],
    ['the S256 challenge with no method', { code_challenge_method: null }, {}],
    ['a verifier that is too short', { code_challenge: s256('short') }, { code_verifier: 'short' }],
    ['the challenge as verifier', {}, { code_verifier: s256(verifier) }],
  ])('refuse %s, and the code is spent', async (_name, challenge, fields) => {
    const code = await obtainCode(emulator, challenge)
    expect(await redeem(emulator, code, fields)).toMatchObject(invalidCode)
    expect(await redeem(emulator, code)).toMatchObject(invalidCode)
  })

  it('are refused as unauthorized_client in the other reading', async () => {
    emulator.readings.set({ pkceMismatch: 'unauthorized_client' })
    expect(await redeemWith({}, { code_verifier: `${verifier}x` })).toMatchObject({
      status: 400,
      body: { error: 'unauthorized_client', error_description: 'Not authorized for requested operation' },
    })
  })

  it('may refuse a verifier that nobody announced, in the other reading', async () => {
    emulator.readings.set({ verifierWithoutChallenge: 'refused' })
    expect(await redeemWith({ code_challenge: null, code_challenge_method: null }, {})).toMatchObject(
      invalidCode,
    )
  })

  it('replace the secret of an app, which gets a refresh token', async () => {
    const redirect = { redirect_uri: 'amzn://example.corner' }
    const code = await obtainCode(emulator, { client_id: app.clientId, ...redirect })
    const { body } = await redeem(emulator, code, {
      client_id: app.clientId,
      client_secret: null,
      ...redirect,
    })
    expect(body).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String) })
  })

  it('replace the secret of a browser-only site, which gets none unless the other reading is played', async () => {
    expect((await redeemWith({}, { client_secret: null })).body).not.toHaveProperty('refresh_token')
    emulator.readings.set({ publicWebClient: 'refresh-token' })
    expect((await redeemWith({}, { client_secret: null })).body).toHaveProperty('refresh_token')
  })

  it('cannot be left out together with the secret', async () => {
    const without = { code_challenge: null, code_challenge_method: null }
    expect(await redeemWith(without, { client_secret: null, code_verifier: null })).toMatchObject(
      invalidClient,
    )
    expect(await redeemWith(without, { client_secret: null })).toMatchObject(invalidClient)
  })
})

describe('client authentication', () => {
  const basic = (id: string, secret: string) => `Basic ${btoa(`${id}:${secret}`)}`

  async function redeemByBasic(header: string, more: Record<string, string> = {}) {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code: await obtainCode(emulator),
      redirect_uri: 'https://shop.example/auth/amazon/callback',
      code_verifier: verifier,
      ...more,
    })
    const headers = { authorization: header }
    return readAnswer(await fetch(emulator.endpoints.token, { method: 'POST', headers, body }))
  }

  it('accepts HTTP Basic', async () => {
    expect((await redeemByBasic(basic(shop.clientId, shop.clientSecret))).status).toBe(200)
  })

  it.each([
    ['a wrong secret by Basic', () => redeemByBasic(basic(shop.clientId, 'wrong'))],
    ['an unreadable Basic header', () => redeemByBasic('Basic ???')],
    ['another scheme', () => redeemByBasic(`Bearer ${shop.clientSecret}`)],
    [
      'two clients in one request',
      () => redeemByBasic(basic(shop.clientId, shop.clientSecret), { client_id: rival.clientId }),
    ],
    ['a wrong secret', async () => redeem(emulator, await obtainCode(emulator), { client_secret: 'wrong' })],
    ['an empty secret', async () => redeem(emulator, await obtainCode(emulator), { client_secret: '' })],
    ['an unknown client', async () => redeem(emulator, await obtainCode(emulator), { client_id: 'nobody' })],
    ['no client', async () => redeem(emulator, await obtainCode(emulator), { client_id: null })],
  ])('answers 401 for %s', async (_case, ask) => {
    expect(await ask()).toMatchObject(invalidClient)
  })

  it('does not spend the code of a client that failed', async () => {
    const code = await obtainCode(emulator)
    await redeem(emulator, code, { client_secret: 'wrong' })
    expect((await redeem(emulator, code)).status).toBe(200)
  })
})

describe('the body of a token request', () => {
  const fields = (code: string) => ({
    grant_type: 'authorization_code',
    code,
    redirect_uri: 'https://shop.example/auth/amazon/callback',
    client_id: shop.clientId,
    client_secret: shop.clientSecret,
    code_verifier: verifier,
  })

  async function send(type: string, body: string) {
    const headers = { 'content-type': type }
    return readAnswer(await fetch(emulator.endpoints.token, { method: 'POST', headers, body }))
  }

  it('may be JSON', async () => {
    const body = JSON.stringify(fields(await obtainCode(emulator)))
    expect((await send('application/json', body)).status).toBe(200)
  })

  it('may go to the path in any case', async () => {
    const body = new URLSearchParams(fields(await obtainCode(emulator)))
    const response = await fetch(`${emulator.origin}/auth/O2/token`, { method: 'POST', body })
    expect(response.status).toBe(200)
  })

  it.each([
    ['text', 'text/plain', 'grant_type=authorization_code'],
    ['broken JSON', 'application/json', '{"grant_type":'],
    ['JSON with a number', 'application/json', '{"grant_type":1}'],
    ['a JSON list', 'application/json', '[]'],
    [
      'a repeated field',
      'application/x-www-form-urlencoded',
      'grant_type=refresh_token&grant_type=refresh_token',
    ],
  ])('is a malformed request as %s', async (_case, type, body) => {
    expect(await send(type, body)).toMatchObject({
      status: 400,
      body: { error: 'invalid_request', error_description: 'Malformed request' },
    })
  })

  it('is refused above 64 KiB', async () => {
    expect((await send('application/json', ' '.repeat(65 * 1024))).status).toBe(413)
  })

  it('carries an error with the details of newer answers, or without in the other reading', async () => {
    const newer = await postToken(emulator, { grant_type: 'password' })
    expect(newer.status).toBe(400)
    expect(Object.keys(newer.body)).toEqual(['error_index', 'error_description', 'error', 'request_id'])
    expect(newer.body['error']).toBe('unsupported_grant_type')
    expect(newer.headers.get('x-amzn-requestid')).toBe(newer.body['request_id'])
    emulator.readings.set({ errorDetails: 'absent' })
    const older = await postToken(emulator, { grant_type: 'constructor' })
    expect(Object.keys(older.body)).toEqual(['error_description', 'error'])
  })

  it('is never asked for with GET', async () => {
    expect((await fetch(emulator.endpoints.token)).status).toBe(405)
  })

  it('may not ask for client credentials', async () => {
    const answer = await postToken(emulator, {
      grant_type: 'client_credentials',
      client_id: shop.clientId,
      client_secret: shop.clientSecret,
    })
    expect(answer).toMatchObject({ status: 400, body: { error: 'unauthorized_client' } })
  })
})

describe('refreshing', () => {
  async function obtainRefreshToken(): Promise<string> {
    return String((await redeem(emulator, await obtainCode(emulator))).body['refresh_token'])
  }

  function refresh(token: string, changes: Record<string, string | null> = {}) {
    return postToken(emulator, {
      grant_type: 'refresh_token',
      refresh_token: token,
      client_id: shop.clientId,
      client_secret: shop.clientSecret,
      ...changes,
    })
  }

  it('gives an access token for the same customer, and another refresh token', async () => {
    const token = await obtainRefreshToken()
    const { body } = await refresh(token)
    expect(body['refresh_token']).not.toBe(token)
    expect((await readProfile(emulator, body['access_token'])).body).toMatchObject({
      email: 'vera@example.com',
    })
    expect((await refresh(token)).status).toBe(200)
  })

  it('gives the same refresh token, none, or ends the old one in the other readings', async () => {
    const token = await obtainRefreshToken()
    emulator.readings.set({ refreshToken: 'same' })
    expect((await refresh(token)).body['refresh_token']).toBe(token)
    emulator.readings.set({ refreshToken: 'absent' })
    expect((await refresh(token)).body).not.toHaveProperty('refresh_token')
    emulator.readings.set({ refreshToken: 'rotated-and-old-refused' })
    const { body } = await refresh(token)
    expect((await refresh(token)).body['error']).toBe('invalid_grant')
    expect((await refresh(String(body['refresh_token']))).status).toBe(200)
  })

  it.each([
    ['an invented token', () => refresh('Atzr|invented')],
    [
      'an access token',
      async () => refresh(String((await redeem(emulator, await obtainCode(emulator))).body['access_token'])),
    ],
  ])('refuses %s', async (_case, ask) => {
    const description = 'The request has an invalid grant parameter : refresh_token'
    expect(await ask()).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_description: description },
    })
  })

  it('refuses the token of another client, in both readings', async () => {
    const token = await obtainRefreshToken()
    const asRival = { client_id: rival.clientId, client_secret: rival.clientSecret }
    expect((await refresh(token, asRival)).body['error']).toBe('invalid_grant')
    emulator.readings.set({ foreignRefreshToken: 'unauthorized_client' })
    expect((await refresh(token, asRival)).body['error']).toBe('unauthorized_client')
  })

  it('needs the secret of a site, and none of an app', async () => {
    const token = await obtainRefreshToken()
    expect(await refresh(token, { client_secret: null })).toMatchObject(invalidClient)
    const ofApp = emulator.issueTokens({ clientId: app.clientId, customer: 'vera' }).refresh_token
    expect((await refresh(ofApp, { client_id: app.clientId, client_secret: null })).status).toBe(200)
  })

  it('ends when the customer withdraws the consent, and open codes end too', async () => {
    const token = await obtainRefreshToken()
    const code = await obtainCode(emulator)
    emulator.consents.withdraw('vera', shop.clientId)
    const { status, body } = await refresh(token)
    expect(status).toBe(400)
    expect(body['error']).toBe('invalid_grant')
    expect(body['error_description']).toBe(
      "The request has an invalid grant parameter : refresh_token. User may have revoked or didn't grant the permission.",
    )
    expect(await redeem(emulator, code)).toMatchObject(invalidCode)
  })

  it('leaves a living access token alone, or ends it in the other reading', async () => {
    const first = await redeem(emulator, await obtainCode(emulator))
    emulator.consents.withdraw('vera', shop.clientId)
    expect((await readProfile(emulator, first.body['access_token'])).status).toBe(200)
    emulator.readings.set({ withdrawnAccessToken: 'dies' })
    emulator.consents.withdraw('vera', shop.clientId)
    expect((await readProfile(emulator, first.body['access_token'])).status).toBe(400)
  })
})

describe('access tokens', () => {
  it('may be handed out again with the seconds they have left, in the other reading', async () => {
    emulator.readings.set({ accessToken: 'reused' })
    const first = await redeem(emulator, await obtainCode(emulator))
    clock.passSeconds(251)
    const second = await redeem(emulator, await obtainCode(emulator))
    expect(second.body).toMatchObject({ access_token: first.body['access_token'], expires_in: 3349 })
  })

  it('are as long as told', async () => {
    const long = await startShopEmulator({ limits: { tokenLength: 2048 } })
    try {
      const code = await obtainCode(long)
      expect(String((await redeem(long, code)).body['access_token'])).toHaveLength(2048)
    } finally {
      await long.close()
    }
  })

  it('are asked for at a regional host with a code from any', async () => {
    const wide = await startShopEmulator({ otherRegions: ['eu'] })
    try {
      const location = await wide.authorize(authorizationUrl(wide), { customer: 'vera' })
      const code = new URL(location).searchParams.get('code') ?? ''
      const { body } = await redeem(
        { ...wide, endpoints: wide.regions.eu?.endpoints ?? wide.endpoints },
        code,
      )
      expect((await readProfile(wide, body['access_token'])).status).toBe(200)
      wide.readings.set({ foreignRegionToken: 'refused' })
      expect((await readProfile(wide, body['access_token'])).status).toBe(400)
      expect(wide.log.of('token')).toMatchObject([{ region: 'eu' }])
    } finally {
      await wide.close()
    }
  })
})
