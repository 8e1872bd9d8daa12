import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { goToLink } from '../attacks/linked.js'
import type { PlainVisitor } from '../support/plain-site.js'
import { oldHash, openScheduledSite, type ScheduledSite, type Weakened } from './scheduled-site.js'
import { createTurns } from './turns.js'

const base = '/auth/amazon'
// Any would do; with this one each missing guard is found within fifty schedules.
const seed = 1

/** What somebody is about to do; what comes before it is done when it is prepared. */
type Deed = (site: ScheduledSite) => Promise<() => Promise<unknown>>

/** Vera has an account, 1, with a password and a link. Nora has none. Mallory knows the password of account 2, unproven. */
const vera = { user_id: 'amzn1.account.VERA', email: 'vera@ex.test' }
const nora = { user_id: 'amzn1.account.NORA', email: 'nora@ex.test' }
const mallory = { user_id: 'amzn1.account.MALLORY', email: 'owner@ex.test' }

const comesBack =
  (customer: typeof vera): Deed =>
  async (site) => {
    const visitor = site.visitor(customer)
    const callback = await visitor.goToAmazon()
    return () => visitor.get(callback)
  }

const proves =
  (customer: typeof vera, email: string): Deed =>
  async (site) => {
    const visitor = site.visitor({ ...customer, email })
    await visitor.signInWithAmazon()
    const { csrf } = await visitor.get(`${base}/link`)
    return () => visitor.post(`${base}/link`, { csrf, password: 'old' })
  }

const confirms =
  (customer: typeof vera, accountId: string): Deed =>
  async (site) => {
    const visitor = signedIn(site, customer, accountId)
    await visitor.get(await goToLink(visitor))
    const { csrf } = await visitor.get(`${base}/link`)
    return () => visitor.post(`${base}/link`, { csrf })
  }

const unlinks: Deed = async (site) => {
  const visitor = signedIn(site, vera, '1')
  const { csrf } = await visitor.get(`${base}/connections`)
  return () => visitor.post(`${base}/connections/unlink`, { csrf })
}

const deeds: Record<string, Deed> = {
  'Vera comes back': comesBack(vera),
  'Nora comes': comesBack(nora),
  'Nora comes in another browser': comesBack(nora),
  'Nora proves account 3': proves(nora, 'shared@ex.test'),
  'Nora links account 4': confirms(nora, '4'),
  'Mallory proves account 2': proves(mallory, 'owner@ex.test'),
  'Vera unlinks': unlinks,
  'Vera unlinks in another browser': unlinks,
  'the site removes the password of account 1': async (site) => async () => {
    const link = "select 1 from amazon_links where account_id = '1'"
    site.run(`update users set password = null where id = 1 and exists (${link})`)
  },
  'the owner of account 2 proves the mailbox': async (site) => async () => {
    const [row] = site.rows('select * from users where id = 2')
    const account = { id: '2', email: 'owner@ex.test', emailProven: false, disabled: false, row: row ?? {} }
    await site.sparekey.mailboxProven(account, 'owner@ex.test')
  },
  'Vera deletes the account': async (site) => async () => {
    site.run('delete from users where id = 1')
    await site.sparekey.accountDeleted({ id: '1', email: vera.email, emailProven: true, row: {} })
  },
}

function signedIn(site: ScheduledSite, customer: typeof vera, accountId: string): PlainVisitor {
  const visitor = site.visitor(customer)
  site.signIn(visitor, accountId)
  return visitor
}

async function prepare(site: ScheduledSite): Promise<void> {
  const users: [number, string, number][] = [
    [1, vera.email, 1],
    [2, 'owner@ex.test', 0],
    [3, 'shared@ex.test', 1],
    [4, 'fourth@ex.test', 1],
  ]
  for (const [id, email, verified] of users)
    site.run('insert into users values (?, ?, ?, ?)', id, email, oldHash, verified)
  await (await proves(vera, vera.email)(site))()
  site.run('delete from sessions')
}

/** What no order of steps may lead to: each sentence names one. */
function findDamage(site: ScheduledSite, names: readonly string[]): string[] {
  const none = (what: string, query: string): string[] => (site.rows(query).length === 0 ? [] : [what])
  const account = '(select cast(id as text) from users)'
  const linked = '(select account_id from amazon_links where account_id is not null)'
  const isProven = names.includes('the owner of account 2 proves the mailbox')
  return [
    ...none(
      'two links on one account',
      'select 1 from amazon_links group by issuer, account_id having count(*) > 1',
    ),
    ...none(
      'a subject on two accounts',
      'select 1 from amazon_links group by issuer, subject having count(*) > 1',
    ),
    ...none(
      'an account without a way in',
      `select 1 from users where password is null and cast(id as text) not in ${linked}`,
    ),
    ...none('a link to no account', `select 1 from amazon_links where account_id not in ${account}`),
    ...none('a session of no account', `select 1 from sessions where account_id not in ${account}`),
    ...none('two accounts of one address', 'select 1 from users group by email having count(*) > 1'),
    ...(isProven
      ? none('a link from before the mailbox was proven', "select 1 from amazon_links where account_id = '2'")
      : []),
    ...(isProven ? none('a session from before it', "select 1 from sessions where account_id = '2'") : []),
    // Who came by the link of account 1 has gone with it; who removed it has a new session.
    ...none(
      'a session by a link that is gone',
      `select 1 from sessions where account_id = '1' and '1' not in ${linked} and method = 'amazon'`,
    ),
  ]
}

const some = fc.subarray(Object.keys(deeds), { minLength: 2, maxLength: 4 })

/** Every choice of a few deeds, in every order of their steps that the scheduler thinks of. */
function explore(names: fc.Arbitrary<string[]>, weakened?: Weakened) {
  return fc.asyncProperty(fc.scheduler(), names, async (scheduler, chosen) => {
    const turns = createTurns(scheduler)
    const site = await openScheduledSite(turns, weakened)
    try {
      await prepare(site)
      const actors: Record<string, () => Promise<unknown>> = {}
      for (const name of chosen) actors[name] = (await deeds[name]?.(site)) ?? (async () => {})
      await turns.play(actors)
      expect(findDamage(site, chosen)).toEqual([])
    } finally {
      site.close()
    }
  })
}

describe('what customers, sites and owners do at once, in any order of their steps', () => {
  it.each(Object.keys(deeds))('has an effect alone: %s', async (name) => {
    const scheduler = fc.sample(fc.scheduler(), { numRuns: 1, seed: 1 })[0] as fc.Scheduler
    const turns = createTurns(scheduler)
    const site = await openScheduledSite(turns)
    await prepare(site)
    const act = await deeds[name]?.(site)
    const before = observe(site)
    await turns.play({ [name]: act ?? (async () => {}) })
    expect(observe(site)).not.toEqual(before)
    expect(findDamage(site, [name])).toEqual([])
    site.close()
  })

  it('leaves nobody without a way in, with two links, or in by a link that is gone', async () => {
    await fc.assert(explore(some), { numRuns: 100, seed })
  }, 60_000)
})

const guards: [string, string[], Weakened, string][] = [
  [
    'the unique keys',
    ['Nora proves account 3', 'Nora links account 4'],
    { links: readThenWrite },
    'a subject on two accounts',
  ],
  [
    'the last look at the other ways in',
    ['Vera unlinks', 'the site removes the password of account 1'],
    { links: () => ({ deleteSpareLink: undefined }) as object },
    'an account without a way in',
  ],
  [
    'the second look of a slow session',
    ['Vera comes back', 'Vera unlinks'],
    { sessions: 'never questioned' },
    'a session by a link that is gone',
  ],
]

describe('the schedules', () => {
  it.each(guards)(
    'find what goes wrong without %s, the same for the same seed',
    async (_guard, names, weakened, damage) => {
      const property = explore(fc.constant(names), weakened)
      const found = await fc.check(property, { numRuns: 300, seed, endOnFailure: true })
      expect(String(found.errorInstance)).toContain(damage)
      // What a failure prints plays it again.
      const { counterexamplePath: path, counterexample } = found
      const again = await fc.check(property, { seed, endOnFailure: true, ...(path === null ? {} : { path }) })
      expect(String(again.errorInstance)).toContain(damage)
      expect(fc.stringify(again.counterexample)).toBe(fc.stringify(counterexample))
    },
    60_000,
  )
})

/** A link store that looks first and writes later, over a table without keys. */
function readThenWrite({ links, database, step }: Parameters<NonNullable<Weakened['links']>>[0]) {
  database.exec(`create table copy as select * from amazon_links; drop table amazon_links;
    alter table copy rename to amazon_links;`)
  const createLink: typeof links.createLink = async ({ identity, accountId }) => {
    if ((await links.findLink(identity)) !== null) return 'subject-taken'
    await step('between')
    const insert = 'insert into amazon_links (issuer, subject, account_id, linked_at) values (?, ?, ?, ?)'
    database.prepare(insert).run([identity.issuer, identity.subject, accountId, new Date().toISOString()])
    return 'created'
  }
  return { createLink }
}

function observe(site: ScheduledSite): unknown {
  return ['users', 'amazon_links', 'sessions'].map((table) => site.rows(`select * from ${table}`))
}
