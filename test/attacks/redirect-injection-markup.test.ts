import { describe, expect, it } from 'vitest'
import { tagsOf, textOf } from '../pages/markup.js'
import { Browser, type Page } from '../support/browser.js'
import { addUser, password, type Shop } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { amendProfile } from './hostile-answers.js'
import { base, expectClean } from './oracles.js'

const open = useShop()

/** No markup but our own, no invisible character; scripts and pictures would not run if there were any. */
function expectHarmless({ text, headers }: Page): void {
  if (headers.get('content-type')?.startsWith('text/html')) {
    for (const tag of tagsOf(text)) expect(tag).toMatch(/^<(?:\/|!)?(?:[a-z0-9]+)(?: [a-z-]+(?:="")?)*\/?>$/)
    const names = tagsOf(text).map((tag) => /^<[/!]?([a-z0-9]+)/.exec(tag)?.[1])
    expect(names.filter((name) => foreign.includes(name ?? ''))).toEqual([])
    expect(tagsOf(text).join()).not.toMatch(/ on\w+=| autofocus onfocus/)
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*img-src 'none'/)
  }
  expect(headers.get('content-security-policy')).not.toContain('unsafe')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
}

const foreign = ['script', 'img', 'svg', 'iframe', 'object', 'b', 'base', 'link']

/** Characters that nobody sees, in the words of a page. */
const invisible = /[\u202a-\u202e\u2066-\u2069\u2028\u2029]/

/** All pages that show what Amazon or the account says about a person called so. */
async function pagesAbout(shop: Shop, name: string): Promise<Page[]> {
  const local = addUser(shop, { email: 'vera@ex.test' })
  shop.rows('update users set full_name = ? where id = ? returning id', name, local)
  amendProfile(shop, { name })
  const stranger = new Browser(shop)
  await stranger.signInWithAmazon('mallory')
  const prompt = await stranger.get(`${base}/link`)
  const pending = await stranger.get(`${base}/pending`, { headers: { accept: 'application/json' } })
  const echo = await stranger.post(`${base}/link`, { csrf: prompt.csrf, email: name, password: name })
  await stranger.post(`${base}/link/decline`, { csrf: prompt.csrf })
  const registration = await stranger.get(`${base}/register`)
  const again = await stranger.post(`${base}/register`, { csrf: registration.csrf, name, email: name })
  const owner = new Browser(shop)
  await owner.signIn('vera@ex.test', password)
  await owner.linkWithAmazon('vera')
  const confirm = await owner.get(`${base}/link`)
  await owner.post(`${base}/link`, { csrf: confirm.csrf })
  const settings = await owner.get(`${base}/connections`)
  expect([prompt, registration, again, confirm, settings].map(({ status }) => status)).toEqual([
    200, 200, 422, 200, 200,
  ])
  return [prompt, pending, echo, registration, again, confirm, settings]
}

describe('markup', () => {
  it.each([
    ['an image', '<img src=x onerror=alert(1)>'],
    ['the end of an attribute', '"><script>alert(1)</script>'],
    ['the end of a quote', "' onmouseover='alert(1)"],
    ['an attribute', 'x" autofocus onfocus="alert(1)'],
    ['the end of an element', '</bdi></dd></main><svg/onload=alert(1)>'],
    ['the end of a style', '</style><script>alert(1)</script>'],
    ['a comment', '<!--'],
    ['an entity', '&lt;script&gt;&#x3c;img src=x onerror=alert(1)&#x3e;'],
    ['line separators', 'Vera\u2028\u2029<script>'],
    ['a writing direction', 'Vera \u202eretniW\u2066'],
    ['a template', '{{constructor.constructor("alert(1)")()}} ${alert(1)} <%= 7 %>'],
  ])('xss-profile: a name with %s is text on every page', async (_name, name) => {
    const shop = await open()
    const pages = await pagesAbout(shop, name)
    for (const page of pages) {
      expectHarmless(page)
      expect(textOf(page.text)).not.toMatch(invisible)
    }
  })

  it('xss-profile: a name of 60 kB becomes a short one, and one that is larger is no answer', async () => {
    const shop = await open({ registration: { page: 'always' } })
    amendProfile(shop, { name: '<img src=x onerror=alert(1)>'.repeat(2000) })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const page = await browser.get(`${base}/register`)
    expectHarmless(page)
    expect(page.text.length).toBeLessThan(20_000)
    amendProfile(shop, { name: 'x'.repeat(100_000) })
    const refused = await new Browser(shop).signInWithAmazon('vera')
    await expectClean(browser, refused, 'amazon-answer-invalid')
  })

  it.each(['<b>vera</b>@ex.test', '"<script>alert(1)</script>"@ex.test', 'vera@ex.test<script>'])(
    'xss-profile: %s is no email, and is shown nowhere',
    async (email) => {
      const shop = await open({ registration: { page: 'always' } })
      amendProfile(shop, { email })
      const browser = new Browser(shop)
      await browser.signInWithAmazon('vera')
      const page = await browser.get(`${base}/register`)
      expectHarmless(page)
      expect(/<input[^>]*name="email"[^>]*>/.exec(page.text)?.[0]).not.toContain('vera')
    },
  )

  it('xss-profile: an email that may hold quotes and ampersands is text in its attribute', async () => {
    const shop = await open({ registration: { page: 'always' } })
    amendProfile(shop, { email: "v'onfocus='&lt;@ex.test", name: 'Vera' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    expectHarmless(await browser.get(`${base}/register`))
  })

  it('xss-profile: JSON says that it is JSON, whatever it holds', async () => {
    const shop = await open({ registration: { page: 'always' } })
    amendProfile(shop, { name: '<script>alert(1)</script>' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    const page = await browser.get(`${base}/pending`, { headers: { accept: 'application/json' } })
    expect(page.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

/** An account whose proven address is this text, linked to Amazon and unlinked again: two notices are due. */
async function linkAndUnlink(shop: Shop, stored: string, name: string): Promise<void> {
  const id = addUser(shop, { email: 'vera@ex.test' })
  const browser = new Browser(shop)
  await browser.signIn('vera@ex.test', password)
  shop.rows('update users set email = ?, full_name = ? where id = ? returning id', stored, name, id)
  amendProfile(shop, { name })
  await browser.linkWithAmazon('vera')
  const { csrf } = await browser.get(`${base}/link`)
  await browser.post(`${base}/link`, { csrf })
  expect(shop.rows('select count(*) as n from amazon_links')).toEqual([{ n: 1 }])
  const settings = await browser.get(`${base}/connections`)
  await browser.post(`${base}/connections/unlink`, { csrf: settings.csrf })
  expect(shop.rows('select event from sparekey_audit order by id')).toEqual([
    { event: 'linked' },
    { event: 'unlinked' },
  ])
}

describe('mails', () => {
  it.each([
    ['a line break', 'Vera\r\nBcc: all@ex.test'],
    ['a link', '<a href=https://evil.example>click</a>'],
    ['a template', '{{1234*5678}} ${1234*5678} <%= 1234*5678 %>'],
  ])('mail-injection: a name with %s is in no mail', async (_name, name) => {
    const shop = await open()
    await linkAndUnlink(shop, 'vera@ex.test', name)
    expect(shop.mails).toHaveLength(2)
    for (const { to, subject, text } of shop.mails) {
      expect(to).toBe('vera@ex.test')
      expect(subject).toMatch(/^[\x20-\x7e]+$/)
      expect(text).not.toMatch(/Bcc|evil|1234\*5678|7006652/)
      expect([...text.matchAll(/https?:\S+/g)].map(([url]) => new URL(url).origin)).toEqual([shop.origin])
    }
  })

  it.each([
    'vera@ex.test,all@ex.test',
    'vera@ex.test, all@ex.test',
    'vera@ex.test;all@ex.test',
    'vera@ex.test\r\nBcc: all@ex.test',
    '"e@m.test"@v.test',
    'v@ex.test(c)m.test',
    'Vera <vera@ex.test>',
    'vera＠ex.test',
  ])('mail-injection: a stored address like %j is told to the host and not mailed', async (stored) => {
    const shop = await open()
    await linkAndUnlink(shop, stored, 'Vera')
    expect(shop.mails).toEqual([])
    const failed = shop.events.filter(({ type }) => type === 'mail-failed')
    expect(failed).toHaveLength(2)
    expect(failed.map((event) => ('error' in event ? String(event.error) : '')).join()).not.toContain('@')
  })

  it("mail-injection: Amazon's address gets no mail, nor does one that is not proven", async () => {
    const shop = await open()
    shop.emulator.customers.put({ id: 'vera', name: 'Vera', email: 'all@ex.test' })
    await linkAndUnlink(shop, 'vera@ex.test', 'Vera')
    expect(shop.mails.map(({ to }) => to)).toEqual(['vera@ex.test', 'vera@ex.test'])
    await new Browser(shop).signInWithAmazon('nora')
    expect(shop.mails).toHaveLength(2)
  })
})
