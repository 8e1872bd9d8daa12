import { describe, expect, it } from 'vitest'
import { cookiesOf, toResponse, valueOf } from '../../src/http/reply.js'
import { redirect, respondBare, respondJson, respondNothing } from '../../src/http/respond.js'
import type { Reply } from '../../src/ports/http.js'

const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

async function read(reply: Reply): Promise<unknown> {
  const response = toResponse(reply)
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  }
}

describe('an answer', () => {
  it('is stored by nobody, framed by nobody and sniffed by nobody: JSON', async () => {
    const type = 'application/json; charset=utf-8'
    const expected = { status: 200, headers: { ...always, 'content-type': type }, text: '{"a":1}' }
    expect(await read(respondJson({ a: 1 }))).toEqual(expected)
  })

  it('nor a redirect, which never posts on', async () => {
    expect(await read(redirect('/x'))).toEqual({
      status: 303,
      headers: { ...always, location: '/x' },
      text: '',
    })
  })

  it('nor nothing', async () => {
    expect(await read(respondNothing())).toEqual({ status: 204, headers: always, text: '' })
  })

  it('nor the last word, which says it in plain text', async () => {
    expect(await read(respondBare())).toEqual({
      status: 500,
      headers: { ...always, 'content-type': 'text/plain; charset=utf-8' },
      text: 'Something went wrong. Please try again later.',
    })
  })

  it('brings the status, headers and cookies it is given, and keeps its own where they say otherwise', () => {
    const headers = { 'retry-after': '7', 'cache-control': 'public' }
    const answer = respondJson({}, { status: 429, headers, cookies: ['a=1', 'b=2'] })
    expect(answer.status).toBe(429)
    expect(valueOf(answer, 'retry-after')).toBe('7')
    expect(valueOf(answer, 'cache-control')).toBe('no-store')
    expect(cookiesOf(answer)).toEqual(['a=1', 'b=2'])
    expect(cookiesOf(redirect('/x', { cookies: ['a=1'] }))).toEqual(['a=1'])
  })

  it('is not made of an address or of headers that no header can hold', () => {
    expect(() => redirect('/счёт')).toThrow('No header can hold this address: /%D1%81')
    expect(() => redirect('/a\r\nset-cookie: b=1')).toThrow('No header can hold this address: /a%0D%0A')
    expect(() => redirect('/x', { headers: { 'x-name': 'имя' } })).toThrow(TypeError)
  })
})
