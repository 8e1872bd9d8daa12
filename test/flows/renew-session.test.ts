import { describe, expect, it } from 'vitest'
import { openPlainSite, PlainVisitor } from '../support/plain-site.js'
import { base, csrfOf, link, openScene, owner, type Scene } from './journeys.js'

type Options = NonNullable<Parameters<typeof openPlainSite>[0]>

/** A linked account at the settings of a site with sessions of its own. */
async function atSettings(sessions: Options['sessions']) {
  const scene: Scene = openScene()
  await link(scene)
  const site = openPlainSite({
    links: scene.links,
    clock: () => scene.site.now,
    host: { findAccount: async () => ({ ...owner, id: 'a1' }) },
    ...(sessions && { sessions }),
  })
  const visitor = new PlainVisitor(site)
  const unlink = async () => {
    const csrf = await csrfOf(visitor, '/connections')
    return visitor.post(`${base}/connections/unlink`, { csrf, password: 'kV' })
  }
  return { ...scene, unlink }
}

describe('the session that goes on under a new id', () => {
  it('is as old as it was, and by the way it was begun', async () => {
    const begun: unknown[] = []
    const authenticatedAt = new Date('2026-01-01T00:00:00Z')
    const { unlink } = await atSettings({
      current: async () => ({ accountId: 'a1', authenticatedAt, authenticatedBy: 'mailbox' }),
      start: async (_account, _visitor, how) => void begun.push(how),
    })
    await unlink()
    expect(begun).toEqual([{ method: 'mailbox', at: authenticatedAt }])
  })

  it('is of this moment, by the password that was just typed, where nobody knows more', async () => {
    const begun: unknown[] = []
    const { unlink, site } = await atSettings({
      current: async () => ({ accountId: 'a1', authenticatedAt: null }),
      start: async (_account, _visitor, how) => void begun.push(how),
    })
    await unlink()
    expect(begun).toEqual([{ method: 'password', at: site.now }])
  })

  it('may lead elsewhere: what the host throws as a Response is the answer', async () => {
    const { unlink, links } = await atSettings({
      current: async () => ({ accountId: 'a1', authenticatedAt: null }),
      start: async () => {
        throw new Response(null, { status: 303, headers: { location: '/terms' } })
      },
    })
    expect((await unlink()).location).toBe('/terms')
    expect(links.allLinks()).toEqual([])
  })

  it('is missing where the host fails to begin it, and the change is made', async () => {
    const { unlink, links } = await atSettings({
      current: async () => ({ accountId: 'a1', authenticatedAt: null }),
      start: async () => {
        throw new Error('broken')
      },
    })
    expect((await unlink()).location).toBe(`${base}/connections?notice=unlinked`)
    expect(links.allLinks()).toEqual([])
  })
})
