import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { useShop } from '../support/use-shop.js'
import { anInstance, clientId, finish, start } from './instance.js'
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

const queryOf = (callback: string): { code: string; state: string } => {
  const { searchParams } = new URL(callback)
  return { code: searchParams.get('code') ?? '', state: searchParams.get('state') ?? '' }
}

const flipCase = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()))

describe('state', () => {
  it.each([
    ['none', () => ''],
    ['an empty one', () => '&state='],
    ['a space', () => '&state=%20'],
    ['one under another name', (state: string) => `&State=${state}`],
    ['one in the fragment', (state: string) => `#state=${state}`],
  ])('oauth-state-missing: a callback with %s is refused before Amazon is asked', async (_name, given) => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    const { code, state } = queryOf(callback)
    const before = snapshot(shop)
    const page = await browser.get(`${base}/callback?code=${code}${given(state)}`)
    await expectClean(browser, page, 'transaction-unknown')
    await expectNoSession(browser, page)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
    expect((await browser.get(callback)).location).toBe('/')
  })

  it('oauth-state-missing: a state without its cookie is refused, for programs too', async () => {
    const shop = await open()
    const callback = await new Browser(shop).goToAmazon('vera')
    const before = snapshot(shop)
    const other = new Browser(shop)
    const page = await other.get(callback)
    await expectClean(other, page, 'transaction-missing')
    const json = await other.get(callback, { headers: { accept: 'application/json' } })
    expect([json.status, json.json()['reason']]).toEqual([400, 'transaction-missing'])
    await expectNoSession(other, page, json)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
  })

  it.each([
    ['a random one', () => 'q'.repeat(43)],
    ['one cut short', (state: string) => state.slice(0, 42)],
    ['one cut to what its cookie is named after', (state: string) => state.slice(0, 16)],
    ['one of another case', flipCase],
    [
      'one of another case from the middle on',
      (state: string) => state.slice(0, 16) + flipCase(state.slice(16)),
    ],
    [
      'one whose last character differs',
      (state: string) => state.slice(0, 42) + (state.endsWith('A') ? 'B' : 'A'),
    ],
    ['one with a suffix', (state: string) => `${state}x`],
    ['one with a line break behind it', (state: string) => `${state}%0a`],
    ['one with a combining accent', (state: string) => `${state}%CC%81`],
    ['one composed anew', (state: string) => `${state.slice(0, 42)}%C3%A9`],
    ['one with a NUL', (state: string) => `${state}%00`],
  ])('oauth-state-mismatch: %s is refused, and the own tab goes on', async (_name, change) => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    const { code, state } = queryOf(callback)
    const before = snapshot(shop)
    const page = await browser.get(`${base}/callback?code=${code}&state=${change(state)}`)
    await expectClean(browser, page, 'transaction-unknown')
    await expectNoSession(browser, page)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
    expect(transactionsOf(browser)).toHaveLength(1)
    expect((await browser.get(callback)).location).toBe('/')
  })

  it('oauth-state-not-browser-bound: the state of another browser is refused before Amazon is asked', async () => {
    const shop = await open()
    const mallory = new Browser(shop)
    const callback = await mallory.goToAmazon('mallory')
    const before = snapshot(shop)
    const vera = new Browser(shop)
    await expectClean(vera, await vera.get(callback), 'transaction-missing')
    // With a round trip of her own under way as well.
    const own = await vera.goToAmazon('vera')
    const page = await vera.get(callback)
    await expectClean(vera, page, 'transaction-unknown')
    // And with her own cookie under the name that his state asks for.
    const [herName = ''] = transactionsOf(vera)
    const [hisName = ''] = transactionsOf(mallory)
    vera.jar.set(hisName, vera.jar.get(herName) ?? '')
    await expectClean(vera, await vera.get(callback), 'transaction-unknown')
    expect(herName).not.toBe(hisName)
    await expectNoSession(vera, page)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
    vera.jar.delete(hisName)
    expect((await vera.get(own)).location).toBe('/')
  })

  it('oauth-state-is-the-secret: the state is a bare random value, and the cookie does not hold the verifier', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const started = await browser.get(`${base}/start?return_to=/cart`)
    const authorization = started.location ?? ''
    const cookies = [...browser.jar.values()].flatMap((value) => value.split('.')).map(fromBase64)
    const state = new URL(authorization).searchParams.get('state') ?? ''
    expect(state).toMatch(/^[\w-]{43}$/)
    await browser.get(await browser.answerAmazon(authorization, 'vera'))
    const verifier = shop.emulator.log.of('token')[0]?.parameters['code_verifier'] ?? ''
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/)
    for (const text of [authorization, state, fromBase64(state), ...cookies]) {
      expect(text).not.toContain(verifier)
      expect(text).not.toContain(fromBase64(verifier))
    }
    expect(fromBase64(state)).not.toContain('/cart')
  })

  it("oauth-state-is-the-secret: a foreign code under one's own state fails for want of its verifier", async () => {
    const shop = await open()
    const mallory = new Browser(shop)
    const vera = new Browser(shop)
    const { code } = queryOf(await mallory.goToAmazon('mallory'))
    const { state } = queryOf(await vera.goToAmazon('vera'))
    const before = snapshot(shop)
    const page = await vera.get(`${base}/callback?code=${code}&state=${state}`)
    await expectClean(vera, page, 'code-rejected')
    await expectNoSession(vera, page)
    expect(upstreamCalls(shop)).toEqual(['token'])
    expectNoWrite(shop, before)
  })

  it.each([
    ['a second after its time', 901],
    ['from a clock far ahead', -200],
  ])('oauth-state-expired: %s it is refused, and the way back is kept', async (_name, seconds) => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera', { returnTo: '/cart?step=2' })
    const before = snapshot(shop)
    shop.pass(seconds)
    const page = await browser.get(callback)
    const problem = await expectClean(browser, page, 'transaction-expired')
    expect(problem.text).toContain(`href="${base}/start?return_to=%2Fcart%3Fstep%3D2"`)
    await expectNoSession(browser, page)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
    expect(transactionsOf(browser)).toEqual([])
    expect((await browser.signInWithAmazon('vera', { returnTo: '/cart?step=2' })).location).toBe(
      '/cart?step=2',
    )
  })

  it('oauth-state-expired: until its last second it is good, and a shorter life is kept to', async () => {
    const shop = await open({ policy: { transactionLifetimeSeconds: 60 } })
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    expect((await browser.get(`${base}/start`)).cookies[0]).toContain('Max-Age=60')
    shop.pass(62)
    await expectClean(browser, await browser.get(callback), 'transaction-expired')
    const next = await browser.goToAmazon('vera')
    shop.pass(58)
    expect((await browser.get(next)).location).toBe('/')
  })

  it('oauth-state-reused-across-starts: a thousand starts share no state, challenge or cookie', async () => {
    const instance = anInstance()
    const started = []
    for (let count = 0; count < 1000; count += 1) started.push(await start(instance))
    const distinct = (values: readonly unknown[]) => new Set(values).size
    expect(distinct(started.map(({ state }) => state))).toBe(1000)
    expect(distinct(started.map(({ location }) => location.searchParams.get('code_challenge')))).toBe(1000)
    expect(distinct(started.map(({ cookieName }) => cookieName))).toBe(1000)
    expect(distinct(started.map(({ cookieValue }) => cookieValue))).toBe(1000)
  })
})

describe('a neighbour with the same secret', () => {
  const other = { clientId: 'amzn1.application-oa2-client.other', clientSecret: 'another-secret' }

  it.each([
    ['of another client', { amazon: other }],
    ['at another path', { basePath: '/auth/other' }],
    ['of another client at another path', { amazon: other, basePath: '/auth/other' }],
    ['on another site', { baseUrl: 'https://other.example' }],
  ])(
    'oauth-check-cookie-cross-provider: an instance %s takes no transaction of ours',
    async (_name, changes) => {
      const ours = anInstance()
      const theirs = anInstance(changes)
      const started = await start(ours)
      const { cookieName } = await start(theirs)
      // An attacker can set a cookie under any name in a browser of his own.
      const theirName = cookieName.replace(/tx-.*/, `tx-${started.state.slice(0, 16)}`)
      expect(await finish(theirs, { ...started, cookieName: theirName })).toContain('reason=transaction-')
      expect([theirs.asked, theirs.signedIn]).toEqual([[], []])
      expect(await finish(ours, started)).toBe('/')
      expect(ours.signedIn).toEqual(['1'])
    },
  )

  it('oauth-check-cookie-cross-provider: an earlier client of ours takes none either', async () => {
    const before = anInstance({ amazon: { ...other, clientId: `${clientId}.old` } })
    const now = anInstance()
    expect(await finish(now, await start(before))).toContain('reason=transaction-unknown')
    expect(now.asked).toEqual([])
  })
})

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64url').toString('latin1')
}
