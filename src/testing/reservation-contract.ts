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
  runner: Runner,
  create: () => Promise<LinkStoreUnderTest<A>>,
): void {
  holdingContract(runner, create)
  unfinishedContract(runner, create)
}

function holdingContract<A extends Account>(
  { it }: Runner,
  create: () => Promise<LinkStoreUnderTest<A>>,
): void {
  const test = onFresh(create)

  it(
    'holds a subject for one sign-up of twenty at once',
    test(async ({ links }) => {
      const results = await atOnce(20, (index) => links.reserveSubject(identity(), reservation(`r${index}`)))
      assert.equal(results.filter((result) => result !== 'subject-taken').length, 1)
    }),
  )

  it(
    'holds a subject once even under the same id: the same form sent twice must not make two accounts',
    test(async ({ links }) => {
      const results = await atOnce(20, () => links.reserveSubject(identity(), reservation('same')))
      assert.equal(results.filter((result) => result !== 'subject-taken').length, 1)
    }),
  )

  it(
    'takes a held subject for no link, and lets nobody else have it',
    test(async ({ links, createAccount }) => {
      await links.reserveSubject(identity(), reservation('r'))
      assert.equal(await links.findLink(identity()), null)
      assert.equal(await links.createLink(newLink(await createAccount())), 'subject-taken')
      assert.equal(
        await links.createLink(newLink(await createAccount(), { signUpKey: 'other' })),
        'subject-taken',
      )
    }),
  )

  it(
    'completes a held subject, once',
    test(async ({ links, createAccount }) => {
      const accountId = await createAccount()
      await links.reserveSubject(identity(), reservation('r'))
      assert.equal(await links.createLink(newLink(accountId, { signUpKey: 'r' })), 'created')
      assert.equal((await links.findLink(identity()))?.accountId, accountId)
      assert.equal(
        await links.createLink(newLink(await createAccount(), { signUpKey: 'r' })),
        'subject-taken',
      )
      assert.equal(await links.reserveSubject(identity(), reservation('late', afterwards)), 'subject-taken')
    }),
  )

  it(
    'frees a subject that its sign-up gives up, and only that one',
    test(async ({ links }) => {
      await links.reserveSubject(identity(), reservation('r'))
      await links.releaseSubject(identity(), 'other', 'forgotten')
      await links.releaseSubject(identity(), 'other', 'kept')
      assert.equal(await links.reserveSubject(identity(), reservation('s')), 'subject-taken')
      await links.releaseSubject(identity(), 'r', 'forgotten')
      assert.deepEqual(await links.reserveSubject(identity(), reservation('s')), { signUpKey: 's' })
    }),
  )

  it(
    'never frees a link',
    test(async ({ links, createAccount }) => {
      await links.reserveSubject(identity(), reservation('r'))
      await links.createLink(newLink(await createAccount(), { signUpKey: 'r' }))
      await links.releaseSubject(identity(), 'r', 'forgotten')
      await links.releaseSubject(identity(), 'r', 'kept')
      assert.notEqual((await links.findLink(identity()))?.linkedAt?.getTime(), 0)
      assert.notEqual(await links.findLink(identity()), null)
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

/** The key of a sign-up leads from one try of it to the next. */
function unfinishedContract<A extends Account>(
  { it }: Runner,
  create: () => Promise<LinkStoreUnderTest<A>>,
): void {
  const test = onFresh(create)

  it(
    'lets one of twenty take over from a sign-up that died, under the key that it had',
    test(async ({ links }) => {
      await links.reserveSubject(identity(), reservation('first'))
      const results = await atOnce(20, (index) =>
        links.reserveSubject(identity(), reservation(`r${index}`, afterwards)),
      )
      assert.deepEqual(
        results.filter((result) => result !== 'subject-taken'),
        [{ signUpKey: 'first' }],
      )
    }),
  )

  it(
    'completes a sign-up for whichever of its tries comes first, once',
    test(async ({ links, createAccount }) => {
      await links.reserveSubject(identity(), reservation('first'))
      await links.reserveSubject(identity(), reservation('second', afterwards))
      const accounts = await atOnce(10, () => createAccount())
      const results = await atOnce(10, (index) =>
        links.createLink(newLink(accounts[index] ?? '', { signUpKey: 'first', at: afterwards })),
      )
      assert.equal(results.filter((result) => result === 'created').length, 1)
      assert.equal(await links.findUnfinishedSignUp(identity()), null)
    }),
  )

  it(
    'keeps the key of a sign-up that was given up with an account perhaps made, and tells it',
    test(async ({ links }) => {
      assert.equal(await links.findUnfinishedSignUp(identity()), null)
      await links.reserveSubject(identity(), reservation('first'))
      assert.equal(await links.findUnfinishedSignUp(identity()), 'first')
      await links.releaseSubject(identity(), 'first', 'kept')
      assert.equal(await links.findUnfinishedSignUp(identity()), 'first')
      assert.equal(await links.findUnfinishedSignUp(identity('amzn1.account.aaaa')), null)
      assert.deepEqual(await links.reserveSubject(identity(), reservation('next')), { signUpKey: 'first' })
    }),
  )

  it(
    'forgets the key of a sign-up that no account came of, whoever began it',
    test(async ({ links, createAccount }) => {
      await links.reserveSubject(identity(), reservation('first'))
      await links.reserveSubject(identity(), reservation('second', afterwards))
      await links.releaseSubject(identity(), 'second', 'forgotten')
      assert.equal(await links.findUnfinishedSignUp(identity()), null)
      // What the first try made comes too late, and must not become a link again.
      const late = newLink(await createAccount(), { signUpKey: 'first', at: afterwards })
      assert.equal(await links.createLink(late), 'subject-taken')
    }),
  )

  it(
    'has no unfinished sign-up for a subject that is or was linked',
    test(async ({ links, createAccount }) => {
      const accountId = await createAccount()
      await links.reserveSubject(identity(), reservation('first'))
      const link = newLink(accountId, { signUpKey: 'first' })
      await links.createLink(link)
      assert.equal(await links.findUnfinishedSignUp(identity()), null)
      await links.deleteLink(accountId, { ...link.audit, event: 'unlinked' })
      assert.equal(await links.findUnfinishedSignUp(identity()), null)
      assert.deepEqual(await links.reserveSubject(identity(), reservation('anew')), { signUpKey: 'anew' })
    }),
  )
}
