import { describe, expect, it } from 'vitest'
import { asJson, csrfOf, link, openScene, owner, type Scene } from './journeys.js'

const outcomeOf = ({ text }: { readonly text: string }) => JSON.parse(text)
const base = '/auth/amazon'

type Options = Parameters<typeof openScene>[0]

/** A store in whose database the accounts are too: both are read, and written, as one. */
function openTogether({ links = {}, ...options }: NonNullable<Options> = {}): Scene {
  const scene: Scene = openScene({
    ...options,
    links: {
      findLinkedAccount: async (identity) => {
        const found = await scene.links.findLink(identity)
        return found && { link: found, account: scene.site.accounts.get(found.accountId) ?? null }
      },
      createLinkedAccount: async ({ email, emailProven }, given) => {
        const account = scene.site.add({ email, emailProven })
        const audit = { ...given.audit, accountId: account.id }
        const written = await scene.links.createLink({ ...given, accountId: account.id, audit })
        return written === 'created' ? { account } : { conflict: written }
      },
      deleteSpareLink: (id, audit, mails) => scene.links.deleteLink(id, audit, mails),
      ...links,
    },
  })
  return scene
}

const callback = async ({ visitor }: Scene) => {
  const back = await visitor.goToAmazon()
  return async () => outcomeOf(await visitor.get(back, asJson))
}

const steps: Record<string, (scene: Scene) => Promise<() => Promise<Record<string, unknown>>>> = {
  'signing up': callback,
  'signing in': async (scene) => {
    await link(scene)
    scene.visitor.jar.clear()
    return callback(scene)
  },
  unlinking: async (scene) => {
    await link(scene)
    const csrf = await csrfOf(scene.visitor, '/connections')
    return async () => outcomeOf(await scene.visitor.post(`${base}/connections/unlink`, { csrf }, asJson))
  },
}

async function take(name: string, scene: Scene, breaks: readonly string[] = []) {
  const step = await steps[name]?.(scene)
  scene.calls.made.length = 0
  scene.calls.breaks = breaks
  return (await step?.()) ?? {}
}

describe('a store that has the accounts too', () => {
  it.each([
    ['signing up', 'findLinkedAccount findAccountsByEmail createLinkedAccount admit', 'signed-in'],
    ['signing in', 'findLinkedAccount admit', 'signed-in'],
    [
      'unlinking',
      'findAccount findLinkOfAccount waysToSignIn deleteSpareLink endProofs endAccess',
      'unlinked',
    ],
  ])('is asked no more than it takes: %s', async (name, expected, outcome) => {
    const scene = openTogether()
    expect(await take(name, scene)).toMatchObject({ outcome })
    expect(scene.calls.made.map((call) => call.replace(/#.*/, '')).join(' ')).toBe(expected)
  })

  it.each([
    ['signing up', 'findLinkedAccount#1', 'store-failed'],
    ['signing up', 'findAccountsByEmail#1', 'host-failed'],
    ['signing up', 'createLinkedAccount#1', 'store-failed'],
    ['signing in', 'findLinkedAccount#1', 'store-failed'],
    ['unlinking', 'deleteSpareLink#1', 'store-failed'],
  ])('is at fault for what breaks in it: %s, %s', async (name, call, code) => {
    expect(await take(name, openTogether(), [call])).toMatchObject({ outcome: 'failed', code })
  })

  it('says what is wrong with an account, and which key was taken', async () => {
    const problems = [{ field: 'email', problem: 'taken' }] as const
    const wrong = openTogether({ links: { createLinkedAccount: async () => ({ problems }) } })
    expect(await take('signing up', wrong)).toMatchObject({ outcome: 'register', problems })
    const used = openTogether({
      links: { createLinkedAccount: async () => ({ conflict: 'ticket-used' }) },
    })
    expect(await take('signing up', used)).toMatchObject({ outcome: 'refused', reason: 'ticket-used' })
    const taken = openTogether({
      links: { createLinkedAccount: async () => ({ conflict: 'subject-taken' }) },
    })
    expect(await take('signing up', taken)).toMatchObject({ outcome: 'refused', reason: 'try-again' })
    for (const { visitor } of [wrong, used, taken]) expect(visitor.signedInAs).toBeNull()
  })

  it.each([
    ['last-way', 'last-way-to-sign-in'],
    ['not-linked', 'not-linked'],
  ] as const)('knows best, while it deletes, that the link is %s', async (found, reason) => {
    const scene = openTogether({ links: { deleteSpareLink: async () => found } })
    expect(await take('unlinking', scene)).toMatchObject({ outcome: 'refused', reason })
    expect(scene.visitor.signedInAs).toBe('a1')
    expect(scene.calls.made).not.toContain('endAccess#1')
  })

  it('finds the link of an account that is gone, and sweeps it away', async () => {
    const scene = openTogether()
    await link(scene)
    scene.site.accounts.delete('a1')
    scene.visitor.jar.clear()
    scene.site.add({ ...owner, email: 'other@ex.test', id: 'a5' })
    const back = await callback(scene)
    expect(await back()).toMatchObject({ outcome: 'signed-in', created: true })
    expect(scene.links.auditRecords.map(({ event }) => event)).toEqual(['linked', 'evicted', 'signed-up'])
  })
})
