import { describe, expect, it } from 'vitest'
import { ledTo, openPlainSite } from '../support/plain-site.js'
import {
  app,
  ask,
  claim,
  codeIn,
  fromApp,
  openSiteWithApp,
  PlainVisitor,
  returnFromAmazon,
  startQuery,
} from './an-app.js'

const password = 'kV-correct-horse'

/** Sessions as a token in the body: what an app at another site can use. */
const tokens = {
  current: async () => null,
  start: async ({ id }: { id: string }) => ({ body: { token: `jwt-of-${id}` } }),
}

describe('a single-page app at an allowed origin', () => {
  it('gets a returning customer back with a code, and for it the session', async () => {
    const visitor = new PlainVisitor(openSiteWithApp({ sessions: tokens }))
    const back = await returnFromAmazon(visitor)
    const { searchParams, origin, pathname, hash } = new URL(back.location ?? '')
    expect([back.status, origin, pathname, hash]).toEqual([303, app, '/welcome', '#top'])
    expect([searchParams.get('tab'), searchParams.get('amazon')]).toEqual(['1', 'signed-in'])
    expect(back.location).not.toContain('jwt-of')
    const { status, body } = await claim(visitor, codeIn(back.location))
    expect(status).toBe(200)
    expect(body).toMatchObject({ outcome: 'signed-in', account_id: 'a1', created: true, token: 'jwt-of-a1' })
  })

  it('begins no session, and tells nobody of one, before the code is shown', async () => {
    const site = openSiteWithApp()
    const visitor = new PlainVisitor(site)
    const back = await returnFromAmazon(visitor)
    const told = () => site.events.filter(({ type }) => type === 'signed-in')
    expect([visitor.signedInAs, told()]).toEqual([null, []])
    const { headers } = await claim(visitor, codeIn(back.location))
    expect(headers.getSetCookie().join()).toContain('session=a1~')
    expect(told()).toHaveLength(1)
  })

  it('goes through the link prompt of the site, and back with a code', async () => {
    const site = openSiteWithApp({ sessions: tokens })
    site.add({ email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    expect((await returnFromAmazon(visitor)).location).toBe('/auth/amazon/link')
    const { csrf } = await visitor.get('/auth/amazon/link')
    const back = await visitor.post('/auth/amazon/link', { csrf, password })
    expect((await claim(visitor, codeIn(ledTo(back)))).body).toMatchObject({
      linked: true,
      token: 'jwt-of-a1',
    })
  })

  it('draws the prompt itself and gets its session with the answer', async () => {
    const site = openSiteWithApp({ sessions: tokens, pages: { link: `${app}/connect` } })
    site.add({ email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    const prompt = await visitor.get((await returnFromAmazon(visitor)).location ?? '')
    expect(prompt.location).toBe(`${app}/connect?amazon=link`)
    const pending = await ask(visitor, '/pending')
    expect([pending.status, pending.body['outcome']]).toEqual([409, 'prove-ownership'])
    const proved = await ask(visitor, '/link', { json: { password } })
    expect(proved.body).toMatchObject({ outcome: 'signed-in', linked: true, token: 'jwt-of-a1' })
    expect(proved.headers.get('access-control-allow-origin')).toBe(app)
  })

  it('hears of a refusal on the page it named, else on the one it returns to', async () => {
    const visitor = new PlainVisitor(openSiteWithApp())
    const declined = async (given: Record<string, string>) => {
      const started = await visitor.get(`/auth/amazon/start${startQuery(given)}`, fromApp)
      const state = new URL(started.location ?? '').searchParams.get('state') ?? ''
      return (await visitor.get(`/auth/amazon/callback?error=access_denied&state=${state}`)).location
    }
    expect(await declined({ refused_to: `${app}/sign-in` })).toBe(
      `${app}/sign-in?amazon=authorization-declined`,
    )
    expect(await declined({})).toBe(`${app}/welcome?tab=1&amazon=authorization-declined#top`)
    expect(await declined({ refused_to: 'https://evil.example/' })).toMatch(
      /^https:\/\/app\.example\/welcome/,
    )
  })

  it('hears of a failure in the same way', async () => {
    const fetch = async () => new Response('down', { status: 503 })
    const visitor = new PlainVisitor(openSiteWithApp({ fetch }))
    const back = await returnFromAmazon(visitor, { refused_to: `${app}/sign-in` })
    expect(back.location).toMatch(/^https:\/\/app\.example\/sign-in\?amazon=amazon-/)
  })

  it('hears of a no at the prompt', async () => {
    const site = openSiteWithApp({ registration: { page: 'closed' } })
    site.add({ email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    await returnFromAmazon(visitor)
    const { csrf } = await visitor.get('/auth/amazon/link')
    const back = await visitor.post('/auth/amazon/link/decline', { csrf })
    expect(ledTo(back)).toContain(`${app}/welcome?tab=1&amazon=registration-closed`)
  })

  it('keeps its way back when the customer chooses another Amazon account', async () => {
    const site = openSiteWithApp()
    site.add({ email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    await returnFromAmazon(visitor)
    const { text } = await visitor.get('/auth/amazon/link')
    const again = /href="(\/auth\/amazon\/start[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    site.customer = { user_id: 'amzn1.account.NORA', name: 'Nora', email: 'nora@ex.test' }
    const started = await visitor.get(again, { 'sec-fetch-site': 'same-origin' })
    const back = await visitor.get(visitor.backFrom(started.location))
    expect((await claim(visitor, codeIn(back.location))).body).toMatchObject({ created: true })
  })

  it('without a referrer gets the page with the button, which leads back to it', async () => {
    const visitor = new PlainVisitor(openSiteWithApp())
    const asked = await visitor.get(`/auth/amazon/start${startQuery()}`, { 'sec-fetch-site': 'cross-site' })
    expect([asked.status, asked.location]).toEqual([200, null])
    expect(asked.text).toContain('code_challenge=')
  })

  it('links an account that is signed in here, and hears of it without a code', async () => {
    const site = openSiteWithApp()
    const visitor = new PlainVisitor(site)
    visitor.signIn(site.add({ email: 'v@ex.test', password }))
    const asked = { json: { intent: 'link', return_to: `${app}/settings` }, headers: {} }
    const started = await ask(visitor, '/start', asked)
    for (const line of started.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      visitor.jar.set(name, value)
    }
    await visitor.get(visitor.backFrom(String(started.body['location'])))
    const { csrf } = await visitor.get('/auth/amazon/link')
    const done = await visitor.post('/auth/amazon/link', { csrf })
    expect(ledTo(done)).toBe(`${app}/settings?amazon=linked`)
    expect(done.text).toContain('<h1>One moment</h1>')
  })

  it('is reached by a page, not by a redirect, from a page of the host at another origin too', async () => {
    const elsewhere = 'https://login.example/second-factor?from=amazon&step=2'
    const site = openSiteWithApp({ host: { verifyPassword: async () => ({ continueAt: elsewhere }) } })
    site.add({ email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get('/auth/amazon/link')
    const asked = await visitor.post('/auth/amazon/link', { csrf, password })
    expect(ledTo(asked)).toBe(elsewhere)
    expect(asked.headers.getSetCookie().join()).toContain('ticket')
  })
})

describe('CORS', () => {
  it('answers the preflight of an allowed app, for the methods of the route', async () => {
    const visitor = new PlainVisitor(openSiteWithApp())
    const headers = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    }
    const answer = await ask(visitor, '/link', { method: 'OPTIONS', headers })
    expect([answer.status, answer.headers.get('access-control-allow-methods')]).toEqual([204, 'GET, POST'])
    expect(answer.headers.get('access-control-allow-origin')).toBe(app)
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true')
    expect(answer.headers.get('access-control-allow-headers')).toMatch(/content-type/i)
  })

  it('keeps pages to their own origin, tokens in them included', async () => {
    const site = openSiteWithApp()
    site.add({ email: 'vera@ex.test', password })
    const visitor = new PlainVisitor(site)
    await returnFromAmazon(visitor)
    const page = await ask(visitor, '/link', { headers: { accept: 'text/html' } })
    expect(page.text).toContain('name="csrf"')
    expect(page.headers.get('access-control-allow-origin')).toBeNull()
    expect(page.headers.get('vary')).toBe('Origin')
  })

  it('tells caches about the origin on every answer, refusals included', async () => {
    const visitor = new PlainVisitor(openSiteWithApp())
    for (const origin of [null, app, 'https://evil.example']) {
      const answer = await ask(visitor, '/pending', { origin })
      expect([answer.body['reason'], answer.headers.get('vary')]).toEqual(['ticket-missing', 'Origin'])
    }
  })

  it('is not there without `origins`', async () => {
    const visitor = new PlainVisitor(openPlainSite())
    const answer = await ask(visitor, '/pending')
    expect([...answer.headers.keys()].filter((name) => /^vary|access-control/.test(name))).toEqual([])
    const headers = { 'access-control-request-method': 'POST' }
    expect((await ask(visitor, '/link', { method: 'OPTIONS', headers })).status).toBe(405)
    expect((await ask(visitor, '/link', { json: { password } })).body['reason']).toBe('cross-site-request')
  })
})
