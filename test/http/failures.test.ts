import { describe, expect, it } from 'vitest'
import { asJson, base, csrfOf, openScene, owner } from '../flows/journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)

describe('a failure', () => {
  const failing = (error: unknown) =>
    openScene({
      sessions: {
        current: async () => {
          throw error
        },
        start: async () => undefined,
      },
    })

  it.each([
    ['an error', new Error('broken')],
    ['a text', 'broken'],
    ['nothing', null],
    ['an object with a number for an id', { requestId: 7 }],
  ])('of the host’s sessions is told as theirs, whatever they throw: %s', async (_what, error) => {
    const scene = failing(error)
    const told = await scene.visitor.get(`${base}/connections`, asJson)
    expect([told.status, outcomeOf(told).code]).toEqual([500, 'session-failed'])
    expect(scene.site.events.at(-1)).toMatchObject({
      type: 'failed',
      code: 'session-failed',
      requestId: null,
    })
  })

  it('on the way back spends nothing where there is no transaction to spend', async () => {
    const scene = failing(new Error('broken'))
    const callback = await scene.visitor.goToAmazon()
    scene.visitor.jar.clear()
    const answer = await scene.visitor.get(callback, asJson)
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(['failed', 'refused']).toContain(outcomeOf(answer).outcome)
  })

  it('that nobody foresaw is ours, by name', async () => {
    const scene = openScene({
      clientAddress: () => {
        throw new Error('no address')
      },
    })
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    const csrf = await csrfOf(scene.visitor)
    const told = await scene.visitor.post(`${base}/link`, { csrf, password: 'kV' }, asJson)
    expect([told.status, outcomeOf(told).code]).toEqual([500, 'internal'])
    expect(scene.site.events.at(-1)).toMatchObject({ type: 'failed', code: 'internal', route: '/link' })
  })

  it('of Amazon’s ends on the way there, once it has been down for a while', async () => {
    const scene = openScene({ fetch: async () => new Response('{}', { status: 503 }) })
    for (let turn = 0; turn < 31; turn += 1) {
      const { location } = await scene.visitor.get(`${base}/start`)
      if (location?.startsWith('https://')) await scene.visitor.get(scene.visitor.backFrom(location))
    }
    const told = await scene.visitor.get(`${base}/start`, asJson)
    expect(outcomeOf(told)).toMatchObject({ outcome: 'failed', code: 'amazon-unavailable' })
    expect([told.location, told.headers.getSetCookie()]).toEqual([null, []])
  })
})

describe('a redirect of the host’s own', () => {
  const away = 'https://sso.example/finish'

  async function linkBy(headers: Record<string, string>) {
    const scene = openScene({
      sessions: {
        current: async () => null,
        start: async () => new Response(null, { status: 302, headers: { location: away } }),
      },
    })
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    const csrf = await csrfOf(scene.visitor)
    return { ...scene, answer: await scene.visitor.post(`${base}/link`, { csrf, password: 'kV' }, headers) }
  }

  it('after a form is a page that leads on, and any other time as it is', async () => {
    const { answer, visitor } = await linkBy({})
    const { status, location, text } = answer
    expect([status, location, text.includes(`href="${away}"`)]).toEqual([200, null, true])
    expect([...visitor.jar.keys()]).toEqual([])
    const back = await visitor.signInWithAmazon()
    expect([back.status, back.location]).toEqual([302, away])
  })

  it('reaches a program as it is', async () => {
    const { answer } = await linkBy(asJson)
    expect([answer.status, answer.location]).toEqual([302, away])
  })
})
