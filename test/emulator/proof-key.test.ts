import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../src/emulator.js'
import {
  app,
  createManualClock,
  type ManualClock,
  obtainCode,
  redeem,
  s256,
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

async function redeemWith(challenge: Record<string, string | null>, fields: Record<string, string | null>) {
  return redeem(emulator, await obtainCode(emulator, challenge), fields)
}

describe('proof keys', () => {
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
    expect(await redeemWith({}, { client_secret: null, code_verifier: null })).toMatchObject(invalidClient)
    const without = { code_challenge: null, code_challenge_method: null }
    expect(await redeemWith(without, { client_secret: null, code_verifier: null })).toMatchObject(
      invalidClient,
    )
    expect(await redeemWith(without, { client_secret: null })).toMatchObject(invalidClient)
  })
})
