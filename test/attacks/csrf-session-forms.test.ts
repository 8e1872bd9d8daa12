import { describe, expect, it } from 'vitest'
import { routes } from '../../src/http/routes.js'
import { Browser, type Page } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { base, expectNoWrite, snapshot } from './oracles.js'

const open = useShop()

/** A form on its page: where it posts to, and what an honest visitor would send. */
interface Form {
  readonly shop: Shop
  readonly browser: Browser
  readonly action: string
  readonly csrf: string
  readonly fields: Record<string, string>
}

const forms: [string, () => Promise<Form>][] = [
  [
    'the link prompt',
    async () => {
      const shop = await open()
      addUser(shop, { email: 'vera@ex.test' })
      const browser = new Browser(shop)
      await browser.signInWithAmazon('vera')
      const { csrf } = await browser.get(`${base}/link`)
      return { shop, browser, action: `${base}/link`, csrf, fields: { password } }
    },
  ],
  ['the confirmation', async () => confirmation(`${base}/link`)],
  ['the no', async () => confirmation(`${base}/link/decline`)],
  [
    'registration',
    async () => {
      const shop = await open({ registration: { page: 'always' } })
      const browser = new Browser(shop)
      await browser.signInWithAmazon('nora')
      const { csrf } = await browser.get(`${base}/register`)
      return { shop, browser, action: `${base}/register`, csrf, fields: { name: 'N', email: 'nora@ex.test' } }
    },
  ],
  [
    'settings',
    async () => {
      const { shop, browser } = await confirmation(`${base}/link`)
      const { csrf: yes } = await browser.get(`${base}/link`)
      await browser.post(`${base}/link`, { csrf: yes })
      const { csrf } = await browser.get(`${base}/connections`)
      return { shop, browser, action: `${base}/connections/unlink`, csrf, fields: {} }
    },
  ],
]

async function confirmation(action: string): Promise<Form> {
  const shop = await open()
  addUser(shop, { email: 'a@ex.test' })
  const browser = new Browser(shop)
  await browser.signIn('a@ex.test', password)
  await browser.linkWithAmazon('nora')
  const { csrf } = await browser.get(`${base}/link`)
  return { shop, browser, action, csrf, fields: {} }
}

const type = 'application/x-www-form-urlencoded'
const own = ({ shop }: Form) => ({ 'sec-fetch-site': 'same-origin', origin: shop.origin })
const body = ({ fields, csrf }: Form) => ({ ...fields, csrf })

const foreignHeaders: Record<string, Record<string, string>> = {
  'from another site': { 'sec-fetch-site': 'cross-site' },
  'from a sibling site': { 'sec-fetch-site': 'same-site' },
  'from the address line': { 'sec-fetch-site': 'none' },
  'from an origin that hides': { origin: 'null' },
  'from another origin': { origin: 'https://evil.example' },
  'from another port': { origin: 'http://127.0.0.1:1' },
  'from an origin like ours': { origin: 'https://127.0.0.1.evil.example' },
  'with a foreign referrer alone': { referer: 'https://evil.example/127.0.0.1' },
  'with a referrer that is none': { referer: 'x' },
}

/** Each way to send a form that its page did not send. */
const forgeries: [string, (form: Form) => Promise<Page>][] = [
  ['without its token', ({ browser, action, fields }) => browser.post(action, fields)],
  ['with an empty token', ({ browser, action, fields }) => browser.post(action, { ...fields, csrf: '' })],
  [
    'with a token cut short',
    ({ browser, action, fields, csrf }) => browser.post(action, { ...fields, csrf: csrf.slice(0, -1) }),
  ],
  [
    'with the name of the ticket alone',
    ({ browser, action, fields, csrf }) =>
      browser.post(action, { ...fields, csrf: `${csrf.split('.')[0]}.` }),
  ],
  [
    'with the token in the address',
    ({ browser, action, fields, csrf }) => browser.post(`${action}?csrf=${encodeURIComponent(csrf)}`, fields),
  ],
  [
    'with the token in a header',
    ({ browser, action, fields, csrf }) =>
      browser.post(action, fields, { headers: { 'x-csrf-token': csrf } }),
  ],
  ...Object.entries(foreignHeaders).map(([name, headers]): [string, (form: Form) => Promise<Page>] => [
    name,
    (form) => form.browser.request('POST', form.action, { form: body(form), headers }),
  ]),
  [
    'as JSON that calls itself text',
    (form) =>
      form.browser.request('POST', form.action, {
        body: JSON.stringify(body(form)),
        headers: { ...own(form), 'content-type': 'text/plain' },
      }),
  ],
  [
    'as JSON without a word of where from',
    (form) => form.browser.request('POST', form.action, { json: form.fields }),
  ],
  [
    'as JSON from elsewhere',
    (form) =>
      form.browser.request('POST', form.action, {
        json: body(form),
        headers: { origin: 'https://evil.example' },
      }),
  ],
  [
    'as JSON with a wrong token',
    (form) =>
      form.browser.request('POST', form.action, {
        json: { ...form.fields, csrf: 'x.y' },
        headers: own(form),
      }),
  ],
  [
    'as GET that says it is POST',
    ({ browser, action, fields, csrf }) =>
      browser.get(`${action}?${new URLSearchParams({ ...fields, csrf, _method: 'POST' }).toString()}`, {
        headers: { 'x-http-method-override': 'POST', 'x-method-override': 'POST' },
      }),
  ],
  [
    'as PUT',
    (form) =>
      form.browser.request('PUT', form.action, {
        form: body(form),
        headers: { ...own(form), 'content-type': type },
      }),
  ],
]

const isRead = (name: string): boolean => name.startsWith('as GET')

describe('a form that its page did not send', () => {
  it.each(forms)(
    'csrf-missing-token: %s changes nothing, and the honest form works after all',
    async (_name, prepare) => {
      const form = await prepare()
      const before = snapshot(form.shop)
      const { userId } = await form.browser.me()
      for (const [name, send] of forgeries) {
        const page = await send(form)
        // A page that GET shows is no change; everything else is refused.
        if (!isRead(name)) expect([403, 405, 415], name).toContain(page.status)
        expect(snapshot(form.shop), name).toEqual(before)
        expect((await form.browser.me()).userId, name).toBe(userId)
      }
      const done = await form.browser.post(form.action, body(form))
      expect(done.status).toBe(303)
      expect(snapshot(form.shop)).not.toEqual(before)
    },
  )

  it("csrf-missing-token: one visitor's token is nothing in another's form", async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const [vera, mallory] = [new Browser(shop), new Browser(shop)]
    await vera.signInWithAmazon('vera')
    await mallory.signInWithAmazon('mallory')
    const { csrf } = await mallory.get(`${base}/link`)
    const before = snapshot(shop)
    expect((await vera.post(`${base}/link`, { csrf, password })).status).toBe(403)
    expectNoWrite(shop, before)
  })

  it("csrf-missing-token: one form's token is nothing in a form of another kind", async () => {
    const shop = await open()
    addUser(shop, { email: 'a@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('a@ex.test', password)
    const settings = await browser.get(`${base}/connections`)
    await browser.linkWithAmazon('nora')
    const prompt = await browser.get(`${base}/link`)
    const before = snapshot(shop)
    expect((await browser.post(`${base}/link`, { csrf: settings.csrf })).status).toBe(403)
    expect((await browser.post(`${base}/connections/unlink`, { csrf: prompt.csrf })).status).toBe(403)
    // Of the right ticket, and for a step that it does not wait for.
    const register = { csrf: prompt.csrf, name: 'N', email: 'n@ex.test' }
    expect((await browser.post(`${base}/register`, register)).status).toBe(409)
    expectNoWrite(shop, before)
  })

  it('csrf-missing-token: linking cannot be begun from elsewhere, by any method', async () => {
    const shop = await open({ cookie: { sameSite: false } })
    addUser(shop, { email: 'a@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('a@ex.test', password)
    for (const headers of Object.values(foreignHeaders)) {
      const page = await browser.request('POST', `${base}/start`, { form: { intent: 'link' }, headers })
      expect([page.status, page.cookies]).toEqual([403, []])
    }
    // By GET it is a sign-in, whatever it says: of a subject that is not linked, nothing comes.
    const started = await browser.get(`${base}/start?intent=link`)
    const callback = await browser.answerAmazon(started.location ?? '', 'nora')
    expect((await browser.get(callback)).location).toContain('reason=already-signed-in')
    expect(shop.rows('select * from amazon_links')).toEqual([])
  })
})

describe('signing out', () => {
  // There is no such route here: signing out is the host's own. What there is must not do it on the side.
  it('csrf-logout: nothing of ours ends a session when another site asks, and no forced start replaces it', async () => {
    const shop = await open()
    const id = addUser(shop, { email: 'a@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('a@ex.test', password)
    const { session } = await browser.me()
    const paths = routes.map(({ path }) => path)
    for (const path of new Set([...paths, '/logout', '/sign-out', '/sign_out', ''])) {
      for (const method of ['GET', 'POST', 'DELETE']) {
        const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
        const page = await browser.request(method, `${base}${path}`, { headers })
        expect(page.cookies, `${method} ${path}`).toEqual([])
        expect(page.location ?? '', `${method} ${path}`).not.toContain('/ap/oa')
      }
    }
    expect(await browser.me()).toMatchObject({ userId: id, session })
  })
})
