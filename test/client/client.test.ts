import { describe, expect, it } from 'vitest'
import { type Client, createClient } from '../../src/client.js'
import { answering, json, never } from './an-answer.js'

const refused = { outcome: 'refused', reason: 'wrong-password', message: 'No.' }
const signedIn = {
  outcome: 'signed-in',
  account_id: 'a1',
  created: false,
  linked: true,
  return_to: '/cart',
  token: 'jwt',
}

describe('a call of the client', () => {
  it('posts JSON to the route, with cookies of this origin', async () => {
    const site = answering(json(signedIn))
    const outcome = await createClient({ ...site, locale: 'de' }).prove({ password: 'p', email: 'v@ex.test' })
    expect(outcome).toMatchObject({ kind: 'signed-in', accountId: 'a1', linked: true, returnTo: '/cart' })
    expect(outcome).toMatchObject({ body: { token: 'jwt' } })
    const [request] = site.asked
    expect([request?.method, request?.url]).toEqual(['POST', 'https://shop.example/auth/amazon/link'])
    expect([request?.credentials, request?.redirect]).toEqual(['same-origin', 'error'])
    expect(request?.headers.get('content-type')).toBe('application/json')
    expect(request?.headers.get('accept-language')).toBe('de')
    expect(site.bodies).toEqual([{ password: 'p', email: 'v@ex.test' }])
  })

  it('takes cookies along to a site at another origin, and none in bearer mode', async () => {
    const elsewhere = answering(json(refused))
    await createClient({ ...elsewhere, baseUrl: 'https://api.example/shop/' }).pending()
    expect(elsewhere.asked[0]?.url).toBe('https://api.example/shop/auth/amazon/pending')
    expect(elsewhere.asked[0]?.credentials).toBe('include')
    const native = answering(json(refused))
    const authorization = async () => 'Bearer jwt'
    await createClient({
      ...native,
      baseUrl: 'https://api.example',
      mode: 'bearer',
      authorization,
    }).connections()
    expect(native.asked[0]?.credentials).toBe('omit')
    expect(native.asked[0]?.headers.get('authorization')).toBe('Bearer jwt')
  })

  it('hands a ticket back: in the body of a post, in headers of a question', async () => {
    const site = answering(json(refused), json(refused))
    const client = createClient({ ...site, mode: 'bearer' })
    await client.prove({ password: 'p' }, { ticket: 't', ticketKey: 'k' })
    await client.pending({ ticket: 't', ticketKey: 'k' })
    expect(site.bodies[0]).toEqual({ password: 'p', ticket: 't', ticket_key: 'k' })
    expect(site.asked[1]?.headers.get('sparekey-ticket')).toBe('t')
    expect(site.asked[1]?.headers.get('sparekey-ticket-key')).toBe('k')
  })

  const sent = { sentAt: 7, trace: 't' }
  const code = { code: 'c', codeVerifier: 'v', redirectUri: 'amzn://app' }
  const calls: [string, (client: Client) => Promise<unknown>, unknown][] = [
    ['/link/mail', (client) => client.mailCode({ email: 'v@ex.test' }), { email: 'v@ex.test' }],
    ['/link/decline', (client) => client.decline(), {}],
    ['/register', (client) => client.register({ name: 'V', terms: true }), { name: 'V', terms: true }],
    ['/connections/unlink', (client) => client.unlink({ password: 'p' }), { password: 'p' }],
    ['/connections/password', (client) => client.setPassword(), {}],
    [
      '/connections/password',
      (client) => client.setPassword({ code: 'C', password: 'p', sent }),
      { code: 'C', password: 'p', sent_at: 7, trace: 't' },
    ],
    ['/start', (client) => client.startLink({ returnTo: '/me' }), { intent: 'link', return_to: '/me' }],
    [
      '/token',
      (client) => client.token({ accessToken: 'Atza', intent: 'link' }),
      { access_token: 'Atza', intent: 'link' },
    ],
    ['/device', (client) => client.device(), {}],
    ['/device/poll', (client) => client.pollDevice({ deviceCode: 'd' }), { device_code: 'd' }],
    [
      '/device/poll',
      (client) => client.pollDevice({}, { ticket: 't', ticketKey: 'd' }),
      { ticket: 't', ticket_key: 'd' },
    ],
    ['/token', (client) => client.token(code), { code: 'c', code_verifier: 'v', redirect_uri: 'amzn://app' }],
  ]

  it.each(calls)('posts to %s what it was given', async (path, call, body) => {
    const site = answering(json(refused))
    await call(createClient(site))
    expect([site.asked[0]?.url, site.bodies[0]]).toEqual([`https://shop.example/auth/amazon${path}`, body])
  })
})

describe('an outcome', () => {
  const outcomeOf = async (body: unknown, init?: ResponseInit) =>
    createClient(answering(json(body, init))).decline()

  it('of a question has everything its page needs', async () => {
    const asked = { outcome: 'prove-ownership', ticket: null, ways: ['password'], email_hint: 'v•••@ex.test' }
    expect(await outcomeOf(asked, { status: 409 })).toEqual({
      kind: 'prove-ownership',
      ticket: null,
      ways: ['password'],
      amazon: { name: null, email: null },
      emailHint: 'v•••@ex.test',
      located: false,
      email: '',
      disclosure: 'helpful',
      canRegister: false,
      signInUrl: null,
      forgotPasswordUrl: null,
      codeSent: false,
    })
  })

  it('of settings has dates', async () => {
    const link = { email_hint: null, linked_at: '2026-11-23T01:02:03.000Z', last_used_at: null }
    const body = { outcome: 'connections', link, keep_reason: null, ask_password: true, set_password: null }
    expect(await outcomeOf(body)).toMatchObject({
      link: { linkedAt: new Date('2026-11-23T01:02:03.000Z'), lastUsedAt: null },
      askPassword: true,
      setPassword: 'not-offered',
    })
  })

  it.each([
    [{ outcome: 'continue', location: 'https://amazon.example/' }, 'https://amazon.example/'],
    [{ outcome: 'prove-ownership', ways: [], continue_at: '/second-factor' }, '/second-factor'],
  ])('%j leads on', async (body, url) => {
    expect(await outcomeOf(body)).toEqual({ kind: 'continue', url, ticket: null })
  })

  it('of a device says what to show, and how long to wait', async () => {
    const shown = {
      device_code: 'd',
      user_code: 'AAYJHL',
      verification_uri: 'u',
      expires_in: 600,
      interval: 30,
    }
    expect(await outcomeOf({ outcome: 'device-code', ...shown })).toEqual({
      kind: 'device-code',
      deviceCode: 'd',
      userCode: 'AAYJHL',
      verificationUri: 'u',
      expiresInSeconds: 600,
      intervalSeconds: 30,
    })
    const pending = { outcome: 'pending', interval: 30, slow_down: true }
    expect(await outcomeOf(pending)).toEqual({ kind: 'pending', intervalSeconds: 30, pace: 'double' })
    const finish = { url: 'https://shop.example/auth/amazon/device', code: '7K2Q-X9MT' }
    expect(await outcomeOf({ outcome: 'register', finish })).toMatchObject({ kind: 'register', finish })
  })

  it('of a refusal says how long to wait', async () => {
    const init = { status: 429, headers: { 'retry-after': '30' } }
    const body = { outcome: 'refused', reason: 'too-many-attempts', message: 'Wait.' }
    expect(await outcomeOf(body, init)).toEqual({
      kind: 'refused',
      reason: 'too-many-attempts',
      message: 'Wait.',
      retryAfterSeconds: 30,
    })
  })

  it.each([{}, [], null, 'text', { outcome: 'something-new' }, { outcome: 'refused' }])(
    'is no answer for %j',
    async (body) => {
      expect(await outcomeOf(body)).toMatchObject({ kind: 'unreachable', because: 'answer-invalid' })
    },
  )
})

describe('where nothing comes back', () => {
  const down = () => new TypeError('fetch failed')

  it('asks up to three times what only reads', async () => {
    const site = answering(down(), json({}, { status: 503 }), json({ outcome: 'connections' }))
    expect(await createClient(site).connections()).toMatchObject({ kind: 'connections' })
    const gone = answering(down(), down(), down(), json({ outcome: 'connections' }))
    expect(await createClient(gone).connections()).toMatchObject({ because: 'network', effect: 'none' })
    expect(gone.asked).toHaveLength(3)
  })

  it('asks again past a proxy’s error page, and takes a no for a no', async () => {
    const page = () => new Response('<h1>Bad gateway</h1>', { status: 502 })
    const site = answering(page(), json(refused, { status: 400 }))
    expect(await createClient(site).pending()).toMatchObject({ kind: 'refused' })
    expect(site.asked).toHaveLength(2)
  })

  it('sends once what changes something, and says that it may have happened', async () => {
    const client = createClient(answering(down(), json(signedIn)))
    expect(await client.prove({ password: 'p' })).toEqual({
      kind: 'unreachable',
      because: 'network',
      effect: 'unknown',
    })
    const busy = answering(json({}, { status: 503 }), json(signedIn))
    await createClient(busy).register({})
    expect(busy.asked).toHaveLength(1)
  })

  it('gives up after its time, and when it is told to', async () => {
    const slow = createClient({ ...answering(never), timeoutMilliseconds: 1 })
    expect(await slow.decline()).toMatchObject({ because: 'timeout' })
    const site = answering(never, never)
    const controller = new AbortController()
    const asked = createClient(site).pending({ signal: controller.signal })
    controller.abort()
    expect(await asked).toMatchObject({ because: 'aborted', effect: 'none' })
    expect(site.asked).toHaveLength(1)
  })
})
