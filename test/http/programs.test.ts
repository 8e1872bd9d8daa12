import { describe, expect, it } from 'vitest'
import { base, openScene, owner, postAsProgram, type Scene } from '../flows/journeys.js'
import { PlainVisitor, vera } from '../support/plain-site.js'

const clientId = 'amzn1.application-oa2-client.shop'
const accessToken = 'Atza|vera'

const tellsVera = async (input: string | URL | Request): Promise<Response> =>
  Response.json(
    new Request(input).url.endsWith('/tokeninfo')
      ? { aud: clientId, user_id: vera.user_id, iss: 'https://www.amazon.com', exp: 3600 }
      : vera,
  )

/** A site and a program that asks it: no cookies, no word about where it stands. */
function openProgram(options: Parameters<typeof openScene>[0] = {}) {
  const scene: Scene = openScene({ fetch: tellsVera, ...options })
  const post = async (path: string, json: object) => {
    const { status, headers, body } = await postAsProgram(scene, path, json)
    return { status, cookies: headers.getSetCookie(), body }
  }
  const held = { ticket: '' }
  return {
    ...scene,
    token: async (more: object = {}) => {
      const told = await post('/token', { access_token: accessToken, ...more })
      held.ticket = told.body.ticket ?? ''
      return told
    },
    answer: async (path: string, more: object = {}) => {
      const told = await post(path, { ticket: held.ticket, ticket_key: accessToken, ...more })
      held.ticket = told.body.ticket ?? held.ticket
      return told
    },
  }
}

const requiredIn = ({ fields }: { fields: { name: string; required: boolean }[] }) =>
  fields.filter(({ required }) => required).map(({ name }) => name)

const ticketText = expect.stringMatching(/^[\w.~-]{50,}$/)

describe('a program without cookies', () => {
  it('gets its ticket in the body, and a place to go on in a browser', async () => {
    const { site, token } = openProgram()
    site.add(owner)
    const { status, cookies, body } = await token()
    expect([status, cookies]).toEqual([409, []])
    expect(body).toEqual({
      outcome: 'prove-ownership',
      ways: ['password'],
      email_hint: 'v•••@ex.test',
      amazon: { name: 'Vera', email: 'v•••@ex.test' },
      located: true,
      email: 'vera@ex.test',
      disclosure: 'helpful',
      can_register: true,
      sign_in_url: null,
      forgot_password_url: null,
      ticket: ticketText,
      finish: {
        url: `https://shop.example${base}/device`,
        code: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/),
      },
    })
  })

  it('gets no session’s cookie beside its own answer, and works its ticket once', async () => {
    const { site, token, answer, links } = openProgram()
    site.add(owner)
    await token()
    const done = await answer('/link', { password: 'kV' })
    expect(done.body).toMatchObject({ outcome: 'signed-in', account_id: 'a1', created: false, linked: true })
    expect(done.cookies.map((line) => line.split('=')[0])).toEqual(['session'])
    expect(links.allLinks()).toHaveLength(1)
  })

  it('is told where to go on in a browser when the host has more to ask, and keeps its ticket', async () => {
    const { site, token, answer, links } = openProgram({
      host: { admit: async () => ({ continueAt: '/second-factor' }) },
    })
    site.add(owner)
    const { finish } = (await token()).body
    const told = await answer('/link', { password: 'kV' })
    expect([told.status, told.cookies]).toEqual([409, []])
    expect(told.body).toEqual({
      outcome: 'prove-ownership',
      ticket: ticketText,
      ways: ['sign-in-page'],
      continue_at: `https://shop.example${base}/device?code=${finish.code}`,
    })
    expect(links.allLinks()).toEqual([])
  })

  it('is told the host’s own page where nothing waits', async () => {
    const state = { asks: false }
    const { site, token, answer } = openProgram({
      host: { admit: async () => (state.asks ? { continueAt: '/second-factor' } : 'admitted') },
    })
    site.add(owner)
    await token()
    await answer('/link', { password: 'kV' })
    state.asks = true
    const { body } = await token()
    expect(body).toEqual({
      outcome: 'prove-ownership',
      ticket: null,
      ways: ['sign-in-page'],
      continue_at: '/second-factor',
    })
  })

  it('sets no cookie by a no', async () => {
    const { site, token, answer } = openProgram()
    site.add(owner)
    await token()
    const no = await answer('/link/decline')
    expect([no.cookies, no.body.outcome]).toEqual([[], 'register'])
    expect(no.body.ticket).toEqual(ticketText)
  })

  it('is told at every asking which fields the host needs, and not only after the form that lacked them', async () => {
    const needs = ['name', 'email']
    const { token, answer } = openProgram({
      host: {
        createAccount: async () => {
          const field = needs.shift()
          return { problems: field === undefined ? [] : [{ field, problem: 'required' }] }
        },
      },
    })
    const first = await token()
    expect(requiredIn(first.body)).toEqual(['name'])
    expect(requiredIn((await answer('/register', { name: 'V', email: 'no address' })).body)).toContain('name')
    expect(requiredIn((await answer('/register', { name: 'V' })).body)).toEqual(['email', 'name'])
    expect(requiredIn((await answer('/register', { name: 'V', email: 'v2@ex.test' })).body)).toEqual([
      'email',
      'name',
    ])
  })

  it('links the account of a session that it brings, and is offered no other browser for that', async () => {
    const { site, visitor } = openProgram()
    visitor.signIn(site.add(owner))
    const told = await visitor.postJson(`${base}/token`, { access_token: accessToken, intent: 'link' })
    expect(JSON.parse(told.text)).toMatchObject({ outcome: 'confirm', action: 'link', ticket: null })
    expect(JSON.parse(told.text)).not.toHaveProperty('finish')
    const stranger = new PlainVisitor(site)
    const refused = await stranger.postJson(`${base}/token`, { access_token: accessToken, intent: 'link' })
    expect([refused.status, JSON.parse(refused.text).reason]).toEqual([401, 'sign-in-required'])
  })
})
