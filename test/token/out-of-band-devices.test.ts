import { describe, expect, it } from 'vitest'
import { base, expectNoSession } from '../attacks/oracles.js'
import { Browser } from '../support/browser.js'
import { useShop } from '../support/use-shop.js'
import { openPhone, type Phone, tvClient, typeAtAmazon } from './phone.js'

const open = useShop()

/** What a browser says of itself when a page of another site makes it post; the last says nothing, and has cookies. */
const words: readonly Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  { 'sec-fetch-site': 'same-site', origin: 'https://sub.shop.example' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { referer: 'https://evil.example/' },
  {},
]

/** Mallory's own device, whose code Mallory has typed at Amazon: whoever polls is signed in as Mallory. */
async function openDevice(): Promise<{ phone: Phone; device_code: string }> {
  const phone = await openPhone(open({ amazon: { deviceClientId: tvClient.clientId } }))
  const { emulator } = phone.shop
  emulator.clients.put(tvClient)
  const { body } = await phone.post('/device', {})
  await typeAtAmazon(phone.shop, String(body['user_code']), 'mallory')
  emulator.log.clear()
  return { phone, device_code: String(body['device_code']) }
}

describe("a page of another site, and a stranger's device", () => {
  it('oob-device-code-phish: no browser is made to poll, and signed in as the stranger by that', async () => {
    const { phone, device_code } = await openDevice()
    const victim = new Browser(phone.shop)
    await victim.request('POST', '/basket', { json: { item: 'book' } })
    for (const headers of words) {
      for (const body of [{ form: { device_code } }, { json: { device_code } }]) {
        const page = await victim.request('POST', `${base}/device/poll`, { ...body, headers })
        expect(page.status).toBe(403)
        await expectNoSession(victim, page)
      }
    }
    expect(phone.shop.emulator.log.of('token')).toEqual([])
    // It was not the code that was wrong.
    expect((await phone.post('/device/poll', { device_code })).body).toMatchObject({ outcome: 'signed-in' })
  })

  it('oob-device-code-phish: no browser is made to ask for codes', async () => {
    const { phone } = await openDevice()
    const victim = new Browser(phone.shop)
    await victim.request('POST', '/basket', { json: { item: 'book' } })
    for (const headers of words)
      expect((await victim.request('POST', `${base}/device`, { json: {}, headers })).status).toBe(403)
    expect(phone.shop.emulator.log.of('codepair')).toEqual([])
  })
})
