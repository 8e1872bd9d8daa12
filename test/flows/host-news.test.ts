import { describe, expect, it } from 'vitest'
import { link, openScene, type Scene } from './journeys.js'

const unproven = { email: 'vera@ex.test', password: 'kM' }

/** An account that a stranger opened and linked, and what of it was ended. */
async function openSquatted(host: NonNullable<Parameters<typeof openScene>[0]>['host'] = {}) {
  const ended: string[] = []
  const scene: Scene = openScene({
    host: { endAccess: async (_account, reason) => void ended.push(reason), ...host },
  })
  await link(scene)
  const account = { ...unproven, id: 'a1', emailProven: false }
  scene.site.accounts.set('a1', account)
  return { ...scene, account, ended }
}

const releasing =
  (scene: () => Scene, change: object | null) =>
  async ({ id }: { readonly id: string }) => {
    const { accounts } = scene().site
    const found = accounts.get(id)
    if (change === null) accounts.delete(id)
    else if (found) accounts.set(id, { ...found, ...change })
  }

describe('a mailbox that the host has seen proven', () => {
  it.each([
    ['comes off the account', { email: null }, 'fresh', 1],
    ['takes the account with it', null, 'fresh', 1],
    ['stays on the account, which is emptied then', {}, 'emptied', 0],
  ])('where the host releases addresses: %s', async (_what, change, expected, left) => {
    const squatted: Awaited<ReturnType<typeof openSquatted>> = await openSquatted({
      releaseEmail: releasing(() => squatted, change),
    })
    const { site, account, links, ended } = squatted
    const news = await site.sparekey.mailboxProven(account, 'vera@ex.test')
    expect(news.account).toBe(expected)
    expect(links.allLinks()).toHaveLength(left)
    expect(ended).toEqual(left === 1 ? [] : ['mailbox-proven', 'mailbox-proven'])
    expect(news.removed.links).toHaveLength(1 - left)
  })

  it('empties the account where the host releases none, and tells what went', async () => {
    const squatted = await openSquatted({
      endAccess: async () => ['a password'],
      releaseEmail: undefined,
    } as object)
    const { site, account, links } = squatted
    const { account: state, removed } = await site.sparekey.mailboxProven(account, ' VERA@ex.test ')
    expect([state, removed.byHost]).toEqual(['emptied', ['a password']])
    expect(removed.links).toMatchObject([{ accountId: 'a1' }])
    expect(links.allLinks()).toEqual([])
    expect(site.events.at(-1)).toMatchObject({ type: 'evicted', accountId: 'a1' })
    expect(links.auditRecords.at(-1)).toMatchObject({
      event: 'evicted',
      details: { because: 'mailbox-proven' },
    })
  })

  it.each([
    ['in another spelling that the host takes for the same', 'a1', 'emptied'],
    ['of another account', 'a9', 'other-mailbox'],
  ])('is looked up %s', async (_whose, id, expected) => {
    const squatted = await openSquatted({
      findAccountsByEmail: async () => [{ ...unproven, id, emailProven: false }],
      releaseEmail: undefined,
    } as object)
    const news = await squatted.site.sparekey.mailboxProven(squatted.account, 'v.era@ex.test')
    expect(news.account).toBe(expected)
  })

  it('changes nothing for an account that has no address, or had proven it', async () => {
    const { site, account, links, ended } = await openSquatted()
    const nothing = { links: [], byHost: [] }
    expect(await site.sparekey.mailboxProven({ ...account, email: null }, 'vera@ex.test')).toEqual({
      account: 'other-mailbox',
      removed: nothing,
    })
    expect(await site.sparekey.mailboxProven({ ...account, emailProven: true }, 'vera@ex.test')).toEqual({
      account: 'same',
      removed: nothing,
    })
    expect([links.allLinks().length, ended]).toEqual([1, []])
  })

  it('is the same with spaces around the stored address', async () => {
    const { site, account } = await openSquatted()
    const spaced = { ...account, email: ' Vera@ex.test ' }
    site.accounts.set('a1', spaced)
    expect((await site.sparekey.mailboxProven(spaced, 'vera@ex.test')).account).not.toBe('other-mailbox')
  })
})

describe('other news of the host', () => {
  it('end access for the reason they are', async () => {
    const { site, account, ended, links } = await openSquatted()
    await site.sparekey.passwordChanged(account)
    await site.sparekey.accountDisabled(account)
    expect(links.allLinks()).toHaveLength(1)
    await site.sparekey.accountDeleted(account)
    expect(ended).toEqual(['password-changed', 'account-disabled', 'account-deleted', 'account-deleted'])
    expect(links.allLinks()).toEqual([])
    expect(links.auditRecords.at(-1)).toMatchObject({ details: { because: 'account-deleted' } })
  })
})
