import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultReadings, type Emulator } from '../../src/emulator.js'
import { createBrowser } from './browser.js'
import { redeem, shop, startShopEmulator } from './shop.js'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startShopEmulator()
})

afterEach(() => emulator.close())

describe('the front page', () => {
  it('plays faults, switches readings, shows requests without secrets, and resets', async () => {
    const browser = createBrowser()
    const page = `${emulator.origin}/`
    await browser.post(page, { step: 'add-fault', kind: 'server-error', endpoint: 'profile', times: '' })
    await browser.post(page, { step: 'set-readings', refreshToken: 'same' })
    await redeem(emulator, 'ANacanarycanarycanar')
    expect(emulator.faults.list()).toMatchObject([{ kind: 'server-error', endpoint: 'profile' }])
    expect(emulator.readings.get().refreshToken).toBe('same')
    const shown = await (await browser.get(page)).text()
    expect(shown).toMatch(/server-error at profile, until cleared/)
    expect(shown).toMatch(/POST <code>\/auth\/o2\/token<\/code> 400 invalid_grant/)
    expect(shown).not.toContain('ANacanary')
    await browser.post(page, { step: 'reset' })
    expect([emulator.faults.list(), emulator.readings.get(), emulator.log.entries]).toEqual([
      [],
      defaultReadings,
      [],
    ])
  })

  it('adds and removes customers', async () => {
    const browser = createBrowser()
    await browser.post(`${emulator.origin}/`, { step: 'add-customer', name: 'Ada' })
    expect(emulator.customers.list().map(({ name }) => name)).toContain('Ada')
    await browser.post(`${emulator.origin}/`, { step: 'remove-customer', customer: 'vera' })
    expect(emulator.customers.find('vera')).toBeNull()
  })

  it('says what was wrong with a form', async () => {
    const response = await createBrowser().post(`${emulator.origin}/`, {
      step: 'add-fault',
      kind: 'x',
      endpoint: 'any',
    })
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('Known:')])
  })

  it('explains where to point a site, and changes redirect URIs', async () => {
    const browser = createBrowser()
    expect(await (await browser.get(`${emulator.origin}/`)).text()).toContain(emulator.endpoints.token)
    const form = { step: 'redirect-uris', client: shop.clientId, redirect_uris: 'http://localhost:1234/back' }
    await browser.post(`${emulator.origin}/`, form)
    expect(emulator.clients.find(shop.clientId)?.redirectUris).toEqual(['http://localhost:1234/back'])
    const refused = await browser.post(`${emulator.origin}/`, {
      ...form,
      redirect_uris: 'http://shop.example/',
    })
    expect(refused.status).toBe(400)
  })
})
