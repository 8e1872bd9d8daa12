import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../src/emulator.js'
import {
  app,
  createManualClock,
  type ManualClock,
  obtainCode,
  postToken,
  readProfile,
  redeem,
  rival,
  shop,
  startShopEmulator,
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

describe('refreshing', () => {
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
