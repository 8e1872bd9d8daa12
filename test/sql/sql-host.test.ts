import { hash } from '@node-rs/bcrypt'
import type { SqlAccount } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { addUser, columnMapping, openShop } from './fixture.js'

const visitor = { request: new Request('https://shop.test/'), native: null }

describe('finding accounts', () => {
  it('reads the mapped columns and hands the whole row on', async () => {
    const shop = await openShop()
    const id = addUser(shop, {
      email: 'a@shop.test',
      full_name: 'Ada',
      verified_at: '2020-01-01',
      nickname: 'ada',
    })
    expect(await shop.host.findAccount(id)).toMatchObject({
      id,
      email: 'a@shop.test',
      emailProven: true,
      name: 'Ada',
      disabled: false,
      row: { id: Number(id), nickname: 'ada', role: 'customer' },
    })
  })

  it.each([
    [null, false],
    ['', false],
    ['0', false],
    ['false', false],
    ['2020-01-01T00:00:00Z', true],
    ['1', true],
  ])('takes a verified column of %j for %s', async (stored, proven) => {
    const shop = await openShop()
    const id = addUser(shop, { verified_at: stored })
    expect((await shop.host.findAccount(id))?.emailProven).toBe(proven)
  })

  it('takes a deletion time for disabled', async () => {
    const shop = await openShop()
    const id = addUser(shop, { deleted_at: '2020-01-01' })
    expect((await shop.host.findAccount(id))?.disabled).toBe(true)
  })

  it.each(['handle', 'kysely'] as const)(
    'keeps every digit of an id beyond 2^53, by %s',
    async (connection) => {
      const shop = await openShop({}, connection)
      shop.database.exec(
        "insert into users (id, email, password_hash) values (9007199254740993, 'big@shop.test', '')",
      )
      addUser(shop, { email: 'next@shop.test' })
      const [account] = await shop.host.findAccountsByEmail('big@shop.test')
      expect(account?.id).toBe('9007199254740993')
      expect((await shop.host.findAccount('9007199254740993'))?.email).toBe('big@shop.test')
      expect(await shop.host.findAccount('9007199254740992')).toBeNull()
    },
  )

  it('ignores the case of an address, or not, as the site does', async () => {
    const ignoring = await openShop()
    addUser(ignoring, { email: 'Ada@Shop.test' })
    expect(await ignoring.host.findAccountsByEmail('ADA@shop.TEST')).toHaveLength(1)
    const exact = await openShop({ emailComparison: 'exact' })
    addUser(exact, { email: 'Ada@Shop.test' })
    expect(await exact.host.findAccountsByEmail('ada@shop.test')).toHaveLength(0)
    expect(await exact.host.findAccountsByEmail('Ada@Shop.test')).toHaveLength(1)
  })
})

async function waysOf(passwordReset: 'by-mail' | 'none', verified: string | null) {
  const shop = await openShop({ passwordReset })
  const account = await shop.host.findAccount(addUser(shop, { email: 'a@shop.test', verified_at: verified }))
  return account === null ? null : shop.host.waysToSignIn(account)
}

describe('passwords and ways to sign in', () => {
  it('checks the password as it is now, not as it was when the account was read', async () => {
    const shop = await openShop()
    const id = addUser(shop, { password_hash: await hash('old', 4) })
    const account = await shop.host.findAccount(id)
    if (account === null) throw new Error('no account')
    shop.database.prepare('update users set password_hash = ?').run([await hash('new', 4)])
    expect(await shop.host.verifyPassword(account, 'old', visitor)).toBe('wrong')
    expect(await shop.host.verifyPassword(account, 'new', visitor)).toBe('correct')
  })

  it.each(['', '!', 'x', 'password', '!aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'])(
    'counts a stored %j for no password',
    async (stored) => {
      const shop = await openShop()
      const account = await shop.host.findAccount(addUser(shop, { password_hash: stored }))
      if (account === null) throw new Error('no account')
      expect(await shop.host.verifyPassword(account, stored, visitor)).toBe('wrong')
      expect(await shop.host.waysToSignIn(account)).toEqual([])
    },
  )

  it('takes as long over an account without a password as over one with', async () => {
    const shop = await openShop()
    const [known, unusable] = [
      await shop.host.findAccount(addUser(shop, { password_hash: await hash('secret', 9) })),
      await shop.host.findAccount(addUser(shop, { password_hash: '!unusable' })),
    ]
    const spent = async (account: SqlAccount | null): Promise<number> => {
      const started = process.cpuUsage()
      if (account !== null) await shop.host.verifyPassword(account, 'guess', visitor)
      return process.cpuUsage(started).user
    }
    await spent(known)
    expect(await spent(unusable)).toBeGreaterThan((await spent(known)) / 3)
  })

  it('counts a proven mailbox only where the site resets passwords by mail', async () => {
    expect(await waysOf('by-mail', '2020-01-01')).toEqual(['mailbox'])
    expect(await waysOf('by-mail', null)).toEqual([])
    expect(await waysOf('none', '2020-01-01')).toEqual([])
  })

  it('leaves to the site what the site wants to do itself', async () => {
    const { host } = await openShop({
      verifyPassword: async () => 'locked',
      admit: async () => ({ refused: 'banned' }),
    })
    const account = { id: '1', email: null, emailProven: false, row: {} }
    expect(await host.verifyPassword(account, 'x', visitor)).toBe('locked')
    expect(await host.admit?.(account, visitor, 'sign-in')).toEqual({ refused: 'banned' })
  })

  it('has no gate of its own to say yes in the place of the site', async () => {
    expect((await openShop()).host.admit).toBeUndefined()
  })
})

describe('keeping the profile current', () => {
  it('writes the given fields that have a column, and no other', async () => {
    const shop = await openShop()
    const id = addUser(shop, { email: 'a@shop.test', full_name: 'Old', zip: 'old' })
    const account = await shop.host.findAccount(id)
    if (account === null) throw new Error('no account')
    await shop.host.updateAccount?.(account, { name: 'New' })
    expect(shop.rows('select email, full_name, zip from users')).toEqual([
      { email: 'a@shop.test', full_name: 'New', zip: 'old' },
    ])
  })
})

describe('a profile field that follows Amazon only until it is edited', () => {
  it('is read from its column, so that nobody takes it for empty', async () => {
    const shop = await openShop()
    const account = await shop.host.findAccount(addUser(shop, { full_name: 'Ada', zip: '10115' }))
    expect(account).toMatchObject({ name: 'Ada', postalCode: '10115' })
  })
})

describe('the column mapping', () => {
  it('keeps subject and time in the accounts table, and empties them on unlinking', async () => {
    const shop = await openShop({ links: columnMapping })
    const accountId = addUser(shop)
    const identity = { issuer: 'https://www.amazon.com', subject: 'S' }
    const at = new Date('2026-01-01T00:00:00Z')
    const audit = { at, event: 'linked', accountId, identity, details: {} } as const
    await shop.host.links.createLink({ identity, accountId, emailAtLink: null, at, ticket: null, audit })
    const stored = 'select amazon_user_id, amazon_linked_at from users'
    expect(shop.rows(stored)).toEqual([{ amazon_user_id: 'S', amazon_linked_at: '2026-01-01T00:00:00.000Z' }])
    expect(shop.rows('select * from sparekey_reservations')).toEqual([])
    await shop.host.links.deleteLink(accountId, { ...audit, event: 'unlinked' })
    expect(shop.rows(stored)).toEqual([{ amazon_user_id: null, amazon_linked_at: null }])
  })

  it('takes no subject of another issuer', async () => {
    const shop = await openShop({ links: columnMapping })
    const accountId = addUser(shop)
    const identity = { issuer: 'https://other.example', subject: 'S' }
    const at = new Date()
    const audit = { at, event: 'linked', accountId, identity, details: {} } as const
    const link = { identity, accountId, emailAtLink: null, at, ticket: null, audit }
    await expect(shop.host.links.createLink(link)).rejects.toThrow(/links table for several issuers/)
    expect(shop.rows('select amazon_user_id from users')).toEqual([{ amazon_user_id: null }])
  })

  it('signs nobody in through a column that takes abc for ABC', async () => {
    const options = { links: { column: 'amazon_user_id' }, accounts: { table: 'loose_users', id: 'id' } }
    const loose = `create table loose_users (id integer primary key, amazon_user_id text unique collate nocase);
      insert into loose_users (amazon_user_id) values ('abc')`
    const shop = await openShop(options, 'handle', loose)
    const issuer = 'https://www.amazon.com'
    expect(await shop.host.links.findLinkedAccount({ issuer, subject: 'ABC' })).toBeNull()
    expect(await shop.host.links.findLink({ issuer, subject: 'ABC' })).toBeNull()
    expect(await shop.host.links.findLink({ issuer, subject: 'abc' })).toMatchObject({ accountId: '1' })
  })
})
