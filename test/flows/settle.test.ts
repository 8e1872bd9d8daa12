import { describe, expect, it } from 'vitest'
import type { NewLink } from '../../src/ports/link-store.js'
import { linksOf, reasonOf } from '../attacks/linked.js'
import { PlainVisitor, vera } from '../support/plain-site.js'
import { asJson, base, csrfOf, journeys, link, openScene, owner, type Scene } from './journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)
const laterBy = ({ site }: Scene, seconds: number) => {
  site.now = new Date(site.now.getTime() + seconds * 1000)
}

/** At the prompt for the password, with the answer that sends it. */
async function atThePrompt(scene: Scene, visitor = scene.visitor) {
  if (scene.site.accounts.size === 0) scene.site.add(owner)
  await visitor.signInWithAmazon()
  const csrf = await csrfOf(visitor)
  return {
    typePassword: () => visitor.post(`${base}/link`, { csrf, password: 'kV' }, asJson),
    decline: () => visitor.post(`${base}/link/decline`, { csrf }, asJson),
  }
}

const readLinks = (scene: Scene) => Object.values(linksOf({ ...scene.site, links: scene.links }))

describe('a write that lost against the unique key', () => {
  it('is decided again twice, then the same page may be sent again', async () => {
    const state = { isBusy: true }
    const scene: Scene = openScene({
      links: {
        createLink: async (given) => (state.isBusy ? 'subject-taken' : scene.links.createLink(given)),
      },
    })
    const { typePassword } = await atThePrompt(scene)
    scene.calls.made.length = 0
    expect(outcomeOf(await typePassword())).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    expect(scene.calls.made.filter((call) => call.startsWith('createLink'))).toHaveLength(3)
    expect(scene.visitor.signedInAs).toBeNull()
    state.isBusy = false
    expect(outcomeOf(await typePassword())).toMatchObject({ outcome: 'signed-in', linked: true })
  })

  it.each([
    [30, { outcome: 'signed-in', linked: false }],
    [31, { outcome: 'refused', reason: 'ticket-used' }],
  ])('ends where the same form ended %d seconds before', async (seconds, expected) => {
    const scene: Scene = openScene({
      links: {
        createLink: async (given: NewLink) => {
          await scene.links.createLink({ ...given, at: new Date(given.at.getTime() - seconds * 1000) })
          return 'ticket-used'
        },
      },
    })
    const { typePassword } = await atThePrompt(scene)
    expect(outcomeOf(await typePassword())).toMatchObject(expected)
  })
})

describe('a ticket that was used meanwhile', () => {
  it('fails as the store’s doing where nobody can tell what for', async () => {
    const scene: Scene = openScene({ links: { createLink: async () => 'ticket-used' } })
    const { typePassword } = await atThePrompt(scene)
    scene.calls.made.length = 0
    expect(outcomeOf(await typePassword())).toMatchObject({ outcome: 'refused', reason: 'ticket-used' })
    const looks = scene.calls.made.filter((call) => call.startsWith('findLink#')).length
    scene.calls.made.length = 0
    scene.calls.breaks = [`findLink#${looks}`]
    const tab = await atThePrompt(scene, new PlainVisitor(scene.site))
    scene.calls.made.length = 0
    expect(outcomeOf(await tab.typePassword())).toMatchObject({ outcome: 'failed', code: 'store-failed' })
  })
})

describe('an account that changes while it is being linked', () => {
  type Change = (scene: Scene) => void
  const edit = (change: object): Change => {
    return ({ site }) => void site.accounts.set('a1', { ...owner, emailProven: false, id: 'a1', ...change })
  }
  const changes: readonly (readonly [string, Change])[] = [
    ['has another address', edit({ email: 'new@ex.test' })],
    ['has its mailbox proven', edit({ emailProven: true })],
    ['is disabled', edit({ disabled: true })],
    ['is deleted', ({ site }) => void site.accounts.delete('a1')],
  ]

  it.each(changes)('loses the link again when it %s', async (_what, change) => {
    const scene: Scene = openScene({
      links: {
        createLink: async (given: NewLink) => {
          const written = await scene.links.createLink(given)
          change(scene)
          return written
        },
      },
    })
    scene.site.add({ ...owner, emailProven: false })
    const { typePassword } = await atThePrompt(scene)
    expect(outcomeOf(await typePassword())).toMatchObject({ reason: 'try-again' })
    expect([readLinks(scene), scene.visitor.signedInAs, scene.sessions]).toEqual([[], null, []])
    expect(scene.site.events.filter(({ type }) => type === 'evicted')).toMatchObject([{ accountId: 'a1' }])
    expect(scene.links.auditRecords.at(-1)).toMatchObject({
      event: 'evicted',
      accountId: 'a1',
      details: { because: 'account-changed' },
    })
  })

  it.each([
    ['has another address', changes[0]?.[1], 'try-again'],
    ['has its mailbox proven', changes[1]?.[1], 'try-again'],
    ['is deleted', changes[3]?.[1], 'account-gone'],
  ])('is not linked by the password of before when it %s', async (_what, change, reason) => {
    const scene: Scene = openScene({
      host: {
        verifyPassword: async () => {
          change?.(scene)
          return 'correct'
        },
      },
    })
    scene.site.add({ ...owner, emailProven: false })
    const { typePassword } = await atThePrompt(scene)
    expect(outcomeOf(await typePassword())).toMatchObject({ outcome: 'refused', reason })
    expect([readLinks(scene), scene.visitor.signedInAs]).toEqual([[], null])
    // The page may be sent again where the account is still there.
    expect(scene.visitor.jar.size).toBe(reason === 'try-again' ? 1 : 0)
  })

  it('keeps the link where it cannot be taken back, and says whose fault that was', async () => {
    const scene: Scene = openScene({
      links: {
        createLink: async (given: NewLink) => {
          const written = await scene.links.createLink(given)
          scene.site.accounts.delete('a1')
          return written
        },
        deleteLink: async () => {
          throw new Error('broken')
        },
      },
    })
    const { typePassword } = await atThePrompt(scene)
    expect(outcomeOf(await typePassword())).toMatchObject({ outcome: 'failed', code: 'store-failed' })
    expect([scene.visitor.signedInAs, scene.sessions]).toEqual([null, []])
  })

  it('is linked by a proof from before the password was checked, which takes its time', async () => {
    const written: NewLink[] = []
    const scene: Scene = openScene({
      host: {
        verifyPassword: async () => {
          laterBy(scene, 20)
          return 'correct'
        },
      },
      links: {
        createLink: async (given: NewLink) => {
          written.push(given)
          return scene.links.createLink(given)
        },
      },
    })
    const { typePassword } = await atThePrompt(scene)
    expect(outcomeOf(await typePassword())).toMatchObject({ outcome: 'signed-in' })
    const { proof } = written[0] ?? {}
    expect(Number(proof?.endsUntil) - Number(proof?.validUntil)).toBe(20_000)
  })

  it('is not linked where the host answers with another account than the one that was asked for', async () => {
    const scene: Scene = openScene({ host: { findAccount: async () => ({ ...owner, id: 'a2' }) } })
    const { typePassword } = await atThePrompt(scene)
    expect(outcomeOf(await typePassword())).toMatchObject({ outcome: 'refused', reason: 'account-gone' })
    expect(readLinks(scene)).toEqual([])
  })
})

describe('a gate that opens for the link and not for the session', () => {
  it('leaves the account linked and nobody signed in', async () => {
    const scene = openScene({
      host: {
        admit: async (_account, _visitor, action) => (action === 'link' ? 'admitted' : { refused: '' }),
      },
    })
    const { typePassword } = await atThePrompt(scene)
    expect(outcomeOf(await typePassword())).toMatchObject({ outcome: 'refused', reason: 'account-refused' })
    expect([readLinks(scene), scene.visitor.signedInAs, scene.sessions]).toEqual([['a1'], null, []])
    expect(scene.site.events.map(({ type }) => type)).not.toContain('signed-in')
  })
})

describe('a ticket whose subject was linked meanwhile', () => {
  async function linkedElsewhere() {
    const scene = openScene()
    const tab = await atThePrompt(scene)
    const other = await atThePrompt(scene, new PlainVisitor(scene.site))
    await other.typePassword()
    return { scene, tab }
  }

  it('enters by the password, once, however long ago that was', async () => {
    const { scene, tab } = await linkedElsewhere()
    laterBy(scene, 60)
    const jar = new Map(scene.visitor.jar)
    expect(outcomeOf(await tab.typePassword())).toMatchObject({ outcome: 'signed-in', linked: false })
    scene.visitor.jar.clear()
    for (const [name, value] of jar) scene.visitor.jar.set(name, value)
    expect(outcomeOf(await tab.typePassword())).toMatchObject({ reason: 'ticket-used' })
  })

  it('is no way in for whoever says that the account is not theirs', async () => {
    const { scene, tab } = await linkedElsewhere()
    laterBy(scene, 60)
    expect(outcomeOf(await tab.decline())).toMatchObject({ outcome: 'refused', reason: 'ticket-used' })
    expect(scene.visitor.signedInAs).toBeNull()
  })

  it('nor where the store does not keep when that was', async () => {
    const scene: Scene = openScene({
      links: {
        findLink: async (identity) => {
          const found = await scene.links.findLink(identity)
          return found && { ...found, linkedAt: null }
        },
      },
    })
    const tab = await atThePrompt(scene)
    await (await atThePrompt(scene, new PlainVisitor(scene.site))).typePassword()
    expect(outcomeOf(await tab.decline())).toMatchObject({ outcome: 'refused', reason: 'ticket-used' })
  })

  it('switches accounts once, but for the same press within half a minute', async () => {
    const scene = openScene()
    const step = await journeys['switching accounts']?.(scene)
    const jar = new Map(scene.visitor.jar)
    const again = async () => {
      scene.visitor.jar.clear()
      for (const [name, value] of jar) scene.visitor.jar.set(name, value)
      return outcomeOf((await step?.()) ?? { text: '{}' })
    }
    expect(await again()).toMatchObject({ outcome: 'signed-in', account_id: 'a1' })
    expect(await again()).toMatchObject({ outcome: 'refused', reason: 'ticket-used' })
  })
})

describe('the date of the last use', () => {
  it.each([
    [3599, 0],
    [3600, 1],
  ])('is written again after %d seconds: %d times', async (seconds, times) => {
    const scene = openScene()
    await link(scene)
    scene.visitor.jar.clear()
    laterBy(scene, seconds)
    const callback = await scene.visitor.goToAmazon()
    scene.calls.made.length = 0
    await scene.visitor.get(callback)
    expect(scene.calls.made.filter((call) => call.startsWith('recordUse'))).toHaveLength(times)
    expect(scene.links.allLinks()).toMatchObject([{ identity: { subject: vera.user_id } }])
  })

  it('is written at once when Amazon tells something new, where that is kept', async () => {
    const scene = openScene({
      profile: { name: 'always' },
      host: { updateAccount: async () => {} },
    })
    await link(scene)
    const count = async () => {
      scene.visitor.jar.clear()
      const callback = await scene.visitor.goToAmazon()
      scene.calls.made.length = 0
      await scene.visitor.get(callback)
      return scene.calls.made.filter((call) => call.startsWith('recordUse')).length
    }
    expect(await count()).toBe(0)
    scene.site.customer = { ...vera, name: 'Vera B.' }
    expect(await count()).toBe(1)
    expect(await count()).toBe(0)
  })
})

describe('an address that is typed to register', () => {
  it('is not registered twice, and the page says which field is in the way', async () => {
    const scene = openScene()
    const { decline } = await atThePrompt(scene)
    await decline()
    const csrf = await csrfOf(scene.visitor, '/register')
    const answer = await scene.visitor.post(
      `${base}/register`,
      { csrf, ...owner, name: 'V', password: '', emailProven: '' },
      asJson,
    )
    expect(outcomeOf(answer)).toMatchObject({
      outcome: 'register',
      problems: [{ field: 'email', problem: 'taken', message: null }],
    })
    expect([scene.site.accounts.size, reasonOf(scene.site)]).toEqual([1, null])
  })
})
