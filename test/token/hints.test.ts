import { describe, expect, it } from 'vitest'
import { addUser } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { openPhone, withApp } from './phone.js'

const open = useShop()
const tv = 'amzn1.application-oa2-client.tv'
const withTv = { amazon: { ...withApp.amazon, deviceClientId: tv } } as const

describe('a refusal that only a programmer can do something about', () => {
  it.each([
    ['/token', {}, 'Post access_token;'],
    ['/token', { accessToken: 'Atza|x' }, 'Post access_token;'],
    ['/token', { access_token: { value: 'x' } }, 'as text'],
    ['/token', { access_token: 'Bearer Atza|x' }, 'prefix'],
    ['/token', { code: 'ANx', code_verifier: 'v'.repeat(43), redirect_uri: 'amzn://x' }, 'nativeRedirects'],
    ['/device/poll', {}, 'Post device_code;'],
    ['/device/poll', { device_code: 'd6f0c5a1-1c1c-4f5e-9a52-2f3c3d4e5f60' }, "Amazon's own is not taken"],
    ['/link', { password: 'x' }, 'ticket_key'],
  ])('%s says of %j what it takes', async (path, order, hint) => {
    const phone = await openPhone(open(withTv))
    const { body } = await phone.post(path, order)
    expect(body).toMatchObject({ outcome: 'refused', hint: expect.stringContaining(hint) })
  })

  it('says which content type, which method and which origin', async () => {
    const phone = await openPhone(open(withApp))
    const path = '/auth/amazon/token'
    const headers = { 'content-type': 'text/plain', accept: 'application/json' }
    const typed = await phone.send(path, { method: 'POST', headers, body: '{}' })
    expect(typed).toMatchObject({ status: 415, body: { hint: expect.stringContaining('application/json') } })
    const got = await phone.send(path, { headers: { accept: 'application/json' } })
    expect(got).toMatchObject({ status: 405, body: { hint: expect.stringContaining('Allow') } })
    const foreign = await phone.post('/token', {}, { origin: 'capacitor://localhost' })
    expect(foreign).toMatchObject({ status: 403, body: { hint: expect.stringContaining('Origin') } })
  })

  it('says what the site lacks: the client id of the app, or of its devices', async () => {
    const phone = await openPhone(open())
    const told = await phone.signInAtAmazon('vera').token()
    expect(told.body['hint']).toContain('amazon.audiences')
    expect((await phone.post('/device', {})).body['hint']).toContain('amazon.deviceClientId')
  })

  it('says nothing of what is up to the customer', async () => {
    const phone = await openPhone(open(withApp))
    addUser(phone.shop, { email: 'vera@ex.test' })
    await phone.signInAtAmazon('vera').token()
    const { body } = await phone.answer('/link', { password: 'wrong' })
    expect(Object.keys(body)).toEqual(['outcome', 'reason', 'message'])
  })
})
