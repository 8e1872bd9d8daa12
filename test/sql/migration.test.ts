import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { addUser, columnMapping, connectShop, openShop, tableMapping, usersTable } from './fixture.js'

function unmigrated(ddl = usersTable): Database.Database {
  const database = new Database(':memory:')
  database.exec(ddl)
  return database
}

const mappings = [tableMapping, columnMapping]

describe('migrate', () => {
  it.each(mappings)('adds what %j lacks, and then finds nothing more to add', async (links) => {
    const { host } = connectShop(unmigrated(), { links })
    expect(await host.problems()).not.toEqual([])
    const announced = await host.migrationStatements()
    expect(await host.migrate()).toEqual(announced)
    expect(await host.migrationStatements()).toEqual([])
    expect(await host.migrate()).toEqual([])
    expect(await host.problems()).toEqual([])
  })

  it.each(mappings)('leaves every row of the site as it was, with %j', async (links) => {
    const shop = connectShop(unmigrated(), { links })
    addUser(shop, { email: 'Ada@Shop.test' })
    addUser(shop, { email: null })
    const before = shop.rows('select id, email, password_hash, verified_at from users')
    await shop.host.migrate()
    expect(shop.rows('select id, email, password_hash, verified_at from users')).toEqual(before)
  })

  it('leaves the accounts table alone, unless links live in it', async () => {
    const shop = connectShop(unmigrated())
    await shop.host.migrate()
    const [table] = shop.rows("select sql from sqlite_master where name = 'users'")
    expect(table?.['sql']).toBe(usersTable.trim().replace('create table', 'CREATE TABLE'))
  })

  it('completes a migration that was only half there', async () => {
    const database = unmigrated()
    database.exec('create table amazon_links (issuer text not null, subject text not null, account_id text)')
    const { host } = connectShop(database)
    const statements = await host.migrate()
    expect(statements).toContainEqual(expect.stringContaining('create unique index'))
    expect(statements).toContainEqual(expect.stringContaining('add column "reservation"'))
    expect(await host.problems()).toEqual([])
  })

  it('does all or nothing', async () => {
    const shop = connectShop(unmigrated(), { links: columnMapping })
    shop.database.exec('alter table users add column amazon_user_id text')
    addUser(shop, { amazon_user_id: 'shared' })
    addUser(shop, { amazon_user_id: 'shared' })
    await expect(shop.host.migrate()).rejects.toThrow(/UNIQUE/)
    expect(shop.rows("select name from sqlite_master where name like 'sparekey%'")).toEqual([])
    expect(shop.rows('select amazon_user_id from users')).toHaveLength(2)
  })
})

describe('problems', () => {
  const wrong = {
    accounts: {
      table: 'users',
      id: 'id',
      email: 'mail',
      fields: { nick: 'nick' },
      defaults: { plan: 'free' },
    },
  }
  const told = [
    'The table users has no column mail. Correct accounts.email.',
    'The table users has no column nick. Correct accounts.fields.nick.',
    'The table users has no column plan. Correct accounts.defaults.plan.',
    'users.password_hash is required and has no default, so no account could be made. Add accounts.defaults["password_hash"].',
  ]

  it('name missing tables and columns, and the option to correct', async () => {
    const { host } = connectShop(unmigrated(), wrong, 'kysely')
    await host.migrate()
    expect(await host.problems()).toEqual(told)
    const elsewhere = connectShop(unmigrated(), { accounts: { table: 'people', id: 'id' } }, 'kysely')
    expect(await elsewhere.host.problems()).toContainEqual(expect.stringContaining('no table people'))
  })

  it('stop at construction where the database answers at once', () => {
    expect(() => connectShop(unmigrated(), wrong)).toThrow(expect.objectContaining({ problems: told }))
    expect(() => connectShop(unmigrated(), { accounts: { table: 'people', id: 'id' } })).toThrow(
      /no table people/,
    )
  })

  it('name an id that is not unique', async () => {
    const database = unmigrated('create table users (id integer, email text)')
    const { host } = connectShop(database, { accounts: { table: 'users', id: 'id' } }, 'kysely')
    await host.migrate()
    expect(await host.problems()).toEqual([expect.stringContaining('users.id is not unique')])
  })

  it('count the values that several accounts share', async () => {
    const shop = connectShop(unmigrated(), { links: { column: 'amazon_user_id' } })
    shop.database.exec('alter table users add column amazon_user_id text')
    for (const subject of ['a', 'a', 'b', 'b', 'c', null, null]) addUser(shop, { amazon_user_id: subject })
    expect(await shop.host.problems()).toContainEqual(expect.stringMatching(/clear the 2 values/))
  })

  it.each([
    ['takes abc for ABC', 'create unique index loose on users (amazon_user_id collate nocase)'],
    ['covers some rows only', 'create unique index loose on users (amazon_user_id) where id > 100'],
    ['covers another column too', 'create unique index loose on users (amazon_user_id, id)'],
    ['is not unique', 'create index loose on users (amazon_user_id)'],
    ['is over an expression', 'create unique index loose on users (lower(amazon_user_id))'],
  ])('are not content with an index that %s', async (_what, index) => {
    const shop = await openShop({ links: { column: 'amazon_user_id' } })
    shop.database.exec(`drop index users_amazon_user_id_unique; ${index}`)
    expect(await shop.host.problems()).toEqual([expect.stringContaining('is not unique byte by byte')])
  })
})
