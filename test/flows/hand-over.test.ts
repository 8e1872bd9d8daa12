import { describe, expect, it } from 'vitest'
import type { Link } from '../../src/ports/link-store.js'
import { app, claim, codeIn, returnFromAmazon } from '../http/an-app.js'
import { ledTo, PlainVisitor } from '../support/plain-site.js'
import { link, openScene, owner, type Scene } from './journeys.js'

const laterBy = ({ site }: Pick<Scene, 'site'>, seconds: number) => {
  site.now = new Date(site.now.getTime() + seconds * 1000)
}

/** An app whose customer is linked already and has come back from Amazon with a code. */
async function withCode(options: Parameters<typeof openScene>[0] = {}) {
  const scene = openScene({ origins: [app], ...options })
  await link(scene)
  laterBy(scene, 3600)
  scene.visitor.jar.clear()
  const code = codeIn((await returnFromAmazon(scene.visitor)).location)
  return { ...scene, code, show: () => claim(scene.visitor, code) }
}

describe('a code for an app', () => {
  it('begins the session when it is shown, as the sign-in it stands for, and tells of it then', async () => {
    const scene = await withCode()
    const { site, sessions } = scene
    const decidedAt = site.now
    const told = () => site.events.filter(({ type }) => type === 'signed-in').length
    expect([sessions.length, told()]).toEqual([0, 0])
    laterBy(scene, 30)
    expect((await scene.show()).body).toMatchObject({
      outcome: 'signed-in',
      account_id: 'a1',
      created: false,
    })
    expect(sessions).toEqual([{ account: 'a1', how: { method: 'amazon', at: decidedAt } }])
    expect([told(), site.events.at(-1)?.at]).toEqual([1, site.now])
  })

  it.each([
    [59.999, { outcome: 'signed-in' }],
    [60, { outcome: 'refused', reason: 'code-rejected' }],
  ])('is worth nothing a minute later: after %d seconds', async (seconds, expected) => {
    const scene = await withCode()
    laterBy(scene, seconds)
    expect((await scene.show()).body).toMatchObject(expected)
  })

  it('is told of as a sign-in only then, and as a link at once', async () => {
    const scene = openScene({ origins: [app] })
    scene.site.add(owner)
    await returnFromAmazon(scene.visitor)
    const { csrf } = await scene.visitor.get('/auth/amazon/link')
    const proven = await scene.visitor.post('/auth/amazon/link', { csrf, password: 'kV' })
    const told = () => scene.site.events.map(({ type }) => type)
    expect([told().includes('linked'), told().includes('signed-in')]).toEqual([true, false])
    expect((await claim(scene.visitor, codeIn(ledTo(proven)))).body).toMatchObject({ linked: true })
    expect(told().at(-1)).toBe('signed-in')
  })

  it('is used up by itself, and uses no other up', async () => {
    const scene = await withCode()
    const other = codeIn((await returnFromAmazon(scene.visitor)).location)
    expect((await scene.show()).body).toMatchObject({ outcome: 'signed-in' })
    expect((await claim(scene.visitor, other)).body).toMatchObject({ outcome: 'signed-in' })
  })

  it('works once', async () => {
    const { show, sessions } = await withCode()
    await show()
    expect((await show()).body).toMatchObject({ outcome: 'refused', reason: 'code-rejected' })
    expect(sessions).toHaveLength(1)
  })

  it.each([
    ['nobody', null, 'signed-in'],
    ['the account itself', 'a1', 'signed-in'],
    ['somebody else', 'a2', 'refused'],
  ])('replaces no session that was begun meanwhile: of %s', async (_whose, id, outcome) => {
    const scene = await withCode()
    if (id !== null) scene.visitor.signIn({ ...owner, id })
    const { body } = await scene.show()
    expect(body).toMatchObject(outcome === 'refused' ? { outcome, reason: 'session-changed' } : { outcome })
  })

  it('replaces the session that was there when it was decided', async () => {
    const scene = openScene({ origins: [app] })
    await link(scene)
    const { site, visitor } = scene
    const other = site.add({ ...owner, email: 'b@ex.test' })
    visitor.signIn(other)
    await returnFromAmazon(visitor)
    const page = await visitor.get('/auth/amazon/link')
    const switched = await visitor.post('/auth/amazon/link', { csrf: page.csrf })
    const { body } = await claim(visitor, codeIn(ledTo(switched)))
    expect(body).toMatchObject({ outcome: 'signed-in', account_id: 'a1' })
  })

  it.each([
    [0, { outcome: 'signed-in' }],
    [1, { outcome: 'signed-in' }],
    [2, { outcome: 'refused', reason: 'try-again' }],
  ])('opens no link that was made after it: %d seconds', async (seconds, expected) => {
    const scene = await withCode()
    const [found] = scene.links.allLinks()
    if (found === undefined) throw new Error('There is no link.')
    const { identity } = found
    const at = new Date(scene.site.now.getTime() + seconds * 1000)
    const audit = { at, event: 'linked', accountId: 'a1', identity, details: {} } as const
    await scene.links.deleteLink('a1', audit)
    const another = { ...identity, subject: 'amzn1.account.OTHER' }
    await scene.links.createLink({
      identity: another,
      accountId: 'a1',
      emailAtLink: null,
      at,
      ticket: null,
      audit,
    })
    expect((await scene.show()).body).toMatchObject(expected)
  })

  it('opens a link whose time the store does not keep', async () => {
    const state: { link: Link | null } = { link: null }
    const scene = await withCode({ links: { findLinkOfAccount: async () => state.link } })
    const [found] = scene.links.allLinks()
    if (found !== undefined) state.link = { ...found, linkedAt: null }
    expect((await scene.show()).body).toMatchObject({ outcome: 'signed-in' })
  })

  it('opens no other account than the one it was made for', async () => {
    const state = { isConfused: false }
    const scene = await withCode({
      host: {
        findAccount: async (id) => ({ ...owner, id: state.isConfused ? 'a7' : id }),
      },
    })
    state.isConfused = true
    expect((await scene.show()).body).toMatchObject({ outcome: 'refused', reason: 'account-gone' })
  })

  it.each([
    ['redeemTicket#1', 'store-failed'],
    ['findLinkOfAccount#1', 'store-failed'],
    ['findAccount#1', 'host-failed'],
    ['admit#1', 'host-failed'],
  ])('fails where %s fails, by its name', async (call, code) => {
    const scene = await withCode()
    scene.calls.made.length = 0
    scene.calls.breaks = [call]
    expect((await scene.show()).body).toMatchObject({ outcome: 'failed', code })
    expect(new PlainVisitor(scene.site).signedInAs).toBeNull()
  })
})
