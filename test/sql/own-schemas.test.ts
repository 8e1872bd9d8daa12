import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { describeOn } from '../support/servers.js'
import { addUser, connectShop, usersTable } from './fixture.js'
import { connectPostgres, openPool, postgresAccounts } from './postgres-shop.js'

const schema = 'sk'
const ours = {
  links: { table: 'amazon_links', schema },
  tickets: { table: 'tickets', schema },
  limits: { table: 'limits', schema },
  audit: { table: 'audit', schema },
  outbox: { table: 'outbox', schema },
}
const visitor = { request: new Request('https://shop.test/'), native: null }
const limit = { name: 'try', attempts: 1, windowSeconds: 60 }
const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.A' }

const linkFor = (accountId: string) => {
  const at = new Date()
  const audit = { at, event: 'linked', accountId, identity, details: {} } as const
  return { identity, accountId, at, ticket: { id: 't', expiresAt: at }, emailAtLink: null, audit }
}

function openAttached() {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-schema-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const database = new Database(':memory:')
  database.exec(usersTable)
  database.exec(`attach '${join(folder, 'sk.db')}' as ${schema}`)
  return connectShop(database, ours)
}

describe('our tables in an attached database of SQLite', () => {
  it('are made there, seen there, and work', async () => {
    const shop = openAttached()
    expect(await shop.host.problems()).toHaveLength(5)
    expect(await shop.host.migrate()).not.toEqual([])
    expect(await shop.host.problems()).toEqual([])
    expect(await shop.host.migrate()).toEqual([])
    expect(shop.rows("select name from main.sqlite_master where name like 'sparekey%'")).toEqual([])
    const id = addUser(shop)
    expect(await shop.host.links.createLink(linkFor(id))).toBe('created')
    expect((await shop.host.links.findLinkedAccount(identity))?.account?.id).toBe(id)
    expect((await shop.host.limiter.consume(limit, 'a')).allowed).toBe(true)
    expect((await shop.host.limiter.consume(limit, 'a')).allowed).toBe(false)
    const found = (await shop.host.diagnose()).filter(({ level }) => level === 'problem')
    expect(found).toEqual([])
  })

  it('get what is missing there', async () => {
    const shop = openAttached()
    await shop.host.migrate()
    shop.database.exec(`drop table ${schema}.limits; create table ${schema}.limits (id text not null)`)
    expect((await shop.host.migrate()).length).toBeGreaterThan(1)
    expect(await shop.host.problems()).toEqual([])
  })
})

describeOn('postgres')('our tables in a schema of PostgreSQL', () => {
  it('are made there, seen there, and work, though others of the same name come first', async () => {
    const pool = await openPool()
    await pool.query(
      'create table users (id serial primary key, email varchar(190), full_name text, zip varchar(20), password_hash text, email_verified boolean, deleted_at timestamptz)',
    )
    await pool.query(`create schema ${schema}; create table amazon_links (something int)`)
    const host = connectPostgres(pool, { accounts: postgresAccounts, ...ours })
    expect(await host.problems()).toHaveLength(5)
    await host.migrate()
    expect(await host.problems()).toEqual([])
    expect(await host.migrate()).toEqual([])
    const made = await host.createAccount(
      { email: 'a@shop.test', emailProven: false, name: null, postalCode: null, fields: {} },
      visitor,
    )
    const id = 'account' in made ? made.account.id : ''
    expect(await host.links.createLink(linkFor(id))).toBe('created')
    expect((await host.links.findLinkedAccount(identity))?.account?.id).toBe(id)
    expect((await host.limiter.consume(limit, 'a')).allowed).toBe(true)
    expect((await host.limiter.consume(limit, 'a')).allowed).toBe(false)
    const levels = (await host.diagnose()).filter(({ level }) => level === 'problem')
    expect(levels).toEqual([])
  })
})
