import { describe, expect, it } from 'vitest'
import { answerPreflight, withCors } from '../../src/http/cors.js'
import { valueOf } from '../../src/http/reply.js'
import type { Site } from '../../src/http/site.js'
import type { Reply } from '../../src/ports/http.js'

const origin = 'https://app.example'
const site = { origins: [origin] as readonly string[] } as Site
const closed = { origins: [] as readonly string[] } as Site

const ask = (headers: Record<string, string>, method = 'GET') =>
  new Request('http://inside/auth/amazon/session', { method, headers })
const asJson = { accept: 'application/json' }
const wants = { 'access-control-request-method': 'POST' }

const granted = (reply: Reply) =>
  ['access-control-allow-origin', 'access-control-allow-credentials', 'access-control-expose-headers'].map(
    (name) => valueOf(reply, name),
  )

describe('withCors', () => {
  const answer = (headers: Record<string, string>, method = 'GET') =>
    withCors(site, ask(headers, method), { status: 409, headers: [['vary', 'Accept']], body: 'x' })

  it('lets an allowed app read JSON, with its cookies and how long to wait', () => {
    const reply = answer({ ...asJson, origin })
    expect(granted(reply)).toEqual([origin, 'true', 'Retry-After'])
    expect([reply.status, reply.body]).toEqual([409, 'x'])
  })

  it('lets nobody else, and nobody read a page', () => {
    for (const headers of [{ ...asJson, origin: 'https://evil.example' }, asJson, { origin }]) {
      expect(granted(answer(headers))).toEqual([null, null, null])
      expect(valueOf(answer(headers), 'vary')).toBe('Accept, Origin')
    }
  })

  it('grants a preflight, and no other question by OPTIONS', () => {
    expect(granted(answer({ ...wants, origin }, 'OPTIONS'))[0]).toBe(origin)
    expect(granted(answer({ origin }, 'OPTIONS'))[0]).toBeNull()
    expect(granted(answer({ ...wants, origin }))[0]).toBeNull()
  })

  it('adds nothing where no app is allowed', () => {
    const reply = { status: 200, headers: [], body: 'x' }
    expect(withCors(closed, ask({ ...asJson, origin }), reply)).toBe(reply)
  })
})

describe('answerPreflight', () => {
  it('tells an allowed app what it may send, for ten minutes', () => {
    const reply = answerPreflight(site, ask({ ...wants, origin }, 'OPTIONS'), [
      { method: 'GET' },
      { method: 'POST' },
    ])
    expect(reply?.status).toBe(204)
    expect(Object.fromEntries(reply?.headers ?? [])).toMatchObject({
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'Authorization, Content-Type',
      'access-control-max-age': '600',
    })
  })

  it('says nothing to others, or to what is no preflight', () => {
    const others = [
      ask({ ...wants, origin: 'https://evil.example' }, 'OPTIONS'),
      ask({ origin }, 'OPTIONS'),
      ask({ ...wants, origin }),
    ]
    expect(others.map((request) => answerPreflight(site, request, [{ method: 'GET' }]))).toEqual([
      null,
      null,
      null,
    ])
  })
})
