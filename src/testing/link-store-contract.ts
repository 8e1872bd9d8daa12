import assert from 'node:assert/strict'
import type { Account } from '../ports/host.js'
import { lifeContract } from './life-contract.js'
import { linkedAccountContract } from './linked-account-contract.js'
import {
  at,
  identity,
  type LinkStoreUnderTest,
  newLink,
  profileSeen,
  record,
  secondsLater,
  ticket,
} from './links-fixture.js'
import { reservationContract } from './reservation-contract.js'
import { atOnce, onFresh, type Runner } from './runner.js'

/**
 * Tests any `LinkStore`, races included. `create` makes an empty store for each test. Call it at the top of a test
 * file, with the `describe` and `it` of your test runner.
 */
export function linkStoreContract<A extends Account>(
  runner: Runner,
  create: () => Promise<LinkStoreUnderTest<A>>,
): void {
  runner.describe('a link store', () => {
    findingContract(runner, create)
    writingContract(runner, create)
    ticketContract(runner, create)
    reservationContract(runner, create)
    linkedAccountContract(runner, create)
    lifeContract(runner, create)
  })
}

type Create<A extends Account> = () => Promise<LinkStoreUnderTest<A>>

function findingContract<A extends Account>({ it }: Runner, create: Create<A>): void {
  const test = onFresh(create)

  it(
    'finds no link where there is none',
    test(async ({ links, createAccount }) => {
      assert.equal(await links.findLink(identity()), null)
      assert.equal(await links.findLinkOfAccount(await createAccount()), null)
      assert.equal(await links.findLinkOfAccount('no such account'), null)
    }),
  )

  it(
    'finds a link by its subject and by its account',
    test(async ({ links, createAccount }) => {
      const accountId = await createAccount()
      assert.equal(await links.createLink(newLink(accountId)), 'created')
      for (const link of [await links.findLink(identity()), await links.findLinkOfAccount(accountId)]) {
        assert.equal(link?.accountId, accountId)
        assert.deepEqual(link?.identity, identity())
        assert.ok(link.linkedAt === null || link.linkedAt.getTime() === at.getTime())
      }
    }),
  )

  it(
    'compares subjects byte by byte',
    test(async ({ links, createAccount }) => {
      await links.createLink(newLink(await createAccount(), { identity: identity('amzn1.account.abc') }))
      for (const other of [
        'amzn1.account.ABC',
        'amzn1.account.abc ',
        'amzn1.account.ab_',
        'amzn1.account.%',
        '__proto__',
      ]) {
        assert.equal(await links.findLink(identity(other)), null, other)
      }
    }),
  )

  it(
    'keeps subjects that differ only by case apart',
    test(async ({ links, createAccount }) => {
      const [lower, upper] = [await createAccount(), await createAccount()]
      assert.equal(await links.createLink(newLink(lower, { identity: identity('s.abc') })), 'created')
      assert.equal(await links.createLink(newLink(upper, { identity: identity('s.ABC') })), 'created')
      assert.equal((await links.findLink(identity('s.abc')))?.accountId, lower)
      assert.equal((await links.findLink(identity('s.ABC')))?.accountId, upper)
    }),
  )

  it(
    'finds no link under another issuer',
    test(async ({ links, createAccount }) => {
      await links.createLink(newLink(await createAccount()))
      assert.equal(await links.findLink({ ...identity(), issuer: 'https://www.amazon.example' }), null)
    }),
  )

  it(
    'takes quotes and wildcards in a subject as they are',
    test(async ({ links, createAccount }) => {
      const hostile = `x'";--%_\\$1?:a`
      const accountId = await createAccount()
      assert.equal(await links.createLink(newLink(accountId, { identity: identity(hostile) })), 'created')
      assert.equal((await links.findLink(identity(hostile)))?.identity.subject, hostile)
    }),
  )

  it(
    'bears a use being recorded, with and without a link',
    test(async ({ links, createAccount }) => {
      await links.recordUse(identity(), at, profileSeen)
      assert.equal(await links.findLink(identity()), null)
      await links.createLink(newLink(await createAccount()))
      await links.recordUse(identity(), secondsLater(60), profileSeen)
      const { lastUsedAt } = (await links.findLink(identity())) ?? { lastUsedAt: null }
      assert.ok(lastUsedAt === null || lastUsedAt.getTime() === secondsLater(60).getTime())
    }),
  )
}

function writingContract<A extends Account>({ it }: Runner, create: Create<A>): void {
  const test = onFresh(create)

  it(
    'refuses a second account for a subject, and moves nothing',
    test(async ({ links, createAccount, auditRecords }) => {
      const [first, second] = [await createAccount(), await createAccount()]
      await links.createLink(newLink(first))
      assert.equal(await links.createLink(newLink(second)), 'subject-taken')
      assert.equal((await links.findLink(identity()))?.accountId, first)
      assert.equal(await links.findLinkOfAccount(second), null)
      assert.equal((await auditRecords()).length, 1)
    }),
  )

  it(
    'refuses a second subject for an account, and replaces nothing',
    test(async ({ links, createAccount }) => {
      const accountId = await createAccount()
      await links.createLink(newLink(accountId))
      assert.equal(
        await links.createLink(newLink(accountId, { identity: identity('other') })),
        'account-taken',
      )
      assert.deepEqual((await links.findLinkOfAccount(accountId))?.identity, identity())
      assert.equal(await links.findLink(identity('other')), null)
    }),
  )

  it(
    'leaves the ticket of a refused link unused',
    test(async ({ links, createAccount }) => {
      await links.createLink(newLink(await createAccount()))
      await links.createLink(newLink(await createAccount(), { ticket: ticket('mine') }))
      assert.equal(await links.isTicketUsed('mine'), false)
    }),
  )

  it(
    'removes a link with its record, once, and lets the subject and the account link anew',
    test(async ({ links, createAccount, auditRecords }) => {
      const [first, second] = [await createAccount(), await createAccount()]
      await links.createLink(newLink(first))
      assert.equal(await links.deleteLink(first, record('unlinked', first)), 'deleted')
      assert.equal(await links.deleteLink(first, record('unlinked', first)), 'not-linked')
      assert.equal(await links.findLink(identity()), null)
      assert.equal(await links.createLink(newLink(second)), 'created')
      assert.equal(await links.createLink(newLink(first, { identity: identity('other') })), 'created')
      const events = (await auditRecords()).map(({ event, accountId }) => `${event} ${accountId}`)
      assert.deepEqual(events, [
        `linked ${first}`,
        `unlinked ${first}`,
        `linked ${second}`,
        `linked ${first}`,
      ])
    }),
  )

  it(
    'makes one link of fifty for one subject at once',
    test(async ({ links, createAccount, auditRecords }) => {
      const accounts = await atOnce(50, createAccount)
      const results = await Promise.all(accounts.map((account) => links.createLink(newLink(account))))
      assert.equal(results.filter((result) => result === 'created').length, 1)
      assert.equal(results.filter((result) => result === 'subject-taken').length, 49)
      const linked = await Promise.all(accounts.map((account) => links.findLinkOfAccount(account)))
      assert.equal(linked.filter((link) => link !== null).length, 1)
      assert.equal((await auditRecords()).length, 1)
    }),
  )

  it(
    'makes one link of twenty subjects for one account at once',
    test(async ({ links, createAccount }) => {
      const accountId = await createAccount()
      const subjects = Array.from({ length: 20 }, (_, index) => identity(`subject-${index}`))
      const results = await Promise.all(
        subjects.map((one) => links.createLink(newLink(accountId, { identity: one }))),
      )
      assert.equal(results.filter((result) => result === 'created').length, 1)
      assert.equal(results.filter((result) => result === 'account-taken').length, 19)
      const found = await Promise.all(subjects.map((one) => links.findLink(one)))
      assert.equal(found.filter((link) => link !== null).length, 1)
    }),
  )

  it(
    'writes a record that belongs to no change',
    test(async ({ links, auditRecords }) => {
      await links.writeAudit(record('refused', null))
      assert.deepEqual(
        (await auditRecords()).map(({ event, accountId }) => ({ event, accountId })),
        [{ event: 'refused', accountId: null }],
      )
    }),
  )
}

function ticketContract<A extends Account>({ it }: Runner, create: Create<A>): void {
  const test = onFresh(create)

  it(
    'uses a ticket up once',
    test(async ({ links }) => {
      assert.equal(await links.isTicketUsed('one'), false)
      assert.equal(await links.redeemTicket(ticket('one')), 'redeemed')
      assert.equal(await links.redeemTicket(ticket('one')), 'ticket-used')
      assert.equal(await links.isTicketUsed('one'), true)
      assert.equal(await links.isTicketUsed('ONE'), false)
    }),
  )

  it(
    'uses a ticket up once of twenty times at once',
    test(async ({ links }) => {
      const results = await atOnce(20, () => links.redeemTicket(ticket('one')))
      assert.equal(results.filter((result) => result === 'redeemed').length, 1)
    }),
  )

  it(
    'makes no link with a used ticket',
    test(async ({ links, createAccount }) => {
      await links.redeemTicket(ticket('one'))
      assert.equal(
        await links.createLink(newLink(await createAccount(), { ticket: ticket('one') })),
        'ticket-used',
      )
      assert.equal(await links.findLink(identity()), null)
    }),
  )

  it(
    'makes one link with one ticket, of twenty subjects and accounts at once',
    test(async ({ links, createAccount }) => {
      const results = await atOnce(20, async (index) => {
        const changes = { identity: identity(`subject-${index}`), ticket: ticket('one') }
        return links.createLink(newLink(await createAccount(), changes))
      })
      assert.equal(results.filter((result) => result === 'created').length, 1)
      assert.equal(results.filter((result) => result === 'ticket-used').length, 19)
    }),
  )
}
