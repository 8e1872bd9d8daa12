import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../src/emulator.js'
import { createBrowser } from './browser.js'
import {
  createManualClock,
  type ManualClock,
  postToken,
  readAnswer,
  readProfile,
  shop,
  startShopEmulator,
  tv,
} from './shop.js'

let clock: ManualClock
let emulator: Emulator

beforeEach(async () => {
  clock = createManualClock()
  emulator = await startShopEmulator({ clock: clock.now })
})

afterEach(() => emulator.close())

async function createPair(changes: Record<string, string> = {}) {
  const fields = { response_type: 'device_code', client_id: tv.clientId, scope: 'profile', ...changes }
  const body = new URLSearchParams(fields)
  return readAnswer(await fetch(emulator.endpoints.codepair, { method: 'POST', body }))
}

type Pair = Awaited<ReturnType<typeof createPair>>['body']

function poll(pair: Pair, changes: Record<string, string | null> = {}) {
  return postToken(emulator, {
    grant_type: 'device_code',
    device_code: String(pair['device_code']),
    user_code: String(pair['user_code']),
    ...changes,
  })
}

async function enterCode(pair: Pair, decision: 'allow' | 'deny'): Promise<Response> {
  const browser = createBrowser()
  const page = String(pair['verification_uri'])
  await browser.post(page, { step: 'sign-in', customer: 'vera' })
  return browser.post(page, { step: 'code', user_code: String(pair['user_code']).toLowerCase(), decision })
}

describe('linking a device by code', () => {
  it('gives a pair of codes and the page for them', async () => {
    expect(await createPair()).toMatchObject({
      status: 200,
      body: {
        user_code: expect.stringMatching(/^[A-Z]{6}$/),
        device_code: expect.stringMatching(/^[0-9a-f-]{36}$/),
        verification_uri: `${emulator.origin}/code`,
        expires_in: 600,
        interval: 30,
      },
    })
  })

  it.each([
    ['the client id of a website', { client_id: shop.clientId }, 'unauthorized_client'],
    ['an unknown client', { client_id: 'nobody' }, 'unauthorized_client'],
    ['an unknown scope', { scope: 'openid' }, 'invalid_scope'],
    ['another response type', { response_type: 'code' }, 'invalid_request'],
  ])('refuses %s', async (_case, changes, error) => {
    expect(await createPair(changes)).toMatchObject({ status: 400, body: { error } })
  })

  it('is pending, then gives tokens once, and refreshes without a secret', async () => {
    const { body: pair } = await createPair()
    expect(await poll(pair)).toMatchObject({ status: 400, body: { error: 'authorization_pending' } })
    expect(await (await enterCode(pair, 'allow')).text()).toContain('Success')
    const { status, body } = await poll(pair)
    expect(status).toBe(200)
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3600 })
    expect((await readProfile(emulator, body['access_token'])).body).toMatchObject({ name: 'Vera Lindgren' })
    expect((await poll(pair)).body['error']).toBe('invalid_code_pair')
    const refreshed = await postToken(emulator, {
      grant_type: 'refresh_token',
      refresh_token: String(body['refresh_token']),
      client_id: tv.clientId,
    })
    expect(refreshed.status).toBe(200)
  })

  it('tells a device that polls too often to slow down', async () => {
    const { body: pair } = await createPair()
    await poll(pair)
    clock.passSeconds(29)
    expect(await poll(pair)).toMatchObject({ status: 400, body: { error: 'slow_down' } })
    clock.passSeconds(30)
    expect((await poll(pair)).body['error']).toBe('authorization_pending')
  })

  it('ends with a denial, with a wrong user code and after 600 seconds', async () => {
    const { body: denied } = await createPair()
    await enterCode(denied, 'deny')
    expect((await poll(denied)).body['error']).toBe('invalid_code_pair')
    const { body: pair } = await createPair()
    expect((await poll(pair, { user_code: 'WRONGX' })).body['error']).toBe('invalid_code_pair')
    expect((await poll(pair, { user_code: null })).body['error']).toBe('invalid_request')
    clock.passSeconds(600)
    expect((await poll(pair)).body['error']).toBe('invalid_code_pair')
  })

  it('says on the page that nobody waits for a code', async () => {
    const response = await enterCode(
      { user_code: 'NOBODY', verification_uri: `${emulator.origin}/code` },
      'allow',
    )
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('No device waits for this code.')
  })
})
