import assert from 'node:assert/strict'
import type { Account } from '../ports/host.js'
import type { ClaimedMail, QueuedMail } from '../ports/outbox.js'
import {
  at,
  identity,
  type LinkStoreUnderTest,
  newLink,
  profileSeen,
  record,
  secondsLater,
} from './links-fixture.js'
import { atOnce, onFresh, type Runner } from './runner.js'

type Create<A extends Account> = () => Promise<LinkStoreUnderTest<A>>

/** What a store may keep beside links: mails until they are sent, proofs that ended, and what Amazon told last. */
export function lifeContract<A extends Account>(runner: Runner, create: Create<A>): void {
  outboxContract(runner, create)
  proofContract(runner, create)
  seenContract(runner, create)
}

const mail = (id: string, changes: Partial<QueuedMail> = {}): QueuedMail => ({
  id,
  sealed: `sealed ${id}`,
  dueAt: at,
  expiresAt: secondsLater(1000),
  ...changes,
})

const ids = (mails: readonly ClaimedMail[] | undefined): string[] =>
  (mails ?? []).map(({ id }) => id).toSorted()

// What has expired by the store's own clock may be swept away.
const ahead = (seconds: number): Date => new Date(Date.UTC(2098, 0, 1) + seconds * 1000)

function outboxContract<A extends Account>({ it }: Runner, create: Create<A>): void {
  const test = onFresh(create)

  it(
    'keeps the mails of a change that was made, and none of one that was not',
    test(async ({ links, createAccount }) => {
      if (links.outbox === undefined) return
      const accountId = await createAccount()
      await links.createLink(newLink(accountId, { mails: [mail('a')] }))
      await links.createLink(newLink(await createAccount(), { mails: [mail('b')] }))
      await links.deleteLink('no such account', record('unlinked', accountId), [mail('c')])
      await links.deleteLink(accountId, record('unlinked', accountId), [mail('d')])
      const claimed = await links.outbox.claim(at, secondsLater(60), 10)
      assert.deepEqual(ids(claimed), ['a', 'd'])
      assert.deepEqual(claimed.find(({ id }) => id === 'a')?.sealed, 'sealed a')
    }),
  )

  it(
    'gives a mail to one of many that ask at once, and again after the lease',
    test(async ({ links, createAccount }) => {
      const { outbox } = links
      if (outbox === undefined) return
      await links.createLink(newLink(await createAccount(), { mails: [mail('a'), mail('b')] }))
      const claims = await atOnce(8, () => outbox.claim(at, secondsLater(60), 10))
      assert.deepEqual(ids(claims.flat()), ['a', 'b'])
      assert.deepEqual(ids(await outbox.claim(secondsLater(59), secondsLater(120), 10)), [])
      assert.deepEqual(ids(await outbox.claim(secondsLater(61), secondsLater(120), 10)), ['a', 'b'])
    }),
  )

  it(
    'counts the attempts of a mail that is put off, and forgets one that was sent or is no news any more',
    test(async ({ links, createAccount }) => {
      const { outbox } = links
      if (outbox === undefined) return
      const mails = [mail('a'), mail('b'), mail('c', { expiresAt: secondsLater(100) })]
      await links.createLink(newLink(await createAccount(), { mails }))
      await outbox.claim(at, secondsLater(10), 10)
      await outbox.postpone('a', secondsLater(200))
      await outbox.remove('b')
      assert.deepEqual(ids(await outbox.claim(secondsLater(150), secondsLater(160), 10)), [])
      const [again] = await outbox.claim(secondsLater(200), secondsLater(260), 10)
      assert.equal(again?.id, 'a')
      assert.equal(again.attempts, 1)
    }),
  )
}

const proof = (validUntil: Date) => ({ validUntil, endsUntil: ahead(900) })

function proofContract<A extends Account>({ it }: Runner, create: Create<A>): void {
  const test = onFresh(create)

  it(
    'remembers the latest end of the proofs of an account, and of no other',
    test(async ({ links }) => {
      if (links.endProofs === undefined || links.proofsEnded === undefined) return
      assert.equal(await links.proofsEnded('a'), null)
      await links.endProofs('a', ahead(10))
      await links.endProofs('a', ahead(20))
      assert.equal((await links.proofsEnded('a'))?.getTime(), ahead(20).getTime())
      assert.equal(await links.proofsEnded('A'), null)
    }),
  )

  it(
    'writes no link for a proof that ended, and ends the others with the link it writes',
    test(async ({ links, createAccount }) => {
      if (links.endProofs === undefined || links.proofsEnded === undefined) return
      const accountId = await createAccount()
      await links.endProofs(accountId, ahead(100))
      const late = newLink(accountId, { proof: proof(ahead(99)) })
      assert.equal(await links.createLink(late), 'proof-ended')
      assert.equal(await links.findLink(identity()), null)
      const inTime = newLink(accountId, { proof: proof(ahead(100)) })
      assert.equal(await links.createLink(inTime), 'created')
      assert.equal((await links.proofsEnded(accountId))?.getTime(), ahead(900).getTime())
    }),
  )

  it(
    'lets no link stand that was written while its proof ended: link and end, many times at once',
    test(async ({ links, createAccount }) => {
      if (links.endProofs === undefined) return
      const accountId = await createAccount()
      // Whoever ends proofs looks for a link afterwards, as one does who has just proven the mailbox.
      const evict = async (): Promise<void> => {
        await links.endProofs?.(accountId, ahead(100))
        await links.deleteLink(accountId, record('evicted', accountId))
      }
      const link = newLink(accountId, { proof: proof(ahead(50)) })
      await Promise.all([links.createLink(link), evict(), links.createLink(link), evict()])
      assert.equal(await links.findLinkOfAccount(accountId), null)
    }),
  )
}

function seenContract<A extends Account>({ it }: Runner, create: Create<A>): void {
  const test = onFresh(create)

  it(
    'keeps what Amazon told last, or keeps nothing of it',
    test(async ({ links, createAccount }) => {
      await links.createLink(newLink(await createAccount()))
      const first = (await links.findLink(identity()))?.seen ?? null
      if (first === null) return
      assert.deepEqual(first, profileSeen)
      const told = { name: 'O’Neil "x" é', email: null, postalCode: '98109' }
      await links.recordUse(identity(), secondsLater(60), told)
      assert.deepEqual((await links.findLink(identity()))?.seen, told)
    }),
  )
}
