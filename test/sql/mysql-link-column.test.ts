import { sqlHost } from 'sparekey/sql'
import { expect, it } from 'vitest'
import { describeOn } from '../support/servers.js'
import { openMysqlDatabase } from './mysql-database.js'

const accounts = { table: 'users', id: 'id', email: 'email' }

describeOn('mariadb')('a link column that the site brings', () => {
  it('whose collation ignores case is mended by the statement that is told, and by nothing less', async () => {
    const { pool, rows } = await openMysqlDatabase()
    await rows(`create table users (id int auto_increment primary key, email varchar(190) unique,
      amazon_id varchar(64) character set utf8mb4 collate utf8mb4_general_ci unique)`)
    const host = sqlHost({ database: pool, accounts, links: { column: 'amazon_id' } })
    const problem = (await host.problems()).find((one) => one.includes('amazon_id')) ?? ''
    const [, alter = ''] = /(alter table .*)$/.exec(problem) ?? []
    expect(alter).toBe(
      'alter table users modify amazon_id varchar(64) character set ascii collate ascii_bin null',
    )
    expect(await host.migrationObstacles()).toMatchObject([{ check: 'link-column', level: 'problem' }])
    await rows(alter)
    expect(await host.migrationObstacles()).toEqual([])
    await host.migrate()
    expect(await host.problems()).toEqual([])
  })

  it.each(['datetime', 'datetime(3)', 'timestamp null', 'timestamp(6) null', 'varchar(40)'])(
    'may have its times in columns of type %s, on a strict server in another time zone',
    async (type) => {
      const { connect, rows } = await openMysqlDatabase()
      await rows(`create table users (id int auto_increment primary key, email varchar(190) unique,
        amazon_id varchar(255) character set ascii collate ascii_bin unique, linked ${type}, used ${type})`)
      await rows("insert into users (email) values ('a@shop.test')")
      const pool = connect({ timezone: '+05:00' })
      pool.on('connection', (connection) => {
        connection.query("set session time_zone = '+03:00', sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE'")
      })
      const host = sqlHost({
        database: pool,
        accounts,
        links: { column: 'amazon_id', linkedAt: 'linked', lastUsedAt: 'used' },
      })
      await host.migrate()
      const at = new Date(Date.UTC(2026, 10, 22, 10, 11, 12))
      const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.A' }
      const audit = { at, event: 'linked', accountId: '1', identity, details: {} } as const
      const link = { identity, accountId: '1', at, ticket: null, emailAtLink: null, audit }
      expect(await host.links.createLink(link)).toBe('created')
      const later = new Date(at.getTime() + 60_000)
      await host.links.recordUse(identity, later, { name: null, email: null, postalCode: null })
      expect(await host.links.findLink(identity)).toMatchObject({ linkedAt: at, lastUsedAt: later })
    },
  )
})
