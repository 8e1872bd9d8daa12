import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultReadings, type Emulator, startEmulator } from '../../src/emulator.js'
import {
  authorizationUrl,
  obtainCode,
  postToken,
  readProfile,
  redeem,
  shop,
  startShopEmulator,
} from './shop.js'

let emulator: Emulator
let lines: string[]

beforeEach(async () => {
  lines = []
  emulator = await startShopEmulator({ print: (line) => lines.push(line) })
})

afterEach(() => emulator.close())

async function control(method: string, path: string, body?: object) {
  const init: RequestInit = { method, headers: { 'content-type': 'application/json' } }
  const response = await fetch(
    `${emulator.origin}/__emulator/${path}`,
    body ? { ...init, body: JSON.stringify(body) } : init,
  )
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('the control API', () => {
  it('lists, adds and removes customers', async () => {
    const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com', postalCode: null }
    expect(await control('PUT', 'customers', ada)).toEqual({ status: 200, body: ada })
    expect((await control('GET', 'customers')).body['customers']).toContainEqual(ada)
    await control('DELETE', 'customers', { id: 'ada' })
    expect(emulator.customers.find('ada')).toBeNull()
  })

  it('lists, adds and removes clients', async () => {
    const { body } = await control('PUT', 'clients', {
      name: 'Another',
      redirectUris: ['http://localhost:8080/back'],
    })
    expect(body).toMatchObject({
      clientId: expect.stringMatching(/^amzn1\.application-oa2-client\.[0-9a-f]{32}$/),
    })
    expect((await control('GET', 'clients')).body['clients']).toContainEqual(body)
    await control('DELETE', 'clients', { clientId: body['clientId'] })
    expect(emulator.clients.find(String(body['clientId']))).toBeNull()
  })

  it.each([
    ['http on another host', { redirectUris: ['http://shop.example/back'] }],
    ['a fragment', { redirectUris: ['https://shop.example/back#x'] }],
    ['no address', { redirectUris: ['back'] }],
    ['a scheme of an app for a website', { redirectUris: ['amzn://example'] }],
    ['an unknown scope', { allowedScopes: ['openid'] }],
    ['an unknown kind', { kind: 'spa' }],
    ['a client id above 100 bytes', { clientId: 'x'.repeat(101) }],
    ['a number for a name', { name: 7 }],
  ])('refuses a client with %s', async (_case, client) => {
    expect(await control('PUT', 'clients', client)).toEqual({
      status: 400,
      body: { problem: expect.any(String) },
    })
  })

  it('gives the redirect of an authorization at once', async () => {
    const url = authorizationUrl(emulator)
    const { body } = await control('POST', 'authorize', { url, customer: 'vera' })
    const code = new URL(String(body['location'])).searchParams.get('code') ?? ''
    expect((await redeem(emulator, code)).status).toBe(200)
    const denied = await control('POST', 'authorize', { url, customer: 'vera', decision: 'deny' })
    expect(denied.body['location']).toMatch(/error=access_denied$/)
    expect(await control('POST', 'authorize', { url, customer: 'nobody' })).toEqual({
      status: 400,
      body: { problem: 'unknown-customer' },
    })
  })

  it('issues tokens as an app gets them', async () => {
    const { body } = await control('POST', 'tokens', {
      clientId: shop.clientId,
      customer: 'vera',
      scope: 'profile',
    })
    expect((await readProfile(emulator, body['access_token'])).status).toBe(200)
  })

  it('plays and clears faults', async () => {
    await control('POST', 'faults', { endpoint: 'profile', kind: 'server-error' })
    expect((await readProfile(emulator, 'any')).status).toBe(500)
    await control('POST', 'faults', { endpoint: 'profile', kind: 'server-error', times: null })
    await control('DELETE', 'faults')
    expect((await control('GET', 'faults')).body).toEqual({ faults: [] })
    expect((await control('POST', 'faults', { endpoint: 'profile', kind: 'explode' })).status).toBe(400)
  })

  it('switches readings and refuses unknown ones', async () => {
    expect((await control('PUT', 'readings', { refreshToken: 'same' })).body).toEqual({
      ...defaultReadings,
      refreshToken: 'same',
    })
    expect((await control('PUT', 'readings', { refreshToken: 'maybe' })).status).toBe(400)
    expect((await control('PUT', 'readings', { refresh: 'same' })).status).toBe(400)
    expect(emulator.readings.get().refreshToken).toBe('same')
  })

  it('shows and empties the log, and withdraws consents', async () => {
    const code = await obtainCode(emulator)
    await redeem(emulator, code)
    expect((await control('GET', 'log')).body['entries']).toMatchObject([{ endpoint: 'token', status: 200 }])
    await control('DELETE', 'log')
    expect(emulator.log.entries).toEqual([])
    expect((await control('GET', 'consents')).body['consents']).toHaveLength(1)
    await control('DELETE', 'consents', { customer: 'vera', clientId: shop.clientId })
    expect(emulator.consents.list()).toEqual([])
  })

  it('goes back to how it started', async () => {
    await redeem(emulator, await obtainCode(emulator))
    emulator.customers.remove('vera')
    emulator.readings.set({ refreshToken: 'same' })
    emulator.faults.add({ endpoint: 'any', kind: 'server-error' })
    await control('POST', 'reset')
    expect(emulator.customers.find('vera')).not.toBeNull()
    expect(emulator.readings.get()).toEqual(defaultReadings)
    expect([emulator.consents.list(), emulator.faults.list(), emulator.log.entries]).toEqual([[], [], []])
  })

  it('lets a page of another site ask for tokens, which is for browser-only apps', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect((await fetch(emulator.endpoints.token, { method: 'POST', headers })).status).toBe(400)
    expect(emulator.log.of('token')).toMatchObject([{ error: 'invalid_request' }])
  })

  it('takes nothing from a page of another site', async () => {
    const consent = await fetch(authorizationUrl(emulator), {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-site' },
      body: new URLSearchParams({ step: 'sign-in', customer: 'vera' }),
      redirect: 'manual',
    })
    expect([consent.status, consent.headers.get('set-cookie')]).toEqual([400, null])
    const asText = await fetch(`${emulator.origin}/__emulator/reset`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(asText.status).toBe(400)
    const asForm = await fetch(`${emulator.origin}/__emulator/faults`, {
      method: 'POST',
      body: new URLSearchParams({ a: 'b' }),
    })
    expect(asForm.status).toBe(415)
  })
})

describe('the log', () => {
  it('holds what was asked, secrets included, and prints none of it', async () => {
    const code = await obtainCode(emulator)
    const { body } = await redeem(emulator, code)
    await readProfile(emulator, body['access_token'])
    await fetch(authorizationUrl(emulator, { state: 'a-canary' }))
    expect(emulator.log.of('token')).toMatchObject([
      { method: 'POST', parameters: { code, client_secret: shop.clientSecret } },
    ])
    expect(emulator.log.of('profile')).toMatchObject([
      { headers: { authorization: `Bearer ${String(body['access_token'])}` } },
    ])
    const printed = lines.join('\n')
    expect(lines).toHaveLength(3)
    expect(printed).toContain(`POST /auth/o2/token 200 client_id=${shop.clientId}`)
    for (const secret of [code, shop.clientSecret, String(body['access_token']), 'a-canary', 'verifier']) {
      expect(printed).not.toContain(secret)
    }
  })

  it('names the error that was answered, also in a redirect', async () => {
    await redeem(emulator, 'unknown')
    await fetch(authorizationUrl(emulator, { scope: 'openid' }), { redirect: 'manual' })
    expect(emulator.log.entries.map(({ error }) => error)).toEqual(['invalid_grant', 'invalid_scope'])
  })

  it('holds JSON bodies too', async () => {
    const headers = { 'content-type': 'application/json' }
    await fetch(emulator.endpoints.token, {
      method: 'POST',
      headers,
      body: '{"grant_type":"authorization_code","code":"x"}',
    })
    expect(emulator.log.of('token')).toMatchObject([{ parameters: { code: 'x' } }])
  })

  it('is empty when nothing was asked', () => {
    expect(emulator.log.entries).toEqual([])
  })
})

function askAs(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${emulator.origin}/`, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

describe('the address', () => {
  it.each([['0.0.0.0'], ['192.0.2.1'], ['shop.example']])('is never %s', async (host) => {
    await expect(startEmulator({ host })).rejects.toThrow('loopback')
  })

  it('tells a port that is taken', async () => {
    const port = Number(new URL(emulator.origin).port)
    await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  it('answers to loopback names and to those of Amazon, and to no other', async () => {
    expect(await askAs('localhost:1')).toBe(200)
    expect(await askAs('api.amazon.co.uk')).toBe(200)
    expect(await askAs('evil.example')).toBe(400)
  })

  it('is free again after closing, with a request still held', async () => {
    const other = await startEmulator()
    other.faults.add({ endpoint: 'profile', kind: 'held' })
    const held = fetch(other.endpoints.profile).catch(() => 'dropped')
    await other.faults.whenHeld()
    await other.close()
    await held
    const again = await startEmulator({ port: Number(new URL(other.origin).port) })
    await again.close()
  })
})

async function saved(stateFile: string): Promise<Emulator> {
  const started = await startShopEmulator({ stateFile })
  started.customers.put({ id: 'ada' })
  return started
}

describe('the state file', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'emulator-'))
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  it('keeps customers, consents and refresh tokens over a restart, until it is reset', async () => {
    const stateFile = join(folder, 'state.json')
    const options = { stateFile, readings: { refreshToken: 'same' } } as const
    const first = await startShopEmulator(options)
    first.customers.put({ id: 'ada', name: 'Ada' })
    const { body } = await redeem(first, await obtainCode(first))
    await first.close()

    const second = await startShopEmulator(options)
    expect(second.customers.find('ada')).not.toBeNull()
    expect(second.consents.list()).toHaveLength(1)
    const refreshed = await postToken(second, {
      grant_type: 'refresh_token',
      refresh_token: String(body['refresh_token']),
      client_id: shop.clientId,
      client_secret: shop.clientSecret,
    })
    expect(refreshed.status).toBe(200)
    second.reset()
    await second.close()

    const third = await startShopEmulator(options)
    expect([third.customers.find('ada'), third.consents.list()]).toEqual([null, []])
    await third.close()
    expect(() => JSON.parse(readFileSync(stateFile, 'utf8')) as unknown).not.toThrow()
  })

  it('takes clients as configured now, not as saved', async () => {
    const stateFile = join(folder, 'state.json')
    await (await saved(stateFile)).close()
    const moved = ['https://shop.example/moved']
    const second = await startEmulator({ stateFile, clients: [{ ...shop, redirectUris: moved }] })
    expect(second.clients.find(shop.clientId)?.redirectUris).toEqual(moved)
    await second.close()
  })

  it('says what is wrong with a file that is not one', async () => {
    const stateFile = join(folder, 'state.json')
    writeFileSync(stateFile, '{}')
    await expect(startEmulator({ stateFile })).rejects.toThrow(stateFile)
  })
})
