import { describe, expect, it } from 'vitest'
import { routes } from '../../src/http/routes.js'
import type { SparekeyOptions } from '../../src/index.js'
import { Browser, type Page } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { anInstance, finish, start } from './instance.js'
import { base, expectHeaders } from './oracles.js'

const open = useShop()

/** One answer of every kind: each route by each method, signed out and in, and the pages of a whole journey. */
async function answersOfEveryKind(shop: Shop): Promise<Page[]> {
  addUser(shop, { email: 'vera@ex.test' })
  const browser = new Browser(shop)
  const pages = await knockEverywhere(browser)
  const back = await browser.goToAmazon('vera')
  pages.push(
    await browser.get(back),
    await browser.get(`${base}/link`),
    await browser.get(`${base}/register`),
  )
  const { csrf } = await browser.get(`${base}/link`)
  pages.push(await browser.post(`${base}/link`, { csrf, password: 'wrong' }))
  pages.push(await browser.post(`${base}/link`, { csrf, password }))
  pages.push(await browser.get(back), await browser.get(`${base}/connections`))
  pages.push(await browser.post(`${base}/start`, { intent: 'link' }))
  pages.push(await browser.linkWithAmazon('vera'))
  pages.push(await browser.get(await browser.goToAmazon('vera', { decision: 'deny' })))
  shop.emulator.faults.add({ endpoint: 'token', kind: 'unavailable' })
  pages.push(await browser.signInWithAmazon('vera'))
  pages.push(...(await knockEverywhere(browser)))
  return pages
}

async function knockEverywhere(browser: Browser): Promise<Page[]> {
  const paths = new Set([...routes.map(({ path }) => path), '', '/', '/unknown', '/problem?code=internal'])
  const pages: Page[] = []
  for (const path of paths) {
    for (const headers of [
      {},
      { accept: 'application/json' },
      { 'sec-purpose': 'prefetch' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      pages.push(await browser.get(`${base}${path}`, { headers }))
      pages.push(await browser.request('POST', `${base}${path}`, { headers }))
    }
  }
  return pages
}

describe('every answer', () => {
  it('frame-link-prompt: may be framed by nobody, errors and redirects included', async () => {
    const shop = await open()
    const pages = await answersOfEveryKind(shop)
    const statuses = new Set(pages.map(({ status }) => status))
    for (const status of [200, 204, 303, 400, 401, 403, 404, 405, 415]) expect(statuses).toContain(status)
    for (const page of pages) expectHeaders(page)
  })

  it('popup-opener: has no hold on the window that opened it, and gives none away', async () => {
    const shop = await open()
    for (const { headers, text } of await answersOfEveryKind(shop)) {
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      // There is no popup mode: nothing talks to an opener, and no link opens a window that could.
      expect(text).not.toMatch(/postMessage|opener|target\s*=|<script|\son\w+\s*=/i)
    }
  })

  it('xsleak-login-state: is loaded by no page of another origin', async () => {
    const shop = await open()
    for (const { headers } of await answersOfEveryKind(shop)) {
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(headers.get('timing-allow-origin')).toBeNull()
    }
  })

  it('csp-form-action-break: a form of ours may end at this site only, and none of them redirects to Amazon', async () => {
    const shop = await open()
    addUser(shop, { email: 'a@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('a@ex.test', password)
    const settings = await browser.get(`${base}/connections`)
    expect(settings.headers.get('content-security-policy')).toContain("form-action 'self'")
    for (const intent of ['link', 'sign-in']) {
      const page = await browser.post(`${base}/start`, { intent, csrf: settings.csrf })
      expect([page.status, page.location]).toEqual([200, null])
      const refresh = /http-equiv="refresh" content="0; url=([^"]*)"/.exec(page.text)?.[1] ?? ''
      const link = /<a class="primary" href="([^"]*)"/.exec(page.text)?.[1]
      expect(refresh).toContain(shop.emulator.endpoints.authorize)
      expect(link).toBe(refresh)
    }
  })
})

describe('a page that another site opens', () => {
  it('xsleak-login-state: starts with the same answer, whoever is signed in and whatever waits', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const signedOut = new Browser(shop)
    const waiting = new Browser(shop)
    await waiting.signInWithAmazon('vera')
    const signedIn = new Browser(shop)
    await signedIn.signInWithAmazon('nora')
    const answers = []
    for (const browser of [signedOut, waiting, signedIn]) {
      const headers = { 'sec-fetch-site': 'cross-site' }
      const { status, location, cookies, text } = await browser.get(`${base}/start?return_to=/x`, { headers })
      answers.push({ status, location, cookies, text: text.replaceAll(/nonce="[^"]*"/g, '') })
    }
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
    expect(answers[0]).toMatchObject({ status: 200, location: null, cookies: [] })
  })

  it('xsleak-login-state: starts without asking the host who is here', async () => {
    let asked = 0
    const sessions: SparekeyOptions['sessions'] = {
      current: async () => {
        asked += 1
        return null
      },
      start: async () => {},
    }
    const instance = anInstance({ sessions })
    const request = new Request(`http://inside${base}/start`, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect((await instance.sparekey.handler(request)).status).toBe(200)
    expect(asked).toBe(0)
    await finish(instance, await start(instance))
    expect(asked).toBe(1)
  })
})
