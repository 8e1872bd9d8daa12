import { describe, expect, it } from 'vitest'
import { snapshot } from '../attacks/oracles.js'
import { Browser } from '../support/browser.js'
import { addUser, password, type ShopOptions } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { Phone, type Told, tvClient, typeAtAmazon } from './phone.js'

const openShop = useShop()
const base = '/auth/amazon'
/** A TV without Amazon's SDK: it knows what the shop told it, and has no keyboard. */
class Television extends Phone {
  deviceCode = ''
  userCode = ''

  async start(): Promise<Told> {
    const told = await this.post('/device', {})
    this.deviceCode = String(told.body['device_code'])
    this.userCode = String(told.body['user_code'])
    this.accessToken = this.deviceCode
    return told
  }

  poll(): Promise<Told> {
    return this.post('/device/poll', { device_code: this.deviceCode })
  }

  /** Looks whether somebody went on elsewhere. */
  look(): Promise<Told> {
    return this.post('/device/poll', { ticket: this.ticket, ticket_key: this.deviceCode })
  }

  get finish(): { url: string; code: string } {
    return this.told?.body['finish'] as { url: string; code: string }
  }

  told: Told | null = null

  /** To the point where the shop has a question that needs a keyboard. */
  async reachQuestion(customer: string): Promise<Told> {
    await this.start()
    await typeAtAmazon(this.shop, this.userCode, customer)
    this.told = await this.poll()
    return this.told
  }
}

async function open(options: ShopOptions = {}): Promise<Television> {
  const shop = await openShop({ ...options, amazon: { deviceClientId: tvClient.clientId } })
  shop.emulator.clients.put(tvClient)
  return new Television(shop)
}

/** The customer types the shop's code on the phone, and signs in at Amazon there. */
async function goOn(phone: Browser, code: string, customer: string) {
  const page = await phone.get(`${base}/device`)
  expect(page.text).toContain('name="user_code"')
  const headers = { accept: 'application/json' }
  const started = await phone.post(`${base}/start`, { user_code: code }, { headers })
  return phone.get(await phone.answerAmazon(String(started.json()['location']), customer))
}

describe('linking a device by code', () => {
  it('gives what the device shows and polls with, and tells Amazon’s codes to nobody else', async () => {
    const tv = await open()
    const told = await tv.start()
    expect(told).toMatchObject({
      status: 200,
      body: {
        outcome: 'device-code',
        user_code: expect.stringMatching(/^[A-Z]{6}$/),
        verification_uri: `${tv.shop.emulator.origin}/code`,
        expires_in: 600,
        interval: 30,
      },
    })
    expect(tv.shop.emulator.log.of('codepair')[0]?.parameters).toEqual({
      response_type: 'device_code',
      client_id: tvClient.clientId,
      scope: 'profile',
    })
    expect(tv.deviceCode).not.toContain(tv.userCode)
  })

  it('is pending, is told to slow down, and signs in once the code was typed', async () => {
    const tv = await open()
    await tv.start()
    const body = { outcome: 'pending', interval: 30 }
    expect(await tv.poll()).toMatchObject({ status: 202, body: { ...body, slow_down: false } })
    expect(await tv.poll()).toMatchObject({ status: 202, body: { ...body, slow_down: true } })
    await typeAtAmazon(tv.shop, tv.userCode, 'nora')
    const done = await tv.poll()
    expect(done).toMatchObject({ status: 200, body: { outcome: 'signed-in', created: true } })
    expect(await tv.me(done.session)).toBe(1)
  })

  it('asks with both codes and Amazon’s name of the grant', async () => {
    const tv = await open()
    await tv.start()
    await tv.poll()
    expect(tv.shop.emulator.log.of('token')[0]?.parameters).toEqual({
      grant_type: 'device_code',
      device_code: expect.stringMatching(/^[0-9a-f-]{36}$/),
      user_code: tv.userCode,
    })
  })

  it('ends with a denial, and with the time the codes have', async () => {
    const tv = await open()
    await tv.start()
    await typeAtAmazon(tv.shop, tv.userCode, 'nora', 'deny')
    expect(await tv.poll()).toMatchObject({ status: 403, body: { reason: 'authorization-declined' } })
    await tv.start()
    tv.shop.pass(601)
    expect(await tv.poll()).toMatchObject({ status: 410, body: { reason: 'device-code-expired' } })
  })

  it('tells a device whose answer was lost that its code did its work, and not that anybody said no', async () => {
    const tv = await open()
    await tv.start()
    await typeAtAmazon(tv.shop, tv.userCode, 'nora')
    expect((await tv.poll()).status).toBe(200)
    expect(await tv.poll()).toMatchObject({
      status: 403,
      session: null,
      body: { outcome: 'refused', reason: 'code-rejected' },
    })
    await tv.start()
    await typeAtAmazon(tv.shop, tv.userCode, 'nora')
    expect((await tv.poll()).body).toMatchObject({ outcome: 'signed-in', account_id: '1', created: false })
    expect(tv.shop.rows('select id from users')).toHaveLength(1)
  })

  it.each([
    ['an outage', { kind: 'unavailable' }, 'amazon-unavailable'],
    ['an answer without codes', { kind: 'missing-fields', fields: ['user_code'] }, 'amazon-answer-invalid'],
    [
      'a page that is none',
      { kind: 'amended', set: { verification_uri: 'javascript:alert(1)' } },
      'amazon-answer-invalid',
    ],
    [
      'a client that may not',
      { kind: 'oauth-error', error: 'unauthorized_client' },
      'amazon-client-rejected',
    ],
  ] as const)('tells the operator of %s at Amazon', async (_name, fault, code) => {
    const tv = await open()
    tv.shop.emulator.faults.add({ endpoint: 'codepair', ...fault })
    const told = await tv.post('/device', {})
    expect(told.body).toMatchObject({ outcome: 'failed', code })
    expect(tv.shop.events.at(-1)).toMatchObject({ type: 'failed', code })
  })

  it('is not offered where no client id for devices is configured', async () => {
    const tv = new Television(await openShop())
    expect(await tv.post('/device', {})).toMatchObject({ status: 404, body: { reason: 'route-unknown' } })
  })

  it('takes no code of Amazon’s own, nor one that is made up', async () => {
    const tv = await open()
    for (const device_code of ['', 'x', 'd6f0c5a1-1c1c-4f5e-9a52-2f3c3d4e5f60'])
      expect(await tv.post('/device/poll', { device_code })).toMatchObject({ status: 400 })
    expect(tv.shop.emulator.log.of('token')).toEqual([])
  })
})

describe('going on in another browser', () => {
  it('links by password there, and signs in here alone', async () => {
    const tv = await open()
    const vera = addUser(tv.shop, { email: 'vera@ex.test' })
    expect(await tv.reachQuestion('vera')).toMatchObject({
      status: 409,
      body: { outcome: 'prove-ownership' },
    })
    expect(tv.finish).toEqual({
      url: `${tv.shop.origin}${base}/device`,
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
    })
    expect(await tv.look()).toMatchObject({ status: 409, body: { outcome: 'prove-ownership' } })
    const phone = new Browser(tv.shop)
    await goOn(phone, tv.finish.code.toLowerCase().replace('-', ' '), 'vera')
    const form = await phone.get(`${base}/link`)
    const sent = await phone.post(`${base}/link`, { csrf: form.csrf, password })
    expect(sent).toMatchObject({ status: 303, location: `${base}/device?done=1` })
    expect((await phone.get(sent.location ?? '')).text).toContain('role="status"')
    expect((await phone.me()).userId).toBeNull()
    const done = await tv.look()
    expect(done.body).toMatchObject({ outcome: 'signed-in', account_id: String(vera) })
    expect(await tv.me(done.session)).toBe(vera)
    const signedIn = tv.shop.events.filter(({ type }) => type === 'signed-in')
    expect(signedIn).toHaveLength(1)
  })

  it('registers there, and signs in here alone', async () => {
    const tv = await open({ registration: { page: 'always' } })
    expect((await tv.reachQuestion('nora')).body).toMatchObject({ outcome: 'register' })
    const phone = new Browser(tv.shop)
    await goOn(phone, tv.finish.code, 'nora')
    const form = await phone.get(`${base}/register`)
    const sent = await phone.post(`${base}/register`, {
      csrf: form.csrf,
      name: 'Nora',
      email: 'nora@ex.test',
    })
    expect(sent.location).toBe(`${base}/device?done=1`)
    expect((await phone.me()).userId).toBeNull()
    expect((await tv.look()).body).toMatchObject({ outcome: 'signed-in', created: false })
  })

  it('refuses the code in front of another Amazon account', async () => {
    const tv = await open()
    addUser(tv.shop, { email: 'vera@ex.test' })
    await tv.reachQuestion('mallory')
    const before = tv.shop.rows('select * from amazon_links')
    const phone = new Browser(tv.shop)
    const back = await goOn(phone, tv.finish.code, 'vera')
    expect(back.location).toContain('reason=device-code-wrong')
    expect(tv.shop.rows('select * from amazon_links')).toEqual(before)
    expect((await tv.look()).status).toBe(409)
  })

  it('refuses a code that was typed wrongly, or half an hour ago', async () => {
    const tv = await open()
    addUser(tv.shop, { email: 'vera@ex.test' })
    await tv.reachQuestion('vera')
    const phone = new Browser(tv.shop)
    expect((await phone.post(`${base}/start`, { user_code: 'no code' })).status).toBe(403)
    expect((await goOn(phone, '0000-0000', 'vera')).location).toContain('device-code-wrong')
    tv.shop.pass(31 * 60)
    expect((await goOn(phone, tv.finish.code, 'vera')).location).toContain('device-code-wrong')
  })

  it('decides nothing while nobody has answered there, whatever was declined', async () => {
    const tv = await open()
    addUser(tv.shop, { email: 'vera@ex.test' })
    await tv.reachQuestion('vera')
    tv.shop.database.prepare('delete from users').run()
    const { sparekey_limits: _counted, ...before } = snapshot(tv.shop)
    expect((await tv.look()).status).toBe(409)
    const { sparekey_limits: _again, ...after } = snapshot(tv.shop)
    expect(after).toEqual(before)
  })

  it('is said to a TV that is a browser, too, whose ticket is a cookie', async () => {
    const { shop } = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const tv = new Browser(shop)
    const headers = { 'sec-fetch-site': 'same-origin' }
    const ask = (path: string, json: object) => tv.request('POST', `${base}${path}`, { json, headers })
    const { device_code, user_code } = (await ask('/device', {})).json()
    await typeAtAmazon(shop, String(user_code), 'vera')
    const asked = (await ask('/device/poll', { device_code })).json()
    const finish = { url: `${shop.origin}${base}/device`, code: expect.any(String) }
    expect(asked).toMatchObject({ outcome: 'prove-ownership', ticket: null, finish })
    expect((await ask('/device/poll', {})).json()).toMatchObject({ outcome: 'prove-ownership', finish })
  })

  it('is open to an app too, which opens the browser with the code in the address', async () => {
    const tv = await open()
    addUser(tv.shop, { email: 'vera@ex.test' })
    await tv.reachQuestion('vera')
    const page = await new Browser(tv.shop).get(`${base}/device?code=${tv.finish.code}`)
    expect(page.text).toContain(`value="${tv.finish.code}"`)
    const strange = await new Browser(tv.shop).get(`${base}/device?code=%22%3E%3Cscript%3E`)
    expect(strange.text).not.toContain('<script')
  })
})
