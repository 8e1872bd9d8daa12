import { describe, expect, it } from 'vitest'
import { messagesFor } from '../../src/pages/messages/index.js'
import { judge } from './judge.js'
import type { Visit } from './soak-browser.js'

const code = 'ANabcdefghijklmnopqr'

function aVisit(given: Partial<Visit> & { readonly set?: Record<string, string> }): Visit {
  const { set = {}, ...rest } = given
  return {
    method: 'GET',
    url: new URL(`http://localhost:3000/auth/amazon/callback?code=${code}&state=s`),
    wantsJson: true,
    status: 409,
    headers: new Headers({ 'cache-control': 'no-store', 'content-type': 'application/json', ...set }),
    text: '{"outcome":"refused","reason":"ticket-used"}',
    milliseconds: 1,
    typed: [],
    csrf: '',
    location: '',
    ...rest,
  }
}

const problemsOf = (visit: Visit) => judge(visit, ['the-client-secret']).problems

describe('judge', () => {
  it('knows a catalogued answer', () => {
    expect(judge(aVisit({}), [])).toEqual({ outcome: 'refused: ticket-used', problems: [] })
  })

  it('knows the form on which the visitor named an account, and gave a wrong password', () => {
    const text = `<p>${messagesFor('en').link.askMismatch}</p>`
    const visit = aVisit({ status: 403, text, wantsJson: false, set: { 'content-type': 'text/html' } })

    expect(judge(visit, []).outcome).toBe('refused: wrong-password')
  })

  it.each([
    ['an unknown reason', aVisit({ text: '{"outcome":"refused","reason":"because"}' })],
    ['a reason with another status', aVisit({ status: 400 })],
    [
      'an error page of nobody',
      aVisit({ status: 500, text: 'Internal', set: { 'content-type': 'text/html' } }),
    ],
    [
      'a redirect to another site',
      aVisit({ status: 303, location: 'https://evil.example/', set: { 'content-type': '' } }),
    ],
    ['an error of the shop', aVisit({ url: new URL('http://localhost:3000/account'), status: 500 })],
  ])('takes %s for uncatalogued', (_what, visit) => {
    expect(problemsOf(visit)).toEqual([expect.stringContaining('is in no catalogue')])
  })

  it.each([
    [
      'a secret in the page',
      aVisit({ text: '{"outcome":"refused","reason":"ticket-used","x":"the-client-secret"}' }),
    ],
    ['a secret in a header', aVisit({ set: { 'x-debug': 'the-client-secret' } })],
    ['the code in a header', aVisit({ set: { link: `</?code=${code}>` } })],
    [
      'a secret inside a cookie',
      aVisit({ set: { 'set-cookie': `a=${Buffer.from('the-client-secret').toString('base64url')}` } }),
    ],
    ['what was typed', aVisit({ typed: ['my password'], set: { 'x-echo': 'my password' } })],
  ])('notices %s', (_what, visit) => {
    expect(problemsOf(visit)).toEqual([expect.stringContaining('shows')])
  })

  it('notices a stack trace and an answer that a cache may keep', () => {
    const text = '<p>Sorry</p>\n    at go (/shop/app.ts:1:2)'
    const html = aVisit({ status: 200, text, set: { 'content-type': 'text/html' } })

    expect(problemsOf(html)).toEqual([expect.stringContaining('stack trace')])
    expect(problemsOf(aVisit({ set: { 'cache-control': 'public' } }))).toHaveLength(1)
  })
})
