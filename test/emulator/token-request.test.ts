import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../src/emulator.js'
import {
  createManualClock,
  type ManualClock,
  obtainCode,
  postToken,
  readAnswer,
  redeem,
  rival,
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

const invalidClient = {
  status: 401,
  body: { error: 'invalid_client', error_description: 'Client authentication failed' },
}

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

describe('client authentication', () => {
  it('accepts HTTP Basic', async () => {
    expect((await redeemByBasic(basic(shop.clientId, shop.clientSecret))).status).toBe(200)
  })

  // Both mean the shop: its id has hyphens and dots, which the strictest clients encode too.
  it.each([
    ['either', 200, 200],
    ['as-they-are', 200, 401],
    ['form-encoded', 401, 200],
  ] as const)('reads HTTP Basic credentials %s', async (basicCredentials, asTheyAre, formEncoded) => {
    emulator.readings.set({ basicCredentials })
    emulator.clients.put({ ...shop, clientSecret: 'one+two' })
    expect((await redeemByBasic(basic(shop.clientId, 'one+two'))).status).toBe(asTheyAre)
    const encodedId = shop.clientId.replaceAll('-', '%2D').replaceAll('.', '%2E')
    expect((await redeemByBasic(basic(encodedId, 'one%2Btwo'))).status).toBe(formEncoded)
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

describe('the body of a token request', () => {
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
