import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Limiter } from '../../src/index.js'
import { type Answer, type PlainVisitor, vera } from '../support/plain-site.js'
import { useMountedSite } from './conformance.js'
import { type MountedSite, type Stage, sessionCookie } from './mounted-site.js'

const base = '/auth/amazon'
const password = 'kV-correct-horse'
const evil = 'https://evil.example'
const json = { accept: 'application/json' }

/** What a proxy that lies, or a client that plays one, may send. */
const forgedHeaders = {
  forwarded: 'for=203.0.113.9;host=evil.example;proto=http',
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'http',
  'x-forwarded-prefix': '/evil',
  'x-forwarded-port': '81',
  'x-original-url': '/evil',
  'x-rewrite-url': '/evil',
  'x-real-ip': '203.0.113.9',
  'cf-connecting-ip': '203.0.113.9',
}

function sessionLines({ headers }: Answer): string[] {
  return headers.getSetCookie().filter((line) => line.startsWith(`${sessionCookie}=`))
}

async function waitingAtTheLink(site: MountedSite): Promise<{ browser: PlainVisitor; csrf: string }> {
  site.plain.add({ email: vera.email, emailProven: true, password })
  const browser = site.visitor()
  await browser.signInWithAmazon()
  const { csrf } = await browser.get(`${base}/link`)
  return { browser, csrf }
}

/** One answer of every kind: pages, redirects, refusals, JSON. */
async function answersOfEveryKind(site: MountedSite): Promise<Answer[]> {
  const { browser, csrf } = await waitingAtTheLink(site)
  const knocks = [
    '/start',
    '/callback',
    '/link',
    '/register',
    '/connections',
    '/pending',
    '/problem',
    '/unknown',
  ]
  const answers: Answer[] = []
  for (const path of knocks) {
    answers.push(await browser.get(`${base}${path}`), await browser.get(`${base}${path}`, json))
    answers.push(await browser.post(`${base}${path}`, {}), await browser.postJson(`${base}${path}`, {}))
    answers.push(await browser.get(`${base}${path}`, { 'sec-purpose': 'prefetch' }))
  }
  answers.push(await browser.post(`${base}/link`, { csrf, password: 'wrong' }))
  answers.push(await browser.post(`${base}/link`, { csrf, password }))
  return answers
}

/** The attacks that a mount could let in: sessions, cookies, proxies, other origins. */
export function attacksOnMount(stage: Stage): void {
  const open = useMountedSite(stage)

  describe(`${stage.name}: attacks on the session`, () => {
    it('session-fixation: a planted session is not the one that signs in', async () => {
      const site = await open()
      site.sessions.set('planted', { accountId: null, since: null, basket: null })
      const browser = site.visitor()
      browser.jar.set(sessionCookie, 'planted')
      const done = await browser.signInWithAmazon()
      expect(sessionLines(done)).toHaveLength(1)
      const mallory = site.visitor()
      mallory.jar.set(sessionCookie, 'planted')
      expect((await site.me(mallory)).accountId).toBeNull()
      expect((await site.me(browser)).accountId).not.toBeNull()
    })

    it("session-login-csrf: the callback of somebody else's journey signs nobody in", async () => {
      const site = await open()
      const callback = await site.visitor().goToAmazon()
      const victim = site.visitor()
      const answer = await victim.get(callback, { 'sec-fetch-site': 'cross-site' })
      expect(answer.location).toMatch(/reason=transaction-missing/)
      expect(sessionLines(answer)).toEqual([])
      expect((await site.me(victim)).accountId).toBeNull()
    })

    it('session-mixed-accounts: whoever is signed in is asked before the account changes', async () => {
      const site = await open()
      await site.visitor().signInWithAmazon()
      const other = site.plain.add({ email: 'a@ex.test', password })
      const browser = site.visitor()
      site.signIn(browser, other)
      expect((await browser.signInWithAmazon()).location).toBe(`${base}/link`)
      expect((await site.me(browser)).accountId).toBe(other.id)
    })

    it('session-silent-login: looking ahead, or being sent by another site, begins nothing', async () => {
      const site = await open()
      for (const headers of [{ 'sec-purpose': 'prefetch' }, { 'sec-fetch-site': 'cross-site' }]) {
        const { location, headers: told } = await site.visitor().get(`${base}/start`, headers)
        expect([location, told.getSetCookie().filter((line) => line.includes('.tx-'))]).toEqual([null, []])
      }
    })

    it('session-stepup-stamp-leak: a session that nobody knows the age of unlinks nothing without a password', async () => {
      const site = await open()
      const { browser, csrf } = await waitingAtTheLink(site)
      await browser.post(`${base}/link`, { csrf, password })
      for (const session of site.sessions.values()) session.since = null
      const settings = await browser.get(`${base}/connections`)
      const refused = await browser.post(`${base}/connections/unlink`, { csrf: settings.csrf })
      expect(refused.status).toBe(403)
    })

    it('csrf-missing-token, cross-site: a post from elsewhere is refused, with whatever it brings', async () => {
      const site = await open()
      const { browser, csrf } = await waitingAtTheLink(site)
      const froms: Record<string, string>[] = [
        { origin: evil, 'sec-fetch-site': 'cross-site' },
        { origin: 'https://other.shop.example', 'sec-fetch-site': 'same-site' },
        { origin: 'null', 'sec-fetch-site': 'cross-site' },
      ]
      for (const from of froms) {
        const { status } = await browser.post(`${base}/link`, { csrf, password }, from)
        expect([from['origin'], status]).toEqual([from['origin'], 403])
      }
      expect((await browser.post(`${base}/link`, { password })).status).toBe(403)
      expect((await site.me(browser)).accountId).toBeNull()
    })

    it('oauth-callback-method: the callback is spent by GET alone', async () => {
      const site = await open()
      const browser = site.visitor()
      const callback = await browser.goToAmazon()
      expect((await browser.post(callback, {})).status).toBe(405)
      expect((await browser.get(callback)).location).toBe('/')
    })
  })

  describe(`${stage.name}: attacks on cookies`, () => {
    it('cookie-tossing: of two cookies of one name neither counts', async () => {
      const site = await open()
      const victim = site.visitor()
      const callback = await victim.goToAmazon()
      const [name = '', value = ''] = [...victim.jar].find(([one]) => one.includes('.tx-')) ?? []
      const planted = await site.visitor().get(callback, { cookie: `${name}=planted; ${name}=${value}` })
      expect(planted.location).toMatch(/reason=transaction-missing/)
      expect(name).toMatch(/^__Host-/)
    })

    it('cookie-tamper: a changed value, and a value under the name of another kind, are not believed', async () => {
      const site = await open()
      const browser = site.visitor()
      const callback = await browser.goToAmazon()
      const [name = '', value = ''] = [...browser.jar].find(([one]) => one.includes('.tx-')) ?? []
      for (const changed of [`${value}x`, value.slice(0, -2), value.replace('v1.', 'v2.'), '']) {
        const { location } = await site.visitor().get(callback, { cookie: `${name}=${changed}` })
        expect(location).toMatch(/reason=transaction-/)
      }
    })

    it('cookie-type-confusion: a ticket is no transaction', async () => {
      const site = await open()
      const { browser } = await waitingAtTheLink(site)
      const ticket = [...browser.jar].find(([name]) => name.includes('ticket'))?.[1] ?? ''
      const callback = await browser.goToAmazon()
      const name = [...browser.jar.keys()].find((one) => one.includes('.tx-')) ?? ''
      const { location } = await site.visitor().get(callback, { cookie: `${name}=${ticket}` })
      expect(location).toMatch(/reason=transaction-/)
    })

    it('cookie-samesite-default-window: every cookie says what it is, all the way through the framework', async () => {
      const site = await open()
      const browser = site.visitor()
      const started = await browser.get(`${base}/start`)
      const line = started.headers.getSetCookie().find((one) => one.includes('.tx-')) ?? ''
      for (const attribute of [/; Path=\/(;|$)/i, /; HttpOnly/i, /; SameSite=Lax/i, /; Secure/i])
        expect(line).toMatch(attribute)
      expect(line).not.toMatch(/domain/i)
      const done = await browser.get(browser.backFrom(started.location))
      const deletion = done.headers.getSetCookie().find((one) => one.includes('.tx-')) ?? ''
      expect(deletion).toMatch(/expires=Thu, 01 Jan 1970/i)
    })

    it('cookie-samesite-strict-host: a strict session is asked for from inside the site', async () => {
      const sessions = {
        current: async () => null,
        start: async () => ({ headers: { 'set-cookie': 'strict=1; Path=/; SameSite=Strict' } }),
        isStrict: () => true,
      }
      const site = await open({ sessions })
      const browser = site.visitor()
      const callback = await browser.goToAmazon()
      const hop = await browser.get(callback, { 'sec-fetch-site': 'cross-site' })
      expect([hop.status, hop.headers.getSetCookie().filter((one) => one.startsWith('strict'))]).toEqual([
        200,
        [],
      ])
      expect(hop.text).toContain(`url=${callback.replaceAll('&', '&amp;')}`)
      expect((await browser.get(callback, { 'sec-fetch-site': 'same-origin' })).location).toBe('/')
    })

    it('cookie-bomb: a jar of junk is survived, and the next visitor is served', async () => {
      const site = await open()
      const junk = Array.from({ length: 60 }, (_, index) => `junk${index}=${'x'.repeat(100)}`).join('; ')
      const { status } = await site.visitor().get(`${base}/start`, { cookie: junk })
      expect([303, 400, 431]).toContain(status)
      expect((await site.visitor().get(`${base}/start`)).status).toBe(303)
    })
  })

  describe(`${stage.name}: a proxy that lies`, () => {
    it('oauth-redirect-uri-drift: no header changes the redirect URI, a path or the name of a cookie', async () => {
      const site = await open()
      const honest = await site.visitor().get(`${base}/start`)
      const lied = await site.visitor().get(`${base}/start`, forgedHeaders)
      const redirectUri = (answer: Answer): string | null =>
        new URL(answer.location ?? '').searchParams.get('redirect_uri')
      expect(redirectUri(lied)).toBe(redirectUri(honest))
      expect(redirectUri(honest)).toBe('https://shop.example/auth/amazon/callback')
      const line = lied.headers.getSetCookie().find((one) => one.includes('.tx-')) ?? ''
      expect(line).toMatch(/^__Host-auth-amazon\.tx-.*Secure/i)
    })

    it('returnto-authority-smuggle: nobody is sent to the host that a header names', async () => {
      const site = await open()
      const browser = site.visitor()
      for (const returnTo of ['//evil.example', evil, '/\\evil.example', '/%0d%0aset-cookie:x=1']) {
        const started = await browser.get(
          `${base}/start?return_to=${encodeURIComponent(returnTo)}`,
          forgedHeaders,
        )
        const done = await browser.get(browser.backFrom(started.location), forgedHeaders)
        expect(new URL(done.location ?? '', 'https://shop.example').origin).toBe('https://shop.example')
        expect(done.headers.get('x')).toBeNull()
        browser.jar.clear()
      }
    })

    it('bf-xff: attempts are counted by an address that the client cannot choose', async () => {
      const keys: string[] = []
      const limiter: Limiter = {
        consume: async ({ name }, key) => {
          if (name === 'link-client') keys.push(key)
          return { allowed: true, retryAfterSeconds: 0 }
        },
        reset: async () => {},
      }
      const site = await open({ limiter })
      const { browser, csrf } = await waitingAtTheLink(site)
      await browser.post(`${base}/link`, { csrf, password: 'wrong' }, forgedHeaders)
      expect(keys).toEqual(stage.knowsAddress === false ? [] : ['127.0.0.1'])
    })

    it('malformed-headers-crash: a request target that is no path throws nothing', async () => {
      const site = await open()
      for (const line of [
        'GET http://evil.example/auth/amazon/start HTTP/1.1',
        'GET //evil.example/auth/amazon/start HTTP/1.1',
        'GET /auth/amazon/start%00 HTTP/1.1',
        // Frameworks with a file for each route refuse this one themselves, by a page that is not in this application.
        ...(stage.ownMethods === true ? [] : ['GET /auth/amazon/%E0%A4%A HTTP/1.1']),
        'OPTIONS * HTTP/1.1',
      ])
        expect([line, await statusOf(site, line)]).not.toEqual([line, 500])
      expect((await site.visitor().get(`${base}/start`)).status).toBe(303)
    })
  })

  describe(`${stage.name}: other origins`, () => {
    it('frame-link-prompt, popup-opener, xsleak-login-state: every answer keeps its headers', async () => {
      const site = await open()
      for (const { status, headers } of await answersOfEveryKind(site)) {
        const own = stage.ownMethods === true && status === 405
        if (own) continue
        expect(headers.get('cache-control')).toBe('no-store')
        expect(headers.get('x-frame-options')).toBe('DENY')
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        expect(headers.get('referrer-policy')).toBe('no-referrer')
        expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
        expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
        expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
      }
    })

    it('xsleak-login-state: no answer is readable by another origin, and no preflight passes', async () => {
      const site = await open()
      const { browser } = await waitingAtTheLink(site)
      const crossing = { origin: evil, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }
      const preflight = new Request(`http://inside${base}/link`, {
        method: 'OPTIONS',
        headers: browser.headers({
          ...crossing,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
        }),
      })
      const answers = [
        await browser.send(preflight),
        await browser.get(`${base}/pending`, { ...crossing, ...json }),
        await browser.get(`${base}/connections`, { ...crossing, ...json }),
        await browser.post(`${base}/link`, { password }, crossing),
      ]
      for (const { headers } of answers) {
        expect(headers.get('access-control-allow-origin')).toBeNull()
        expect(headers.get('access-control-allow-credentials')).toBeNull()
      }
    })

    it('csp-form-action-break: a form that leads to Amazon goes on by a page of the site', async () => {
      const site = await open()
      const page = await site.visitor().post(`${base}/start`, { intent: 'sign-in' })
      expect([page.status, page.location]).toEqual([200, null])
      expect(page.text).toContain('https://www.amazon.com/ap/oa')
    })
  })
}

function statusOf({ origin }: MountedSite, line: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => {
      socket.write(`${line}\r\nHost: shop\r\nConnection: close\r\n\r\n`)
    })
    let text = ''
    socket.on('data', (chunk) => {
      text += String(chunk)
    })
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0)))
  })
}
