import { describe, expect, it } from 'vitest'
import type { Answer } from '../support/plain-site.js'
import { openPlainSite, type PlainSite, PlainVisitor } from '../support/plain-site.js'

const password = 'kV-correct-horse'

/** One browser, which shows its cookies to both sites, for they share a host. */
function visitBoth(first: PlainSite, second: PlainSite): readonly [PlainVisitor, PlainVisitor] {
  const [one, two] = [new PlainVisitor(first), new PlainVisitor(second)]
  return [one, Object.assign(two, { jar: one.jar })]
}

describe('a base URL with a path', () => {
  it.each([
    ['which the proxy leaves on', '/store/auth/amazon'],
    ['which the proxy cuts off', '/auth/amazon'],
  ])('%s: every step leads to the public address', async (_proxy, inside) => {
    const site = openPlainSite({ baseUrl: 'https://shop.example/store/' })
    site.add({ email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    const toInside = (path: string | null): string => (path ?? '').replace('/store/auth/amazon', inside)
    const started = await visitor.get(`${inside}/start?return_to=%2Fstore%2Fcart`)
    expect(started.location).toContain(encodeURIComponent('https://shop.example/store/auth/amazon/callback'))
    const back = await visitor.get(toInside(visitor.backFrom(started.location)))
    expect(back.location).toBe('/store/auth/amazon/link')
    const form = await visitor.get(toInside(back.location))
    expect(form.text).toContain('action="/store/auth/amazon/link"')
    expect(form.text).not.toMatch(/(?:href|action)="\/auth/)
    const done = await visitor.post(`${inside}/link`, { csrf: form.csrf, password })
    expect([done.location, visitor.signedInAs]).toEqual(['/store/cart', 'a1'])
  })

  it.each(['/store/auth/amazon', '/auth/amazon'])(
    'asked under %s from Amazon without the session, the callback leads to its public self',
    async (inside) => {
      const site = openPlainSite({ baseUrl: 'https://shop.example/store' })
      const visitor = new PlainVisitor(site)
      visitor.signIn(site.add({ email: 'v@ex.test', password }))
      const asked = { accept: 'application/json' }
      const started = await visitor.post(`${inside}/start`, { intent: 'link' }, asked)
      const callback = visitor.backFrom(locationOf(started)).replace('/store/auth/amazon', inside)
      const session = visitor.jar.get('session') ?? ''
      visitor.jar.delete('session')
      const hop = await visitor.get(callback, { 'sec-fetch-site': 'cross-site' })
      expect(hop.text).toContain('/store/auth/amazon/callback?')
      visitor.jar.set('session', session)
      const again = await visitor.get(callback, { 'sec-fetch-site': 'same-origin' })
      expect(again.location).toBe('/store/auth/amazon/link')
    },
  )
})

describe('two instances whose cookies one browser sends to both', () => {
  const elsewhere = { secret: 'another-secret-of-another-app-4b8d2f6a' }

  it.each([
    ['two base paths', {}, { basePath: '/staff/amazon' }],
    ['base paths that differ in a dash', {}, { basePath: '/auth-amazon' }],
    ['base paths that differ in an underscore', { basePath: '/auth_amazon' }, { basePath: '/auth-amazon' }],
    [
      'two apps under one host',
      { baseUrl: 'https://shop.example/store' },
      { baseUrl: 'https://shop.example/outlet', ...elsewhere },
    ],
  ])('leave each other’s sign-ins alone: %s', async (_name, first, second) => {
    const sites = [
      openPlainSite({ ...first, registration: { page: 'always' } }),
      openPlainSite(second),
    ] as const
    const [one, two] = visitBoth(...sites)
    const firstCallback = await one.goToAmazon()
    const secondCallback = await two.goToAmazon()
    expect((await one.get(firstCallback)).location).toMatch(/\/register$/)
    expect((await two.get(secondCallback)).location).toMatch(/^\/(?:outlet\/)?$/)
    // Who is signed in is the hosts' affair; here it would be one cookie for both.
    one.jar.delete('session')
    const { csrf, status } = await one.get(
      `${publicBase(sites[0], 'baseUrl' in first ? first.baseUrl : undefined)}/register`,
    )
    expect(status).toBe(200)
    const fields = { csrf, email: 'vera@ex.test', name: 'Vera' }
    expect(
      (
        await one.post(
          `${publicBase(sites[0], 'baseUrl' in first ? first.baseUrl : undefined)}/register`,
          fields,
        )
      ).status,
    ).toBe(303)
    expect(sites.map(({ accounts }) => accounts.size)).toEqual([1, 1])
  })
})

function publicBase(site: PlainSite, baseUrl = 'https://shop.example'): string {
  return `${new URL(baseUrl).pathname.replace(/\/$/, '')}${site.sparekey.basePath}`
}

function locationOf({ text }: Answer): string {
  const { location }: { location: string } = JSON.parse(text)
  return location
}
