import { describe, expect, it } from 'vitest'
import { openDevice, tellsVera } from '../flows/a-device.js'
import { asJson, base, csrfOf, openScene, owner, type Scene } from '../flows/journeys.js'
import { PlainVisitor } from '../support/plain-site.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)
const rejected = () => Response.json({ error: 'invalid_code_pair' }, { status: 400 })

/** A TV that is a browser: it keeps cookies, and says where it stands. */
async function openTelevision(options: Parameters<typeof openDevice>[1] = {}) {
  const device = openDevice(tellsVera, options)
  const { visitor } = device
  const { device_code } = outcomeOf(await visitor.postJson(`${base}/device`, {}))
  const poll = async (json: object) => {
    const answer = await visitor.postJson(`${base}/device/poll`, json)
    return { ...answer, body: outcomeOf(answer) }
  }
  return { ...device, device_code, poll }
}

/** Somebody answers the question elsewhere. */
async function linkElsewhere({ site }: Scene) {
  const other = new PlainVisitor(site)
  await other.signInWithAmazon()
  await other.post(`${base}/link`, { csrf: await csrfOf(other), password: 'kV' })
}

const laterBy = ({ site }: Pick<Scene, 'site'>, seconds: number) => {
  site.now = new Date(site.now.getTime() + seconds * 1000)
}

describe('the page for a device', () => {
  it('asks for the code it shows, with the one of its address filled in as it was shown', async () => {
    const { visitor } = openDevice()
    const plain = await visitor.get(`${base}/device`)
    expect(plain.text).toContain(`action="${base}/start"`)
    expect(plain.text).toMatch(/name="user_code"[^>]*value=""/)
    const filled = await visitor.get(`${base}/device?code=7k2q%20x9mt`)
    expect(filled.text).toMatch(/name="user_code"[^>]*value="7K2Q-X9MT"/)
    const wrong = await visitor.get(`${base}/device?code=nothing`)
    expect(wrong.text).toMatch(/name="user_code"[^>]*value=""/)
  })

  it('says that this was all, and asks nothing, once it is done', async () => {
    const { visitor } = openDevice()
    const { text } = await visitor.get(`${base}/device?done=`)
    expect(text).toContain('role="status"')
    expect(text).not.toContain('<form')
  })
})

describe('a TV that is a browser', () => {
  it('is signed in where its customer is known, and goes on where it was', async () => {
    const { poll, device_code, visitor, ...scene } = await openTelevision()
    scene.site.add(owner)
    await linkElsewhere({ ...scene, visitor })
    const { body } = await poll({ device_code, return_to: '/watch' })
    expect(body).toMatchObject({ outcome: 'signed-in', account_id: 'a1', return_to: '/watch' })
    expect(visitor.signedInAs).toBe('a1')
  })

  it('waits with its ticket until the question is answered elsewhere, and may take minutes to look', async () => {
    const television = await openTelevision()
    const { poll, device_code, visitor, site } = television
    site.add(owner)
    const asked = await poll({ device_code })
    expect(asked.body).toMatchObject({ outcome: 'prove-ownership', ticket: null })
    expect(asked.body.finish).toMatchObject({ url: `https://shop.example${base}/device` })
    expect((await poll({})).body).toMatchObject({ outcome: 'prove-ownership', located: true })
    await linkElsewhere(television)
    laterBy(television, 300)
    expect((await poll({})).body).toMatchObject({ outcome: 'signed-in', account_id: 'a1', linked: false })
    expect([visitor.signedInAs, [...visitor.jar.keys()]]).toEqual(['a1', ['session']])
  })

  it('is signed in by no ticket that is older than that', async () => {
    const television = await openTelevision()
    television.site.add(owner)
    await television.poll({ device_code: television.device_code })
    await linkElsewhere(television)
    laterBy(television, 301)
    expect((await television.poll({})).body).toMatchObject({ outcome: 'refused', reason: 'ticket-used' })
    expect([...television.visitor.jar.keys()]).toEqual([])
  })

  it('is told what registration needs each time it looks, and of no problem', async () => {
    const { poll, device_code } = await openTelevision({ registration: { page: 'always' } })
    const first = (await poll({ device_code })).body
    expect(first).toMatchObject({ outcome: 'register', problems: [] })
    expect((await poll({})).body).toMatchObject({ outcome: 'register', problems: [] })
  })

  it('keeps its ticket when it has looked too often', async () => {
    const { poll, device_code, site, visitor } = await openTelevision()
    site.add(owner)
    await poll({ device_code })
    for (let turn = 0; turn < 300; turn += 1) await poll({})
    const told = await poll({})
    expect([told.status, told.body.reason]).toEqual([429, 'too-many-attempts'])
    expect(outcomeOf(await visitor.get(`${base}/pending`, asJson))).toMatchObject({
      outcome: 'prove-ownership',
    })
  })

  it('fails as the store’s doing where the link cannot be looked for', async () => {
    const { poll, device_code, calls, site } = await openTelevision()
    site.add(owner)
    await poll({ device_code })
    calls.made.length = 0
    calls.breaks = ['findLink#1']
    expect((await poll({})).body).toMatchObject({ outcome: 'failed', code: 'store-failed' })
  })

  it('is refused when it looks with nothing', async () => {
    const { poll } = await openTelevision()
    const { status, body } = await poll({})
    expect([status, body.reason]).toEqual([400, 'ticket-missing'])
  })
})

describe('a device code', () => {
  it('is less than the ticket that it led to, where both are sent', async () => {
    const { post, site } = openDevice(tellsVera)
    site.add(owner)
    const { device_code } = (await post('/device', {})).body
    const { ticket } = (await post('/device/poll', { device_code })).body
    const both = await post('/device/poll', { device_code, ticket, ticket_key: device_code })
    expect(both.body).toMatchObject({ outcome: 'prove-ownership' })
    expect((await post('/device/poll', { device_code, ticket: 'made up' })).body.outcome).toBe('refused')
  })

  it('that has led to a token is used, and else a no of Amazon’s is the customer’s', async () => {
    const amazon = { answer: tellsVera }
    const { post, site } = openDevice((path) => amazon.answer(path))
    site.add(owner)
    const used = (await post('/device', {})).body
    await post('/device/poll', { device_code: used.device_code })
    const fresh = (await post('/device', {})).body
    amazon.answer = rejected
    const reason = async (device_code: string) => (await post('/device/poll', { device_code })).body.reason
    expect(await reason(used.device_code)).toBe('code-rejected')
    expect(await reason(fresh.device_code)).toBe('authorization-declined')
  })

  it.each([
    ['redeemTicket#1', tellsVera],
    ['isTicketUsed#1', rejected],
  ])('fails as the store’s doing where %s breaks', async (call, answer) => {
    const { post, calls } = openDevice(answer)
    const { device_code } = (await post('/device', {})).body
    calls.breaks = [call]
    const told = await post('/device/poll', { device_code })
    expect(told.body).toMatchObject({ outcome: 'failed', code: 'store-failed' })
  })

  it.each([
    ['::ffff:192.168.100.115', '::ffff:192.168.100.116', 200],
    ['::FFFF:192.168.100.115', '192.168.100.115', 429],
    ['2001:db8:1:2:3:4:5:6', '2001:DB8:1:2::7', 429],
    ['2001:db8:1:2::', '2001:db8:1:3::', 200],
  ])('is counted for an address, or a household: %s and %s', async (one, other, status) => {
    const from = { address: one }
    const { post } = openDevice(undefined, { clientAddress: () => from.address })
    for (let turn = 0; turn < 60; turn += 1) await post('/device', {})
    expect((await post('/device', {})).status).toBe(429)
    from.address = other
    expect((await post('/device', {})).status).toBe(status)
  })

  it('is polled on its own account: another device does not wait for this one', async () => {
    const { post } = openDevice()
    const [one, other] = [(await post('/device', {})).body, (await post('/device', {})).body]
    for (let turn = 0; turn < 300; turn += 1) await post('/device/poll', { device_code: one.device_code })
    expect((await post('/device/poll', { device_code: one.device_code })).status).toBe(429)
    expect((await post('/device/poll', { device_code: other.device_code })).status).toBe(202)
  })

  it('fails with Amazon’s error where Amazon cannot make one, or answers nonsense', async () => {
    const broken = openScene({
      amazon: {
        clientId: 'amzn1.application-oa2-client.shop',
        clientSecret: 'x'.repeat(40),
        deviceClientId: 'amzn1.application-oa2-client.tv',
      },
      fetch: async () => new Response('{}', { status: 503 }),
    })
    const told = outcomeOf(await broken.visitor.post(`${base}/device`, {}, asJson))
    expect(told).toMatchObject({ outcome: 'failed', code: 'amazon-unavailable' })
    const { post } = openDevice(() => Response.json({ nothing: true }))
    const { device_code } = (await post('/device', {})).body
    expect((await post('/device/poll', { device_code })).body).toMatchObject({
      code: 'amazon-answer-invalid',
    })
  })
})

describe('a token', () => {
  it('that is to be linked is shown to Amazon only for somebody who is signed in', async () => {
    const { asked, post } = openDevice(tellsVera)
    const told = await post('/token', { access_token: 'Atza|vera', intent: 'link' })
    expect([told.body.reason, asked]).toEqual(['sign-in-required', []])
  })

  it('is tried three hundred times in a quarter of an hour from one address', async () => {
    const { asked, post } = openDevice(() => Response.json({ error: 'invalid_token' }, { status: 400 }))
    for (let turn = 0; turn < 300; turn += 1) await post('/token', { access_token: `Atza|${turn}` })
    const before = asked.length
    const told = await post('/token', { access_token: 'Atza|vera' })
    expect([told.status, told.body.reason]).toEqual([429, 'too-many-attempts'])
    expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(asked).toHaveLength(before)
  })

  const code = { code: 'ANx', code_verifier: 'v'.repeat(43), redirect_uri: 'amzn://com.shop.app' }

  it.each([
    ['no code', { ...code, code: undefined }],
    ['an empty code', { ...code, code: '' }],
    ['a code of two words', { ...code, code: 'AN x' }],
    ['a code that begins with a space', { ...code, code: ' ANx' }],
    ['no redirect address', { ...code, redirect_uri: undefined }],
    ['an empty redirect address', { ...code, redirect_uri: '' }],
    ['no verifier', { ...code, code_verifier: undefined }],
    ['a verifier of two words', { ...code, code_verifier: `x ${code.code_verifier}` }],
    ['more behind the verifier', { ...code, code_verifier: `${code.code_verifier} x` }],
  ])('is not read out of %s', async (_what, order) => {
    const { asked, post } = openDevice(tellsVera)
    const told = await post('/token', order)
    expect([told.status, told.body.reason, asked]).toEqual([400, 'malformed-request', []])
  })

  it('is not asked for with a code of an address that the site does not know', async () => {
    const { asked, post } = openDevice(tellsVera)
    const told = await post('/token', code)
    expect([told.body.reason, asked]).toEqual(['code-rejected', []])
  })
})
