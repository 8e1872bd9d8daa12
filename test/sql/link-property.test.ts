import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addUser, columnMapping, openShop, type Shop, tableMapping } from './fixture.js'

const issuer = 'https://www.amazon.com'

type Step =
  | {
      readonly do: 'link' | 'reserve' | 'complete' | 'release' | 'sign-up'
      readonly subject: string
      readonly account: number
    }
  | { readonly do: 'unlink'; readonly account: number }

const subject = fc.oneof(
  fc.constantFrom('a', 'A', 'a ', 'á', '', 'a\0', "a'", 'a%', '__proto__', '1', '01', 'null'),
  fc.string({ maxLength: 300 }),
)
const account = fc.integer({ min: 0, max: 2 })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('link', 'reserve', 'complete', 'release', 'sign-up'), subject, account }),
  fc.record({ do: fc.constant('unlink'), account }),
)

async function take({ host }: Shop, accounts: readonly string[], one: Step, turn: number): Promise<unknown> {
  const at = new Date(Date.UTC(2026, 0, 1) + turn * 20_000)
  const accountId = accounts[one.account] ?? ''
  const identity = { issuer, subject: 'subject' in one ? one.subject : '' }
  const audit = { at, event: 'linked', accountId, identity, details: {} } as const
  const ticket = { id: `t${turn}`, expiresAt: at }
  const link = { identity, accountId, emailAtLink: null, at, ticket, audit }
  const { links } = host
  switch (one.do) {
    case 'link':
      return links.createLink(link)
    case 'reserve':
      return links.reserveSubject(identity, { id: 'r', at, staleBefore: new Date(at.getTime() - 60_000) })
    case 'complete':
      return links.createLink({ ...link, signUpKey: 'r' })
    case 'release':
      return links.releaseSubject(identity, 'r', turn % 2 === 0 ? 'kept' : 'forgotten')
    case 'sign-up': {
      const email = `${turn}@shop.test`
      return links.createLinkedAccount(
        { email, emailProven: false, name: null, postalCode: null, fields: {} },
        link,
      )
    }
    case 'unlink':
      return links.deleteLink(accountId, { ...audit, event: 'unlinked' })
  }
}

const stored = {
  table: 'select subject, account_id from amazon_links where account_id is not null',
  column: 'select amazon_user_id as subject, id as account_id from users where amazon_user_id is not null',
}

describe.each([
  ['a table', tableMapping, stored.table],
  ['a column', columnMapping, stored.column],
] as const)('links in %s', (_where, links, query) => {
  it('give no subject to two accounts and no account two subjects, whatever is done, one by one or all at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.boolean(), async (steps, atOnce) => {
        const shop = await openShop({ links })
        const accounts = [addUser(shop), addUser(shop), addUser(shop)]
        const runs = steps.map((one, turn) => () => take(shop, accounts, one, turn).catch(() => null))
        if (atOnce) await Promise.all(runs.map((run) => run()))
        else for (const run of runs) await run()
        const rows = shop.rows(query)
        expect(new Set(rows.map((row) => row['subject'])).size).toBe(rows.length)
        expect(new Set(rows.map((row) => row['account_id'])).size).toBe(rows.length)
        for (const row of rows) {
          const found = await shop.host.links.findLink({ issuer, subject: String(row['subject']) })
          expect(found?.accountId).toBe(String(row['account_id']))
        }
        shop.database.close()
      }),
      { numRuns: 150 },
    )
  })

  it.each(['', ' ', 'a b', 'a\0b', 'ä', 'a\n', 'x'.repeat(256)])('store no subject like %j', async (bad) => {
    const shop = await openShop({ links })
    const result = take(shop, [addUser(shop)], { do: 'link', subject: bad, account: 0 }, 0)
    await expect(result).rejects.toThrow(/printable ASCII/)
    expect(shop.rows(query)).toEqual([])
    expect(await shop.host.links.findLink({ issuer, subject: bad })).toBeNull()
    expect(await shop.host.links.findLinkedAccount({ issuer, subject: bad })).toBeNull()
  })
})

describe('used tickets', () => {
  it('are swept once they have expired, a few at a time', async () => {
    let now = new Date('2026-03-01T12:00:00Z')
    const { host, rows } = await openShop({ clock: () => now })
    const redeem = (id: string) =>
      host.links.redeemTicket({ id, expiresAt: new Date(now.getTime() + 900_000) })
    for (let index = 0; index < 50; index += 1) await redeem(`t${index}`)
    expect(rows('select * from sparekey_tickets')).toHaveLength(50)
    now = new Date('2026-03-01T13:00:00Z')
    for (const id of ['a', 'b', 'c']) await redeem(id)
    expect(rows('select id from sparekey_tickets order by id')).toEqual([
      { id: 'a' },
      { id: 'b' },
      { id: 'c' },
    ])
  })
})
