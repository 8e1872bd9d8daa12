import { expect, it } from 'vitest'
import { describeOn } from '../support/servers.js'
import { connectPostgres, openPool } from './postgres-shop.js'

describeOn('postgres')('times of a link in columns that the site brings to PostgreSQL', () => {
  it.each([
    ['timestamptz', 'pool'],
    ['timestamp', 'pool'],
    ['timestamp(0)', 'kysely'],
    ['text', 'pool'],
  ] as const)('of type %s are read as they were written, by %s', async (type, connection) => {
    const pool = await openPool({ options: '-c TimeZone=America/New_York' })
    await pool.query(
      `create table users (id serial primary key, email text, amazon_id text collate "C" unique, linked ${type}, used ${type})`,
    )
    await pool.query("insert into users (email) values ('a@shop.test')")
    const links = { column: 'amazon_id', linkedAt: 'linked', lastUsedAt: 'used' }
    const host = connectPostgres(
      pool,
      { accounts: { table: 'users', id: 'id', email: 'email' }, links },
      connection,
    )
    await host.migrate()
    const at = new Date(Date.UTC(2026, 10, 22, 10, 11, 12))
    const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.A' }
    const audit = { at, event: 'linked', accountId: '1', identity, details: {} } as const
    const link = { identity, accountId: '1', at, ticket: null, emailAtLink: null, audit }
    expect(await host.links.createLink(link)).toBe('created')
    const later = new Date(at.getTime() + 60_000)
    await host.links.recordUse(identity, later, { name: null, email: null, postalCode: null })
    expect(await host.links.findLink(identity)).toMatchObject({ linkedAt: at, lastUsedAt: later })
  })
})
