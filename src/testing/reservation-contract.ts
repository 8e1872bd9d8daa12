import assert from 'node:assert/strict'
import type { Account } from '../ports/host.js'
import { reservationLifetimeSeconds } from '../ports/link-store.js'
import { at, identity, type LinkStoreUnderTest, newLink, secondsLater } from './links-fixture.js'
import { atOnce, onFresh, type Runner } from './runner.js'

function reservation(id: string, now = at) {
  return { id, at: now, staleBefore: new Date(now.getTime() - reservationLifetimeSeconds * 1000) }
}

const afterwards = secondsLater(reservationLifetimeSeconds + 1)

/** Subjects that are held while the host creates the account. */
export function reservationContract<A extends Account>(
  { it }: Runner,
  create: () => Promise<LinkStoreUnderTest<A>>,
): void {
  const test = onFresh(create)

  it(
    'holds a subject for one sign-up of twenty at once',
    test(async ({ links }) => {
      const results = await atOnce(20, (index) => links.reserveSubject(identity(), reservation(`r${index}`)))
      assert.equal(results.filter((result) => result === 'reserved').length, 1)
    }),
  )

  it(
    'holds a subject once even under the same id: the same form sent twice must not make two accounts',
    test(async ({ links }) => {
      const results = await atOnce(20, () => links.reserveSubject(identity(), reservation('same')))
      assert.equal(results.filter((result) => result === 'reserved').length, 1)
    }),
  )

  it(
    'takes a held subject for no link, and lets nobody else have it',
    test(async ({ links, createAccount }) => {
      await links.reserveSubject(identity(), reservation('r'))
      assert.equal(await links.findLink(identity()), null)
      assert.equal(await links.createLink(newLink(await createAccount())), 'subject-taken')
      assert.equal(
        await links.createLink(newLink(await createAccount(), { reservation: 'other' })),
        'subject-taken',
      )
    }),
  )

  it(
    'completes a held subject, once',
    test(async ({ links, createAccount }) => {
      const accountId = await createAccount()
      await links.reserveSubject(identity(), reservation('r'))
      assert.equal(await links.createLink(newLink(accountId, { reservation: 'r' })), 'created')
      assert.equal((await links.findLink(identity()))?.accountId, accountId)
      assert.equal(
        await links.createLink(newLink(await createAccount(), { reservation: 'r' })),
        'subject-taken',
      )
      assert.equal(await links.reserveSubject(identity(), reservation('late', afterwards)), 'subject-taken')
    }),
  )

  it(
    'frees a subject that its sign-up gives up, and only that one',
    test(async ({ links }) => {
      await links.reserveSubject(identity(), reservation('r'))
      await links.releaseSubject(identity(), 'other')
      assert.equal(await links.reserveSubject(identity(), reservation('s')), 'subject-taken')
      await links.releaseSubject(identity(), 'r')
      assert.equal(await links.reserveSubject(identity(), reservation('s')), 'reserved')
    }),
  )

  it(
    'never frees a link',
    test(async ({ links, createAccount }) => {
      await links.reserveSubject(identity(), reservation('r'))
      await links.createLink(newLink(await createAccount(), { reservation: 'r' }))
      await links.releaseSubject(identity(), 'r')
      assert.notEqual(await links.findLink(identity()), null)
    }),
  )

  it(
    'lets one of twenty take over from a sign-up that died, which then comes too late',
    test(async ({ links, createAccount }) => {
      await links.reserveSubject(identity(), reservation('dead'))
      const results = await atOnce(20, (index) =>
        links.reserveSubject(identity(), reservation(`r${index}`, afterwards)),
      )
      assert.equal(results.filter((result) => result === 'reserved').length, 1)
      const late = newLink(await createAccount(), { reservation: 'dead', at: afterwards })
      assert.equal(await links.createLink(late), 'subject-taken')
    }),
  )

  it(
    'lets a link take over from a sign-up that died',
    test(async ({ links, createAccount }) => {
      await links.reserveSubject(identity(), reservation('dead'))
      assert.equal(await links.createLink(newLink(await createAccount(), { at: afterwards })), 'created')
    }),
  )
}
