import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { anInstance, finish, start } from './instance.js'
import {
  base,
  expectClean,
  expectHeaders,
  expectNoSession,
  expectNoUpstream,
  expectNoWrite,
  snapshot,
  upstreamCalls,
} from './oracles.js'

const open = useShop()
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const lineBreaks = '\r\nX-Injected: 1\r\nSet-Cookie: injected=1\u010a\u560a\u0000'

/** The customer eve, as Amazon describes her in this test. */
async function comeAsEve(
  shop: Shop,
  eve: { name?: string | null; email?: string | null },
  browser = new Browser(shop),
) {
  shop.emulator.customers.put({ id: 'eve', ...eve })
  return { browser, page: await browser.signInWithAmazon('eve') }
}

describe('headers', () => {
  it('header-injection: no header holds what Amazon, a form or an address brought', async () => {
    const shop = await open()
    addUser(shop, { email: 'eve@ex.test' })
    const { browser, page } = await comeAsEve(shop, { name: `Eve${lineBreaks}`, email: 'eve@ex.test' })
    const { csrf } = await browser.get(`${base}/link`)
    const encoded = encodeURIComponent(lineBreaks)
    const json = { accept: 'application/json' }
    const pages = [
      page,
      await new Browser(shop).signInWithAmazon('vera', { returnTo: `/x${lineBreaks}` }),
      await browser.get(`${base}/start?return_to=/x${encoded}`),
      await browser.get(`${base}/start?return_to=/x%0d%0aX-Injected:1`),
      await browser.get(`${base}/callback?error=${encoded}&error_description=${encoded}&state=${encoded}`),
      await browser.get(`${base}/problem?reason=${encoded}&reference=${encoded}&return_to=/${encoded}`),
      await browser.get(`${base}/problem?code=${encoded}&reference=${encoded}`),
      await browser.get(`${base}/pending`, { headers: json }),
      await browser.get(`${base}/x${encoded}`),
      await browser.post(`${base}/link`, { csrf, email: `a${lineBreaks}`, password: lineBreaks }),
      await browser.post(`${base}/register`, { csrf, name: lineBreaks, email: lineBreaks }),
    ]
    for (const { status, headers, cookies } of pages) {
      expect(status).toBeLessThan(500)
      expect(headers.get('x-injected')).toBeNull()
      expect(cookies.filter((line) => !/^(?:auth-amazon\.|connect\.sid=)/.test(line))).toEqual([])
      expect([...headers.values()].join()).not.toMatch(/injected|[^\x20-\x7e]/i)
    }
  })

  it.each([
    ['a line break', 'Atza|x\r\nX-Injected: 1'],
    ['a letter beyond ASCII', 'Atza|\u560a'],
    ['a NUL', 'Atza|\u0000'],
    ['a space', 'Atza|x y'],
  ])('header-injection: a token with %s is never sent anywhere', async (_name, access_token) => {
    const shop = await open()
    const before = snapshot(shop)
    shop.emulator.faults.add({ endpoint: 'token', kind: 'amended', set: { access_token } })
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('vera')
    await expectClean(browser, page, 'amazon-answer-invalid')
    await expectNoSession(browser, page)
    expect(upstreamCalls(shop)).toEqual(['token'])
    expectNoWrite(shop, before)
  })

  it('header-injection: a configuration that would write one is refused when the library is created', () => {
    for (const name of [
      '/auth\r\nSet-Cookie: a=b',
      '/auth;Path=/',
      '/auth amazon',
      '/auth=',
      '/äuth',
      '/a,b',
    ])
      expect(() => anInstance({ basePath: name }), name).toThrow(/basePath/)
    for (const defaultReturnTo of [
      '/x\r\nSet-Cookie: a=b',
      '//evil.example',
      '/\\evil.example',
      'https://e.x',
    ])
      expect(() => anInstance({ pages: { defaultReturnTo } }), defaultReturnTo).toThrow(/defaultReturnTo/)
    expect(() => anInstance({ pages: { defaultReturnTo: '/account?tab=1' } })).not.toThrow()
  })

  it('template-url-build: what stands in an address of ours comes out of it again', async () => {
    const signIn = '/sign-in?from=a%26b#form'
    const shop = await open({ pages: { signIn, link: '/own?x=1#top' } })
    addUser(shop, { email: 'vera@ex.test' })
    for (const returnTo of ['/a?b=1&c=2#d', '/a?next=/b%3Fc%3Dd%26e', '/a+b%20c?%25=%26&x=%23', '/?&&==']) {
      const browser = new Browser(shop)
      const denied = await browser.get(await browser.goToAmazon('vera', { returnTo, decision: 'deny' }))
      const problem = new URL(denied.location ?? '', shop.origin)
      expect(problem.searchParams.get('return_to')).toBe(returnTo)
      const [, href = ''] = /href="([^"]*\/start[^"]*)"/.exec((await browser.get(problem.href)).text) ?? []
      expect(new URL(href.replaceAll('&amp;', '&'), shop.origin).searchParams.get('return_to')).toBe(returnTo)
    }
    const waiting = new Browser(shop)
    await waiting.signInWithAmazon('vera')
    expect((await waiting.get(`${base}/link`)).location).toBe('/own?x=1&amazon=link#top')
  })

  it('template-url-build: the address of the own sign-in page keeps its query and its fragment', async () => {
    const shop = await open({ pages: { signIn: '/sign-in?from=a%26b#form' } })
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const [, href = ''] = /href="(\/sign-in[^"]*)"/.exec((await browser.get(`${base}/link`)).text) ?? []
    const url = new URL(href.replaceAll('&amp;', '&'), shop.origin)
    expect([...url.searchParams]).toEqual([
      ['from', 'a&b'],
      ['next', `${base}/link`],
    ])
    expect(url.hash).toBe('#form')
  })
})

describe('addresses that the server calls', () => {
  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1/',
    'http://api.amazon.com/auth/o2/token',
    'http://127.evil.example/',
    'http://localhost.evil.example/',
    'http://localhost@evil.example/',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'data:application/json,{}',
    'https://user:secret@api.amazon.com/',
    '//api.amazon.com/',
    '',
  ])('ssrf-endpoints: %s is refused as an endpoint when the library is created', (address) => {
    for (const endpoint of ['authorize', 'token', 'tokeninfo', 'profile', 'codepair'])
      expect(() =>
        anInstance({ amazon: { clientId: 'c', clientSecret: 's', endpoints: { [endpoint]: address } } }),
      ).toThrow(new RegExp(`amazon.endpoints.${endpoint}`))
  })

  it('ssrf-endpoints: plain http is for this machine only, for the base URL too', () => {
    for (const baseUrl of ['http://127.evil.example', 'http://localhost.evil.example', 'http://10.0.0.1'])
      expect(() => anInstance({ baseUrl }), baseUrl).toThrow(/baseUrl/)
    for (const baseUrl of [
      'http://127.0.0.1:3000',
      'http://localhost',
      'http://shop.localhost',
      'http://[::1]',
    ])
      expect(() => anInstance({ baseUrl }), baseUrl).not.toThrow()
  })

  it('ssrf-endpoints: nothing in a request says whom to call', async () => {
    const instance = anInstance()
    const elsewhere = [
      'endpoint=http://169.254.169.254/',
      'token_endpoint=http://169.254.169.254/',
      'endpoints[token]=http://169.254.169.254/',
      'region=fe',
      'iss=https://evil.example',
    ]
    const hosts = []
    for (const query of elsewhere) {
      const { sparekey } = instance
      const response = await sparekey.handler(
        new Request(`http://inside${base}/start?${query}`, {
          headers: {
            host: 'evil.example',
            'x-forwarded-host': 'evil.example',
            forwarded: 'host=evil.example',
          },
        }),
      )
      hosts.push(new URL(response.headers.get('location') ?? '').host)
      await finish(instance, await start(instance), `&${query}`)
    }
    expect(new Set(hosts)).toEqual(new Set(['www.amazon.com']))
    expect(new Set(instance.asked.map(({ url }) => new URL(url).host))).toEqual(new Set(['api.amazon.com']))
  })

  it.each([
    ['token', 302],
    ['token', 307],
    ['profile', 302],
    ['profile', 308],
  ] as const)(
    'ssrf-endpoints: a %s answer of %d is not followed to another server',
    async (endpoint, status) => {
      const other: string[] = []
      const server = createServer((request, response) => {
        other.push(`${request.method} ${request.url}`)
        response.setHeader('content-type', 'application/json')
        response.end('{"access_token":"Atza|x","token_type":"bearer","user_id":"amzn1.account.VERA"}')
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      closing.push(() => server.close())
      const address = server.address()
      const port = typeof address === 'object' ? address?.port : 0
      const shop = await open()
      const before = snapshot(shop)
      const location = `http://127.0.0.1:${port}/latest/meta-data`
      shop.emulator.faults.add({ endpoint, kind: 'redirect', status, location })
      const browser = new Browser(shop)
      const page = await browser.signInWithAmazon('vera')
      await expectClean(browser, page, 'amazon-answer-invalid')
      await expectNoSession(browser, page)
      expect(other).toEqual([])
      expectNoWrite(shop, before)
    },
  )
})

describe('errors in the address', () => {
  const told = encodeURIComponent('<script>alert(1)</script> Call 555-0100 now')

  it.each([
    ['with a state of this browser', (state: string) => state, 'authorization-failed'],
    ['with another state', () => 'x'.repeat(43), 'transaction-unknown'],
    ['without a state', () => '', 'transaction-unknown'],
  ])('error-param-reflection: %s it leads to a text of ours', async (_name, stateOf, reason) => {
    const shop = await open()
    const before = snapshot(shop)
    const browser = new Browser(shop)
    const state = new URL(await browser.goToAmazon('vera')).searchParams.get('state') ?? ''
    const query = `error=${told}&error_description=${told}&error_uri=https://evil.example/`
    const page = await browser.get(`${base}/callback?${query}&state=${stateOf(state)}`)
    const problem = await expectClean(browser, page, reason)
    expect(`${page.location} ${problem.text}`).not.toMatch(/alert\(|555-|evil/)
    expect(JSON.stringify(shop.events)).not.toMatch(/alert\(|555-|evil/)
    const json = await browser.get(`${base}/callback?${query}&state=x`, {
      headers: { accept: 'application/json' },
    })
    expect(json.text).not.toMatch(/alert\(|555-|evil/)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
  })

  it('error-param-reflection: the problem page says catalogued sentences only', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    for (const query of [`reason=${told}`, `code=${told}`, `code=store-failed&reference=${told}`, told]) {
      const page = await browser.get(`${base}/problem?${query}&message=${told}&return_to=/${told}`)
      expect(page.text).not.toMatch(/alert\(|555-/)
      expectHeaders(page)
    }
  })

  it('error-param-reflection: what Amazon describes reaches no page, event or address', async () => {
    const shop = await open()
    const description = '<script>alert(1)</script> Call 555-0100'
    shop.emulator.faults.add({ endpoint: 'profile', kind: 'oauth-error', error: '<b>555</b>', description })
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('vera')
    const problem = await expectClean(browser, page, 'amazon-answer-invalid')
    const failed = shop.events.map((event) => ('error' in event ? String(event.error) : ''))
    expect(`${page.location} ${problem.text} ${failed.join()}`).not.toMatch(/alert\(|555-/)
  })
})
