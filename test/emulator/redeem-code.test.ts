import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../src/emulator.js'
import {
  authorizationUrl,
  createManualClock,
  type ManualClock,
  obtainCode,
  readProfile,
  redeem,
  rival,
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
