import { describe, expect, it } from 'vitest'
import { asJson, base, link, openScene, type Scene } from './journeys.js'

const lifetimeMilliseconds = 30 * 24 * 60 * 60 * 1000

/** An account that was linked, and the button in the notice about it. */
async function openNotified() {
  const scene: Scene = openScene()
  await link(scene)
  const token = /undo\?token=([^\s"]+)/.exec(scene.site.mails[0]?.text ?? '')?.[1] ?? ''
  const undo = async () => JSON.parse((await scene.visitor.post(`${base}/undo`, { token }, asJson)).text)
  return { ...scene, undo }
}

/** The same account is linked anew: to whom, and how much later. */
async function relink({ links, site }: Scene, subject: string | null, milliseconds: number): Promise<void> {
  const [found] = links.allLinks()
  if (found === undefined) throw new Error('There is no link.')
  const identity = subject === null ? found.identity : { ...found.identity, subject }
  const at = new Date(site.now.getTime() + milliseconds)
  const audit = { at, event: 'linked', accountId: 'a1', identity, details: {} } as const
  await links.deleteLink('a1', audit)
  await links.createLink({ identity, accountId: 'a1', emailAtLink: null, at, ticket: null, audit })
}

const isLate = { outcome: 'refused', reason: 'undo-expired' }

describe('"this was not me"', () => {
  it.each([
    [lifetimeMilliseconds - 1, { outcome: 'unlinked' }],
    [lifetimeMilliseconds, isLate],
  ])('is taken for thirty days: after %d ms', async (milliseconds, expected) => {
    const scene = await openNotified()
    scene.site.now = new Date(scene.site.now.getTime() + milliseconds)
    expect(await scene.undo()).toMatchObject(expected)
  })

  it.each([
    ['of the same Amazon account, in the same second', null, 999, { outcome: 'unlinked' }],
    ['of the same Amazon account, a second later', null, 1000, isLate],
    ['of another Amazon account, at the same time', 'amzn1.account.OTHER', 0, isLate],
  ])('is about the one link it was sent for, not about one %s', async (_which, subject, later, expected) => {
    const scene = await openNotified()
    await relink(scene, subject, later)
    expect(await scene.undo()).toMatchObject(expected)
    expect(scene.links.allLinks()).toHaveLength(expected === isLate ? 1 : 0)
  })

  it('takes the link of an account that is gone, and mails nobody', async () => {
    const scene = await openNotified()
    scene.site.accounts.delete('a1')
    expect(await scene.undo()).toMatchObject({ outcome: 'unlinked' })
    expect([scene.links.allLinks(), scene.site.mails.length]).toEqual([[], 1])
  })

  it('is about the link that there is where the store does not keep since when', async () => {
    const scene: Scene = openScene({
      links: {
        findLinkOfAccount: async (id) => {
          const found = await scene.links.findLinkOfAccount(id)
          return found && { ...found, linkedAt: null }
        },
      },
    })
    await link(scene)
    const token = /undo\?token=([^\s"]+)/.exec(scene.site.mails[0]?.text ?? '')?.[1] ?? ''
    const told = JSON.parse((await scene.visitor.post(`${base}/undo`, { token }, asJson)).text)
    expect([told.outcome, scene.links.allLinks()]).toEqual(['unlinked', []])
  })

  it('is done once', async () => {
    const { undo } = await openNotified()
    await undo()
    expect(await undo()).toMatchObject(isLate)
  })
})
