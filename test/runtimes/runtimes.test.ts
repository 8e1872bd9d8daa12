import { type Emulator, startEmulator } from 'sparekey/emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Consumer, installPacked } from '../package/packed.js'
import { Browser } from '../support/browser.js'
import { freePort } from '../support/server-process.js'
import { isInstalled, type Runtime, runtimes, serve } from './runtimes.js'

const base = '/auth/amazon'
const client = {
  clientId: 'amzn1.application-oa2-client.runtimes',
  clientSecret: 'known-to-nobody-else',
  name: 'A Site',
  company: 'A Site',
}
const customers = [
  { id: 'vera', name: 'Vera Winter', email: 'vera@ex.test', postalCode: null },
  { id: 'nora', name: 'Nora Bird', email: 'nora@ex.test', postalCode: null },
]

let consumer: Consumer

beforeAll(async () => {
  consumer = await installPacked()
}, 120_000)

afterAll(() => consumer?.remove())

const missing = runtimes.filter((runtime) => !isInstalled(runtime)).map(({ name }) => name)
if (missing.length > 0)
  console.warn(`!! Not tested: ${missing.join(', ')}. Get them: npm ci --prefix test/support/runtimes`)

describe.each(runtimes)('the installed package on $name', (runtime) => {
  describe.skipIf(!isInstalled(runtime))('as (Request) → Response', () => journeys(runtime))
})

function journeys(runtime: Runtime): void {
  let site: { readonly origin: string; readonly emulator: Emulator; stop(): Promise<void> }

  beforeAll(async () => {
    site = await open(runtime)
  }, 60_000)

  afterAll(() => site?.stop())

  it('signs a newcomer up, and in again', async () => {
    const browser = new Browser(site)
    const signedUp = await browser.signInWithAmazon('nora', { returnTo: '/cart' })
    expect([signedUp.status, signedUp.location]).toEqual([303, '/cart'])
    const { text } = await browser.get('/me')
    expect(text).toMatch(/^a\d$/)
    const later = new Browser(site)
    await later.signInWithAmazon('nora')
    expect((await later.get('/me')).text).toBe(text)
    expect(site.emulator.log.of('token')).toHaveLength(2)
  })

  it('links an account that is there by its password alone, and unlinks it', async () => {
    const browser = new Browser(site)
    expect((await browser.signInWithAmazon('vera')).location).toBe(`${base}/link`)
    const { csrf } = await browser.get(`${base}/link`)
    const wrong = await browser.post(`${base}/link`, { csrf, password: 'a guess' })
    expect([wrong.status, (await browser.get('/me')).text]).toEqual([403, ''])
    const right = await browser.post(`${base}/link`, { csrf, password: 'kV-correct-horse' })
    expect([right.status, (await browser.get('/me')).text]).toEqual([303, 'a1'])
    const settings = await browser.get(`${base}/connections`)
    expect(settings.text).toContain('v•••@ex.test')
    const form = { csrf: settings.csrf, password: 'kV-correct-horse' }
    expect((await browser.post(`${base}/connections/unlink`, form)).status).toBe(303)
    expect((await new Browser(site).signInWithAmazon('vera')).location).toBe(`${base}/link`)
  })

  it('takes the token of an app, and refuses one that was made for another', async () => {
    const other = { clientId: 'amzn1.application-oa2-client.other', clientSecret: 'other', name: 'Other' }
    site.emulator.clients.put({ ...other, redirectUris: ['https://other.example/callback'] })
    const send = async (clientId: string) => {
      const { access_token } = site.emulator.issueTokens({ clientId, customer: 'nora' })
      const page = await new Browser(site).request('POST', `${base}/token`, { json: { access_token } })
      return page.json()['outcome']
    }
    expect(await send(client.clientId)).toBe('signed-in')
    expect(await send(other.clientId)).toBe('refused')
  })

  it('refuses a state that it never gave, and a form from another site', async () => {
    const browser = new Browser(site)
    const forged = await browser.get(`${base}/callback?code=c&state=${'s'.repeat(43)}`)
    expect(forged.location).toBe(`${base}/problem?reason=transaction-missing`)
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    expect((await browser.post(`${base}/start`, { intent: 'link' }, { headers })).status).toBe(403)
  })
}

async function open(runtime: Runtime) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const redirectUris = [`${origin}${base}/callback`]
  const emulator = await startEmulator({ clients: [{ ...client, redirectUris }], customers })
  const { clientId, clientSecret } = client
  const settings = {
    baseUrl: origin,
    secret: 'only-for-these-tests-but-long-enough',
    amazon: { clientId, clientSecret, endpoints: emulator.endpoints },
  }
  const running = await serve(runtime, { installed: consumer.folder, port, settings })
  const stop = async () => void (await Promise.all([running.stop(), emulator.close()]))
  return { origin, emulator, stop }
}
