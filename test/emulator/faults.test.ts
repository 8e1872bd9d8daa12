import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, type Fault, faultKinds } from '../../src/emulator.js'
import { authorizationUrl, obtainCode, redeem, shop, startShopEmulator } from './shop.js'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startShopEmulator()
})

afterEach(() => emulator.close())

async function askProfile(): Promise<Response> {
  const { access_token: token } = emulator.issueTokens({ clientId: shop.clientId, customer: 'vera' })
  return fetch(emulator.endpoints.profile, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'manual',
  })
}

async function profileWith(fault: Omit<Fault, 'endpoint'>): Promise<Response> {
  emulator.faults.add({ endpoint: 'profile', ...fault })
  return askProfile()
}

async function tokenWith(fault: Omit<Fault, 'endpoint'>) {
  emulator.faults.add({ endpoint: 'token', ...fault })
  return redeem(emulator, await obtainCode(emulator))
}

describe('a fault', () => {
  it('befalls one request, and only at its endpoint', async () => {
    emulator.faults.add({ endpoint: 'profile', kind: 'server-error' })
    expect((await redeem(emulator, await obtainCode(emulator))).status).toBe(200)
    expect((await askProfile()).status).toBe(500)
    expect((await askProfile()).status).toBe(200)
    expect(emulator.log.of('profile').map(({ fault }) => fault)).toEqual(['server-error', null])
  })

  it('befalls as many requests as told, or all until it is cleared', async () => {
    emulator.faults.add({ endpoint: 'any', kind: 'unavailable', times: 2 })
    expect([await askProfile(), await askProfile(), await askProfile()].map(({ status }) => status)).toEqual([
      503, 503, 200,
    ])
    emulator.faults.add({ endpoint: 'any', kind: 'unavailable', times: null })
    expect([await askProfile(), await askProfile()].map(({ status }) => status)).toEqual([503, 503])
    emulator.faults.clear()
    expect((await askProfile()).status).toBe(200)
  })

  it('waits its turn behind the one that was added before it', async () => {
    emulator.faults.add({ endpoint: 'profile', kind: 'server-error' })
    emulator.faults.add({ endpoint: 'profile', kind: 'unavailable' })
    expect([(await askProfile()).status, (await askProfile()).status]).toEqual([500, 503])
  })

  it.each([
    ['an unknown kind', { endpoint: 'token', kind: 'explode' }],
    ['an unknown endpoint', { endpoint: 'nowhere', kind: 'slow' }],
    ['a misspelt member', { endpoint: 'token', kind: 'slow', delayMs: 5 }],
    ['no kind', { endpoint: 'token' }],
  ])('is refused with %s', (_case, fault) => {
    expect(() => emulator.faults.add(fault as Fault)).toThrow(/fault/)
  })
})

describe('faults before processing', () => {
  it('answer in place of the endpoint, and no code is spent', async () => {
    const code = await obtainCode(emulator)
    for (const kind of ['server-error', 'unavailable', 'throttled', 'oauth-error'] as const) {
      emulator.faults.add({ endpoint: 'token', kind })
      expect((await redeem(emulator, code)).status, kind).toBeGreaterThanOrEqual(400)
    }
    expect((await redeem(emulator, code)).status).toBe(200)
  })

  it('tell when to come back', async () => {
    const response = await profileWith({ kind: 'throttled', retryAfterSeconds: 7 })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7'])
  })

  it('play a captcha page', async () => {
    const response = await profileWith({ kind: 'captcha' })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  })

  it('play any OAuth error', async () => {
    const { status, body } = await tokenWith({
      kind: 'oauth-error',
      status: 400,
      error: 'InvalidValue',
      description: 'so',
    })
    expect([status, body['error'], body['error_description']]).toEqual([400, 'InvalidValue', 'so'])
  })

  it('redirect to another host', async () => {
    const response = await profileWith({
      kind: 'redirect',
      location: 'https://elsewhere.example/x',
      status: 307,
    })
    expect([response.status, response.headers.get('location')]).toEqual([307, 'https://elsewhere.example/x'])
  })

  it('drop the connection with nothing done', async () => {
    const code = await obtainCode(emulator)
    emulator.faults.add({ endpoint: 'token', kind: 'drop-before' })
    await expect(redeem(emulator, code)).rejects.toThrow()
    expect((await redeem(emulator, code)).status).toBe(200)
    expect(emulator.log.of('token')[0]).toMatchObject({ status: null, fault: 'drop-before' })
  })

  it('hold a request until it is released', async () => {
    emulator.faults.add({ endpoint: 'profile', kind: 'held' })
    const held = askProfile().then(({ status }) => status)
    await emulator.faults.whenHeld()
    expect((await askProfile()).status).toBe(200)
    expect(await Promise.race([held, Promise.resolve('still held')])).toBe('still held')
    emulator.faults.release()
    expect(await held).toBe(200)
  })

  it('answer late', async () => {
    const before = performance.now()
    expect((await profileWith({ kind: 'slow', delayMilliseconds: 30 })).status).toBe(200)
    expect(performance.now() - before).toBeGreaterThanOrEqual(29)
  })

  it('show a page where a person looks', async () => {
    emulator.faults.add({ endpoint: 'authorize', kind: 'server-error' })
    const response = await fetch(authorizationUrl(emulator))
    expect([response.status, response.headers.get('content-type')]).toEqual([500, 'text/html; charset=utf-8'])
  })
})

describe('faults after processing', () => {
  it.each(['drop-after', 'drop-half-way'] as const)(
    '%s: the answer is lost, and the code is spent',
    async (kind) => {
      const code = await obtainCode(emulator)
      emulator.faults.add({ endpoint: 'token', kind })
      await expect(redeem(emulator, code)).rejects.toThrow()
      expect((await redeem(emulator, code)).body['error']).toBe('invalid_grant')
    },
  )

  it('break the JSON', async () => {
    await expect((await profileWith({ kind: 'malformed-json' })).json()).rejects.toThrow(SyntaxError)
    expect(await (await profileWith({ kind: 'empty-body' })).text()).toBe('')
  })

  it('make the JSON as large as told', async () => {
    expect(
      (await (await profileWith({ kind: 'oversize-json', bytes: 100_000 })).text()).length,
    ).toBeGreaterThan(100_000)
    expect((await (await profileWith({ kind: 'oversize-json' })).text()).length).toBeGreaterThan(
      2 * 1024 * 1024,
    )
  })

  it('name another content type', async () => {
    const response = await profileWith({ kind: 'wrong-content-type' })
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await response.json()).toMatchObject({ name: 'Vera Lindgren' })
  })

  it('change the expiry', async () => {
    expect((await tokenWith({ kind: 'short-expiry' })).body['expires_in']).toBe(10)
    expect((await tokenWith({ kind: 'short-expiry', value: 2087 })).body['expires_in']).toBe(2087)
    expect((await tokenWith({ kind: 'string-expiry' })).body['expires_in']).toBe('3600')
  })

  it('take fields away', async () => {
    const missing = await profileWith({ kind: 'missing-fields', fields: ['user_id', 'email'] })
    expect(await missing.json()).toEqual({ name: 'Vera Lindgren' })
    const empty = await profileWith({ kind: 'null-fields', fields: ['user_id'] })
    expect(await empty.json()).toMatchObject({ user_id: null, name: 'Vera Lindgren' })
  })

  it('shape the profile as the old address did', async () => {
    expect(await (await profileWith({ kind: 'legacy-profile' })).json()).toEqual({
      Profile: {
        CustomerId: emulator.userIdOf('vera', shop.company),
        Name: 'Vera Lindgren',
        PrimaryEmail: 'vera@example.com',
      },
      'Request-Id': expect.any(String),
    })
  })

  it('disagree about audience, customer and token type', async () => {
    const { access_token: token } = emulator.issueTokens({ clientId: shop.clientId, customer: 'vera' })
    const tokeninfo = async (): Promise<unknown> =>
      (await fetch(`${emulator.endpoints.tokeninfo}?access_token=${encodeURIComponent(token)}`)).json()
    emulator.faults.add({ endpoint: 'tokeninfo', kind: 'wrong-audience' })
    expect(await tokeninfo()).not.toMatchObject({ aud: shop.clientId })
    emulator.faults.add({ endpoint: 'tokeninfo', kind: 'other-user-id' })
    expect(await tokeninfo()).not.toMatchObject({ user_id: emulator.userIdOf('vera', shop.company) })
    expect((await tokenWith({ kind: 'wrong-token-type' })).body['token_type']).toBe('mac')
  })

  it('set any member', async () => {
    const response = await profileWith({ kind: 'amended', set: { user_id: 42, email: ['a', 'b'] } })
    expect(await response.json()).toMatchObject({ user_id: 42, email: ['a', 'b'] })
  })

  it('leave an error answer as it is', async () => {
    emulator.faults.add({ endpoint: 'token', kind: 'string-expiry' })
    expect((await redeem(emulator, 'unknown')).body).not.toHaveProperty('expires_in')
  })
})

it('plays every kind it lists', async () => {
  for (const kind of faultKinds.filter((one) => !one.startsWith('drop') && one !== 'held')) {
    expect(await profileWith({ kind, fields: [] }), kind).toBeInstanceOf(Response)
  }
})
