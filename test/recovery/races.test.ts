import { AsyncLocalStorage } from 'node:async_hooks'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDice } from '../soak/dice.js'
import { PlainVisitor } from '../support/plain-site.js'
import { comeAgain, type KeyedSite, openKeyedSite, wait } from './keyed-site.js'

describe('fifty first sign-ins of one customer at once, over a host that takes its time', () => {
  it('make one account, and every browser that asks again is in it', async () => {
    const dice = createDice(20_261_122)
    const site = openKeyedSite({
      step: async (_name, run) => {
        const turns = dice.below(12)
        for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate)
        return run()
      },
    })
    const visitors = Array.from({ length: 50 }, () => new PlainVisitor(site))
    const callbacks = await Promise.all(visitors.map((visitor) => visitor.goToAmazon()))
    await Promise.all(visitors.map((visitor, index) => visitor.get(callbacks[index] ?? '')))
    expect([site.accounts.size, site.links.allLinks().length]).toEqual([1, 1])
    await Promise.all(visitors.map((visitor) => visitor.signInWithAmazon()))
    expect(new Set(visitors.map(({ signedInAs }) => signedInAs))).toEqual(new Set(['a1']))
    expect(site.accounts.size).toBe(1)
  })
})

/** One try of the customer: at which of its calls its process dies, and whether that call still takes effect. */
interface Try {
  readonly diesAtCall: number
  readonly dies: 'before' | 'after' | 'never'
  /** Seconds after the round before. */
  readonly later: number
}

interface Client extends Try {
  calls: number
  isDead: boolean
}

const aTry = fc.record({
  diesAtCall: fc.integer({ min: 1, max: 12 }),
  dies: fc.constantFrom('before' as const, 'after' as const, 'never' as const),
  later: fc.constantFrom(0, 30, 61),
})
const rounds = fc.array(fc.array(aTry, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })

const livingRounds = fc.array(
  fc.array(
    aTry.map((one) => ({ ...one, dies: 'never' as const })),
    { minLength: 1, maxLength: 3 },
  ),
  { minLength: 1, maxLength: 3 },
)

const current = new AsyncLocalStorage<Client>()

function openScheduledSite(scheduler: fc.Scheduler, knows: 'keys' | 'no keys'): KeyedSite {
  return openKeyedSite({
    knows,
    step: async (name, run) => {
      const client = current.getStore()
      if (client === undefined) return run()
      await scheduler.schedule(Promise.resolve(), name)
      client.calls += 1
      const isLast = client.calls === client.diesAtCall
      if (isLast && client.dies === 'before') client.isDead = true
      if (client.isDead) throw new Error('dead')
      const result = await run()
      if (isLast && client.dies === 'after') client.isDead = true
      if (client.isDead) throw new Error('killed')
      return result
    },
  })
}

/** The tries of one round run at once, their steps in the scheduler's order; with them, somebody proves the mailbox. */
async function play(
  site: KeyedSite,
  scheduler: fc.Scheduler,
  tries: readonly Try[],
  owner: () => Promise<void>,
) {
  const visits = await Promise.all(
    tries.map(async (one) => {
      const visitor = new PlainVisitor(site)
      return { one, visitor, callback: await visitor.goToAmazon() }
    }),
  )
  const runs = visits.map(({ one, visitor, callback }) =>
    current.run({ ...one, calls: 0, isDead: false }, () => visitor.get(callback)),
  )
  await scheduler.waitFor(Promise.all([...runs, owner()]))
  wait(site, Math.max(...tries.map(({ later }) => later)))
}

async function proveMailbox(site: KeyedSite, scheduler: fc.Scheduler): Promise<void> {
  await scheduler.schedule(Promise.resolve(), 'mailbox proven')
  const account = site.accounts.get('a1')
  if (account === undefined) return
  site.accounts.set('a1', { ...account, emailProven: true, password: 'kV-owner' })
  await site.sparekey.mailboxProven(account, 'vera@ex.test')
}

const nobody = async (): Promise<void> => undefined

describe('sign-ups of one customer, in any order of their steps, with processes that die', () => {
  it('never make a second account or link where the host knows keys, and the last try gets in', async () => {
    const property = fc.asyncProperty(fc.scheduler(), rounds, async (scheduler, all) => {
      const site = openScheduledSite(scheduler, 'keys')
      for (const tries of all) await play(site, scheduler, tries, nobody)
      wait(site, 61)
      expect((await comeAgain(site)).signedInAs).toBe('a1')
      expect([site.accounts.size, site.links.allLinks().length]).toEqual([1, 1])
    })
    await fc.assert(property, { numRuns: 150 })
  })

  it('never make a second link, nor one by an address, where the host knows none', async () => {
    const property = fc.asyncProperty(fc.scheduler(), rounds, async (scheduler, all) => {
      const site = openScheduledSite(scheduler, 'no keys')
      const before = site.add({ email: 'vera@ex.test', password: 'kV-owner' })
      site.customer = { ...site.customer, email: 'vera@elsewhere.test' }
      for (const tries of all) await play(site, scheduler, tries, nobody)
      site.customer = { ...site.customer, email: 'vera@ex.test' }
      wait(site, 61)
      await comeAgain(site)
      expect(site.links.allLinks().length).toBeLessThanOrEqual(1)
      expect(site.links.allLinks().map(({ accountId }) => accountId)).not.toContain(before.id)
    })
    await fc.assert(property, { numRuns: 100 })
  })

  // A process that dies between writing the link and looking again leaves the link to the account as it then is.
  it('never end in an account whose mailbox somebody has proven, as long as the processes live', async () => {
    const property = fc.asyncProperty(fc.scheduler(), livingRounds, async (scheduler, all) => {
      const site = openScheduledSite(scheduler, 'keys')
      for (const tries of all) await play(site, scheduler, tries, () => proveMailbox(site, scheduler))
      wait(site, 61)
      await comeAgain(site)
      const bound = site.links.allLinks().map(({ accountId }) => site.accounts.get(accountId))
      expect(bound.filter((account) => account?.emailProven === true)).toEqual([])
    })
    await fc.assert(property, { numRuns: 150 })
  })
})
