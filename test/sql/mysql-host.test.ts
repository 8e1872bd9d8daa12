import { sqlHost } from 'sparekey/sql'
import { expect, it } from 'vitest'
import { describeOn } from '../support/servers.js'
import { columnMapping, tableMapping, usersMapping } from './fixture.js'
import { handOver, mysqlConnections } from './mysql-database.js'
import { openMysqlShop } from './mysql-shop.js'

const at = new Date('2026-03-01T12:00:00Z')
const identity = { issuer: 'https://www.amazon.com', subject: 'S' }
const registration = { email: 'new@shop.test', emailProven: true, name: 'Ada', postalCode: null, fields: {} }

function draft(ticket = 'ticket') {
  const audit = { at, event: 'signed-up', accountId: null, identity, details: {} } as const
  return { identity, emailAtLink: null, at, ticket: { id: ticket, expiresAt: new Date('2099-01-01') }, audit }
}

describeOn('mariadb')('migrate on MariaDB', () => {
  it.each([tableMapping, columnMapping])(
    'is run by five instances at once without harm, with %j',
    async (links) => {
      const { database } = await openMysqlShop(links)
      await database.rows('drop table sparekey_tickets, sparekey_limits')
      const hosts = Array.from({ length: 5 }, () =>
        sqlHost({ database: database.connect(), accounts: { table: 'users', id: 'id' }, links }),
      )
      const ran = await Promise.all(hosts.map((host) => host.migrate()))
      expect(ran.flat()).toHaveLength(2)
      expect(await hosts[0]?.migrationStatements()).toEqual([])
    },
  )

  it('completes what a run that died in the middle left half done, for nothing undoes DDL', async () => {
    const { database, host } = await openMysqlShop(tableMapping)
    await database.rows('drop table sparekey_tickets, sparekey_audit')
    await database.rows('alter table amazon_links drop column reservation, drop key account_id')
    expect(await host.problems()).not.toEqual([])
    await host.migrate()
    expect(await host.problems()).toEqual([])
    expect(await host.migrationStatements()).toEqual([])
  })

  it('leaves the lock and the session as they were', async () => {
    const { database, host } = await openMysqlShop(tableMapping)
    await host.migrate()
    const [row] = await database.rows("select is_free_lock(concat('sparekey:', md5(database()))) as free")
    expect(row).toEqual({ free: 1 })
  })
})

describeOn('mariadb').each(mysqlConnections)('sqlHost over MariaDB, by %s', (connection) => {
  it('writes whatever a visitor types as it is, quotes, backslashes and all', async () => {
    const { host, database } = await openMysqlShop(tableMapping, 'int', connection)
    const name = `'; drop table users; -- \\' " \n % 😀`
    const created = await host.createAccount(
      { ...registration, name },
      {
        request: new Request('https://shop.test'),
        native: null,
      },
    )
    expect(created).toMatchObject({ account: { name, emailProven: true } })
    expect(await database.rows('select full_name from users')).toEqual([{ full_name: name }])
  })

  it('is told apart from injection by no mode of the server', async () => {
    const { database } = await openMysqlShop(tableMapping)
    await database.rows("insert into users (email, password_hash) values ('ada@shop.test', '')")
    const pool = database.connect({ connectionLimit: 1 })
    await pool
      .promise()
      .query("set session sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES,STRICT_TRANS_TABLES'")
    const host = sqlHost({
      database: handOver(pool, connection),
      accounts: { table: 'users', id: 'id', email: 'email', passwordHash: 'password_hash' },
      links: tableMapping,
    })
    const asked = host.findAccountsByEmail("\\' or 1 = 1 -- ")
    await (connection === 'kysely'
      ? expect(asked).rejects.toThrow(/NO_BACKSLASH_ESCAPES/)
      : expect(asked).resolves.toEqual([]))
    const written = host.links.createLinkedAccount(registration, draft())
    await (connection === 'kysely'
      ? expect(written).rejects.toThrow(/NO_BACKSLASH_ESCAPES/)
      : expect(written).resolves.toHaveProperty('account'))
  })

  it('says which field is too long, taken or missing', async () => {
    const { host, addUser } = await openMysqlShop(tableMapping, 'int', connection)
    await addUser({ email: 'ada@shop.test' })
    const visitor = { request: new Request('https://shop.test'), native: null }
    const create = (changes: Partial<typeof registration>) =>
      host.createAccount({ ...registration, ...changes }, visitor)
    expect(await create({ email: 'ADA@shop.test' })).toEqual({
      problems: [{ field: 'email', problem: 'taken' }],
    })
    expect(await create({ name: 'x'.repeat(191) })).toEqual({
      problems: [{ field: 'name', problem: 'invalid' }],
    })
  })

  it('keeps times whatever the time zones of session and pool', async () => {
    const { database } = await openMysqlShop(columnMapping)
    const pool = database.connect({ connectionLimit: 1, timezone: '-07:00', dateStrings: true })
    await pool.promise().query("set session time_zone = '+09:30'")
    const host = sqlHost({
      database: handOver(pool, connection),
      accounts: { ...usersMapping, fields: {}, postalCode: 'zip' },
      links: columnMapping,
    })
    const created = await host.links.createLinkedAccount(registration, draft())
    expect(created).toHaveProperty('account')
    expect((await host.links.findLink(identity))?.linkedAt).toEqual(at)
    const limit = { name: 'guess', attempts: 1, windowSeconds: 60 }
    expect(await host.limiter.consume(limit, 'k')).toMatchObject({ allowed: true })
    const refused = await host.limiter.consume(limit, 'k')
    expect(refused.allowed).toBe(false)
    expect(refused.retryAfterSeconds).toBeLessThanOrEqual(60)
  })
})
