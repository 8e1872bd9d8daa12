import { describe, expect, it } from 'vitest'
import { redirect, respondBare, respondJson, respondNothing } from '../../src/http/respond.js'

const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

async function read(response: Response): Promise<unknown> {
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
    expect(answer.headers.get('retry-after')).toBe('7')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(redirect('/x', { cookies: ['a=1'] }).headers.getSetCookie()).toEqual(['a=1'])
  })
})
