import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { mobile, openPhone, type Phone } from './phone.js'

const open = useShop()
const [redirect, ofIos] = mobile.redirectUris
const withNative = {
  amazon: { nativeRedirects: { [redirect]: mobile.clientId, [ofIos]: mobile.clientId } },
} as const

/** Amazon's SDK in code mode: the app made the verifier, and gets a code for its own redirect. */
async function authorize(
  shop: Shop,
  customer: string,
  redirectUri: string = redirect,
): Promise<{ code: string; code_verifier: string }> {
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL(shop.emulator.endpoints.authorize)
  url.search = new URLSearchParams({
    client_id: mobile.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'profile',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  const back = new URL(await shop.emulator.authorize(url, { customer }))
  return { code: back.searchParams.get('code') ?? '', code_verifier: verifier }
}

const send = (phone: Phone, order: object) => phone.post('/token', { redirect_uri: redirect, ...order })

describe('a code of a native app', () => {
  it('signs in, and its ticket is bound to the verifier', async () => {
    const phone = await openPhone(open({ ...withNative, registration: { page: 'always' } }))
    const order = await authorize(phone.shop, 'nora')
    expect((await send(phone, order)).body).toMatchObject({ outcome: 'register' })
    const form = { ticket: phone.ticket, name: 'Nora', email: 'nora@ex.test' }
    const foreign = await phone.post('/register', { ...form, ticket_key: 'v'.repeat(43) })
    expect(foreign).toMatchObject({ status: 400, body: { reason: 'ticket-missing' } })
    const made = await phone.post('/register', { ...form, ticket_key: order.code_verifier })
    expect(made.body).toMatchObject({ outcome: 'signed-in', created: true })
    const [exchange] = phone.shop.emulator.log.of('token')
    expect(exchange?.parameters).toMatchObject({ client_id: mobile.clientId, redirect_uri: redirect })
    expect(exchange?.parameters).not.toHaveProperty('client_secret')
    expect(exchange?.headers).not.toHaveProperty('authorization')
  })

  it('signs in from iOS too, whose redirect is a scheme of its own, and for no other of the app’s redirects', async () => {
    const phone = await openPhone(open(withNative))
    const order = await authorize(phone.shop, 'nora', ofIos)
    const told = await phone.post('/token', { ...order, redirect_uri: ofIos })
    expect(told).toMatchObject({ status: 200, body: { outcome: 'signed-in' } })
    const another = await authorize(phone.shop, 'nora', ofIos)
    expect(await send(phone, another)).toMatchObject({ status: 403, body: { reason: 'code-rejected' } })
  })

  it('is not redeemed for a redirect that was not configured', async () => {
    const phone = await openPhone(open(withNative))
    const order = await authorize(phone.shop, 'nora')
    const told = await phone.post('/token', { ...order, redirect_uri: 'amzn://com.evil.app' })
    expect(told).toMatchObject({ status: 403, body: { reason: 'code-rejected' } })
    expect(phone.shop.emulator.log.of('token')).toEqual([])
  })

  it('is worth nothing without its verifier, nor a second time', async () => {
    const phone = await openPhone(open(withNative))
    const stolen = await authorize(phone.shop, 'nora')
    const guess = { ...stolen, code_verifier: randomBytes(32).toString('base64url') }
    expect(await send(phone, guess)).toMatchObject({ status: 403, body: { reason: 'code-rejected' } })
    const order = await authorize(phone.shop, 'nora')
    expect((await send(phone, order)).status).toBe(200)
    expect(await send(phone, order)).toMatchObject({ status: 403, body: { reason: 'code-rejected' } })
  })

  it.each([
    [{ 'http://com.shop.app': 'x' }, 'amzn://'],
    [{ 'javascript:alert(1)': 'x' }, 'amzn://'],
    [{ 'amzn://com.shop.app': '' }, 'client id'],
  ])('refuses the configuration %j', async (nativeRedirects, sentence) => {
    await expect(open({ amazon: { nativeRedirects } })).rejects.toThrow(sentence)
  })
})
