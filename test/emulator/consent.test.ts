import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator } from '../../src/emulator.js'
import { createBrowser } from './browser.js'
import { authorizationUrl, rival, shop, startShopEmulator } from './shop.js'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startShopEmulator()
})

afterEach(() => emulator.close())

const vera = { customer: 'vera' } as const

async function authorize(changes: Record<string, string | null> = {}): Promise<string> {
  return emulator.authorize(authorizationUrl(emulator, changes), vera)
}

async function asksAgain(changes: Record<string, string | null>): Promise<boolean> {
  const browser = createBrowser()
  const url = authorizationUrl(emulator, changes)
  await browser.post(url, { step: 'sign-in', customer: 'vera' })
  return (await browser.get(url)).status === 200
}

describe('consent', () => {
  it('is remembered for the customer, the client and the scope', async () => {
    expect(await asksAgain({})).toBe(true)
    await authorize()
    expect(await asksAgain({})).toBe(false)
    expect(await asksAgain({ scope: 'profile postal_code' })).toBe(true)
    expect(await asksAgain({ client_id: rival.clientId })).toBe(true)
  })

  it('is not asked for when only the user id is wanted', async () => {
    expect(await asksAgain({ scope: 'profile:user_id' })).toBe(false)
  })

  it('is not given by a denial', async () => {
    await emulator.authorize(authorizationUrl(emulator), { customer: 'vera', decision: 'deny' })
    expect(await asksAgain({})).toBe(true)
    expect(emulator.consents.list()).toEqual([])
  })

  const voluntary = {
    scope: 'profile postal_code',
    scope_data: JSON.stringify({ profile: { essential: true }, postal_code: { essential: false } }),
  }

  it('leaves out what the customer unticks, where the client said that it may be', async () => {
    const browser = createBrowser()
    const url = authorizationUrl(emulator, voluntary)
    await browser.post(url, { step: 'sign-in', customer: 'vera' })
    const page = await (await browser.get(url)).text()
    expect(page.match(/type="checkbox"/g)).toHaveLength(1)
    const allowed = await browser.post(url, { step: 'consent', decision: 'allow' })
    expect(new URL(allowed.headers.get('location') ?? '').searchParams.get('scope')).toBe('profile')
    expect(await asksAgain(voluntary)).toBe(false)
    expect(await asksAgain({ scope: 'profile postal_code' })).toBe(true)
  })

  it('keeps an essential scope whatever the form says', async () => {
    const shortcut = { customer: 'vera', declined: ['profile', 'postal_code'] }
    const location = await emulator.authorize(authorizationUrl(emulator, voluntary), shortcut)
    expect(new URL(location).searchParams.get('scope')).toBe('profile')
  })

  it('is withdrawn on the page for it, and asked for again', async () => {
    const browser = createBrowser()
    const page = `${emulator.origin}/ap/adam`
    expect(await (await browser.get(page)).text()).toContain('Choose who you are')
    await browser.post(page, { step: 'sign-in', customer: 'vera' })
    await authorize()
    expect(await (await browser.get(page)).text()).toContain('Remove Corner Shop')
    await browser.post(page, { step: 'withdraw', client: shop.clientId })
    expect(await (await browser.get(page)).text()).toContain('You share nothing with anybody.')
    expect(await asksAgain({})).toBe(true)
  })
})
