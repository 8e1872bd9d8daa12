import { describe, expect, it } from 'vitest'
import { addUser, openShop, usersMapping } from './fixture.js'

const visitor = { request: new Request('https://shop.test/'), native: null }
const nobody = { email: null, emailProven: false, name: null, postalCode: null, fields: {} }

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
    const shop = await openShop(
      { accounts: { ...usersMapping, table: 'strict_users', fields: {} } },
      'handle',
      `create table strict_users (id integer primary key, email text not null, full_name text not null,
      zip text not null default '', password_hash text, verified_at integer not null, deleted_at text)`,
    )
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
    const shop = await openShop(
      { accounts },
      'handle',
      'create table members (uid text primary key, mail text, role text not null, since integer)',
    )
    await shop.host.createAccount({ ...nobody, email: 'a@shop.test' }, visitor)
    expect(shop.rows('select * from members')).toEqual([
      { uid: 'id-1', mail: 'a@shop.test', role: 'buyer', since: 5 },
    ])
  })

  it('stores nothing when the new account gets no id', async () => {
    const shop = await openShop(
      { accounts: { table: 'members', id: 'uid' } },
      'handle',
      'create table members (uid text primary key)',
    )
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
