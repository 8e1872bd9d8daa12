import { readFile } from 'node:fs/promises'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { expressHandler } from '../../src/express.js'
import { createKeys } from '../../src/http/keys.js'
import { routes } from '../../src/http/routes.js'
import { openTicket } from '../../src/http/seal-ticket.js'
import { Browser, type Page } from '../support/browser.js'
import { canaries } from '../support/canaries.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { anInstance, clientId, finish, start } from './instance.js'
import { base, expectClean, expectHeaders, expectNoSession, snapshot } from './oracles.js'

const open = useShop()
const ourClient = 'amzn1.application-oa2-client.bookshop'
const json = { accept: 'application/json' }

/** Everything that an object shows of itself, hidden members, prototypes and causes included. */
function show(value: unknown): string {
  const shown = inspect(value, {
    depth: Infinity,
    showHidden: true,
    getters: true,
    maxStringLength: Infinity,
  })
  return shown + JSON.stringify(value) + String(value)
}

const secrets = [canaries.clientSecret, canaries.secret]

function expectNoSecret(...texts: readonly string[]): void {
  for (const text of texts) for (const secret of secrets) expect(text).not.toContain(secret)
}

describe('the code in the address', () => {
  it.each([
    ['token', 'server-error', 'amazon-unavailable'],
    ['token', 'drop-before', 'amazon-unreachable'],
    ['token', 'captcha', 'amazon-answer-invalid'],
    ['profile', 'unavailable', 'amazon-unavailable'],
    ['profile', 'malformed-json', 'amazon-answer-invalid'],
  ] as const)(
    'oauth-code-left-in-url: when %s ends in %s, the code does not stay on show',
    async (...row) => {
      const [endpoint, kind, told] = row
      const shop = await open()
      const browser = new Browser(shop)
      const callback = await browser.goToAmazon('vera')
      const { searchParams } = new URL(callback)
      shop.emulator.faults.add({ endpoint, kind, times: 5 })
      const page = await browser.get(callback)
      const problem = await expectClean(browser, page, told)
      for (const name of ['code', 'state']) {
        const value = searchParams.get(name) ?? ''
        expect(value.length).toBeGreaterThan(10)
        expect([page.location, problem.text, ...page.cookies].join()).not.toContain(value)
        expect(JSON.stringify(shop.events)).not.toContain(value)
      }
    },
  )

  it.each([
    ['another state', (url: string) => url.replace(/state=[^&]*/, 'state=x'), 'transaction-unknown'],
    ['two codes', (url: string) => `${url}&code=x`, 'malformed-request'],
    ['an error beside it', (url: string) => `${url}&error=server_error`, 'authorization-failed'],
  ])('oauth-code-left-in-url: nor with %s', async (_name, change, told) => {
    const shop = await open()
    const browser = new Browser(shop)
    const callback = change(await browser.goToAmazon('vera'))
    const page = await browser.get(callback)
    await expectClean(browser, page, told)
    await expectNoSession(browser, page)
  })

  it('oauth-code-left-in-url: the page that asks for itself once more loads nothing and tells nobody', async () => {
    const shop = await open({ cookie: { sameSite: 'strict' } })
    addUser(shop, { email: 'v@ex.test' })
    const browser = new Browser(shop)
    await browser.signIn('v@ex.test', password)
    const started = await browser.post(`${base}/start`, { intent: 'link' }, { headers: json })
    const callback = await browser.answerAmazon(String(started.json()['location']), 'nora')
    // What a browser does with a strict cookie when another site sends it here.
    const session = browser.jar.get('connect.sid') ?? ''
    browser.jar.delete('connect.sid')
    const hop = await browser.get(callback, { headers: { 'sec-fetch-site': 'cross-site' } })
    expect([hop.status, hop.cookies]).toEqual([200, []])
    expectHeaders(hop)
    const { pathname, search } = new URL(callback)
    const addresses = [...hop.text.matchAll(/(?:href|url)=([^"]*)"|href="([^"]*)"/g)].join()
    expect(addresses).toContain(`${pathname}?`)
    expect(hop.text.replaceAll(shop.origin, '')).not.toMatch(/https?:\/\//)
    browser.jar.set('connect.sid', session)
    expect((await browser.get(pathname + search)).location).toBe(`${base}/link`)
  })
})

describe("Amazon's tokens", () => {
  it('oauth-token-in-query: tokens travel in headers, and secrets in bodies', async () => {
    const shop = await open({ policy: { checkAudience: 'always' } })
    await new Browser(shop).signInWithAmazon('vera')
    const [profile] = shop.emulator.log.of('profile')
    expect([profile?.parameters, profile?.method]).toEqual([{}, 'GET'])
    expect(profile?.headers['authorization']).toMatch(/^Bearer Atza\|/)
    const [info] = shop.emulator.log.of('tokeninfo')
    expect([info?.parameters, info?.method]).toEqual([{}, 'GET'])
    expect(info?.headers['x-amz-access-token']).toMatch(/^Atza\|/)
    const instance = anInstance()
    await finish(instance, await start(instance))
    expect(instance.asked.map(({ url }) => new URL(url).search)).toEqual(['', ''])
  })

  it.each(['a new customer', 'a customer who is asked for the password'])(
    'oauth-token-retained: after signing in, no token of %s is kept anywhere',
    async (who) => {
      let store: unknown
      const shop = await open({
        before: (app) =>
          app.use((req, _res, next) => {
            store = req.sessionStore
            next()
          }),
      })
      if (who !== 'a new customer') addUser(shop, { email: 'vera@ex.test' })
      const browser = new Browser(shop)
      const page = await browser.signInWithAmazon('vera')
      const [profile] = shop.emulator.log.of('profile')
      const token = profile?.headers['authorization']?.slice('Bearer '.length) ?? ''
      expect(token).toMatch(/^Atza\|/)
      const cookies = [...browser.jar.values()].flatMap((value) => [
        value,
        ...value.split('.').map(fromBase64),
      ])
      const keys = createKeys([canaries.secret], `${shop.origin}${base} ${ourClient}`)
      const tickets = await Promise.all([...browser.jar.values()].map((value) => openTicket(keys, value)))
      expect(tickets.some((ticket) => ticket !== null)).toBe(who !== 'a new customer')
      const kept = JSON.stringify([snapshot(shop), store, cookies, tickets, page, shop.events, shop.mails])
      expect(kept).toContain('cookie')
      for (const secret of [token, fromBase64(token), 'Atza', 'Atzr']) expect(kept).not.toContain(secret)
      const grants = shop.emulator.log.of('token').map(({ parameters }) => parameters['grant_type'])
      expect(grants).toEqual(['authorization_code'])
    },
  )
})

describe("Amazon's client secret", () => {
  it('oauth-client-secret-exposure: nothing that can be printed of Sparekey shows it', async () => {
    const shop = await open()
    const { sparekey } = shop
    expectNoSecret(show(sparekey), show(expressHandler(sparekey)), show({ sparekey, shop: shop.events }))
    for (const member of Object.values(sparekey)) expectNoSecret(show(member), String(member))
    expectNoSecret(sparekey.button(), sparekey.button({ kind: 'link' }), sparekey.buttonStyles)
  })

  it('oauth-client-secret-exposure: no answer of any route shows it', async () => {
    const shop = await open()
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    const pages: Page[] = [await browser.signInWithAmazon('vera')]
    for (const { path } of routes) {
      pages.push(
        await browser.get(base + path),
        await browser.get(base + path, { headers: json }),
        await browser.post(base + path, { password: 'wrong' }),
        await browser.request('DELETE', base + path, { headers: json }),
      )
    }
    expectNoSecret(...pages.map(({ text, location, cookies }) => [text, location, ...cookies].join()))
  })

  it('oauth-client-secret-exposure: no error of any fault shows it, its causes included', async () => {
    const shop = await open({ policy: { checkAudience: 'always' } })
    const kinds = [
      'server-error',
      'oauth-error',
      'captcha',
      'redirect',
      'drop-after',
      'malformed-json',
    ] as const
    for (const endpoint of ['token', 'tokeninfo', 'profile'] as const) {
      for (const kind of kinds) {
        shop.emulator.faults.add({ endpoint, kind, times: 2, error: 'invalid_client' })
        const page = await new Browser(shop).signInWithAmazon('vera', { headers: json })
        shop.emulator.faults.clear()
        expect(page.status).toBeGreaterThanOrEqual(400)
        expectNoSecret(page.text)
      }
    }
    const failed = shop.events.filter(({ type }) => type === 'failed')
    expect(failed.length).toBeGreaterThan(12)
    for (const event of failed) {
      expect(show(event)).not.toMatch(/Atza|Atzr|ANa|code_verifier/)
      expectNoSecret(show(event))
    }
  })

  it('oauth-client-secret-exposure: what an injected fetch throws does not get out with it', async () => {
    const instance = anInstance({
      fetch: async (input, init) => {
        throw new Error(`could not send ${JSON.stringify(init)}`, { cause: { input, init } })
      },
    })
    expect(await finish(instance, await start(instance))).toContain('code=amazon-unreachable')
    expect(instance.events).toMatchObject([{ type: 'failed' }])
    expectNoSecret(show(instance.events))
  })

  it.each([
    { baseUrl: 'nowhere' },
    { secret: canaries.clientSecret },
    { secret: [canaries.secret, canaries.secret.slice(0, 20)] },
    { amazon: { clientId: '', clientSecret: canaries.clientSecret, region: 'xx' as 'na' } },
    {
      amazon: { clientId, clientSecret: canaries.clientSecret, endpoints: { token: canaries.clientSecret } },
    },
  ])('oauth-client-secret-exposure: a misconfiguration names no secret (%#)', (changes) => {
    const attempt = (): unknown => anInstance(changes)
    expect(attempt).toThrow()
    try {
      attempt()
    } catch (error) {
      expectNoSecret(show(error))
    }
  })

  it('oauth-client-secret-exposure: the package has no entry for browsers that could hold it', async () => {
    const { exports }: { exports: Record<string, object | string> } = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    )
    expect(JSON.stringify(exports)).not.toContain('browser')
  })
})

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64url').toString('latin1')
}
