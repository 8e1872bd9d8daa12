import { describe, expect, it } from 'vitest'
import {
  isCrossSite,
  isFromApp,
  isPrefetch,
  isReferredByApp,
  json,
  sameOrigin,
  sameOriginOrProgram,
} from '../../src/http/guards.js'
import type { Site } from '../../src/http/site.js'

const app = 'https://app.example'
const site = { origin: 'https://shop.example', origins: [] as readonly string[] } as Site
const withApp = { ...site, origins: [app] }

const asked = (headers: Record<string, string> = {}) =>
  new Request('http://inside/auth/amazon/link', { method: 'POST', headers })
const asJson = { 'content-type': 'application/json; charset=utf-8' }
const crossSite = 'cross-site-request'

describe('sameOrigin', () => {
  it('believes what the browser says of where it stands', () => {
    expect(sameOrigin(asked({ 'sec-fetch-site': 'same-origin' }), site)).toBeNull()
    for (const value of ['same-site', 'cross-site', 'none', '']) {
      expect(sameOrigin(asked({ 'sec-fetch-site': value }), site), value).toBe(crossSite)
    }
  })

  it('believes that before an origin, and an origin before a referrer', () => {
    const own = { origin: site.origin, referer: `${site.origin}/` }
    expect(sameOrigin(asked({ ...own, 'sec-fetch-site': 'cross-site' }), site)).toBe(crossSite)
    const foreign = { origin: 'https://evil.example', referer: 'https://evil.example/' }
    expect(sameOrigin(asked({ ...foreign, 'sec-fetch-site': 'same-origin' }), site)).toBeNull()
    expect(sameOrigin(asked({ origin: site.origin, referer: foreign.referer }), site)).toBeNull()
    expect(sameOrigin(asked({ origin: foreign.origin, referer: own.referer }), site)).toBe(crossSite)
  })

  it.each(['https://evil.example', 'null', 'http://shop.example', 'https://shop.example:444', ''])(
    'refuses the origin "%s"',
    (origin) => {
      expect(sameOrigin(asked({ origin }), site)).toBe(crossSite)
    },
  )

  it.each(['https://evil.example/', 'https://shop.example.evil.example/', 'about:client', 'no address', ''])(
    'refuses the referrer "%s"',
    (referer) => {
      expect(sameOrigin(asked({ referer }), site)).toBe(crossSite)
    },
  )

  it('lets a referrer of this site through, with a form and with JSON', () => {
    const headers = { referer: 'https://shop.example/cart', cookie: 'a=b' }
    expect(sameOrigin(asked(headers), site)).toBeNull()
    expect(sameOrigin(asked({ ...headers, ...asJson }), site)).toBeNull()
  })

  it('asks a word of whoever posts JSON with cookies, and of nobody else', () => {
    expect(sameOrigin(asked({ ...asJson, cookie: 'a=b' }), site)).toBe(crossSite)
    expect(sameOrigin(asked(asJson), site)).toBeNull()
    expect(sameOrigin(asked({ cookie: 'a=b' }), site)).toBeNull()
    expect(sameOrigin(asked(), site)).toBeNull()
  })

  it('lets an allowed app post JSON from its own origin, and no form', () => {
    const from = { origin: app, 'sec-fetch-site': 'cross-site' }
    expect(sameOrigin(asked({ ...from, ...asJson }), withApp)).toBeNull()
    expect(sameOrigin(asked(from), withApp)).toBe(crossSite)
    expect(sameOrigin(asked({ ...from, ...asJson }), site)).toBe(crossSite)
    expect(sameOrigin(asked({ ...from, ...asJson, origin: 'https://evil.example' }), withApp)).toBe(crossSite)
  })
})

describe('sameOriginOrProgram', () => {
  it('asks a word of whatever comes with cookies', () => {
    expect(sameOriginOrProgram(asked({ cookie: 'a=b' }), site)).toBe(crossSite)
    expect(sameOriginOrProgram(asked(), site)).toBeNull()
  })

  it.each([
    ['sec-fetch-site', 'same-origin'],
    ['origin', 'https://shop.example'],
    ['referer', 'https://shop.example/'],
  ])('takes %s for one', (name, value) => {
    expect(sameOriginOrProgram(asked({ cookie: 'a=b', [name]: value }), site)).toBeNull()
  })

  it('refuses what sameOrigin refuses, cookies or none', () => {
    expect(sameOriginOrProgram(asked({ origin: 'https://evil.example' }), site)).toBe(crossSite)
    expect(sameOriginOrProgram(asked({ origin: 'https://evil.example', cookie: 'a=b' }), site)).toBe(
      crossSite,
    )
  })
})

describe('json', () => {
  it('takes JSON, in any spelling of its type', () => {
    for (const type of ['application/json', 'Application/JSON', 'application/json;charset=utf-8']) {
      expect(json(asked({ 'content-type': type }), site), type).toBeNull()
    }
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/plain;application/json'])(
    'refuses %s',
    (type) => {
      expect(json(asked({ 'content-type': type }), site)).toBe('unsupported-content-type')
    },
  )

  it('refuses what does not say', () => {
    expect(json(asked(), site)).toBe('unsupported-content-type')
  })
})

describe('an allowed app', () => {
  it('is known by the origin its browser names', () => {
    expect(isFromApp(asked({ origin: app }), withApp)).toBe(true)
    expect(isFromApp(asked({ origin: 'https://evil.example' }), withApp)).toBe(false)
    expect(isFromApp(asked(), withApp)).toBe(false)
    expect(isFromApp(asked({ origin: app }), site)).toBe(false)
  })

  it('is known by the page that led here', () => {
    const both = { ...site, origins: ['https://other.example', app] }
    expect(isReferredByApp(asked({ referer: `${app}/cart` }), both)).toBe(true)
    expect(isReferredByApp(asked({ referer: 'https://evil.example/' }), both)).toBe(false)
    expect(isReferredByApp(asked({ referer: 'no address' }), both)).toBe(false)
    expect(isReferredByApp(asked(), both)).toBe(false)
  })
})

describe('isPrefetch', () => {
  it.each([
    ['sec-purpose', 'prefetch;prerender'],
    ['purpose', 'prefetch'],
    ['x-moz', 'prefetch'],
    ['x-purpose', 'preview'],
    ['sec-purpose', 'Prerender'],
  ])('sees %s: %s', (name, value) => {
    expect(isPrefetch(asked({ [name]: value }))).toBe(true)
  })

  it('sees none where nothing says so', () => {
    expect(isPrefetch(asked())).toBe(false)
    expect(isPrefetch(asked({ purpose: 'navigation' }))).toBe(false)
  })
})

describe('isCrossSite', () => {
  it('is true where another site sent the visitor, a sibling included', () => {
    const values = ['cross-site', 'same-site', 'same-origin', 'none']
    const seen = values.map((value) => isCrossSite(asked({ 'sec-fetch-site': value })))
    expect(seen).toEqual([true, true, false, false])
    expect(isCrossSite(asked())).toBe(false)
  })
})
