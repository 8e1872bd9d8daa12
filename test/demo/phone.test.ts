import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AMAZON_APP_CLIENT_ID } from '../../demo/amazon.js'
import { type Demo, startDemo } from '../../demo/demo.js'
import { type Screens, signIn } from '../../examples/expo/sign-in.js'
import { createClient } from '../../src/client.js'

let folder: string
let shop: Demo

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bookshop-'))
  shop = await startDemo({ folder, port: 0, emulatorPort: 0 })
})

afterAll(async () => {
  await shop.close()
  rmSync(folder, { recursive: true })
})

const asksNothing: Screens = { askPassword: async () => null, askDetails: async () => null }

/** Somebody signs in on a phone; what the shop's account page says to the session of that. */
async function signInByPhone(customer: string, screens: Partial<Screens>) {
  let session = ''
  const client = createClient({
    baseUrl: shop.shopUrl,
    mode: 'bearer',
    // The shop's sessions are cookies; an app of its own would keep this one in its safe.
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      session = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? session
      return response
    },
  })
  const { access_token } = shop.amazon.issueTokens({ clientId: AMAZON_APP_CLIENT_ID, customer })
  const amazon = { authorize: async () => ({ accessToken: access_token }) }
  const outcome = await signIn(client, amazon, { ...asksNothing, ...screens })
  const page = await fetch(`${shop.shopUrl}/account`, { headers: { cookie: session }, redirect: 'manual' })
  return { outcome, account: await page.text() }
}

describe('a phone at the bookshop', () => {
  it('signs a new customer in', async () => {
    const { outcome, account } = await signInByPhone('lena', {})
    expect(outcome).toMatchObject({ kind: 'signed-in', created: true })
    expect(account).toContain('lena@reader.example')
  })

  it('links the account that is there by its password', async () => {
    const askPassword: Screens['askPassword'] = async () => ({ password: 'winter-reading' })
    const { outcome, account } = await signInByPhone('vera', { askPassword })
    expect(outcome).toMatchObject({ kind: 'signed-in', created: false, linked: true })
    expect(account).toContain('vera@bookshop.example')
  })

  it('registers whoever has no name at Amazon', async () => {
    const askDetails: Screens['askDetails'] = async () => ({ name: 'Noa Name', email: 'noa@reader.example' })
    const { outcome, account } = await signInByPhone('noname', { askDetails })
    expect(outcome).toMatchObject({ kind: 'signed-in', created: true })
    expect(account).toContain('Noa Name')
  })
})
