import assert from 'node:assert/strict'
import type { Account } from '../ports/host.js'
import {
  draftLink,
  identity,
  type LinkStoreUnderTest,
  newLink,
  registration,
  ticket,
} from './links-fixture.js'
import { atOnce, onFresh, type Runner } from './runner.js'

/** What a store with the accounts beside it can do; a store without passes by saying nothing. */
export function linkedAccountContract<A extends Account>(
  { it }: Runner,
  create: () => Promise<LinkStoreUnderTest<A>>,
): void {
  const test = onFresh(create)

  it(
    'finds link and account together, where it can',
    test(async ({ links, createAccount }) => {
      assert.equal((await links.findLinkedAccount?.(identity())) ?? null, null)
      const accountId = await createAccount()
      await links.createLink(newLink(accountId))
      const found = await links.findLinkedAccount?.(identity())
      assert.equal(found?.account?.id, found === undefined ? undefined : accountId)
      assert.equal((await links.findLinkedAccount?.(identity('amzn1.account.aaaa'))) ?? null, null)
    }),
  )

  it(
    'signs nobody in through the link of an account that is gone',
    test(async ({ links, createAccount, deleteAccount }) => {
      if (links.findLinkedAccount === undefined) return
      const accountId = await createAccount()
      await links.createLink(newLink(accountId))
      await deleteAccount?.(accountId)
      assert.equal((await links.findLinkedAccount(identity()))?.account ?? null, null)
    }),
  )

  it(
    'creates account and link together, and records whose it is',
    test(async ({ links, countAccounts, auditRecords }) => {
      if (links.createLinkedAccount === undefined) return
      const before = await countAccounts?.()
      const created = await links.createLinkedAccount(registration(), draftLink())
      assert.ok('account' in created)
      assert.equal((await links.findLink(identity()))?.accountId, created.account.id)
      assert.equal(await countAccounts?.(), (before ?? 0) + 1)
      const events = (await auditRecords()).map(({ event, accountId }) => ({ event, accountId }))
      assert.deepEqual(events, [{ event: 'signed-up', accountId: created.account.id }])
    }),
  )

  it(
    'makes one account of fifty first sign-ins of one subject at once',
    test(async ({ links, countAccounts }) => {
      if (links.createLinkedAccount === undefined) return
      const before = await countAccounts?.()
      const results = await atOnce(50, async (index) => {
        const changes = { ticket: ticket(`t${index}`) }
        return links.createLinkedAccount?.(registration({ email: `c${index}@shop.test` }), draftLink(changes))
      })
      assert.equal(results.filter((result) => result !== undefined && 'account' in result).length, 1)
      assert.equal(
        results.filter(
          (result) => result !== undefined && 'conflict' in result && result.conflict === 'subject-taken',
        ).length,
        49,
      )
      assert.equal(await countAccounts?.(), (before ?? 0) + 1)
    }),
  )

  it(
    'makes one account of one ticket, and no account with a used one',
    test(async ({ links, countAccounts }) => {
      if (links.createLinkedAccount === undefined) return
      const before = await countAccounts?.()
      const results = await atOnce(20, async (index) => {
        const changes = { identity: identity(`subject-${index}`), ticket: ticket('one') }
        return links.createLinkedAccount?.(registration({ email: `c${index}@shop.test` }), draftLink(changes))
      })
      assert.equal(results.filter((result) => result !== undefined && 'account' in result).length, 1)
      assert.equal(await countAccounts?.(), (before ?? 0) + 1)
    }),
  )
}
