import { describe, expect, it } from 'vitest'
import { linkFromSettings } from '../attacks/linked.js'
import { asJson, base, csrfOf, link, openScene, owner, type Scene } from '../flows/journeys.js'
import { openPlainSite, PlainVisitor, vera } from '../support/plain-site.js'
import { fromApp, openSiteWithApp, startQuery } from './an-app.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)
const undoToken = ({ site }: Scene) => /undo\?token=([^\s"]+)/.exec(site.mails[0]?.text ?? '')?.[1] ?? ''

describe('the page of "this was not me"', () => {
  it('asks with the token it was opened with, and sends nothing by itself', async () => {
    const scene = openScene()
    await link(scene)
    const token = undoToken(scene)
    const { status, text } = await scene.visitor.get(`${base}/undo?token=${token}`)
    expect(status).toBe(200)
    expect(text).toContain(`action="${base}/undo"`)
    expect(text).toContain(`value="${token}"`)
    expect(scene.links.allLinks()).toHaveLength(1)
  })

  it('says that it is done, and where the way in is now', async () => {
    const scene = openScene({ pages: { signIn: '/login', forgotPassword: '/forgot' } })
    await link(scene)
    const { status, text } = await scene.visitor.post(`${base}/undo`, { token: undoToken(scene) })
    expect(status).toBe(200)
    expect(text).toContain('href="/forgot"')
    expect(text).not.toContain(`action="${base}/undo"`)
    expect(text).not.toContain('value="')
    expect(scene.links.allLinks()).toEqual([])
  })

  it.each(['', '?token=', '?token=made-up'])('refuses what is no token: %s', async (query) => {
    const { visitor } = openScene()
    expect((await visitor.get(`${base}/undo${query}`)).status).toBe(410)
    const told = await visitor.post(`${base}/undo`, {}, asJson)
    expect(outcomeOf(told)).toMatchObject({ reason: 'undo-expired' })
  })
})

describe('an application that answers by itself', () => {
  it.each([
    ['null', null],
    ['"text"', null],
    ['17', null],
    ['[]', null],
    ['{}', null],
    ['{"outcome":7}', null],
    ['{"outcome":"of the host"}', { outcome: 'of the host' }],
  ])('is told nothing of a host’s answer that is none of ours: %s', async (text, body) => {
    const scene = openScene({
      sessions: { current: async () => null, start: async () => new Response(text) },
    })
    const callback = await scene.visitor.goToAmazon()
    const request = new Request(`http://inside${callback}`, { headers: scene.visitor.headers({}) })
    const answer = await scene.site.sparekey.answer(request)
    expect([answer.status, answer.body]).toEqual([200, body])
  })
})

describe('settings that ask for the password', () => {
  async function withOldSession(options: Parameters<typeof openScene>[0] = {}) {
    const scene = openScene(options)
    scene.visitor.signIn(scene.site.add(owner))
    await linkFromSettings(scene.visitor)
    scene.site.now = new Date(scene.site.now.getTime() + 3_600_000)
    const csrf = await csrfOf(scene.visitor, '/connections')
    const unlink = (password: string, headers: Record<string, string> = {}) =>
      scene.visitor.post(`${base}/connections/unlink`, { csrf, password }, headers)
    return { ...scene, unlink }
  }

  it('say how long to wait after too many guesses, on the page too', async () => {
    const { unlink, links } = await withOldSession()
    const wrong = await unlink('no')
    expect([wrong.status, wrong.headers.get('retry-after')]).toEqual([403, null])
    for (let turn = 0; turn < 4; turn += 1) await unlink('no')
    const [page, told] = [await unlink('kV'), await unlink('kV', asJson)]
    expect([page.status, told.status]).toEqual([429, 429])
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(told.headers.get('retry-after')).toBe(page.headers.get('retry-after'))
    expect(page.text).toContain('minutes')
    expect(wrong.text).not.toContain('minutes')
    expect(links.allLinks()).toHaveLength(1)
  })

  it('lead to the host’s own page where that asks more', async () => {
    const { unlink, links } = await withOldSession({
      host: { verifyPassword: async () => ({ continueAt: '/second-factor' }) },
    })
    expect((await unlink('kV')).location).toBe('/second-factor')
    expect(outcomeOf(await unlink('kV', asJson))).toEqual({
      outcome: 'prove-ownership',
      ticket: null,
      ways: ['sign-in-page'],
      continue_at: '/second-factor',
    })
    expect(links.allLinks()).toHaveLength(1)
  })

  it('pass on the session that the host answers with as a Response', async () => {
    const scene: Scene = openScene()
    scene.visitor.signIn(scene.site.add(owner))
    await linkFromSettings(scene.visitor)
    const started = new Response('<h1>Welcome</h1>', {
      status: 302,
      headers: { location: '/elsewhere', 'set-cookie': 'session=a1~1; Path=/' },
    })
    const other = openPlainSite({
      links: scene.links,
      clock: () => scene.site.now,
      host: { findAccount: async (id) => scene.site.accounts.get(id) ?? null },
      sessions: {
        current: async () => ({ accountId: 'a1', authenticatedAt: scene.site.now }),
        start: async () => started.clone(),
      },
    })
    const visitor = new PlainVisitor(other)
    const csrf = await csrfOf(visitor, '/connections')
    const done = await visitor.post(`${base}/connections/unlink`, { csrf, password: 'kV' })
    expect(done.location).toBe(`${base}/connections?notice=unlinked`)
    expect(done.headers.getSetCookie()).toContain('session=a1~1; Path=/')
  })
})

describe('a form that is shown again', () => {
  it('says in how many minutes to come back, once there were too many guesses', async () => {
    const scene = openScene()
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    const csrf = await csrfOf(scene.visitor)
    const guess = () => scene.visitor.post(`${base}/link`, { csrf, password: 'no' })
    const wrong = await guess()
    for (let turn = 0; turn < 4; turn += 1) await guess()
    const waiting = await guess()
    expect(wrong.text).not.toContain('minutes')
    expect(waiting.text).toContain('minutes')
  })
})

describe('a page with what was sent', () => {
  it('has the code that was wrong in its field, and says so once', async () => {
    const scene = openScene()
    scene.site.add({ ...owner, password: null })
    await scene.visitor.signInWithAmazon()
    await scene.visitor.post(`${base}/link/mail`, { csrf: await csrfOf(scene.visitor) })
    const csrf = await csrfOf(scene.visitor)
    const { status, text } = await scene.visitor.post(`${base}/link`, { csrf, code: 'AAAAA-AAAAA' })
    expect([status, text.includes('value="AAAAA-AAAAA"')]).toEqual([403, true])
  })

  it('is the yes of a session, whatever code comes along', async () => {
    const scene = openScene()
    scene.visitor.signIn(scene.site.add(owner))
    const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link' })
    await scene.visitor.get(scene.visitor.backFrom(String(outcomeOf(started).location)))
    const csrf = await csrfOf(scene.visitor)
    const yes = await scene.visitor.post(`${base}/link`, { csrf, code: 'AAAAA-AAAAA' }, asJson)
    expect(outcomeOf(yes)).toMatchObject({ outcome: 'signed-in', linked: true })
  })

  it('fails as the host’s doing where the account that is asked cannot be read', async () => {
    const scene = openScene()
    scene.visitor.signIn(scene.site.add(owner))
    const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link' })
    await scene.visitor.get(scene.visitor.backFrom(String(outcomeOf(started).location)))
    scene.calls.made.length = 0
    scene.calls.breaks = ['findAccount#1']
    const told = await scene.visitor.get(`${base}/link`, asJson)
    expect([told.status, outcomeOf(told).code]).toEqual([500, 'host-failed'])
  })
})

describe('a form that leads to Amazon', () => {
  it('ends on a page that goes there by itself, with the way back in a cookie', async () => {
    const { visitor } = openScene()
    const { status, location, text } = await visitor.post(`${base}/start`, {})
    const amazon = /href="(https:\/\/www\.amazon\.com\/ap\/oa\?[^"]*)"/.exec(text)?.[1] ?? ''
    expect([status, location, text.includes('Amazon')]).toEqual([200, null, true])
    const back = visitor.backFrom(amazon.replaceAll('&amp;', '&'))
    expect((await visitor.get(back)).location).toBe('/')
    expect(text).not.toContain('<h1>One moment</h1>')
  })

  it('is asked for first where an app only leads here, and names no end of its own', async () => {
    const visitor = new PlainVisitor(openSiteWithApp())
    const asked = await visitor.get(`${base}/start`, fromApp)
    expect([asked.status, asked.location, [...visitor.jar.keys()]]).toEqual([200, null, []])
    const begun = await visitor.get(`${base}/start${startQuery()}`, fromApp)
    expect(begun.location).toContain('https://www.amazon.com/ap/oa?')
  })
})

describe('a program that brings a session', () => {
  /** Without cookies: the host reads its own header. */
  function openProgram(options: Parameters<typeof openScene>[0] = {}) {
    const scene: Scene = openScene({
      fetch: async (input) =>
        Response.json(
          new Request(input).url.endsWith('/tokeninfo')
            ? {
                aud: 'amzn1.application-oa2-client.shop',
                user_id: vera.user_id,
                iss: 'https://www.amazon.com',
                exp: 60,
              }
            : vera,
        ),
      sessions: {
        current: async ({ request }) => {
          const accountId = request.headers.get('authorization')
          return accountId === null ? null : { accountId, authenticatedAt: scene.site.now }
        },
        start: async () => undefined,
      },
      ...options,
    })
    const send = async (path: string, json: object, authorization?: string) => {
      const headers = { 'content-type': 'application/json', ...(authorization && { authorization }) }
      const request = new Request(`http://inside${base}${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(json),
      })
      const response = await scene.site.sparekey.handler(request)
      return { cookies: response.headers.getSetCookie(), body: await response.json() }
    }
    return { ...scene, send }
  }

  it('is asked to confirm, in no other browser, and may say no', async () => {
    const { site, send, links } = openProgram()
    const { id } = site.add(owner)
    const asked = await send('/token', { access_token: 'Atza|vera', intent: 'link' }, id)
    expect(asked.body).toMatchObject({ outcome: 'confirm', action: 'link' })
    expect(asked.body).not.toHaveProperty('finish')
    const held = { ticket: asked.body.ticket, ticket_key: 'Atza|vera' }
    const no = await send('/link/decline', held, id)
    expect([no.body.reason, no.cookies, links.allLinks()]).toEqual(['declined', [], []])
  })

  it('goes on in a browser from the start where the host asks more than the password', async () => {
    const { site, send } = openProgram({
      host: { verifyPassword: async () => ({ continueAt: '/second-factor' }) },
    })
    site.add(owner)
    const { body } = await send('/token', { access_token: 'Atza|vera' })
    const told = await send('/link', { ticket: body.ticket, ticket_key: 'Atza|vera', password: 'kV' })
    expect(told.body).toMatchObject({
      continue_at: `https://shop.example${base}/device?code=${body.finish.code}`,
      ticket: expect.stringMatching(/^[\w.~-]{50,}$/),
    })
  })
})

describe('the language of a page', () => {
  const page = async (locale: (() => string | null) | undefined, accept: string | null) => {
    const { visitor } = openScene(locale === undefined ? {} : { pages: { locale } })
    const headers: Record<string, string> = accept === null ? {} : { 'accept-language': accept }
    const { text } = await visitor.get(`${base}/problem?reason=try-again`, headers)
    return /<html lang="([^"]*)"/.exec(text)?.[1]
  }

  it('is the host’s, else the browser’s, else English', async () => {
    expect(await page(undefined, 'de')).toBe('de')
    expect(await page(undefined, null)).toBe('en')
    expect(await page(() => 'de', 'en')).toBe('de')
    expect(await page(() => null, 'de')).toBe('de')
    expect(await page(() => null, null)).toBe('en')
  })
})
