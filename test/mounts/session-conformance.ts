import { describe, expect, it, onTestFinished } from 'vitest'
import { openSessionSite, type SessionSite, type SiteRecipe } from './session-site.js'
import { SessionVisitor } from './session-visitor.js'

const base = '/auth/amazon'
const password = 'kV-correct-horse'

/** What differs from one session library to the next, as a person sees it. */
export interface SessionFacts {
  /** `store`: the cookie is an id · `cookie`: the cookie is the session, and an old one still shows what was in it. */
  readonly where: 'store' | 'cookie'
  /** `replaced`: the library gives a new session to whoever comes from elsewhere, so that a Strict one never lasts. */
  readonly strict?: 'kept' | 'replaced'
}

/** Every session preset, with its real library in a real server, held to the same things. */
export function sessionConformance(
  preset: string,
  { where, strict: strictOne = 'kept' }: SessionFacts,
  recipe: (cookie: { readonly sameSite: 'lax' | 'strict' }) => SiteRecipe,
): void {
  const open = async (sameSite: 'lax' | 'strict' = 'lax'): Promise<SessionSite> => {
    const site = await openSessionSite(recipe({ sameSite }))
    onTestFinished(() => site.close())
    return site
  }

  describe(preset, () => {
    it('keeps the basket of an anonymous visitor, and tells who came back from Amazon and when', async () => {
      const site = await open()
      await new SessionVisitor(site).comeBackAs('vera')
      const visitor = new SessionVisitor(site)
      await visitor.put('basket', 'tea')
      await visitor.put('note', 'not named')
      expect(await visitor.told()).toBeNull()
      const before = Date.now()
      expect(await visitor.comeBackAs('vera')).toBe('/')
      const told = await visitor.told()
      expect(told).toMatchObject({ accountId: '1', authenticatedBy: 'amazon' })
      expect(Date.parse(told?.authenticatedAt ?? '')).toBeGreaterThanOrEqual(before - 1000)
      expect(await visitor.see()).toEqual({ userId: 1, basket: 'tea', note: null })
    })

    it("takes the site's own sign-in for what it is", async () => {
      const site = await open()
      const member = site.members.add({ email: 'vera@ex.test', password })
      const visitor = new SessionVisitor(site)
      await visitor.signIn('vera@ex.test', password)
      const told = await visitor.told()
      expect(told).toMatchObject({ accountId: member.id, authenticatedAt: expect.any(String) })
      expect(told).not.toHaveProperty('authenticatedBy')
      await visitor.signOut()
      expect(await visitor.told()).toBeNull()
      expect((await visitor.see()).userId).toBeNull()
    })

    it('session-fixation: a session that was planted before is worth nothing after signing in', async () => {
      const site = await open()
      const mallory = new SessionVisitor(site)
      await mallory.put('basket', 'poison')
      await mallory.put('note', 'planted')
      const vera = mallory.copy()
      await vera.comeBackAs('vera')
      expect(await vera.see()).toMatchObject({ userId: 1, note: null })
      expect(await mallory.told()).toBeNull()
      const left = await mallory.see()
      expect(left.userId).toBeNull()
      // Destroyed on the server, not only given out anew.
      if (where === 'store') expect(left).toEqual({ userId: null, basket: null, note: null })
    })

    it("session-mixed-accounts: of A's session nothing is left to B, and A's old cookie never becomes B's", async () => {
      const site = await open()
      await new SessionVisitor(site).comeBackAs('nora')
      const visitor = new SessionVisitor(site)
      await visitor.comeBackAs('vera')
      await visitor.put('basket', 'of A')
      await visitor.put('note', 'of A')
      const old = visitor.copy()
      expect(await visitor.comeBackAs('nora')).toBe('/')
      expect(await visitor.see()).toEqual({ userId: 1, basket: null, note: null })
      const told = await old.told()
      expect(told?.accountId).not.toBe('1')
      if (where === 'store') expect(told).toBeNull()
    })

    it('session-stepup-stamp-leak: the time of one proof never counts for the next account', async () => {
      const site = await open()
      site.members.add({ email: 'a@ex.test', password })
      site.members.add({ email: 'nora@ex.test', password })
      await linkByPassword(new SessionVisitor(site), 'nora')
      const visitor = new SessionVisitor(site)
      await visitor.signIn('a@ex.test', password)
      await visitor.signOut()
      await visitor.comeBackAs('nora')
      expect(await visitor.told()).toMatchObject({ accountId: '2', authenticatedBy: 'amazon' })
      await visitor.browser.linkWithAmazon('vera')
      expect((await visitor.browser.get(`${base}/connections`)).text).toContain('type="password"')
    })

    it('links only in a session that is fresh', async () => {
      const site = await open()
      site.members.add({ email: 'a@ex.test', password })
      const visitor = new SessionVisitor(site)
      await visitor.signIn('a@ex.test', password)
      const linking = await visitor.browser.linkWithAmazon('vera')
      expect(linking.location).toBe(`${base}/link`)
      const fresh = await visitor.browser.get(`${base}/link`)
      expect(fresh.text).not.toContain('type="password"')
      site.pass(3600)
      const stale = await visitor.browser.get(`${base}/link`)
      expect([fresh.status, stale.text.includes('type="password"') || stale.status === 400]).toEqual([
        200,
        true,
      ])
      expect(
        (await visitor.browser.post(`${base}/link`, { csrf: fresh.csrf })).status,
      ).toBeGreaterThanOrEqual(400)
    })

    it('signs in fifty people at once, each into their own account', async () => {
      const site = await open()
      const seen = await Promise.all(
        Array.from({ length: 50 }, async (_, index) => {
          const visitor = new SessionVisitor(site)
          await visitor.comeBackAs(`c${index}`)
          const { userId } = await visitor.see()
          return [site.members.find(userId)?.email, (await visitor.told())?.accountId === String(userId)]
        }),
      )
      expect(seen).toEqual(seen.map((_, index) => [`c${index}@ex.test`, true]))
    }, 60_000)

    it('cookie-tamper, cookie-type-confusion: a changed cookie, or another of ours in its place, signs nobody in', async () => {
      const site = await open()
      const visitor = new SessionVisitor(site)
      await visitor.comeBackAs('vera')
      const other = new SessionVisitor(site)
      await other.browser.get(`${base}/start`)
      const [sealed = ''] = other.browser.jar.values()
      for (const [name, value] of visitor.browser.jar) {
        const middle = Math.floor(value.length / 2)
        const flipped = `${value.slice(0, middle)}${value[middle] === 'A' ? 'B' : 'A'}${value.slice(middle + 1)}`
        for (const forged of [flipped, value.slice(0, -4), sealed, '', 'null', '%', 'e30=']) {
          const mallory = visitor.copy()
          mallory.browser.jar.set(name, forged)
          expect([name, forged, await mallory.told()]).toEqual([name, forged, null])
        }
      }
    })

    it('cookie-samesite-strict-host: takes one more step where the cookie is Strict, and keeps the basket', async () => {
      const site = await open('strict')
      const visitor = new SessionVisitor(site)
      await visitor.put('basket', 'tea')
      const callback = await visitor.browser.goToAmazon('vera')
      // Nothing that comes from elsewhere carries it.
      const strict = new Map(visitor.browser.jar)
      for (const name of strict.keys()) if (!name.startsWith('auth-amazon')) visitor.browser.jar.delete(name)
      const hop = await visitor.browser.get(callback, { headers: { 'sec-fetch-site': 'cross-site' } })
      expect([hop.status, hop.text.includes('/auth/amazon/callback')]).toEqual([200, true])
      const left = new Map([...strict, ...visitor.browser.jar])
      for (const [name, value] of left) visitor.browser.jar.set(name, value)
      const page = await visitor.browser.get(callback, { headers: { 'sec-fetch-site': 'same-origin' } })
      expect(page.location).toBe('/')
      const basket = strictOne === 'kept' ? 'tea' : null
      expect(await visitor.see()).toEqual({ userId: 1, basket, note: null })
    })
  })
}

async function linkByPassword(visitor: SessionVisitor, customer: string): Promise<void> {
  await visitor.browser.signInWithAmazon(customer)
  const { csrf } = await visitor.browser.get(`${base}/link`)
  const done = await visitor.browser.post(`${base}/link`, { csrf, password })
  if (done.status !== 303) throw new Error(`linking by password answered ${done.status}`)
}
