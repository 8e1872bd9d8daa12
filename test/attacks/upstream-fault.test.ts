import { describe, expect, it } from 'vitest'
import type { Fault } from '../../src/emulator/fault.js'
import { Browser } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import {
  base,
  expectClean,
  expectNoSession,
  expectNoUpstream,
  expectNoWrite,
  snapshot,
  transactionsOf,
  upstreamCalls,
} from './oracles.js'

const open = useShop()
const endpoints = ['token', 'profile'] as const

interface Failure {
  readonly code: string
  /** What the shop asks Amazon until it gives up. */
  readonly calls: readonly string[]
}

/**
 * A sign-in of vera, who has an account here already, with this fault in its way: it ends cleanly, writes nothing, says
 * what the operator needs, is not repeated by a reload, and the next one works.
 */
async function expectFailure(shop: Shop, faults: readonly Fault[], { code, calls }: Failure): Promise<void> {
  const browser = new Browser(shop)
  const callback = await browser.goToAmazon('vera', { returnTo: '/cart' })
  const before = snapshot(shop)
  shop.emulator.log.clear()
  for (const fault of faults) shop.emulator.faults.add(fault)
  const page = await browser.get(callback)
  const problem = await expectClean(browser, page, code)
  expect(problem.text).toContain(`href="${base}/start?return_to=%2Fcart"`)
  expect(problem.text).not.toMatch(/Atza|Emulated|elsewhere\.example|invalid_|amzn1/)
  expect(upstreamCalls(shop)).toEqual(calls)
  const [event] = shop.events.slice(-1)
  expect(event).toMatchObject({ type: 'failed', code, route: '/callback' })
  expect(transactionsOf(browser)).toEqual([])
  // A reload, with Amazon well again, must not send the code a second time.
  shop.emulator.faults.clear()
  await expectClean(browser, await browser.get(callback), 'transaction-missing')
  expect(upstreamCalls(shop)).toEqual(calls)
  await expectNoSession(browser, page)
  expectNoWrite(shop, before)
  expect((await browser.signInWithAmazon('vera', { returnTo: '/cart' })).location).toBe('/cart')
}

/** A shop that knows vera already, so that the profile alone would be enough to sign her in. */
async function openWithVera(): Promise<Shop> {
  const shop = await open()
  await new Browser(shop).signInWithAmazon('vera')
  shop.emulator.log.clear()
  return shop
}

describe('a no from Amazon', () => {
  it('up-user-denies: uses the transaction up, asks Amazon nothing, and the next try works at once', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const other = await browser.goToAmazon('vera', { returnTo: '/other' })
    const denied = await browser.goToAmazon('vera', { returnTo: '/cart', decision: 'deny' })
    const before = snapshot(shop)
    const page = await browser.get(denied)
    const problem = await expectClean(browser, page, 'authorization-declined')
    expect(problem.text).toContain(`href="${base}/start?return_to=%2Fcart"`)
    await expectClean(browser, await browser.get(denied), 'transaction-unknown')
    await expectNoSession(browser, page)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
    expect((await browser.get(other)).location).toBe('/other')
  })

  it('up-user-denies: leaves the session of somebody who wanted to link as it was', async () => {
    const shop = await open()
    const id = addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('v@ex.test', password)
    const me = await browser.me()
    const before = snapshot(shop)
    const headers = { accept: 'application/json' }
    const started = await browser.post(`${base}/start`, { intent: 'link' }, { headers })
    const denied = await browser.answerAmazon(String(started.json()['location']), 'nora', 'deny')
    const problem = await expectClean(browser, await browser.get(denied), 'authorization-declined')
    expect(problem.text).toContain('return_to=')
    expect(await browser.me()).toEqual({ ...me, userId: id })
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
    expect((await browser.linkWithAmazon('nora')).location).toBe(`${base}/link`)
  })

  it('up-deny-without-state: errors without a state of ours burn nothing and repeat nothing', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const own = await browser.goToAmazon('vera')
    const before = snapshot(shop)
    const told = 'error_description=CALL-0900-123&error_uri=https://evil.example/'
    for (const error of ['server_error', 'temporarily_unavailable', 'access_denied', '%3Cscript%3E', '']) {
      for (const state of ['', '&state=', `&state=${'x'.repeat(43)}`]) {
        const page = await browser.get(`${base}/callback?error=${error}&${told}${state}`)
        const problem = await expectClean(browser, page, 'transaction-unknown')
        expect(page.location + problem.text).not.toMatch(/CALL-0900|evil\.example|script/)
      }
    }
    expect(transactionsOf(browser)).toHaveLength(1)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
    expect((await browser.get(own)).location).toBe('/')
  })
})

describe('an error from Amazon', () => {
  it('up-token-invalid-client: is told to the operator, not to the customer, and not tried again', async () => {
    const shop = await openWithVera()
    const fault = { endpoint: 'token', kind: 'oauth-error', status: 401, error: 'invalid_client' } as const
    const description = 'Client authentication failed'
    await expectFailure(shop, [{ ...fault, description }], {
      code: 'amazon-client-rejected',
      calls: ['token'],
    })
    const failed = shop.events.find(({ type }) => type === 'failed')
    expect(failed).toMatchObject({ error: { endpoint: 'token', status: 401 }, requestId: expect.any(String) })
  })

  it('up-token-invalid-client: a secret that Amazon has replaced stops nobody from signing in locally', async () => {
    const shop = await open({ amazon: { clientSecret: 'the-secret-of-yesterday' } })
    const id = addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await expectClean(browser, await browser.signInWithAmazon('vera'), 'amazon-client-rejected')
    expect(upstreamCalls(shop)).toEqual(['token'])
    await browser.signIn('v@ex.test', password)
    expect((await browser.me()).userId).toBe(id)
  })

  it.each(endpoints)('up-429: %s that is throttled is asked once', async (endpoint) => {
    const shop = await openWithVera()
    const calls = endpoint === 'token' ? ['token'] : ['token', 'profile']
    for (const retryAfterSeconds of [120, -1, 1e99]) {
      const fault = { endpoint, kind: 'throttled', retryAfterSeconds, times: 5 } as const
      await expectFailure(shop, [fault], { code: 'amazon-unavailable', calls })
    }
    const seconds = shop.events.flatMap((event) => (event.type === 'failed' ? [event.error] : []))
    expect(seconds).toMatchObject([
      { status: 429, retryAfterSeconds: 120 },
      { retryAfterSeconds: null },
      { retryAfterSeconds: null },
    ])
  })

  it.each([
    ['token', 'server-error', 'amazon-unavailable', ['token']],
    ['token', 'unavailable', 'amazon-unavailable', ['token']],
    ['profile', 'server-error', 'amazon-unavailable', ['token', 'profile', 'profile']],
    ['profile', 'unavailable', 'amazon-unavailable', ['token', 'profile', 'profile']],
    ['token', 'captcha', 'amazon-answer-invalid', ['token']],
    ['profile', 'captcha', 'amazon-answer-invalid', ['token', 'profile']],
  ] as const)('up-5xx: %s with %s fails cleanly', async (endpoint, kind, code, calls) => {
    await expectFailure(await openWithVera(), [{ endpoint, kind, times: 5 }], { code, calls })
  })

  it('up-5xx: a profile that answers at the second time is good enough', async () => {
    const shop = await openWithVera()
    shop.emulator.faults.add({ endpoint: 'profile', kind: 'unavailable' })
    expect((await new Browser(shop).signInWithAmazon('vera')).location).toBe('/')
  })

  it.each(['drop-after', 'drop-half-way', 'drop-before', 'empty-body', 'malformed-json'] as const)(
    'up-ambiguous-exchange: a token answer lost to %s is not asked for again, not even by a reload',
    async (kind) => {
      const code = kind.startsWith('drop') ? 'amazon-unreachable' : 'amazon-answer-invalid'
      await expectFailure(await openWithVera(), [{ endpoint: 'token', kind }], { code, calls: ['token'] })
    },
  )

  it.each([
    ['no token', { kind: 'missing-fields', fields: ['access_token'] }],
    ['a null', { kind: 'null-fields', fields: ['access_token'] }],
    ['an empty token', { kind: 'amended', set: { access_token: '' } }],
    ['a number', { kind: 'amended', set: { access_token: 7 } }],
    ['a line break', { kind: 'amended', set: { access_token: 'Atza|x\r\nx-injected: 1' } }],
    ['a letter beyond Latin', { kind: 'amended', set: { access_token: 'Atza|ключ' } }],
    ['2049 characters', { kind: 'amended', set: { access_token: 'x'.repeat(2049) } }],
    ['3 MB', { kind: 'amended', set: { access_token: 'x'.repeat(3_000_000) } }],
    ['the type "mac"', { kind: 'wrong-token-type', value: 'mac' }],
    ['no type', { kind: 'missing-fields', fields: ['token_type'] }],
    ['a list as its type', { kind: 'amended', set: { token_type: ['bearer'] } }],
  ] as const)('up-token-shape: a token answer with %s goes no further', async (_name, fault) => {
    const failure = { code: 'amazon-answer-invalid', calls: ['token'] }
    await expectFailure(await openWithVera(), [{ endpoint: 'token', ...fault }], failure)
  })

  it.each([
    { kind: 'wrong-token-type', value: 'Bearer' },
    { kind: 'wrong-token-type', value: 'BEARER' },
    { kind: 'amended', set: { expires_in: -1 } },
    { kind: 'amended', set: { expires_in: '3600' } },
    { kind: 'amended', set: { expires_in: 1e99 } },
    { kind: 'missing-fields', fields: ['expires_in', 'refresh_token'] },
    { kind: 'wrong-content-type' },
  ] as const)('up-token-shape: a token answer with %j is what its content type says', async (fault) => {
    const shop = await openWithVera()
    shop.emulator.faults.add({ endpoint: 'token', ...fault })
    const page = await new Browser(shop).signInWithAmazon('vera')
    expect(page.location).toMatch(fault.kind === 'wrong-content-type' ? /amazon-answer-invalid/ : /^\/$/)
  })

  it.each([301, 302, 303, 307, 308])(
    'up-redirect: a %i is not followed, and no secret goes along',
    async (status) => {
      const shop = await openWithVera()
      for (const endpoint of endpoints) {
        for (const location of [
          shop.emulator.endpoints[endpoint],
          `${shop.origin}/elsewhere`,
          '/auth/o2/tokeninfo',
        ]) {
          const calls = endpoint === 'token' ? ['token'] : ['token', 'profile']
          const fault = { endpoint, kind: 'redirect', status, location } as const
          await expectFailure(shop, [fault], { code: 'amazon-answer-invalid', calls })
        }
      }
    },
  )

  it.each([
    [401, 'invalid_token', 'amazon-token-rejected'],
    [400, 'invalid_token', 'amazon-token-rejected'],
    [400, 'insufficient_scope', 'amazon-scope-insufficient'],
    [403, 'insufficient_scope', 'amazon-scope-insufficient'],
  ])(
    'up-profile-401-after-token: %i %s ends cleanly, told with a request id',
    async (status, error, code) => {
      const shop = await openWithVera()
      const fault = { endpoint: 'profile', kind: 'oauth-error', status, error } as const
      await expectFailure(shop, [fault], { code, calls: ['token', 'profile'] })
      expect(shop.events.find(({ type }) => type === 'failed')).toMatchObject({
        requestId: expect.any(String),
      })
    },
  )

  it('up-circuit-open: after thirty failures in a row Amazon is left alone, then asked once, then trusted', async () => {
    const shop = await openWithVera()
    addUser(shop, { email: 'v@ex.test' })
    shop.emulator.faults.add({ endpoint: 'token', kind: 'unavailable', times: 31 })
    const before = snapshot(shop)
    const waiting = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const browser = new Browser(shop)
        return { browser, callback: await browser.goToAmazon('vera') }
      }),
    )
    for (const { browser, callback } of waiting) {
      expect((await browser.get(callback)).location).toContain('code=amazon-unavailable')
    }
    expect(upstreamCalls(shop)).toHaveLength(30)
    const turned = await new Browser(shop).get(`${base}/start`)
    expect(turned.status).toBe(503)
    expect(turned.text).not.toContain('/ap/oa')
    await new Browser(shop).signIn('v@ex.test', password)
    shop.pass(6)
    expect((await new Browser(shop).signInWithAmazon('vera')).location).toContain('code=amazon-unavailable')
    expect((await new Browser(shop).get(`${base}/start`)).status).toBe(503)
    expect(upstreamCalls(shop)).toHaveLength(31)
    expectNoWrite(shop, before)
    shop.pass(6)
    expect((await new Browser(shop).signInWithAmazon('vera')).location).toBe('/')
    expect((await new Browser(shop).signInWithAmazon('vera')).location).toBe('/')
  })
})

describe('an answer that changed its shape', () => {
  const unknown = { added: { deep: [1] }, constructor: 'x', toString: 'y', hasOwnProperty: 1, expires_at: 5 }

  it('up-api-drift: members that nobody knows change nothing', async () => {
    const shop = await open({ policy: { checkAudience: 'always' } })
    for (const endpoint of ['token', 'tokeninfo', 'profile'] as const) {
      shop.emulator.faults.add({ endpoint, kind: 'amended', set: unknown })
    }
    expect((await new Browser(shop).signInWithAmazon('vera')).location).toBe('/')
    expect(shop.rows('select email, full_name from users')).toEqual([
      { email: 'vera@ex.test', full_name: 'Vera Winter' },
    ])
  })

  it.each([
    [{ endpoint: 'token', kind: 'missing-fields', fields: ['access_token'] }, 'amazon-answer-invalid'],
    [{ endpoint: 'profile', kind: 'missing-fields', fields: ['user_id'] }, 'amazon-profile-invalid'],
    [{ endpoint: 'profile', kind: 'legacy-profile' }, 'amazon-profile-legacy'],
    [
      { endpoint: 'profile', kind: 'amended', set: { CustomerId: 'amzn1.account.M' } },
      'amazon-profile-legacy',
    ],
    [{ endpoint: 'profile', kind: 'empty-body' }, 'amazon-answer-invalid'],
    [{ endpoint: 'profile', kind: 'wrong-content-type' }, 'amazon-answer-invalid'],
  ] as const)('up-api-drift: %j is refused and told to the operator', async (fault, code) => {
    const calls = fault.endpoint === 'token' ? ['token'] : ['token', 'profile']
    await expectFailure(await openWithVera(), [fault], { code, calls })
  })
})
