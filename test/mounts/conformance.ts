import { afterEach, describe, expect, it } from 'vitest'
import { type Answer, type PlainSiteOptions, vera } from '../support/plain-site.js'
import { type MountedSite, openMountedSite, type Stage, sessionCookie } from './mounted-site.js'

const base = '/auth/amazon'
const password = 'kV-correct-horse'
const json = { accept: 'application/json', 'sec-fetch-site': 'same-origin' }

/** Opens sites for the tests of one block, and closes them. */
export function useMountedSite(stage: Stage): (options?: PlainSiteOptions) => Promise<MountedSite> {
  const open: MountedSite[] = []
  afterEach(async () => {
    for (const site of open.splice(0)) await site.close()
  })
  return async (options) => {
    const site = await openMountedSite(stage, options)
    open.push(site)
    return site
  }
}

function cookieNames({ headers }: Answer): string[] {
  return headers.getSetCookie().map((line) => line.split('=', 1)[0] ?? '')
}

/** What every mount must do, over real HTTP. */
export function conformance(stage: Stage): void {
  const open = useMountedSite(stage)

  describe(`${stage.name}: the journeys`, () => {
    it('signs a new customer up, and in again', async () => {
      const site = await open()
      const browser = site.visitor()
      expect((await browser.signInWithAmazon('?return_to=/cart')).location).toBe('/cart')
      const { accountId } = await site.me(browser)
      expect(site.plain.accounts.get(accountId ?? '')).toMatchObject({ email: vera.email })
      const later = site.visitor()
      expect((await later.signInWithAmazon()).status).toBe(303)
      expect((await site.me(later)).accountId).toBe(accountId)
    })

    it('links by the password of the account, after a wrong one, and unlinks', async () => {
      const site = await open()
      const { id } = site.plain.add({ email: vera.email, emailProven: true, password })
      const browser = site.visitor()
      expect((await browser.signInWithAmazon()).location).toBe(`${base}/link`)
      const { csrf } = await browser.get(`${base}/link`)
      expect((await browser.post(`${base}/link`, { csrf, password: 'wrong' })).status).toBe(403)
      expect((await browser.post(`${base}/link`, { csrf, password })).location).toBe('/')
      expect((await site.me(browser)).accountId).toBe(id)
      const settings = await browser.get(`${base}/connections`)
      const unlinked = await browser.post(`${base}/connections/unlink`, { csrf: settings.csrf, password })
      expect(unlinked.status).toBe(303)
      expect(await site.plain.links.findLinkOfAccount(id)).toBeNull()
    })

    it('links while signed in, by the button of the settings and a yes', async () => {
      const site = await open()
      const account = site.plain.add({ email: 'a@ex.test', password })
      const browser = site.visitor()
      site.signIn(browser, account)
      const started = await browser.post(`${base}/start`, { intent: 'link' }, json)
      const back = browser.backFrom(JSON.parse(started.text).location)
      expect((await browser.get(back)).location).toBe(`${base}/link`)
      const { csrf } = await browser.get(`${base}/link`)
      expect((await browser.post(`${base}/link`, { csrf })).status).toBe(303)
      expect(await site.plain.links.findLinkOfAccount(account.id)).not.toBeNull()
    })

    it('answers JSON to those who ask for it, with the same outcomes', async () => {
      const site = await open()
      const { id } = site.plain.add({ email: vera.email, password })
      const browser = site.visitor()
      const waits = await browser.get(await browser.goToAmazon(), json)
      expect([waits.status, JSON.parse(waits.text).outcome]).toEqual([409, 'prove-ownership'])
      const refused = await browser.postJson(`${base}/link`, { password: 'wrong' })
      expect([refused.status, JSON.parse(refused.text).reason]).toEqual([403, 'wrong-password'])
      const done = await browser.postJson(`${base}/link`, { password })
      expect([done.status, JSON.parse(done.text)]).toEqual([
        200,
        expect.objectContaining({ outcome: 'signed-in', account_id: id, linked: true }),
      ])
      expect((await site.me(browser)).accountId).toBe(id)
    })

    it('rotates the session, and keeps the basket and the cookies that the application sets', async () => {
      const site = await open()
      const browser = site.visitor()
      site.sessions.set('anonymous', { accountId: null, since: null, basket: 'tea' })
      browser.jar.set(sessionCookie, 'anonymous')
      const done = await browser.signInWithAmazon()
      const names = cookieNames(done)
      for (const name of ['seen', 'two', sessionCookie]) {
        expect(names.filter((one) => one === name)).toEqual([name])
      }
      expect(names.filter((name) => name.startsWith('__Host-auth-amazon.tx-'))).toHaveLength(1)
      expect([...browser.jar.keys()].filter((name) => name.includes('.tx-'))).toEqual([])
      expect(browser.jar.get(sessionCookie)).not.toBe('anonymous')
      expect(await site.me(browser)).toMatchObject({ basket: 'tea' })
    })
  })

  describe(`${stage.name}: the door`, () => {
    it('leaves every other path to the application', async () => {
      const site = await open()
      const browser = site.visitor()
      expect(await site.me(browser)).toEqual({ accountId: null, basket: null })
      for (const path of ['/', '/auth', '/auth/amazonia', '/auth/amazonia/start']) {
        const { status, headers } = await browser.get(path)
        expect([path, status, headers.get('x-frame-options')]).toEqual([path, 404, null])
      }
    })

    it('answers HEAD and other methods with 405, and spends nothing by them', async () => {
      const site = await open()
      const browser = site.visitor()
      const callback = await browser.goToAmazon()
      for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH']) {
        const headers = browser.headers({})
        const answer = await browser.send(new Request(`http://inside${callback}`, { method, headers }))
        expect([method, answer.status]).toEqual([method, 405])
        if (stage.ownMethods !== true) expect(answer.headers.get('allow')).toBe('GET')
      }
      expect((await browser.get(callback)).location).toBe('/')
    })

    it('refuses a body that is too large, and stays up', async () => {
      const site = await open()
      const browser = site.visitor()
      for (const bytes of [70_000, 900_000]) {
        const answer = await browser.post(`${base}/link`, { password: 'x'.repeat(bytes) })
        expect(answer.status).toBe(413)
      }
      expect((await browser.get(`${base}/start`)).status).toBe(303)
    })

    it('takes a password that is posted as an object, or twice, for no password', async () => {
      const site = await open()
      site.plain.add({ email: vera.email, password })
      const browser = site.visitor()
      await browser.signInWithAmazon()
      const { csrf } = await browser.get(`${base}/link`)
      const token = encodeURIComponent(csrf)
      const posted = [
        `csrf=${token}&password[$ne]=1`,
        `csrf=${token}&password=wrong&password=${password}`,
        `csrf=${token}&password[]=${password}`,
        `csrf=${token}&__proto__[password]=${password}`,
        `csrf=${token}`,
        '',
      ]
      for (const body of posted) {
        const headers = browser.headers({ ...json, 'content-type': 'application/x-www-form-urlencoded' })
        const request = new Request(`http://inside${base}/link`, { method: 'POST', headers, body })
        const { status } = await browser.send(request)
        expect([body, status >= 400 && status < 500]).toEqual([body, true])
      }
      const nested = await browser.postJson(`${base}/link`, { password: { $ne: 1 } })
      expect(JSON.parse(nested.text).reason).toBe('malformed-request')
      expect((await site.me(browser)).accountId).toBeNull()
    })

    it('refuses a body that is neither a form nor JSON', async () => {
      const site = await open()
      const browser = site.visitor()
      const headers = browser.headers({ ...json, 'content-type': 'text/xml' })
      const request = new Request(`http://inside${base}/link`, { method: 'POST', headers, body: '<a/>' })
      expect((await browser.send(request)).status).toBe(415)
    })

    it('lives under the path of the public address', async () => {
      const site = await open({ baseUrl: 'https://shop.example/store' })
      const browser = site.visitor()
      const started = await browser.get(`/store${base}/start?return_to=/store/cart`)
      const callback = browser.backFrom(started.location)
      expect(callback).toMatch(/^\/store\/auth\/amazon\/callback\?/)
      expect((await browser.get(callback)).location).toBe('/store/cart')
      expect((await site.me(browser)).accountId).not.toBeNull()
    })

    if (stage.isNarrow !== true) {
      it('is found by a proxy that cuts that path off', async () => {
        const site = await open({ baseUrl: 'https://shop.example/store' })
        const browser = site.visitor()
        const callback = await browser.goToAmazon()
        expect((await browser.get(callback.slice('/store'.length))).location).toBe('/store/')
      })
    }
  })

  describe(`${stage.name}: what the functions of the host throw`, () => {
    const thrower = (make: () => unknown): PlainSiteOptions => ({
      host: {
        admit: async () => {
          throw make()
        },
      },
    })

    it('is answered as it is when it is a Response', async () => {
      const there = (): Response =>
        new Response(null, { status: 303, headers: { location: '/second-factor' } })
      const site = await open(thrower(there))
      expect((await site.visitor().signInWithAmazon()).location).toBe('/second-factor')
    })

    it('goes to the framework when it is one of its own', async () => {
      const { thrown } = stage
      if (thrown === undefined) return
      const site = await open(thrower(thrown.make))
      expect((await site.visitor().signInWithAmazon()).status).toBe(thrown.status)
      expect(site.plain.events.filter(({ type }) => type === 'failed')).toEqual([])
    })

    it('is a failure with a page when it is an accident', async () => {
      const site = await open(thrower(() => new TypeError('an accident')))
      const { status, location } = await site.visitor().signInWithAmazon()
      expect([status, location]).toEqual([303, expect.stringMatching(/\/problem\?code=host-failed/)])
    })
  })
}
