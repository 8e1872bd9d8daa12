import { describe, expect, it } from 'vitest'
import { proveOwnership } from '../../src/flows/prove-ownership.js'
import type { Ticket } from '../../src/flows/ticket.js'
import { codeFor } from '../life/mails.js'
import { vera } from '../support/plain-site.js'
import { anAccount, aWiring, now } from './a-wiring.js'
import { asJson, base, csrfOf, openScene, owner, type Scene } from './journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)

const ticket: Ticket = {
  id: 't1',
  identity: { issuer: 'https://www.amazon.com', subject: vera.user_id },
  profile: { name: 'Vera', email: 'vera@ex.test', postalCode: null },
  intent: 'sign-in',
  returnTo: '/',
  startedBy: null,
  waitsFor: 'proof',
  emailDeclined: false,
  mailProof: null,
  issuedAt: now,
  expiresAt: new Date(now.getTime() + 900_000),
}

describe('a password', () => {
  it.each([
    ['began to link from an account', { intent: 'link', waitsFor: 'confirm-link' }],
    ['asks whether to switch accounts', { waitsFor: 'confirm-switch' }],
  ] as const)('is no answer to a ticket that %s, and is not even tried', async (_what, given) => {
    const tried: string[] = []
    const host = {
      findAccountsByEmail: async () => [anAccount()],
      verifyPassword: async (_account: unknown, password: string) => void tried.push(password),
    }
    const { wiring, consumed } = aWiring({ host })
    const answer = {
      ticket: { ...ticket, ...given },
      visitor: { request: new Request('http://inside/'), native: null },
      session: null,
      clientAddress: null,
    }
    const outcome = await proveOwnership(wiring, answer, { email: null, password: 'kV' })
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'ticket-mismatch' })
    expect([tried, consumed]).toEqual([[], []])
  })

  it('that the host asks more for keeps the ticket, which is answered afterwards', async () => {
    const state = { asks: true }
    const scene = openScene({
      host: { verifyPassword: async () => (state.asks ? { continueAt: '/second-factor' } : 'correct') },
    })
    scene.site.add(owner)
    await scene.visitor.signInWithAmazon()
    const csrf = await csrfOf(scene.visitor)
    const send = () => scene.visitor.post(`${base}/link`, { csrf, password: 'kV' }, asJson)
    expect(outcomeOf(await send())).toMatchObject({ continue_at: '/second-factor', ticket: null })
    expect((await scene.visitor.post(`${base}/link`, { csrf, password: 'kV' })).location).toBe(
      '/second-factor',
    )
    state.asks = false
    expect(outcomeOf(await send())).toMatchObject({ outcome: 'signed-in', linked: true })
  })
})

describe('a session that begins with a link', () => {
  const begun = ({ sessions }: Scene) => sessions.map(({ how }) => how.method)

  it('is said to be by the password, or by the mailbox, and at what time', async () => {
    const typed = openScene()
    typed.site.add(owner)
    await typed.visitor.signInWithAmazon()
    const csrf = await csrfOf(typed.visitor)
    await typed.visitor.post(`${base}/link`, { csrf, password: 'kV' })
    expect(typed.sessions).toEqual([{ account: 'a1', how: { method: 'password', at: typed.site.now } }])
    const mailed = openScene()
    mailed.site.add({ ...owner, password: null })
    await mailed.visitor.signInWithAmazon()
    await mailed.visitor.post(`${base}/link/mail`, { csrf: await csrfOf(mailed.visitor) })
    const code = codeFor(mailed.site, 'vera@ex.test')
    await mailed.visitor.post(`${base}/link`, { csrf: await csrfOf(mailed.visitor), code })
    expect(begun(mailed)).toEqual(['mailbox'])
  })
})

describe('a confirmation', () => {
  async function atTheQuestion(options: Parameters<typeof openScene>[0] = {}) {
    const scene = openScene(options)
    scene.visitor.signIn(scene.site.add(owner))
    const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link' })
    await scene.visitor.get(scene.visitor.backFrom(String(outcomeOf(started).location)))
    const csrf = await csrfOf(scene.visitor)
    return { ...scene, csrf, yes: () => scene.visitor.post(`${base}/link`, { csrf }, asJson) }
  }

  it('from nobody leaves the question for whoever signs in again', async () => {
    const { visitor, yes, csrf, links } = await atTheQuestion()
    const session = visitor.jar.get('session') ?? ''
    visitor.jar.delete('session')
    expect(outcomeOf(await yes())).toMatchObject({ outcome: 'refused', reason: 'sign-in-required' })
    const page = await visitor.post(`${base}/link`, { csrf })
    expect([page.status, links.allLinks()]).toEqual([401, []])
    visitor.jar.set('session', session)
    const told = outcomeOf(await yes())
    expect(told).toMatchObject({ outcome: 'signed-in', created: false, linked: true })
  })
})
