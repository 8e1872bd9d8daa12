import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../src/emulator.js'
import {
  app,
  createManualClock,
  type ManualClock,
  obtainCode,
  readAnswer,
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

const invalidToken = {
  status: 400,
  body: { error: 'invalid_token', error_description: 'The request has an invalid parameter : access_token' },
}

function tokenFor(scope: string, customer = 'vera'): string {
  return emulator.issueTokens({ clientId: shop.clientId, customer, scope }).access_token
}

const byQuery = (token: string) => [`?access_token=${encodeURIComponent(token)}`, {}] as const
const byHeader = (token: string) => ['', { 'x-amz-access-token': token }] as const
const byBearer = (token: string) => ['', { authorization: `bearer ${token}` }] as const

async function ask(
  endpoint: 'profile' | 'tokeninfo',
  [query, headers]: readonly [string, Record<string, string>],
) {
  return readAnswer(await fetch(`${emulator.endpoints[endpoint]}${query}`, { headers }))
}

describe('tokeninfo', () => {
  it.each([
    ['query', byQuery],
    ['header', byHeader],
  ])('tells whose token it is, by %s', async (_carrier, carry) => {
    const token = tokenFor('profile')
    clock.passSeconds(3)
    expect(await ask('tokeninfo', carry(token))).toMatchObject({
      status: 200,
      body: {
        iss: 'https://www.amazon.com',
        aud: shop.clientId,
        user_id: emulator.userIdOf('vera', shop.company),
        app_id: expect.stringMatching(/^amzn1\.application\.[0-9a-f]{32}$/),
        exp: 3597,
        iat: Date.parse('2026-01-02T03:04:05Z') / 1000,
      },
    })
  })

  it('tells the client of the token, whoever asks', async () => {
    const token = emulator.issueTokens({ clientId: app.clientId, customer: 'vera' }).access_token
    expect((await ask('tokeninfo', byQuery(token))).body).toMatchObject({
      aud: app.clientId,
      user_id: emulator.userIdOf('vera', shop.company),
    })
  })

  it('refuses no token, an invented one and one that is over', async () => {
    expect(await ask('tokeninfo', ['', {}])).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    })
    expect(await ask('tokeninfo', byQuery('Atza|invented'))).toMatchObject(invalidToken)
    const token = tokenFor('profile')
    clock.passSeconds(3600)
    expect(await ask('tokeninfo', byQuery(token))).toMatchObject(invalidToken)
  })
})

async function userIdFor(clientId: string): Promise<unknown> {
  const token = emulator.issueTokens({ clientId, customer: 'vera' }).access_token
  return (await readProfile(emulator, token)).body['user_id']
}

describe('the profile', () => {
  const all = {
    user_id: expect.stringMatching(/^amzn1\.account\.A[A-Z2-7]{27}$/),
    name: 'Vera Lindgren',
    email: 'vera@example.com',
  }

  it.each([
    ['query', byQuery],
    ['header', byHeader],
    ['bearer', byBearer],
  ])('is told to a token by %s', async (_carrier, carry) => {
    const { status, body } = await ask('profile', carry(tokenFor('profile')))
    expect(status).toBe(200)
    expect(body).toEqual(all)
    expect(Object.keys(body)).toEqual(['user_id', 'name', 'email'])
  })

  it('holds what the scopes allow', async () => {
    expect((await readProfile(emulator, tokenFor('profile postal_code'))).body).toEqual({
      ...all,
      postal_code: '11122',
    })
    expect((await readProfile(emulator, tokenFor('profile:user_id'))).body).toEqual({ user_id: all.user_id })
    expect((await readProfile(emulator, tokenFor('postal_code'))).body).toEqual({
      user_id: all.user_id,
      postal_code: '11122',
    })
  })

  it('is played three ways for a token with the postal code only', async () => {
    emulator.readings.set({ profileWithoutProfileScope: 'no-user-id' })
    expect((await readProfile(emulator, tokenFor('postal_code'))).body).toEqual({ postal_code: '11122' })
    emulator.readings.set({ profileWithoutProfileScope: 'insufficient-scope' })
    expect(await readProfile(emulator, tokenFor('postal_code'))).toMatchObject({
      status: 403,
      body: { error: 'insufficient_scope' },
    })
  })

  it('leaves out what Amazon does not have, or says null in the other reading', async () => {
    const token = tokenFor('profile postal_code', 'noemi')
    expect(Object.keys((await readProfile(emulator, token)).body)).toEqual(['user_id', 'name'])
    emulator.readings.set({ absentField: 'null' })
    expect((await readProfile(emulator, token)).body).toMatchObject({ email: null, postal_code: null })
  })

  it('shows a change of name and email under the same user id', async () => {
    const token = tokenFor('profile')
    const before = await readProfile(emulator, token)
    emulator.customers.put({ id: 'vera', name: 'Vera Holm', email: 'otto@example.com' })
    const after = await readProfile(emulator, token)
    expect(after.body).toEqual({
      user_id: before.body['user_id'],
      name: 'Vera Holm',
      email: 'otto@example.com',
    })
  })

  it('shows one email under two user ids when two customers say so', async () => {
    const [vera, impostor] = [tokenFor('profile'), tokenFor('profile', 'impostor')]
    const answers = [await readProfile(emulator, vera), await readProfile(emulator, impostor)]
    expect(new Set(answers.map(({ body }) => body['email'])).size).toBe(1)
    expect(new Set(answers.map(({ body }) => body['user_id'])).size).toBe(2)
  })

  it('holds a user id per company', async () => {
    expect(await userIdFor(app.clientId)).toBe(await userIdFor(shop.clientId))
    expect(await userIdFor(rival.clientId)).not.toBe(await userIdFor(shop.clientId))
  })

  it('refuses no token, an invented one, a refresh token, one that is over and one of a removed customer', async () => {
    expect(await ask('profile', ['', {}])).toMatchObject({ status: 400, body: { error: 'invalid_request' } })
    expect(await readProfile(emulator, 'Atza|invented')).toMatchObject(invalidToken)
    const tokens = await redeem(emulator, await obtainCode(emulator))
    expect(await readProfile(emulator, tokens.body['refresh_token'])).toMatchObject(invalidToken)
    const token = tokenFor('profile')
    clock.passSeconds(3600)
    expect(await readProfile(emulator, token)).toMatchObject(invalidToken)
    const another = tokenFor('profile')
    emulator.customers.remove('vera')
    expect(await readProfile(emulator, another)).toMatchObject(invalidToken)
  })
})
