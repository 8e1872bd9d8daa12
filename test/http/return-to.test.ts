import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseReturnTo } from '../../src/http/return-to.js'
import type { Site } from '../../src/http/site.js'

const origin = 'https://site.example'
const site = { origin, prefix: '', basePath: '/auth/amazon', defaultReturnTo: '/home' } as Site
const parse = (raw: string | null) => parseReturnTo(site, raw)

function check(raw: string): void {
  const result = parse(raw)
  // What a browser makes of the Location header, and once more of what it then shows.
  const shown = new URL(result, `${origin}/auth/amazon/callback`)
  expect(shown.origin).toBe(origin)
  expect(new URL(shown.pathname + shown.search + shown.hash, origin).origin).toBe(origin)
  expect(result).toMatch(/^\/(?!\/)[\x21-\x7e]*$/)
}

describe('parseReturnTo', () => {
  it.each([
    '/',
    '/cart',
    '/cart?step=2&x=%2F',
    '/a/b#c',
    '/a//',
    '/a//b',
    '/search?q=a+b',
    '/x/%20y',
    '/auth/amazon/connections',
  ])('keeps %s', (raw) => {
    expect(parse(raw)).toBe(raw)
  })

  it.each([
    // returnto-authority-smuggle
    '//evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/a/%2e%2E//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    ' //evil.example',
    'http://localhost@evil.example/',
    '//site.example@evil.example',
    'https://site.example.evil.example',
    'https://site.example。evil.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    // returnto-dotsegment-reemit
    '/..//evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    'https:evil.example',
    'https:/evil.example',
    // returnto-encoding
    '/%2f%2fevil.example',
    '/%5cevil.example',
    '/%2Fevil.example',
    '/%09/%2f/evil',
    // returnto-unicode
    '／／evil.example',
    '/。evil',
    '/\u2044',
    '/\u202e',
    '/\0/evil',
    '/\ud800',
    // returnto-crash
    'http://[',
    'http://a b',
    `/${'a'.repeat(64_000)}`,
    '',
    '@evil.example',
    ':80@evil.example',
    // header-injection
    '/foo\r\nSet-Cookie: a=b',
    // returnto-self-trigger
    '/auth/amazon',
    '/auth/amazon/start',
    '/auth/amazon/callback?code=x',
    '/auth/amazon/connections/unlink',
    '/AUTH/amazon/start',
    '/x/../auth/amazon/start',
  ])('replaces %j by the default', (raw) => {
    expect(parse(raw)).toBe('/home')
  })

  it('replaces a missing value by the default', () => {
    expect(parse(null)).toBe('/home')
  })

  it('never leaves the site, whatever it is given', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        ...'/\\.:@%#?&=\t\n 0a'.split(''),
        '\u3002',
        '\uff0f',
        '2f',
        '5c',
        'evil.example',
      ),
      maxLength: 24,
    })
    fc.assert(fc.property(hostile, check), { numRuns: 20_000 })
    fc.assert(
      fc.property(
        hostile.map((text) => `/${text}`),
        check,
      ),
      { numRuns: 40_000 },
    )
  })
})
