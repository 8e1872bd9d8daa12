import { describe, expect, it } from 'vitest'
import { openMailingSite, secondsLater } from '../life/mails.js'
import { Browser } from '../support/browser.js'
import { openPlainSite, PlainVisitor, vera } from '../support/plain-site.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { goToLink, linkByPassword, linkFromSettings, linksOf, reasonOf, unlink } from './linked.js'
import { base, expectNoUpstream, expectNoWrite, snapshot } from './oracles.js'

const open = useShop()
const mallory = { user_id: 'amzn1.account.MALLORY', name: 'Mallory', email: 'vera@ex.test' }

describe('linking from settings', () => {
  it("link-forced-callback: another browser's way back binds nothing, and nobody asks Amazon about it", async () => {
    const shop = await open()
    addUser(shop, { email: 'm@ex.test' })
    const v = addUser(shop, { email: 'vera@ex.test' })
    const [attacker, victim] = [new Browser(shop), new Browser(shop)]
    await attacker.signIn('m@ex.test', password)
    await victim.signIn('vera@ex.test', password)
    const headers = { accept: 'application/json' }
    const started = await attacker.post(`${base}/start`, { intent: 'link' }, { headers })
    const callback = await attacker.answerAmazon(String(started.json()['location']), 'mallory')
    const before = snapshot(shop)
    for (const site of ['cross-site', 'none']) {
      const page = await victim.get(callback, { headers: { 'sec-fetch-site': site } })
      expect([page.location, page.cookies]).toEqual(['/', []])
    }
    expect((await victim.me()).userId).toBe(v)
    expectNoWrite(shop, before)
    expectNoUpstream(shop)
  })

  it.each([
    ['somebody else', 'a2', 'session-changed'],
    ['nobody', null, 'sign-in-required'],
  ] as const)(
    'link-session-switched-midway: where %s is signed in on the way back, nothing is bound',
    async (_who, now, reason) => {
      const site = openPlainSite()
      const a = site.add({ email: 'a@ex.test', password: 'kA' })
      const b = site.add({ email: 'b@ex.test', password: 'kB' })
      const visitor = new PlainVisitor(site)
      visitor.signIn(a)
      const callback = await goToLink(visitor)
      visitor.jar.delete('session')
      if (now !== null) visitor.signIn(b)
      await visitor.get(callback)
      expect(reasonOf(site)).toBe(reason)
      expect([linksOf(site), visitor.signedInAs, site.accounts.size]).toEqual([{}, now, 2])
    },
  )

  it('link-session-switched-midway: the page that asks for the yes is worth nothing in a newer session', async () => {
    const site = openPlainSite()
    const a = site.add({ email: 'a@ex.test', password: 'kA' })
    const visitor = new PlainVisitor(site)
    visitor.signIn(a)
    await visitor.get(await goToLink(visitor))
    const { csrf } = await visitor.get(`${base}/link`)
    secondsLater(site, 30)
    visitor.signIn(a)
    await visitor.post(`${base}/link`, { csrf })
    expect(reasonOf(site)).toBe('session-changed')
    expect(linksOf(site)).toEqual({})
  })

  it('link-intent-confusion: signing in binds nothing to the account that is open here', async () => {
    const site = openPlainSite()
    const a = site.add({ email: 'vera@ex.test', emailProven: true, password: 'kA' })
    const visitor = new PlainVisitor(site)
    visitor.signIn(a)
    await visitor.signInWithAmazon()
    expect(reasonOf(site)).toBe('already-signed-in')
    expect(linksOf(site)).toEqual({})
  })

  it('link-intent-confusion: linking needs the session that began it, and makes no account', async () => {
    const site = openPlainSite()
    const visitor = new PlainVisitor(site)
    expect((await visitor.postJson(`${base}/start`, { intent: 'link' })).status).toBe(401)
    visitor.signIn(site.add({ email: 'a@ex.test' }))
    const callback = await goToLink(visitor)
    visitor.jar.delete('session')
    await visitor.get(callback)
    expect(reasonOf(site)).toBe('sign-in-required')
    expect([linksOf(site), site.accounts.size, visitor.signedInAs]).toEqual([{}, 1, null])
  })

  it('link-intent-confusion: what the address or a form calls the intent changes nothing', async () => {
    const site = openPlainSite()
    const visitor = new PlainVisitor(site)
    visitor.signIn(site.add({ email: 'a@ex.test', password: 'kA' }))
    const callback = await visitor.goToAmazon('?intent=link')
    await visitor.get(`${callback}&intent=link`)
    expect(reasonOf(site)).toBe('already-signed-in')
    const linking = await goToLink(visitor)
    await visitor.get(`${linking}&intent=sign-in`)
    const { csrf } = await visitor.get(`${base}/link`)
    expect(csrf).not.toBe('')
    visitor.jar.delete('session')
    await visitor.post(`${base}/link`, { csrf, intent: 'sign-in', password: 'kA', email: 'a@ex.test' })
    expect([linksOf(site), visitor.signedInAs]).toEqual([{}, null])
  })

  it("link-sub-owned-by-other: is refused, moves nothing and tells nothing of the other's account", async () => {
    const site = openPlainSite()
    const a = { email: 'private-a@ex.test', name: 'Annabel', emailProven: true, password: 'kA' }
    const first = new PlainVisitor(site)
    first.signIn(site.add(a))
    await linkFromSettings(first)
    const visitor = new PlainVisitor(site)
    visitor.signIn(site.add({ email: 'b@ex.test', password: 'kB' }))
    const answer = await visitor.get(await goToLink(visitor))
    const page = await visitor.get(answer.location ?? '')
    expect(reasonOf(site)).toBe('linked-to-another-account')
    expect(page.text).not.toMatch(/private-a|Annabel/)
    expect([linksOf(site), visitor.signedInAs]).toEqual([{ [vera.user_id]: 'a1' }, 'a2'])
  })

  it('link-sub-owned-by-other: is refused as well when the other was faster by a page', async () => {
    const site = openPlainSite()
    const [a, b] = [site.add({ email: 'a@ex.test' }), site.add({ email: 'b@ex.test' })]
    const [first, second] = [new PlainVisitor(site), new PlainVisitor(site)]
    first.signIn(a)
    second.signIn(b)
    await second.get(await goToLink(second))
    const { csrf } = await second.get(`${base}/link`)
    await linkFromSettings(first)
    await second.post(`${base}/link`, { csrf })
    expect(reasonOf(site)).toBe('linked-to-another-account')
    expect(linksOf(site)).toEqual({ [vera.user_id]: 'a1' })
  })

  it.each(['from settings', 'at the prompt'])(
    'link-silent-replace: a linked account keeps its Amazon account, asked %s',
    async (where) => {
      const site = openPlainSite()
      const a = site.add({ email: 'vera@ex.test', emailProven: true, password: 'kA' })
      const visitor = new PlainVisitor(site)
      visitor.signIn(a)
      await linkFromSettings(visitor)
      site.customer = mallory
      if (where === 'from settings') await visitor.get(await goToLink(visitor))
      else await linkByPassword(new PlainVisitor(site), 'kA')
      expect(reasonOf(site)).toBe('account-has-another-link')
      expect(linksOf(site)).toEqual({ [vera.user_id]: 'a1' })
    },
  )

  it('link-no-notice: each change is told once, to the proven address and never to the one of Amazon', async () => {
    const site = openMailingSite()
    site.customer = { ...vera, email: 'told-by-amazon@ex.test' }
    const a = site.add({ email: 'vera@ex.test', emailProven: true, password: 'kA' })
    const visitor = new PlainVisitor(site)
    visitor.signIn(a)
    await linkFromSettings(visitor)
    await unlink(visitor)
    await linkFromSettings(visitor)
    expect(site.mails.map(({ to }) => to)).toEqual(Array.from({ length: 3 }, () => 'vera@ex.test'))
    for (const { text } of [site.mails[0], site.mails[2]].flatMap((mail) => mail ?? [])) {
      expect(text).toContain(`https://shop.example${base}/undo?token=`)
      expect(text).toContain(String(site.now.getUTCFullYear()))
    }
  })

  it('link-no-notice: an address that nobody has proven is told nothing', async () => {
    const site = openMailingSite()
    site.add({ email: 'vera@ex.test', emailProven: false, password: 'kA' })
    await linkByPassword(new PlainVisitor(site), 'kA')
    expect([linksOf(site), site.mails]).toEqual([{ [vera.user_id]: 'a1' }, []])
  })
})

describe('the forms', () => {
  it.each([
    ['/link', { password: 'kV', csrf: '' }],
    ['/link/decline', {}],
    ['/register', { name: 'V', email: 'new@ex.test' }],
    ['/connections/unlink', { password: 'kV' }],
    ['/connections/password', { password: 'kV' }],
    ['/undo', { token: 'x' }],
  ])('link-by-get: %s writes nothing when it is only fetched', async (path, form) => {
    const site = openMailingSite()
    site.add({ email: 'vera@ex.test', emailProven: true, password: 'kV' })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    const query = new URLSearchParams({ ...form, csrf }).toString()
    const headers = { cookie: [...visitor.jar].map((pair) => pair.join('=')).join('; ') }
    for (const method of ['GET', 'HEAD']) {
      const request = new Request(`http://inside${base}${path}?${query}`, { method, headers })
      expect((await site.sparekey.handler(request)).status).not.toBe(500)
    }
    expect([linksOf(site), site.accounts.size, site.mails, site.links.auditRecords]).toEqual([{}, 1, [], []])
    // Nothing was used up: the form still works.
    await visitor.post(`${base}/link`, { csrf, password: 'kV' })
    expect(linksOf(site)).toEqual({ [vera.user_id]: 'a1' })
  })
})
