import { describe, expect, it } from 'vitest'
import type { Wiring } from '../../src/flows/wiring.js'
import { emptyBody } from '../../src/http/body.js'
import { routeOf } from '../../src/http/door.js'
import { createExchange, type Exchange } from '../../src/http/exchange.js'
import { routeUrl, type Site, withQuery } from '../../src/http/site.js'

interface Asked {
  readonly headers?: Record<string, string>
  readonly method?: string
  readonly route?: string
  readonly body?: Exchange['body']
  readonly clientAddress?: string | null
}

function ask({
  headers = {},
  method = 'GET',
  route = '/link',
  body = emptyBody,
  ...rest
}: Asked = {}): Exchange {
  const request = new Request(`http://inside/auth/amazon${route}`, { method, headers })
  const sessions = {
    count: 0,
    current: async () => ({ accountId: `a${(sessions.count += 1)}`, authenticatedAt: null }),
  }
  const wiring: Wiring = Object.assign(Object.create(null), { sessions })
  const site = { clientAddress: () => rest.clientAddress ?? null } as Partial<Site> as Site
  const visitor = { request, native: null }
  return createExchange({ wiring, site, visitor, request, url: new URL(request.url), route, body })
}

const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const ticketInBody = new Map([['ticket', 'x']])

describe('what an exchange wants', () => {
  it.each([
    ['a page, without a word', {}, false],
    ['a page, for a browser', { headers: html }, false],
    ['JSON, for who accepts it', { headers: { accept: 'application/json' } }, true],
    ['a page, for who accepts both', { headers: { accept: 'application/json, text/html' } }, false],
    ['JSON, for who posts it', { headers: { 'content-type': 'application/json' }, method: 'POST' }, true],
    ['JSON, for who brings a ticket', { body: ticketInBody, method: 'POST' }, true],
    ['a page, for a browser with a field of that name', { body: ticketInBody, headers: html }, false],
    ['JSON, for who brings a token', { route: '/token', method: 'POST' }, true],
    ['JSON, for a device', { route: '/device', method: 'POST' }, true],
    ['JSON, for a device that asks again', { route: '/device/poll', method: 'POST' }, true],
    ['a page, for a browser that posts there', { route: '/token', method: 'POST', headers: html }, false],
    ['a page, for who only looks there', { route: '/token' }, false],
  ] as [string, Asked, boolean][])('is %s', (_what, asked, wantsJson) => {
    expect(ask(asked).wantsJson).toBe(wantsJson)
  })

  it('goes over the channel of a program only where no browser says where it stands', () => {
    const accept = 'application/json'
    expect(ask({ headers: { accept } }).channel).toBe('client')
    expect(ask({ headers: html }).channel).toBe('browser')
    expect(ask().channel).toBe('browser')
    for (const name of ['cookie', 'origin', 'sec-fetch-site', 'referer']) {
      expect(ask({ headers: { accept, [name]: 'x' } }).channel, name).toBe('browser')
    }
  })

  it('is a JSON post by its content type alone', () => {
    expect(ask({ headers: { 'content-type': ' Application/JSON ; charset=x' } }).isJsonPost).toBe(true)
    expect(ask({ headers: { accept: 'application/json' } }).isJsonPost).toBe(false)
  })
})

describe('the address of a client', () => {
  it.each([
    [null, null],
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::1:2:3:4:5', '0:0:0:1::/64'],
    ['x::ffff:192.0.2.1', 'x:0:0:0::/64'],
    ['::ffff:192.0.2.1x', '0:0:0:0::/64'],
  ])('%s counts as %s', (clientAddress, counted) => {
    expect(ask({ clientAddress }).clientAddress()).toBe(counted)
  })
})

describe('the session of an exchange', () => {
  it('is asked of the host once', async () => {
    const exchange = ask()
    expect(await exchange.session()).toEqual({ accountId: 'a1', authenticatedAt: null })
    expect(await exchange.session()).toEqual({ accountId: 'a1', authenticatedAt: null })
  })
})

describe('routeOf', () => {
  const site = { prefix: '/store', basePath: '/auth/amazon' }

  it.each([
    ['/store/auth/amazon/link', '/link'],
    ['/auth/amazon/link', '/link'],
    ['/store/auth/amazon', ''],
    ['/auth/amazon', ''],
    ['/auth/amazon/', '/'],
    ['/auth/amazonas/link', null],
    ['/store/auth/amazonas', null],
    ['/x/auth/amazon/link', null],
    ['/', null],
  ])('%s is %s', (pathname, route) => {
    expect(routeOf(site, pathname)).toBe(route)
  })
})

describe('an address', () => {
  const site = { prefix: '/store', basePath: '/auth/amazon' } as Site

  it('of a route has the public prefix, and a query only where there is one', () => {
    expect(routeUrl(site, '/start')).toBe('/store/auth/amazon/start')
    expect(routeUrl(site, '/start', { return_to: '/a b' })).toBe('/store/auth/amazon/start?return_to=%2Fa+b')
  })

  it.each([
    ['/sign-in', '/sign-in?a=1'],
    ['/sign-in?x=2', '/sign-in?x=2&a=1'],
    ['/sign-in#top', '/sign-in?a=1#top'],
    ['/sign-in?x=2#a?b#c', '/sign-in?x=2&a=1#a?b#c'],
    ['https://shop.example', 'https://shop.example?a=1'],
    ['/#line\nbreak', '/?a=1#line\nbreak'],
  ])('of the host keeps what it had: %s', (address, expected) => {
    expect(withQuery(address, { a: '1' })).toBe(expected)
  })
})
