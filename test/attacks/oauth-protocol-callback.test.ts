import { request as httpRequest } from 'node:http'
import { describe, expect, it } from 'vitest'
import { Browser } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { anInstance, finish, start } from './instance.js'
import {
  base,
  expectClean,
  expectNoSession,
  expectNoUpstream,
  expectNoWrite,
  snapshot,
  transactionsOf,
} from './oracles.js'

const open = useShop()
const json = { accept: 'application/json' }

describe('the query of the callback', () => {
  it.each([
    ['access_denied', 'authorization-declined'],
    ['server_error', 'authorization-failed'],
    ['', 'authorization-failed'],
    ['something%20new', 'authorization-failed'],
  ])('oauth-error-and-code: a code beside error=%s is an error, and used up', async (error, reason) => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    const before = snapshot(shop)
    const page = await browser.get(`${callback}&error=${error}&error_description=%3Cb%3Ebad`)
    const problem = await expectClean(browser, page, reason)
    expect(problem.text).not.toContain('bad')
    expect(transactionsOf(browser)).toEqual([])
    await expectClean(browser, await browser.get(callback), 'transaction-missing')
    await expectNoSession(browser, page)
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
  })

  it('oauth-param-pollution: parameters come once, as text, in bounds, and in the query', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const before = snapshot(shop)
    const variants: [string, (code: string, state: string) => string][] = [
      ['transaction-unknown', (code, state) => `code=${code}&state=${state}&state=${state}`],
      ['transaction-unknown', (code, state) => `code=${code}&state[]=${state}`],
      ['transaction-unknown', (code, state) => `code=${code}&state[x]=${state}`],
      ['transaction-unknown', (code, state) => `code=${code}&state=${state}%00`],
      ['transaction-unknown', (code, state) => `code=${code}&state=%E0%A4%A`.concat(state.slice(0, 3))],
      ['transaction-unknown', (code, state) => `code=${code}&state=${state}${'a'.repeat(9000)}`],
      ['malformed-request', (code, state) => `code=${code}&code=${code}&state=${state}`],
      ['malformed-request', (code, state) => `code=a&code=${code}&state=${state}`],
      ['malformed-request', (code, state) => `code[]=${code}&state=${state}`],
      ['malformed-request', (code, state) => `code[$ne]=${code}&state=${state}`],
      ['malformed-request', (code, state) => `code=${code}%00&state=${state}`],
      ['malformed-request', (code, state) => `code=${code}%0d%0ax:y&state=${state}`],
      ['malformed-request', (code, state) => `code=${code}%20&state=${state}`],
      ['malformed-request', (code, state) => `code=${code}%C3%A9&state=${state}`],
      ['malformed-request', (_code, state) => `code=${'a'.repeat(2049)}&state=${state}`],
      ['malformed-request', (_code, state) => `code=&state=${state}`],
      ['malformed-request', (_code, state) => `state=${state}`],
      ['malformed-request', (code, state) => `code=${code}&state=${state}&error=a&error=b`],
    ]
    for (const [reason, query] of variants) {
      const { searchParams } = new URL(await browser.goToAmazon('vera'))
      const [code, state] = [searchParams.get('code') ?? '', searchParams.get('state') ?? '']
      const page = await browser.get(`${base}/callback?${query(code, state)}`)
      await expectClean(browser, page, reason)
      await expectNoSession(browser, page)
    }
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
  })

  it('oauth-param-pollution: 100 kB values are refused, and the longest code is not', async () => {
    const instance = anInstance()
    const started = await start(instance)
    const large = 'a'.repeat(100_000)
    expect(await finish(instance, { ...started, state: large })).toContain('transaction-unknown')
    expect(await finish(instance, started, `&error=${large}`)).toContain('authorization-failed')
    expect(await finish(instance, started, `&code=${large}`)).toContain('malformed-request')
    expect(instance.asked).toEqual([])
    const url = `http://x/auth/amazon/callback?state=${started.state}&code=${'a'.repeat(2048)}`
    const headers = { cookie: `${started.cookieName}=${started.cookieValue}` }
    const response = await instance.sparekey.handler(new Request(url, { headers }))
    expect(response.headers.get('location')).toBe('/')
  })

  it('oauth-param-pollution: what is posted does not stand in for the query', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const { searchParams } = new URL(await browser.goToAmazon('vera'))
    const page = await browser.post(`${base}/callback`, Object.fromEntries(searchParams))
    expect(page.status).toBe(405)
    await expectNoSession(browser, page)
    expectNoUpstream(shop)
  })
})

describe('the method of the callback', () => {
  it('oauth-callback-method: only GET uses up a transaction, and every other method is told so', async () => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    const before = snapshot(shop)
    for (const method of ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      const answer = await send(shop, { method, path: callback, cookie: browser.cookieHeader() })
      expect([method, answer.status, answer.allow]).toEqual([method, 405, 'GET'])
      expect(answer.cookies).toEqual([])
      expect(answer.text).not.toMatch(/ at .*\.[jt]s:\d+/)
    }
    expectNoUpstream(shop)
    expectNoWrite(shop, before)
    expect((await browser.get(callback)).location).toBe('/')
  })

  it.each([
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['purpose', 'prefetch'],
    ['purpose', 'Prefetch'],
    ['x-moz', 'prefetch'],
    ['x-purpose', 'preview'],
  ])('oauth-callback-method: a browser that looks ahead (%s: %s) uses nothing up', async (name, value) => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = await browser.goToAmazon('vera')
    const ahead = await browser.get(callback, { headers: { [name]: value } })
    expect([ahead.status, ahead.text, ahead.cookies]).toEqual([204, '', []])
    expectNoUpstream(shop)
    expect((await browser.get(callback)).location).toBe('/')
  })
})

describe('what a password is good for', () => {
  it('oauth-307-leak: an answer to a posted password is never a redirect that posts it on', async () => {
    const shop = await open({ pages: { signIn: '/sign-in' } })
    const id = addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera', { returnTo: '/cart' })
    const { csrf } = await browser.get(`${base}/link`)
    const wrong = await browser.post(`${base}/link`, { csrf, password: 'wrong' })
    const right = await browser.post(`${base}/link`, { csrf, password })
    const token = (await browser.get(`${base}/connections`)).csrf
    const gone = await browser.post(`${base}/connections/unlink`, { csrf: token, password })
    const begun = await browser.post(`${base}/start`, { password })
    expect([wrong, right, gone, begun].map(({ status }) => status)).toEqual([403, 303, 303, 200])
    expect((await browser.me()).userId).toBe(id)
  })

  it("oauth-307-leak: nor is the way to the host's own page for a second factor", async () => {
    const instance = anInstance({
      host: {
        ...hostOf({ id: '7', email: 'vera@ex.test', emailProven: true }),
        verifyPassword: async () => ({ continueAt: 'https://shop.example/second-factor' }),
      },
    })
    const started = await start(instance)
    const url = `http://x/auth/amazon/callback?code=c&state=${started.state}`
    const cookie = `${started.cookieName}=${started.cookieValue}`
    const back = await instance.sparekey.handler(new Request(url, { headers: { cookie } }))
    const ticket = back.headers.getSetCookie().find((line) => line.includes('ticket-')) ?? ''
    const headers = { cookie: ticket.split(';', 1)[0] ?? '', 'sec-fetch-site': 'same-origin' }
    const page = await instance.sparekey.handler(new Request('http://x/auth/amazon/link', { headers }))
    const csrf = /name="csrf" value="([^"]*)"/.exec(await page.text())?.[1] ?? ''
    const body = new URLSearchParams({ csrf, password })
    const request = new Request('http://x/auth/amazon/link', { method: 'POST', headers, body })
    const answer = await instance.sparekey.handler(request)
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      'https://shop.example/second-factor',
    ])
  })

  it('oauth-reauth-not-provable: a return through Amazon does not stand in for the password of the account', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const owner = new Browser(shop)
    await owner.signInWithAmazon('vera')
    await owner.post(`${base}/link`, { csrf: (await owner.get(`${base}/link`)).csrf, password })
    shop.pass(3600)
    // Left open: nobody asks for a password on the way through Amazon, whose own cookie is days old.
    expect((await owner.signInWithAmazon('vera')).location).toBe('/')
    const settings = await owner.get(`${base}/connections`)
    expect(settings.text).toContain('type="password"')
    const refused = await owner.post(`${base}/connections/unlink`, { csrf: settings.csrf })
    expect(refused.status).toBe(403)
    expect(shop.rows('select * from amazon_links')).toHaveLength(1)
    const done = await owner.post(`${base}/connections/unlink`, { csrf: settings.csrf, password })
    expect([done.status, shop.rows('select * from amazon_links')]).toEqual([303, []])
  })

  it('oauth-reauth-not-provable: typing the password afterwards does', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    await browser.post(`${base}/link`, { csrf: (await browser.get(`${base}/link`)).csrf, password })
    await browser.signInWithAmazon('vera')
    await browser.signIn('vera@ex.test', password)
    const { csrf } = await browser.get(`${base}/connections`)
    expect((await browser.post(`${base}/connections/unlink`, { csrf })).status).toBe(303)
    expect(shop.rows('select * from amazon_links')).toEqual([])
  })

  it('oauth-reauth-not-provable: an old session stays old for linking, whatever Amazon answers', async () => {
    const shop = await open()
    addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('v@ex.test', password)
    shop.pass(3600)
    expect((await browser.linkWithAmazon('nora')).location).toBe(`${base}/link`)
    const { csrf, text } = await browser.get(`${base}/link`)
    expect(text).toContain('type="password"')
    expect((await browser.post(`${base}/link`, { csrf })).status).toBe(403)
    expect(shop.rows('select * from amazon_links')).toEqual([])
  })
})

interface Answer {
  readonly status: number
  readonly allow: string | undefined
  readonly cookies: readonly string[]
  readonly text: string
}

/** Methods that `fetch` does not send. */
function send(shop: Shop, given: { method: string; path: string; cookie: string }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = new URL(given.path, shop.origin)
    const headers = { cookie: given.cookie, ...json }
    const request = httpRequest(url, { method: given.method, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += String(chunk)
      })
      response.on('end', () => {
        const { allow, 'set-cookie': cookies = [] } = response.headers
        resolve({ status: response.statusCode ?? 0, allow, cookies, text })
      })
    })
    request.on('error', reject)
    request.end()
  })
}

function hostOf(account: { id: string; email: string; emailProven: boolean }) {
  return {
    findAccount: async () => account,
    findAccountsByEmail: async () => [account],
    createAccount: async () => ({ account }),
    waysToSignIn: async () => [],
    endAccess: async () => {},
  }
}
