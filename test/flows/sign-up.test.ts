import { describe, expect, it } from 'vitest'
import type { NewLink } from '../../src/ports/link-store.js'
import { asJson, base, journeys, openScene, owner, type Scene } from './journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)

/** Comes from Amazon, and is asked nothing: the account is made at once. */
async function signUp({ visitor }: Scene): Promise<Record<string, unknown>> {
  return outcomeOf(await visitor.get(await visitor.goToAmazon(), asJson))
}

const leftBehind = ({ site }: Scene) =>
  site.events.flatMap((event) => (event.type === 'left-behind' ? [event.accountId] : []))

describe('a sign-up', () => {
  it('ends where another one of the same subject holds it', async () => {
    const scene = openScene({ links: { reserveSubject: async () => 'subject-taken' } })
    expect(await signUp(scene)).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    expect([scene.site.accounts.size, scene.visitor.signedInAs]).toEqual([0, null])
  })

  it('makes no account with a ticket that was used up', async () => {
    const scene = openScene({ links: { isTicketUsed: async () => true } })
    expect(await signUp(scene)).toMatchObject({ outcome: 'refused', reason: 'ticket-used' })
    expect(scene.site.accounts.size).toBe(0)
  })

  it.each([
    ['another account', 'a1', ['a2']],
    ['the same account', 'a2', []],
  ])('that comes too late says which account is left over: the link is of %s', async (_whose, id, over) => {
    const scene: Scene = openScene({
      links: {
        createLink: async ({ signUpKey = '', ...given }: NewLink) => {
          await scene.links.releaseSubject(given.identity, signUpKey, 'forgotten')
          await scene.links.createLink({ ...given, accountId: id, ticket: null })
          return 'subject-taken'
        },
      },
    })
    scene.site.add({ ...owner, email: 'other@ex.test' })
    expect(await signUp(scene)).toMatchObject({ outcome: 'signed-in', account_id: id })
    expect(leftBehind(scene)).toEqual(over)
  })

  it('says nothing is left over while nobody knows who was faster', async () => {
    const scene = openScene({ links: { createLink: async () => 'subject-taken' } })
    expect(await signUp(scene)).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    expect(leftBehind(scene)).toEqual([])
  })
})

describe('a sign-up whose link cannot be written', () => {
  it('fails as the store’s doing after it was tried once more', async () => {
    const scene = openScene()
    scene.calls.breaks = ['createLink#1', 'createLink#2']
    expect(await signUp(scene)).toMatchObject({ outcome: 'failed', code: 'store-failed' })
    expect([scene.links.allLinks(), scene.visitor.signedInAs]).toEqual([[], null])
    expect(scene.calls.made.filter((call) => call.startsWith('createLink'))).toHaveLength(2)
  })

  it('fails as the store’s doing where it does not tell who was faster', async () => {
    const scene = openScene({ links: { createLink: async () => 'subject-taken' } })
    scene.calls.breaks = ['findLink#2']
    expect(await signUp(scene)).toMatchObject({ outcome: 'failed', code: 'store-failed' })
  })
})

describe('what a host found wrong about a sign-up', () => {
  it('is asked for from then on where it was missing, not where it was wrong', async () => {
    const wrong = [
      { field: 'name', problem: 'invalid' } as const,
      { field: 'email', problem: 'required' } as const,
    ]
    const scene = openScene({ host: { createAccount: async () => ({ problems: wrong }) } })
    scene.site.customer = { ...scene.site.customer, postal_code: '98109' }
    expect(await signUp(scene)).toMatchObject({
      outcome: 'register',
      problems: wrong.map((one) => ({ ...one, message: null })),
    })
    const later = outcomeOf(await scene.visitor.get(`${base}/register`, asJson))
    expect(later.problems).toEqual([])
    expect(later.fields).toMatchObject([
      { name: 'email', required: true },
      { name: 'name', required: false },
    ])
  })
})

describe('an account that is just being made', () => {
  it('loses the link when its mailbox is proven before the link is written', async () => {
    const scene: Scene = openScene({
      links: {
        createLink: async (given: NewLink) => {
          const written = await scene.links.createLink(given)
          const account = scene.site.accounts.get('a1')
          if (account) scene.site.accounts.set('a1', { ...account, emailProven: true })
          return written
        },
      },
    })
    expect(await signUp(scene)).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    expect([scene.links.allLinks(), scene.visitor.signedInAs]).toEqual([[], null])
  })

  it('is entered where the host cannot read it back yet', async () => {
    const scene = openScene({ host: { findAccount: async () => null } })
    expect(await signUp(scene)).toMatchObject({ outcome: 'signed-in', account_id: 'a1', created: true })
  })
})

describe('an account that an interrupted sign-up left', () => {
  async function interrupted(links: Parameters<typeof openScene>[0] = {}) {
    const scene = openScene(links)
    const step = await journeys['completing a sign-up']?.(scene)
    return { scene, complete: async () => outcomeOf((await step?.()) ?? { text: '{}' }) }
  }

  it('is not entered while the link cannot be written', async () => {
    const { scene, complete } = await interrupted({ links: { createLink: async () => 'subject-taken' } })
    expect(await complete()).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    expect([scene.links.allLinks(), scene.visitor.signedInAs]).toEqual([[], null])
  })

  it.each([
    ['is gone', null],
    ['has its mailbox proven', { emailProven: true }],
    ['has a password', { password: 'new' }],
    ['is disabled', { disabled: true }],
  ])('loses the link when it %s by the time that is written', async (_what, change) => {
    const scene: Scene = openScene({
      links: {
        createLink: async (given: NewLink) => {
          const written = await scene.links.createLink(given)
          const account = scene.site.accounts.get('a1')
          if (change === null) scene.site.accounts.delete('a1')
          else if (account) scene.site.accounts.set('a1', { ...account, ...change })
          return written
        },
      },
    })
    const step = await journeys['completing a sign-up']?.(scene)
    const answer = outcomeOf((await step?.()) ?? { text: '{}' })
    expect(answer).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    expect([scene.links.allLinks(), scene.visitor.signedInAs]).toEqual([[], null])
  })

  it.each([
    ['its mailbox was proven', { emailProven: true }],
    ['it has a password', { password: 'new' }],
    ['it is disabled', { disabled: true }],
  ])('is not taken up once %s', async (_what, change) => {
    const { scene, complete } = await interrupted()
    const account = scene.site.accounts.get('a1')
    if (account) scene.site.accounts.set('a1', { ...account, ...change })
    expect(await complete()).toMatchObject({ outcome: 'prove-ownership' })
    expect(scene.links.allLinks()).toEqual([])
  })

  it('is not taken up once another Amazon account is linked to it', async () => {
    const { scene, complete } = await interrupted()
    const at = scene.site.now
    const identity = { issuer: 'amazon', subject: 'amzn1.account.OTHER' }
    const audit = { at, event: 'linked', accountId: 'a1', identity, details: {} } as const
    await scene.links.createLink({ identity, accountId: 'a1', emailAtLink: null, at, ticket: null, audit })
    expect(await complete()).toMatchObject({ outcome: 'prove-ownership' })
    expect(scene.links.allLinks()).toHaveLength(1)
  })
})
