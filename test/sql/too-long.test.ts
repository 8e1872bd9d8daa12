import { expect, it } from 'vitest'
import { describeOn } from '../support/servers.js'
import { connectPostgres, openPool, postgresAccounts } from './postgres-shop.js'

describeOn('postgres')('a registration on PostgreSQL', () => {
  it('says which field is too long for its column', async () => {
    const pool = await openPool()
    await pool.query(
      'create table users (id serial primary key, email varchar(190), full_name varchar(20), zip varchar(10), password_hash text, email_verified boolean, deleted_at timestamptz)',
    )
    const host = connectPostgres(pool, { accounts: postgresAccounts, links: { table: 'amazon_links' } })
    await host.migrate()
    const long = {
      email: 'a@shop.test',
      emailProven: false,
      name: 'n'.repeat(21),
      postalCode: '1'.repeat(10),
      fields: {},
    }
    const visitor = { request: new Request('https://shop.test/'), native: null }
    expect(await host.createAccount(long, visitor)).toEqual({
      problems: [{ field: 'name', problem: 'invalid' }],
    })
    expect(await host.createAccount({ ...long, name: 'ñ'.repeat(20) }, visitor)).toHaveProperty('account')
    const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.A' }
    const at = new Date()
    const audit = { at, event: 'linked', accountId: null, identity, details: {} } as const
    const link = { identity, at, ticket: null, emailAtLink: null, audit }
    expect(await host.links.createLinkedAccount(long, link)).toEqual({
      problems: [{ field: 'name', problem: 'invalid' }],
    })
  })
})
