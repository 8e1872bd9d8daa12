import { describe, expect, it } from 'vitest'
import {
  cookieName,
  createCookieSettings,
  readCookies,
  serializeCookie,
  serializeDeletion,
} from '../../src/http/cookies.js'

const siteAt = (place: Partial<Parameters<typeof createCookieSettings>[0]>) => ({
  cookies: createCookieSettings({ isSecure: true, prefix: '', basePath: '/auth/amazon', ...place }),
})
const secure = siteAt({})
const plain = siteAt({ isSecure: false, prefix: '/store' })

const read = (cookie: string) => [...readCookies(new Request('http://inside/', { headers: { cookie } }))]

describe('readCookies', () => {
  it('reads each by its name, whatever stands in its value', () => {
    expect(read('a=1; b=x=y;c="q"; d=')).toEqual([
      ['a', '1'],
      ['b', 'x=y'],
      ['c', '"q"'],
      ['d', ''],
    ])
    expect([...readCookies(new Request('http://inside/'))]).toEqual([])
  })

  it('takes blanks and tabs off, and nothing else', () => {
    expect(read(' \t a \t=\t 1 \t; b= 2 3 ')).toEqual([
      ['a', '1'],
      ['b', '2 3'],
    ])
    expect(read('\u00a0a=1')).toEqual([['\u00a0a', '1']])
  })

  it('leaves out what has no name', () => {
    expect(read('=1; a; ; b=2')).toEqual([['b', '2']])
  })

  it('leaves out a name that comes twice, and three times', () => {
    expect(read('a=1; b=2; a=3')).toEqual([['b', '2']])
    expect(read('a=1; a=2; a=3; b=2')).toEqual([['b', '2']])
  })

  it('reads a header of 64 KiB, and none that is longer', () => {
    const most = 64 * 1024
    expect(read(`a=${'x'.repeat(most - 2)}`)).toHaveLength(1)
    expect(read(`a=${'x'.repeat(most - 1)}`)).toEqual([])
  })
})

describe('a cookie of ours', () => {
  it('is named after its address', () => {
    expect(cookieName(secure, 'ticket-1')).toBe('__Host-auth-amazon.ticket-1')
    expect(cookieName(plain, 'ticket-1')).toBe('store-auth-amazon.ticket-1')
    const odd = siteAt({ isSecure: false, basePath: '/a.b-c/Ü' })
    expect(cookieName(odd, 'x')).toBe('a~2eb~2dc-~dc.x')
  })

  it('goes to this host alone, over TLS alone, and to no script', () => {
    const line = serializeCookie(secure, { name: 'n', value: 'v', lifetimeSeconds: 60 })
    expect(line).toBe('n=v; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60')
  })

  it('goes to our routes alone where there is no TLS', () => {
    const line = serializeCookie(plain, { name: 'n', value: 'v', lifetimeSeconds: 60 })
    expect(line).toBe('n=v; Path=/store/auth/amazon; HttpOnly; SameSite=Lax; Max-Age=60')
  })

  it('is deleted under the attributes it was set with', () => {
    const past = 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'
    expect(serializeDeletion(secure, 'n')).toBe(`n=; Path=/; HttpOnly; SameSite=Lax; Secure; ${past}`)
    expect(serializeDeletion(plain, 'n')).toBe(`n=; Path=/store/auth/amazon; HttpOnly; SameSite=Lax; ${past}`)
  })
})
