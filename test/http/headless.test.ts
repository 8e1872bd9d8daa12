import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/index.js'
import { openPlainSite, PlainVisitor, vera } from '../support/plain-site.js'

const base = '/auth/amazon'
const password = 'kV-correct-horse'

/** An application without pages: every request of its visitor is a step, and what it came to is kept. */
function openHeadless(options?: Parameters<typeof openPlainSite>[0]) {
  const site = openPlainSite(options)
  const answers: Answer[] = []
  const visitor = new PlainVisitor(site, async (request) => {
    const answer = await site.sparekey.answer(request, { some: 'native' })
    answers.push(answer)
    return new Response(JSON.stringify(answer.body), answer)
  })
  const last = (): Answer['body'] => answers.at(-1)?.body ?? null
  return { site, visitor, last, answers }
}

describe('sparekey.answer', () => {
  it('takes a customer from the button to their account, without a page', async () => {
    const { site, visitor, last } = openHeadless()
    const { id } = site.add({ email: vera.email, emailProven: true, password })
    await visitor.get(`${base}/start?return_to=/cart`)
    expect(last()).toMatchObject({ outcome: 'continue' })
    await visitor.get(visitor.backFrom(String(last()?.['location'])))
    expect(last()).toMatchObject({ outcome: 'prove-ownership', ways: ['password'] })
    await visitor.get(`${base}/pending`)
    expect(last()).toMatchObject({ outcome: 'prove-ownership' })
    await visitor.postJson(`${base}/link`, { password: 'wrong' })
    expect(last()).toMatchObject({ outcome: 'refused', reason: 'wrong-password' })
    await visitor.postJson(`${base}/link`, { password })
    expect(last()).toMatchObject({ outcome: 'signed-in', account_id: id, linked: true, return_to: '/cart' })
    expect(visitor.signedInAs).toBe(id)
  })

  it('keeps other sites out, as the pages do', async () => {
    const { visitor, last } = openHeadless()
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const answer = await visitor.post(`${base}/link`, { password }, headers)
    expect([answer.status, last()?.['reason']]).toEqual([403, 'cross-site-request'])
  })

  it('has no body where the session answered with a page of its own', async () => {
    const there = new Response('<h1>Second factor</h1>', { headers: { 'content-type': 'text/html' } })
    const sessions = { current: async () => null, start: async () => there }
    const { visitor, last, answers } = openHeadless({ sessions })
    await visitor.get(`${base}/start`)
    await visitor.get(visitor.backFrom(String(last()?.['location'])))
    expect(answers.at(-1)).toMatchObject({ status: 200, body: null })
  })

  it.each(['[]', '"text"', 'null', '7', '{"outcome":7}', '{"body":"x"}', '{'])(
    'has no body where the session answered with JSON that is no outcome: %s',
    async (text) => {
      const start = async () => new Response(text, { headers: { 'content-type': 'application/json' } })
      const { visitor, last, answers } = openHeadless({ sessions: { current: async () => null, start } })
      await visitor.get(`${base}/start`)
      await visitor.get(visitor.backFrom(String(last()?.['location'])))
      expect(answers.at(-1)).toMatchObject({ status: 200, body: null })
    },
  )
})
