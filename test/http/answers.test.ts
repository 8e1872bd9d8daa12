import { describe, expect, it } from 'vitest'
import { linkByPassword } from '../attacks/linked.js'
import { asJson, base, csrfOf, link, openScene, owner, type Scene } from '../flows/journeys.js'
import { PlainVisitor } from '../support/plain-site.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)
describe('a host that has more to ask', () => {
  const gate = { admit: async () => ({ continueAt: '/second-factor' }) }

  it('is gone on with in JSON, and the ticket stays in its cookie', async () => {
    const scene = openScene({ host: gate })
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    const csrf = await csrfOf(scene.visitor)
    const told = await scene.visitor.post(`${base}/link`, { csrf, password: 'kV' }, asJson)
    expect([told.status, outcomeOf(told)]).toEqual([
      409,
      { outcome: 'prove-ownership', ticket: null, ways: ['sign-in-page'], continue_at: '/second-factor' },
    ])
    expect((await scene.visitor.get(`${base}/link`)).status).toBe(200)
  })

  it('is gone on with after a sign-in that needs no ticket any more', async () => {
    const state = { asks: false }
    const scene = openScene({
      host: { admit: async () => (state.asks ? { continueAt: '/second-factor' } : 'admitted') },
    })
    await link(scene)
    scene.visitor.jar.clear()
    state.asks = true
    const told = await scene.visitor.get(await scene.visitor.goToAmazon(), asJson)
    expect(outcomeOf(told)).toMatchObject({ ticket: null, continue_at: '/second-factor' })
    expect(scene.visitor.jar.size).toBe(0)
  })

  it('answers by itself, with what it says about caching', async () => {
    const headers = { 'cache-control': 'private', 'referrer-policy': 'same-origin' }
    const page = () => new Response('<h1>Second factor</h1>', { headers })
    const scene = openScene({ sessions: { current: async () => null, start: async () => page() } })
    const answer = await scene.visitor.signInWithAmazon()
    expect(answer.text).toBe('<h1>Second factor</h1>')
    expect(Object.fromEntries(answer.headers)).toMatchObject(headers)
    const silent = openScene({
      sessions: { current: async () => null, start: async () => new Response('x') },
    })
    const bare = await silent.visitor.signInWithAmazon()
    expect(Object.fromEntries(bare.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
  })
})

describe('POST /start', () => {
  it('begins to sign in, whatever else it is sent', async () => {
    const { visitor } = openScene()
    for (const form of [{}, { intent: 'other' }, { intent: 'sign-in' }] as Record<string, string>[]) {
      const told = outcomeOf(await visitor.post(`${base}/start`, form, asJson))
      expect(told).toMatchObject({ outcome: 'continue' })
      expect(told.location).toMatch(/^https:\/\/www\.amazon\.com\/ap\/oa\?/)
    }
    expect((await visitor.signInWithAmazon()).location).toBe('/')
  })

  it('begins to link for nobody who is not signed in', async () => {
    const { visitor } = openScene()
    const told = await visitor.post(`${base}/start`, { intent: 'link' }, asJson)
    expect([told.status, outcomeOf(told).reason]).toEqual([401, 'sign-in-required'])
  })

  it('takes no malformed end of an app', async () => {
    const { visitor } = openScene({ origins: ['https://app.example'] })
    const form = { return_to: 'https://app.example/', code_challenge: `${'a'.repeat(43)}\n` }
    for (const code_challenge of ['', 'short', `x ${'a'.repeat(43)}`, form.code_challenge]) {
      const told = await visitor.post(`${base}/start`, { ...form, code_challenge }, asJson)
      expect([told.status, outcomeOf(told).reason]).toEqual([400, 'malformed-request'])
    }
  })
})

describe('GET /problem', () => {
  it('shows a reference that is one of ours, and nothing else that is sent to it', async () => {
    const { visitor } = openScene()
    const page = async (reference: string) =>
      (await visitor.get(`${base}/problem?code=internal&reference=${encodeURIComponent(reference)}`)).text
    expect(await page('0123abcdef')).toContain('0123abcdef')
    for (const made of ['0123abcdef0', '0123abcde', 'call-0123abcdef', '0123abcdef call', 'ghijklmnop'])
      expect(await page(made)).not.toContain(made)
  })

  it('comes without one where none was given', async () => {
    const { visitor } = openScene()
    const { text, status } = await visitor.get(`${base}/problem?code=internal`)
    expect(status).toBe(500)
    const other = await visitor.get(`${base}/problem?code=internal&reference=x`)
    const withoutNonce = (page: string) => page.replaceAll(/nonce="[^"]*"/g, '')
    expect(withoutNonce(text)).toBe(withoutNonce(other.text))
  })

  it('offers to try again with the same end', async () => {
    const { visitor } = openScene()
    const { text } = await visitor.get(`${base}/problem?reason=try-again&return_to=/cart`)
    expect(text).toContain(`${base}/start?return_to=%2Fcart`)
    expect((await visitor.get(`${base}/problem?reason=try-again`)).text).toContain(`"${base}/start"`)
    expect((await visitor.get(`${base}/problem?reason=made-up`)).status).toBe(404)
  })
})

describe('the door', () => {
  it('names every method of a path', async () => {
    const { visitor } = openScene()
    const request = new Request(`http://inside${base}/link`, { method: 'PUT' })
    const answer = await visitor.send(request)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST'])
  })

  it('tells the host of a page that cannot be rendered, and still answers', async () => {
    const error = new Error('no template')
    const scene = openScene({
      pages: {
        problem: () => {
          throw error
        },
      },
    })
    const answer = await scene.visitor.get(`${base}/problem?reason=try-again`)
    expect(answer.status).toBe(500)
    expect(scene.site.events.at(-1)).toMatchObject({
      type: 'failed',
      code: 'internal',
      route: '/problem',
      reference: '',
      requestId: null,
      error,
    })
  })

  it('asks a strict session once more from its own origin', async () => {
    const strict = (isStrict: () => boolean) => {
      const scene: Scene = openScene({
        sessions: { current: async () => null, start: async () => undefined, isStrict },
      })
      return scene
    }
    const crossSite = { 'sec-fetch-site': 'cross-site' }
    const one = strict(() => true)
    const page = await one.visitor.get(await one.visitor.goToAmazon(), crossSite)
    expect([page.status, page.location]).toEqual([200, null])
    expect(page.text).toContain(`${base}/callback?code=ANplain`)
    const two = strict(() => false)
    expect((await two.visitor.get(await two.visitor.goToAmazon(), crossSite)).location).toBe('/')
    const three = strict(() => {
      throw new Error('broken')
    })
    const failed = await three.visitor.get(await three.visitor.goToAmazon(), crossSite)
    expect(failed.location).toContain('code=session-failed')
  })

  it('shows a session that Amazon’s way back hides only where somebody was signed in before', async () => {
    const scene = openScene()
    scene.visitor.signIn(scene.site.add(owner))
    const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link' })
    const back = scene.visitor.backFrom(String(outcomeOf(started).location))
    const crossSite = { 'sec-fetch-site': 'cross-site' }
    expect((await scene.visitor.get(back, crossSite)).location).toBe(`${base}/link`)
  })
})

describe('a way back from Amazon that fails', () => {
  const broken = async (): Promise<Response> =>
    new Response('{"error":"ServiceUnavailable"}', { status: 503, headers: { 'x-amzn-requestid': 'R-1' } })

  it('uses its transaction up, for a code must not be sent twice', async () => {
    for (const headers of [{}, asJson]) {
      const { visitor, site } = openScene({ fetch: broken })
      const callback = await visitor.goToAmazon('?return_to=/cart')
      expect(visitor.jar.size).toBe(1)
      const answer = await visitor.get(callback, headers)
      expect(visitor.jar.size).toBe(0)
      const failed = site.events.at(-1)
      expect(failed).toMatchObject({ type: 'failed', route: '/callback', requestId: 'R-1' })
      const reference = failed?.type === 'failed' ? failed.reference : ''
      expect(reference).toMatch(/^[0-9a-f]{10}$/)
      if (headers === asJson) expect(outcomeOf(answer)).toMatchObject({ outcome: 'failed', reference })
      else expect(answer.location).toContain(`reference=${reference}&return_to=%2Fcart`)
    }
  })

  it('spends none where it is another request that fails', async () => {
    const state = { isDown: false }
    const scene = openScene({
      host: {
        findAccountsByEmail: async () => {
          if (state.isDown) throw new Error('down')
          return [{ ...owner, id: 'a1' }]
        },
      },
    })
    await scene.visitor.signInWithAmazon()
    state.isDown = true
    const page = await scene.visitor.get(`${base}/link`)
    expect(page.status).toBe(500)
    expect(page.headers.getSetCookie()).toEqual([])
    const told = await scene.visitor.get(`${base}/link`, asJson)
    expect([outcomeOf(told).code, told.headers.getSetCookie()]).toEqual(['host-failed', []])
    expect(scene.site.events.at(-1)).toMatchObject({ type: 'failed', requestId: null })
  })

  it('has no end to repeat where that is the default one', async () => {
    const { visitor } = openScene({ fetch: broken })
    const { location } = await visitor.get(await visitor.goToAmazon())
    expect(location).not.toContain('return_to')
    const page = await visitor.get(`${base}/problem?reason=try-again&return_to=/`)
    expect(page.text).toContain(`"${base}/start"`)
  })
})

describe('an address of the host’s in settings', () => {
  it('is offered where Amazon tells another address than the account has, in whatever case', async () => {
    const suggestion = async (email: string, pages: object) => {
      const scene = openScene({ pages })
      const account = scene.site.add({ ...owner, email: 'vera@ex.test' })
      await linkByPassword(scene.visitor, 'kV')
      scene.site.accounts.set(account.id, { ...account, email })
      return outcomeOf(await scene.visitor.get(`${base}/connections`, asJson)).suggestion
    }
    const pages = { changeEmail: '/email' }
    expect(await suggestion('old@ex.test', pages)).toEqual({ email: 'v•••@ex.test', url: '/email' })
    expect(await suggestion('VERA@EX.TEST', pages)).toBeNull()
    expect(await suggestion('old@ex.test', {})).toBeNull()
  })

  it('is not offered to a session that Amazon has told nothing for', async () => {
    const scene = openScene({ pages: { changeEmail: '/email' } })
    scene.visitor.signIn(scene.site.add(owner))
    const told = outcomeOf(await scene.visitor.get(`${base}/connections`, asJson))
    expect(told.suggestion).toBeNull()
    expect(new PlainVisitor(scene.site).signedInAs).toBeNull()
  })
})
