import { describe, expect, it } from 'vitest'
import { vera } from '../support/plain-site.js'
import { asJson, base, csrfOf, openScene, owner, type Scene } from './journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)
const identity = { issuer: 'https://www.amazon.com', subject: vera.user_id }
const broken = async (): Promise<never> => {
  throw new Error('broken')
}

async function signUp({ visitor }: Scene): Promise<Record<string, unknown>> {
  return outcomeOf(await visitor.get(await visitor.goToAmazon(), asJson))
}

/** Another try of the same customer reserved the subject some seconds ago, and has not been heard of since. */
async function afterAnotherTry(scene: Scene, seconds: number): Promise<Scene> {
  const at = new Date(scene.site.now.getTime() - seconds * 1000)
  await scene.links.reserveSubject(identity, { id: 'its-key', at, staleBefore: new Date(0) })
  return scene
}

const refusals = (scene: Scene, answer: unknown) => [answer, scene.links.allLinks(), scene.visitor.signedInAs]

describe('a subject that another try holds', () => {
  it.each([
    [59, { outcome: 'refused', reason: 'try-again' }],
    [61, { outcome: 'signed-in', created: true }],
  ])('is waited for one minute: after %d seconds', async (seconds, expected) => {
    const scene = await afterAnotherTry(openScene(), seconds)
    expect(await signUp(scene)).toMatchObject(expected)
  })

  it('is carried on with under its key, where nothing came of that yet', async () => {
    const keys: string[] = []
    const scene: Scene = openScene({
      host: {
        findAccountBySignUp: async () => null,
        createAccount: async ({ email, signUpKey }) => {
          keys.push(signUpKey)
          return { account: scene.site.add({ email }) }
        },
      },
    })
    await afterAnotherTry(scene, 61)
    expect(await signUp(scene)).toMatchObject({ outcome: 'signed-in', account_id: 'a1' })
    expect(keys).toEqual(['its-key'])
  })

  it('ends in the account that the other try makes meanwhile, and in no second one', async () => {
    const looks = { left: 2 }
    const scene: Scene = openScene({
      host: {
        findAccountBySignUp: async () => {
          looks.left -= 1
          if (looks.left === -1) scene.site.add({ email: 'vera@ex.test' })
          return scene.site.accounts.get('a1') ?? null
        },
      },
    })
    await afterAnotherTry(scene, 61)
    expect(await signUp(scene)).toMatchObject({ outcome: 'signed-in', account_id: 'a1' })
    expect(scene.calls.made).not.toContain('createAccount#1')
    expect(scene.links.allLinks()).toMatchObject([{ accountId: 'a1' }])
  })

  it('ends in no account whose mailbox somebody has proven by then', async () => {
    const scene: Scene = openScene({
      host: {
        findAccountBySignUp: async () => null,
        createAccount: async ({ email }) => ({ account: scene.site.add({ email, emailProven: true }) }),
      },
    })
    await afterAnotherTry(scene, 61)
    const answer = await signUp(scene)
    expect(answer).toMatchObject({ outcome: 'register', problems: [] })
    expect([scene.links.allLinks(), scene.visitor.signedInAs]).toEqual([[], null])
  })

  it('begins anew, under another key, once what came of it is somebody’s', async () => {
    const keys: string[] = []
    const released: unknown[] = []
    const scene: Scene = openScene({
      host: {
        findAccountBySignUp: async (key) => (key === 'its-key' ? { ...owner, id: 'a9' } : null),
        createAccount: async ({ email, signUpKey }) => {
          keys.push(signUpKey)
          return { account: scene.site.add({ email }) }
        },
      },
      links: {
        releaseSubject: async (whose, id, signUpIs) => {
          released.push([whose, signUpIs])
          return scene.links.releaseSubject(whose, id, signUpIs)
        },
      },
    })
    await afterAnotherTry(scene, 61)
    expect(await signUp(scene)).toMatchObject({ outcome: 'signed-in', account_id: 'a1' })
    expect(released).toEqual([[identity, 'forgotten']])
    expect(keys).toEqual([expect.not.stringMatching('its-key')])
  })

  it('cannot begin anew where the store does not let go of it', async () => {
    const scene = openScene({
      host: { findAccountBySignUp: async () => ({ ...owner, id: 'a9' }) },
      links: { releaseSubject: broken },
    })
    await afterAnotherTry(scene, 61)
    expect(refusals(scene, await signUp(scene))).toMatchObject([
      { outcome: 'failed', code: 'store-failed' },
      [],
      null,
    ])
  })
})

describe('a host that makes the account', () => {
  it('may have it proven from the first moment', async () => {
    const scene: Scene = openScene({
      host: {
        createAccount: async ({ email }) => ({ account: scene.site.add({ email, emailProven: true }) }),
      },
    })
    expect(await signUp(scene)).toMatchObject({ outcome: 'signed-in', account_id: 'a1', created: true })
  })

  it('is asked once more what it made when it throws, and is at fault where it cannot say', async () => {
    const scene = openScene({ host: { createAccount: broken, findAccountBySignUp: broken } })
    expect(refusals(scene, await signUp(scene))).toMatchObject([
      { outcome: 'failed', code: 'host-failed' },
      [],
      null,
    ])
  })

  it('hands out no account of somebody’s when it throws', async () => {
    const scene = openScene({
      host: { createAccount: broken, findAccountBySignUp: async () => ({ ...owner, id: 'a9' }) },
    })
    expect(refusals(scene, await signUp(scene))).toMatchObject([
      { outcome: 'failed', code: 'host-failed' },
      [],
      null,
    ])
  })
})

describe('a host that finds something wrong', () => {
  const problems = [{ field: 'email', problem: 'taken' }] as const

  it('because another request of the same customer was faster, signs in to what that made', async () => {
    const scene: Scene = openScene({
      host: {
        createAccount: async () => {
          const { id } = scene.site.add({ email: 'vera@ex.test' })
          const at = scene.site.now
          const audit = { at, event: 'signed-up', accountId: id, identity, details: {} } as const
          const signUpKey = (await scene.links.findUnfinishedSignUp(identity)) ?? ''
          const given = { identity, accountId: id, emailAtLink: null, at, ticket: null, audit, signUpKey }
          await scene.links.createLink(given)
          return { problems }
        },
      },
    })
    expect(await signUp(scene)).toMatchObject({ outcome: 'signed-in', account_id: 'a1', created: false })
  })

  it('leaves nothing in the store, which is told that no account came of it', async () => {
    const released: string[] = []
    const scene: Scene = openScene({
      host: { createAccount: async () => ({ problems }) },
      links: {
        releaseSubject: async (whose, id, signUpIs) => {
          released.push(signUpIs)
          return scene.links.releaseSubject(whose, id, signUpIs)
        },
      },
    })
    expect(await signUp(scene)).toMatchObject({ outcome: 'register', problems })
    expect(released).toEqual(['forgotten'])
    expect(await scene.links.findUnfinishedSignUp(identity)).toBeNull()
  })

  it.each(['releaseSubject#1', 'findLink#2'])('fails as the store’s doing where %s breaks', async (call) => {
    const scene = openScene({ host: { createAccount: async () => ({ problems }) } })
    scene.calls.breaks = [call]
    expect(await signUp(scene)).toMatchObject({ outcome: 'failed', code: 'store-failed' })
  })
})

describe('a registration after a sign-up that was interrupted', () => {
  it('makes an account of its own once the one left behind has a password', async () => {
    const scene = openScene()
    scene.calls.breaks = ['createLink#1', 'createLink#2']
    await signUp(scene)
    scene.calls.breaks = []
    scene.site.now = new Date(scene.site.now.getTime() + 61_000)
    const left = scene.site.accounts.get('a1')
    if (left) scene.site.accounts.set('a1', { ...left, password: 'kV' })
    expect(await signUp(scene)).toMatchObject({ outcome: 'prove-ownership' })
    await scene.visitor.post(`${base}/link/decline`, { csrf: await csrfOf(scene.visitor) })
    const csrf = await csrfOf(scene.visitor, '/register')
    const form = { csrf, email: 'v2@ex.test', name: 'V' }
    const answer = outcomeOf(await scene.visitor.post(`${base}/register`, form, asJson))
    expect(answer).toMatchObject({ outcome: 'signed-in', account_id: 'a2', created: true })
    expect(scene.links.allLinks()).toMatchObject([{ accountId: 'a2' }])
  })
})
