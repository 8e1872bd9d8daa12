import { hash } from '@node-rs/bcrypt'
import { describe, expect, it } from 'vitest'
import { addUser, columnMapping, openShop, usersMapping } from './fixture.js'

const visitor = { request: new Request('https://shop.test/'), native: null }
const nobody = { email: null, emailProven: false, name: null, postalCode: null, fields: {} }

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

describe('creating accounts', () => {
  it('stores the address raw and unproven, and an unusable password of at most 60 characters', async () => {
    const { host, rows } = await openShop()
    await host.createAccount({ ...nobody, email: 'Ada@Shop.test', name: 'Ada', postalCode: 'SW1' }, visitor)
    await host.createAccount({ ...nobody, email: 'bob@shop.test' }, visitor)
    const [ada, bob] = rows('select * from users order by id')
    expect(ada).toMatchObject({
      email: 'Ada@Shop.test',
      full_name: 'Ada',
      zip: 'SW1',
      verified_at: null,
      role: 'customer',
    })
    expect(ada?.['password_hash']).toMatch(/^![\w-]{43}$/)
    expect(bob?.['password_hash']).not.toBe(ada?.['password_hash'])
  })

  it('stores no address as null, for two customers as well', async () => {
    const { host, rows } = await openShop()
    await host.createAccount({ ...nobody, email: '' }, visitor)
    await host.createAccount(nobody, visitor)
    expect(rows('select email from users')).toEqual([{ email: null }, { email: null }])
  })

  it('stores declared fields in their columns, a boolean as a number, and nothing else', async () => {
    const { host, rows } = await openShop()
    const fields = {
      nickname: 'ada',
      newsletter: true,
      role: 'admin',
      verified_at: '2020',
      password_hash: 'x',
      id: 7,
    }
    await host.createAccount({ ...nobody, fields }, visitor)
    const [row] = rows('select id, nickname, newsletter, role, verified_at from users')
    expect(row).toEqual({ id: 1, nickname: 'ada', newsletter: 1, role: 'customer', verified_at: null })
  })

  it.each([
    ['an object', { $ne: null }],
    ['a list', ['a']],
    ['a NUL character', 'a\0b'],
    ['no number', Number.NaN],
  ])('calls %s in a field invalid, and stores nothing', async (_what, nickname) => {
    const { host, rows } = await openShop()
    const created = await host.createAccount({ ...nobody, fields: { nickname } }, visitor)
    expect(created).toEqual({ problems: [{ field: 'nickname', problem: 'invalid' }] })
    expect(rows('select * from users')).toEqual([])
  })

  it('names the field whose value is taken', async () => {
    const shop = await openShop()
    addUser(shop, { email: 'ada@shop.test', nickname: 'ada' })
    const byEmail = await shop.host.createAccount({ ...nobody, email: 'ADA@shop.test' }, visitor)
    expect(byEmail).toEqual({ problems: [{ field: 'email', problem: 'taken' }] })
    const byField = await shop.host.createAccount({ ...nobody, fields: { nickname: 'ada' } }, visitor)
    expect(byField).toEqual({ problems: [{ field: 'nickname', problem: 'taken' }] })
    expect(shop.rows('select * from users')).toHaveLength(1)
  })

  it('names the field behind an index over an expression', async () => {
    const shop = await openShop({ emailComparison: 'exact' })
    shop.database.exec('create unique index lowered on users (lower(email))')
    addUser(shop, { email: 'über@shop.test' })
    shop.database.exec('create unique index shortened on users (substr(email, 1, 3))')
    const created = await shop.host.createAccount({ ...nobody, email: 'übermorgen@shop.test' }, visitor)
    expect(created).toEqual({ problems: [{ field: 'email', problem: 'taken' }] })
  })

  it('names every required field that is missing', async () => {
    const shop = await openShop({ accounts: { ...usersMapping, table: 'strict_users', fields: {} } })
    shop.database.exec(`create table strict_users (id integer primary key, email text not null, full_name text not null,
      zip text not null default '', password_hash text, verified_at integer not null, deleted_at text)`)
    expect(await shop.host.createAccount(nobody, visitor)).toEqual({
      problems: [
        { field: 'email', problem: 'required' },
        { field: 'name', problem: 'required' },
      ],
    })
    const complete = { ...nobody, email: 'a@shop.test', name: 'Ada' }
    expect(await shop.host.createAccount(complete, visitor)).toMatchObject({
      account: { emailProven: false },
    })
    expect(shop.rows('select * from strict_users')).toMatchObject([
      { zip: '', password_hash: null, verified_at: 0 },
    ])
  })

  it('makes up ids and other values as it is told', async () => {
    const accounts = {
      table: 'members',
      id: 'uid',
      email: 'mail',
      newId: () => 'id-1',
      defaults: { role: 'buyer', since: () => 5 },
    }
    const shop = await openShop({ accounts })
    shop.database.exec(
      'create table members (uid text primary key, mail text, role text not null, since integer)',
    )
    await shop.host.createAccount({ ...nobody, email: 'a@shop.test' }, visitor)
    expect(shop.rows('select * from members')).toEqual([
      { uid: 'id-1', mail: 'a@shop.test', role: 'buyer', since: 5 },
    ])
  })

  it('stores nothing when the new account gets no id', async () => {
    const shop = await openShop({ accounts: { table: 'members', id: 'uid' } })
    shop.database.exec('create table members (uid text primary key)')
    await expect(shop.host.createAccount(nobody, visitor)).rejects.toThrow(/no id.*accounts\.newId/)
    expect(shop.rows('select * from members')).toEqual([])
  })

  it('does not hand on the link of a deleted account whose id is given out again', async () => {
    const { host, rows, database } = await openShop()
    const identity = { issuer: 'https://www.amazon.com', subject: 'old' }
    const at = new Date()
    const audit = { at, event: 'linked', accountId: '1', identity, details: {} } as const
    await host.createAccount(nobody, visitor)
    await host.links.createLink({ identity, accountId: '1', emailAtLink: null, at, ticket: null, audit })
    database.exec('delete from users')
    const created = await host.createAccount(nobody, visitor)
    expect(created).toMatchObject({ account: { id: '1' } })
    expect(await host.links.findLinkedAccount(identity)).toBeNull()
    expect(rows("select event, subject from sparekey_audit where event = 'evicted'")).toEqual([
      { event: 'evicted', subject: 'old' },
    ])
  })
})

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

  it('counts a proven mailbox only where the site resets passwords by mail', async () => {
    const ways = async (passwordReset: 'by-mail' | 'none', verified: string | null) => {
      const shop = await openShop({ passwordReset })
      const account = await shop.host.findAccount(
        addUser(shop, { email: 'a@shop.test', verified_at: verified }),
      )
      return account === null ? null : shop.host.waysToSignIn(account)
    }
    expect(await ways('by-mail', '2020-01-01')).toEqual(['mailbox'])
    expect(await ways('by-mail', null)).toEqual([])
    expect(await ways('none', '2020-01-01')).toEqual([])
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
    const shop = await openShop({
      links: { column: 'amazon_user_id' },
      accounts: { table: 'loose_users', id: 'id' },
    })
    shop.database.exec(`create table loose_users (id integer primary key, amazon_user_id text unique collate nocase);
      insert into loose_users (amazon_user_id) values ('abc')`)
    const issuer = 'https://www.amazon.com'
    expect(await shop.host.links.findLinkedAccount({ issuer, subject: 'ABC' })).toBeNull()
    expect(await shop.host.links.findLink({ issuer, subject: 'ABC' })).toBeNull()
    expect(await shop.host.links.findLink({ issuer, subject: 'abc' })).toMatchObject({ accountId: '1' })
  })
})
