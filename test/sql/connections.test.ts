import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely'
import Database from 'libsql'
import type { LinksMapping, SqlHost, SqliteHandle } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { addUser, columnMapping, connectShop, tableMapping, usersMapping, usersTable } from './fixture.js'

const identity = { issuer: 'https://www.amazon.com', subject: 'S' }
const at = new Date('2026-03-01T12:00:00Z')

function linkTo(accountId: string) {
  const audit = { at, event: 'linked', accountId, identity, details: {} } as const
  return { identity, accountId, emailAtLink: null, at, ticket: null, audit }
}

describe('a Kysely instance of the site', () => {
  it('may rename columns for its own queries without touching ours', async () => {
    const database = new Database(':memory:')
    database.exec(usersTable)
    const renaming = new Kysely<{ users: { fullName: string } }>({
      dialect: new SqliteDialect({ database }),
      plugins: [new CamelCasePlugin()],
    })
    const shop = connectShop(database, { database: renaming })
    await shop.host.migrate()
    const id = addUser(shop, { full_name: 'Ada', verified_at: '2020-01-01' })
    expect(await shop.host.findAccount(id)).toMatchObject({
      name: 'Ada',
      emailProven: true,
      row: { full_name: 'Ada' },
    })
    expect(await shop.host.links.createLink(linkTo(id))).toBe('created')
    expect(await shop.host.links.findLinkedAccount(identity)).toMatchObject({ account: { name: 'Ada' } })
  })
})

describe('accounts in another schema', () => {
  it.each([tableMapping, columnMapping])('are found, linked and created there, with %j', async (links) => {
    const database = new Database(':memory:')
    database.exec("attach ':memory:' as crm")
    database.exec(usersTable.replace('users', 'crm.users'))
    const shop = connectShop(database, { links, accounts: { ...usersMapping, schema: 'crm' } })
    await shop.host.migrate()
    expect(await shop.host.problems()).toEqual([])
    expect(await shop.host.migrationStatements()).toEqual([])
    const id = addUser(shop, { email: 'ada@shop.test' })
    expect(await shop.host.links.createLink(linkTo(id))).toBe('created')
    expect(await shop.host.links.findLinkedAccount(identity)).toMatchObject({
      account: { id, email: 'ada@shop.test' },
    })
    const registration = {
      email: 'ADA@shop.test',
      emailProven: false,
      name: null,
      postalCode: null,
      fields: {},
    }
    const visitor = { request: new Request('https://shop.test/'), native: null }
    expect(await shop.host.createAccount(registration, visitor)).toHaveProperty('problems')
  })
})

describe('a link', () => {
  it('names one account only, where a number column would also answer to another spelling', async () => {
    const database = new Database(':memory:')
    database.exec(usersTable)
    const shop = connectShop(database)
    await shop.host.migrate()
    const id = addUser(shop)
    await shop.host.links.createLink(linkTo(id))
    database.exec(`update amazon_links set account_id = '0${id}'`)
    expect(await shop.host.links.findLinkedAccount(identity)).toMatchObject({ account: null })
  })
})

describe('lookups', () => {
  function plansOf(links: LinksMapping, run: (host: SqlHost) => Promise<unknown>): Promise<string[]> {
    const database = new Database(':memory:')
    database.exec(usersTable)
    const asked: string[] = []
    const handle: SqliteHandle = {
      inTransaction: false,
      exec: (sql) => database.exec(sql),
      prepare: (sql) => {
        asked.push(sql)
        return database.prepare(sql)
      },
    }
    const { host, rows } = connectShop(database, { links, database: handle })
    return host.migrate().then(async () => {
      asked.length = 0
      await run(host)
      const marks = (sql: string): string[] => Array.from(sql.matchAll(/\?/g), () => '')
      return asked.flatMap((sql) =>
        rows(`explain query plan ${sql}`, ...marks(sql)).map((step) => String(step['detail'])),
      )
    })
  }

  it.each([tableMapping, columnMapping])('never read a whole table, with %j', async (links) => {
    const plans = await plansOf(links, async (host) => {
      await host.findAccount('1')
      await host.findAccountsByEmail('ada@shop.test')
      await host.links.findLinkedAccount(identity)
      await host.links.findLink(identity)
      await host.links.findLinkOfAccount('1')
      await host.links.isTicketUsed('1')
    })
    expect(plans.length).toBeGreaterThanOrEqual(5)
    for (const step of plans) expect(step).toMatch(/^SEARCH/)
  })
})
