import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { orderNotice } from '../../src/ports/notice-order.js'
import { openPlainSite, PlainVisitor } from '../support/plain-site.js'
import { asJson, base, csrfOf, link, openScene, owner, type Scene } from './journeys.js'

const laterBy = ({ site }: Pick<Scene, 'site'>, seconds: number) => {
  site.now = new Date(site.now.getTime() + seconds * 1000)
}

const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.TOOL' }

/** What waits in the outbox and is due; it is not held by that, for the lease ends at once. */
const due = ({ links, site }: Scene) => links.outbox?.claim(site.now, site.now, 100) ?? []

async function withWaitingMail(): Promise<Scene> {
  const scene = openScene()
  scene.site.mailer = 'down'
  await link(scene)
  return scene
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a mail that cannot be sent', () => {
  it('is tried again later and later, at last by the hour', async () => {
    const scene = await withWaitingMail()
    for (const pause of [60, 300, 900, 3600, 3600, 3600]) {
      laterBy(scene, pause - 1)
      expect(await due(scene), `before ${pause}`).toEqual([])
      laterBy(scene, 1)
      expect(await due(scene), `after ${pause}`).toHaveLength(1)
      await scene.site.sparekey.deliverMails()
    }
    scene.site.mailer = 'up'
    laterBy(scene, 3600)
    await scene.site.sparekey.deliverMails()
    expect(scene.site.mails.map(({ to }) => to)).toEqual(['vera@ex.test'])
  })

  it('is given up where it was sealed under a secret that is gone', async () => {
    const scene = await withWaitingMail()
    laterBy(scene, 60)
    const other = openPlainSite({
      links: scene.links,
      secret: randomBytes(32).toString('base64url'),
      clock: () => scene.site.now,
      mailer: { send: async () => {} },
    })
    await other.sparekey.deliverMails()
    expect(other.events).toEqual([])
    laterBy(scene, 3600)
    expect(await due(scene)).toEqual([])
  })

  it('waits for an instance that has a mailer', async () => {
    const scene = await withWaitingMail()
    laterBy(scene, 60)
    const without = openPlainSite({ links: scene.links, clock: () => scene.site.now })
    await without.sparekey.deliverMails()
    expect(await due(scene)).toHaveLength(1)
  })

  it('leaves no timer behind when it was sent', async () => {
    vi.useFakeTimers()
    const scene = openScene()
    await link(scene)
    expect([scene.site.mails.length, vi.getTimerCount()]).toEqual([1, 0])
  })
})

describe('a notice that a tool without the secret ordered', () => {
  async function unlinkByTool(scene: Scene, accountId: string): Promise<void> {
    const { site, links } = scene
    const audit = {
      at: site.now,
      event: 'unlinked',
      accountId,
      identity,
      details: { by: 'support' },
    } as const
    const notice = orderNotice('0'.repeat(22), { kind: 'unlinked', accountId, at: site.now })
    await links.createLink({ identity, accountId, emailAtLink: null, at: site.now, ticket: null, audit })
    await links.deleteLink(accountId, audit, [notice])
    await site.sparekey.deliverMails()
  }

  it('is written by the site that delivers it, to the proven address, with nothing to take back', async () => {
    const scene = openScene()
    await unlinkByTool(scene, scene.site.add(owner).id)
    const [mail, ...more] = scene.site.mails
    expect([mail?.to, mail?.subject]).toEqual([
      'vera@ex.test',
      expect.stringContaining('no longer connected to Amazon'),
    ])
    expect(mail?.text).not.toContain('/undo')
    expect(more).toEqual([])
    laterBy(scene, 3600)
    expect(await due(scene)).toEqual([])
  })

  it.each(['whose address is not proven', 'that is gone'])('is dropped for an account %s', async (kind) => {
    const scene = openScene()
    const { id } = scene.site.add({ email: 'nora@ex.test', emailProven: false })
    await unlinkByTool(scene, kind === 'that is gone' ? 'nobody' : id)
    expect([scene.site.mails, scene.site.events]).toEqual([[], []])
    laterBy(scene, 3600)
    expect(await due(scene)).toEqual([])
  })
})

describe('a notice', () => {
  const kept = { links: { outbox: undefined } } as object

  it('is sent at once where the store keeps no mails', async () => {
    const scene = openScene(kept)
    await link(scene)
    expect(scene.site.mails.map(({ to }) => to)).toEqual(['vera@ex.test'])
    await expect(scene.site.sparekey.deliverMails()).resolves.toBeUndefined()
  })

  it('goes nowhere where the stored address is not plainly one, which is an event', async () => {
    const scene = openScene()
    const twice = { ...owner, email: 'vera@ex.test, mallory@ex.test' }
    scene.visitor.signIn(scene.site.add(twice))
    const started = await scene.visitor.postJson(`${base}/start`, { intent: 'link' })
    await scene.visitor.get(scene.visitor.backFrom(String(JSON.parse(started.text).location)))
    await scene.visitor.post(`${base}/link`, { csrf: await csrfOf(scene.visitor) })
    expect([scene.links.allLinks().length, scene.site.mails]).toEqual([1, []])
    expect(scene.site.events).toContainEqual({
      type: 'mail-failed',
      at: scene.site.now,
      accountId: 'a1',
      error: new Error('The stored address is not plainly one address: nothing is mailed to it.'),
    })
  })

  it('goes to nobody where there is no mailer, and none is kept', async () => {
    const scene = openScene({ mailer: undefined } as object)
    await link(scene)
    expect([scene.links.allLinks().length, await due(scene)]).toEqual([1, []])
    expect(scene.site.events.map(({ type }) => type)).not.toContain('mail-failed')
  })

  it('to somebody without an address is none, in whatever store', async () => {
    for (const options of [{}, kept]) {
      const scene = openScene(options)
      scene.site.customer = { user_id: 'amzn1.account.NOBODY', name: 'Nobody' }
      const back = await scene.visitor.goToAmazon()
      expect(JSON.parse((await scene.visitor.get(back, asJson)).text)).toMatchObject({ created: true })
      scene.site.accounts.set('a1', { id: 'a1', email: null, emailProven: false, password: 'kV' })
      const csrf = await csrfOf(scene.visitor, '/connections')
      await scene.visitor.post(`${base}/connections/unlink`, { csrf, password: 'kV' })
      expect([scene.links.allLinks(), scene.site.mails]).toEqual([[], []])
      expect(scene.site.events.map(({ type }) => type)).not.toContain('mail-failed')
    }
  })
})

describe('what Amazon told before', () => {
  it('is forgotten where the site does not follow it any more', async () => {
    const scene = openScene({ pages: { changeEmail: '/email' } })
    await link(scene)
    const seen = async () => (await scene.links.findLinkOfAccount('a1'))?.seen
    expect(await seen()).toEqual({ name: 'Vera', email: 'vera@ex.test', postalCode: null })
    const site = openPlainSite({
      links: scene.links,
      clock: () => scene.site.now,
      host: { findAccount: async (id) => scene.site.accounts.get(id) ?? null },
    })
    const visitor = new PlainVisitor(site)
    await visitor.signInWithAmazon()
    expect([visitor.signedInAs, await seen()]).toEqual(['a1', null])
  })

  it.each([
    ['name', { name: 'Vera Linn' }],
    ['email', { email: 'new@ex.test' }],
    ['postalCode', { postal_code: '98109' }],
  ])('is kept as it is now, and written only when it changes: the %s', async (field, change) => {
    const scene = openScene({ pages: { changeEmail: '/email' } })
    await link(scene)
    const comeBack = async () => {
      scene.visitor.jar.clear()
      scene.calls.made.length = 0
      await scene.visitor.signInWithAmazon()
      return scene.calls.made.filter((call) => call.startsWith('recordUse')).length
    }
    expect(await comeBack()).toBe(0)
    scene.site.customer = { ...scene.site.customer, ...change }
    expect(await comeBack()).toBe(1)
    expect(await comeBack()).toBe(0)
    const { seen } = (await scene.links.findLinkOfAccount('a1')) ?? {}
    expect(seen).toMatchObject({ [field]: Object.values(change)[0] })
  })
})
