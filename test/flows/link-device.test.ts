import { describe, expect, it } from 'vitest'
import { openDevice, tellsVera } from './a-device.js'
import { base, csrfOf, openScene, owner } from './journeys.js'

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
    site.now = new Date(site.now.getTime() + 599_999)
    expect((await post('/device/poll', { device_code: body.device_code })).status).toBe(202)
    site.now = new Date(site.now.getTime() + 1)
    const told = await post('/device/poll', { device_code: body.device_code })
    expect([told.status, told.body.reason]).toEqual([410, 'device-code-expired'])
    expect(asked).toEqual(['/auth/o2/create/codepair', '/auth/o2/token'])
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
