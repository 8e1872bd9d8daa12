import { describe, expect, it } from 'vitest'
import { vera } from '../support/plain-site.js'
import { csrfOf, openScene, owner } from './journeys.js'

const base = '/auth/amazon'

/** A device, and an Amazon that has not seen its customer yet. */
function openDevice(
  answer: (path: string) => Response = () =>
    Response.json({ error: 'authorization_pending' }, { status: 400 }),
) {
  const asked: string[] = []
  const pair = {
    user_code: 'ABCDE',
    device_code: 'D-1',
    verification_uri: 'https://www.amazon.com/us/code',
    expires_in: 600,
    interval: 30,
  }
  const scene = openScene({
    amazon: {
      clientId: 'amzn1.application-oa2-client.shop',
      clientSecret: 'x'.repeat(40),
      deviceClientId: 'amzn1.application-oa2-client.tv',
    },
    clientAddress: () => '192.0.2.1',
    fetch: async (input) => {
      const { pathname } = new URL(new Request(input).url)
      asked.push(pathname)
      return pathname.endsWith('/codepair') ? Response.json(pair) : answer(pathname)
    },
  })
  const post = async (path: string, json: object) => {
    const response = await scene.site.sparekey.handler(
      new Request(`http://inside${base}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(json),
      }),
    )
    return { status: response.status, body: await response.json(), headers: response.headers }
  }
  return { ...scene, asked, post }
}

const clientId = 'amzn1.application-oa2-client.tv'

/** An Amazon whose customer has typed the code. */
function tellsVera(path: string): Response {
  if (path.endsWith('/token')) return Response.json({ access_token: 'Atza|vera', token_type: 'bearer' })
  if (path.endsWith('/profile')) return Response.json(vera)
  const { user_id } = vera
  return Response.json({ aud: clientId, user_id, iss: 'https://www.amazon.com', exp: 3600 })
}

describe('a device that waits', () => {
  it('is told when to ask again, and that it asked too soon', async () => {
    const answers = ['authorization_pending', 'slow_down']
    const { post } = openDevice(() => Response.json({ error: answers.shift() }, { status: 400 }))
    const { body } = await post('/device', {})
    const poll = async () => post('/device/poll', { device_code: body.device_code })
    expect(await poll()).toMatchObject({
      status: 202,
      body: { outcome: 'pending', interval: 30, slow_down: false },
    })
    expect((await poll()).body).toMatchObject({ slow_down: true })
  })

  it('is forgotten when its code has run out', async () => {
    const { post, site, asked } = openDevice()
    const { body } = await post('/device', {})
    site.now = new Date(site.now.getTime() + 600_000)
    const told = await post('/device/poll', { device_code: body.device_code })
    expect([told.status, told.body.reason]).toEqual([410, 'device-code-expired'])
    expect(asked).toEqual(['/auth/o2/create/codepair'])
  })

  it('may ask three hundred times in a quarter of an hour, and no other waits for that', async () => {
    const { post, asked } = openDevice()
    const { body } = await post('/device', {})
    for (let turn = 0; turn < 300; turn += 1) await post('/device/poll', { device_code: body.device_code })
    const told = await post('/device/poll', { device_code: body.device_code })
    expect([told.status, told.body.reason]).toEqual([429, 'too-many-attempts'])
    expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(asked).toHaveLength(301)
  })

  it('is given a code sixty times in a quarter of an hour from one address', async () => {
    const { post, asked } = openDevice()
    for (let turn = 0; turn < 60; turn += 1) await post('/device', {})
    const told = await post('/device', {})
    expect([told.status, told.body.reason]).toEqual([429, 'too-many-attempts'])
    expect(asked).toHaveLength(60)
  })

  it('may look three hundred times whether its question was answered elsewhere, and keeps its ticket', async () => {
    const { post, site } = openDevice(tellsVera)
    site.add(owner)
    const { device_code } = (await post('/device', {})).body
    const { ticket } = (await post('/device/poll', { device_code })).body
    const look = async () => post('/device/poll', { ticket, ticket_key: device_code })
    for (let turn = 0; turn < 300; turn += 1) await look()
    const told = await look()
    expect([told.status, told.body.reason]).toEqual([429, 'too-many-attempts'])
    expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await post('/link', { ticket, ticket_key: device_code, password: 'kV' })).status).toBe(200)
  })

  it('is sent away with what is no code of ours', async () => {
    const { post, asked } = openDevice()
    expect((await post('/device/poll', { device_code: 'made up' })).body.reason).toBe('malformed-request')
    expect((await post('/device/poll', {})).body.reason).toBe('ticket-missing')
    expect(asked).toEqual([])
  })

  it('is not known to a site that links none', async () => {
    const known = openDevice()
    const { device_code } = (await known.post('/device', {})).body
    const { site, calls } = openScene()
    const ask = async (path: string) => {
      const body = JSON.stringify({ device_code })
      const headers = { 'content-type': 'application/json' }
      const request = new Request(`http://inside${base}${path}`, { method: 'POST', headers, body })
      return (await (await site.sparekey.handler(request)).json()).reason
    }
    expect([await ask('/device'), await ask('/device/poll')]).toEqual(['route-unknown', 'route-unknown'])
    expect(calls.made).toEqual([])
  })
})

describe('a registration', () => {
  it('is not taken from a page that waits for something else', async () => {
    const { site, visitor, links } = openScene()
    site.add(owner)
    await visitor.signInWithAmazon()
    const form = { csrf: await csrfOf(visitor), email: 'v2@ex.test', name: 'V' }
    const told = await visitor.post(`${base}/register`, form, { accept: 'application/json' })
    expect(JSON.parse(told.text)).toMatchObject({ outcome: 'refused', reason: 'ticket-mismatch' })
    expect([site.accounts.size, links.allLinks(), visitor.jar.size]).toEqual([1, [], 1])
  })
})
