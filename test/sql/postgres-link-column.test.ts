import { sqlHost } from 'sparekey/sql'
import { expect, it } from 'vitest'
import { describeOn } from '../support/servers.js'
import { openPool } from './postgres-shop.js'

describeOn('postgres')('a link column of the host that takes two subjects for one', () => {
  it('is to be changed by the host, and fits then: a unique key over it would be as loose', async () => {
    const pool = await openPool()
    await pool.query('create extension citext')
    await pool.query('create table users (id serial primary key, email text, amazon_id citext unique)')
    const host = sqlHost({
      database: pool,
      accounts: { table: 'users', id: 'id', email: 'email' },
      links: { column: 'amazon_id' },
    })
    const fix = 'alter table users alter column amazon_id type text collate "C"'
    expect(await host.problems()).toContainEqual(expect.stringContaining(fix))
    expect(await host.migrationObstacles()).toMatchObject([{ fix: expect.stringContaining(fix) }])
    await pool.query(fix)
    await host.migrate()
    expect(await host.problems()).toEqual([])
  })
})
