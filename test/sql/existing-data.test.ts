import { sqlHost } from 'sparekey/sql'
import { expect, it } from 'vitest'
import { describeOnEach } from './three-databases.js'

describeOnEach('a table of users that has grown over the years', (open) => {
  it('inf-migration-existing-data: stays as it is, trusts no old address, and merges nobody', async () => {
    const database = await open()
    const { rows } = database
    await rows('create table users (id integer primary key, email varchar(190), password_hash varchar(190))')
    const values = Array.from({ length: 500 }, (_, index) => `(${index + 1}, 'u${index + 1}@ex.test', 'x')`)
    await rows(`insert into users values ${values.join(', ')}`)
    await rows(
      "insert into users values (901, 'Twin@ex.test', 'x'), (902, 'twin@EX.test', 'x'), (903, null, null)",
    )
    const before = await rows('select * from users order by id')
    const accounts = { table: 'users', id: 'id', email: 'email', passwordHash: 'password_hash' }
    const host = sqlHost({ database: database.handle, accounts, links: { table: 'amazon_links' } })

    const statements = await host.migrate()
    expect(statements.length).toBeGreaterThan(3)
    expect(
      statements.filter((one) => /\b(drop|delete|update)\b/i.test(one) || /\busers\b/i.test(one)),
    ).toEqual([])
    expect(await host.migrate()).toEqual([])
    expect(await rows('select * from users order by id')).toEqual(before)

    const [old] = await host.findAccountsByEmail('u7@ex.test')
    expect(old).toMatchObject({ id: '7', emailProven: false })
    const findings = JSON.stringify(await host.diagnose())
    expect(findings).toContain('upper and lower case: 1')

    // Taken out again, the site signs in as before: nothing of its own was touched.
    for (const table of [
      'amazon_links',
      'sparekey_tickets',
      'sparekey_limits',
      'sparekey_audit',
      'sparekey_outbox',
    ])
      await rows(`drop table ${table}`)
    expect(await rows('select * from users order by id')).toEqual(before)
  })
})
