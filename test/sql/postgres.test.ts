import { createRequire } from 'node:module'
import * as kysely from 'kysely'
import type pg from 'pg'
import { sqlHost } from 'sparekey/sql'
import { expect, it } from 'vitest'
import { describeOn } from '../support/servers.js'
import { columnMapping, tableMapping } from './fixture.js'
import { connectPostgres, openPool, postgresAccounts } from './postgres-shop.js'

/** Kysely as a site in CommonJS loads it: other classes of the same names. */
const copy: typeof kysely = createRequire(import.meta.url)('kysely')

const identity = { issuer: 'https://www.amazon.com', subject: 'S' }
const at = new Date('2026-03-01T12:00:00.123Z')

function linkTo(accountId: string) {
  const audit = { at, event: 'linked', accountId, identity, details: {} } as const
  return { identity, accountId, emailAtLink: null, at, ticket: null, audit }
}

/** Hears every statement that goes to the database. */
function listening(pool: pg.Pool): { pool: pg.Pool; heardPool: pg.Pool; heard: string[] } {
  const heard: string[] = []
  const connect = pool.connect.bind(pool)
  const heardPool = Object.create(pool, {
    connect: {
      value: async () => {
        const client = await connect()
        const query = client.query.bind(client) as (text: string, values: unknown[]) => unknown
        const spy = (text: string, values: unknown[]): unknown => {
          heard.push(text)
          return query(text, values)
        }
        return { query: spy, release: (broken?: boolean) => client.release(broken) }
      },
    },
  }) as pg.Pool
  return { pool, heardPool, heard }
}

const users = (id: string): string => `
  create table users (
    id ${id}, email text unique, full_name text, zip text, password_hash text not null default '',
    email_verified timestamptz, deleted_at timestamptz
  )`

const describe = describeOn('postgres')

describe('a returning customer over PostgreSQL', () => {
  it.each([
    ['integer primary key', '7'],
    ['bigint primary key', '9007199254740993'],
    ['uuid primary key', '5b1f0a1e-6f55-4a1b-8d6e-0d8a4a3f2c11'],
    ['text primary key', 'ada'],
    ['varchar(40) collate "POSIX" primary key', 'ada'],
    ['char(10) primary key', 'ada'],
  ])('is found in one query, by index on both sides, with ids %s', async (type, id) => {
    const { pool, heardPool, heard } = listening(await openPool())
    await pool.query(users(type))
    await pool.query('insert into users (id, email) values ($1, $2)', [id, 'ada@shop.test'])
    const host = connectPostgres(heardPool, { links: tableMapping, accounts: postgresAccounts })
    await host.migrate()
    expect(await host.links.createLink(linkTo(id))).toBe('created')
    heard.length = 0
    for (let visit = 0; visit < 3; visit += 1)
      expect(await host.links.findLinkedAccount(identity)).toMatchObject({ account: { id } })
    expect(heard).toHaveLength(3)
    const plan = await explain(pool, heard[0] ?? '', 'i', 's')
    expect(plan).not.toContain('Seq Scan')
  })
})

async function explain(pool: pg.Pool, query: string, ...values: string[]): Promise<string> {
  const client = await pool.connect()
  await client.query('set enable_seqscan = off', [])
  const { rows } = await client.query<Record<string, string>>(`explain ${query}`, values)
  client.release(true)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

describe('ids that no account can have', () => {
  it.each(['integer', 'bigint', 'uuid'])('find nobody and break nothing, where ids are %s', async (type) => {
    const pool = await openPool()
    await pool.query(users(`${type} primary key`))
    const host = connectPostgres(pool, { links: tableMapping, accounts: postgresAccounts })
    await host.migrate()
    const odd = [
      '',
      'x',
      '07',
      ' 7',
      '7.0',
      '1e3',
      '9223372036854775808',
      '2147483648',
      "'",
      'NULL',
      '\0',
      '٧',
    ]
    for (const id of odd) expect(await host.findAccount(id)).toBeNull()
  })
})

describe('addresses in PostgreSQL', () => {
  it.each([
    ['text', 'create unique index on users (lower(email))'],
    ['varchar(190)', 'create unique index on users (upper(email))'],
    ['citext', 'create unique index on users (email)'],
    ['text collate folding', 'create unique index on users (email)'],
  ])('of %s are found without case by the index: %s', async (type, index) => {
    const { pool, heardPool, heard } = listening(await openPool())
    await pool.query(`
      create extension if not exists citext;
      create collation folding (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`)
    await pool.query(users('integer primary key').replace('email text unique', `email ${type}`))
    await pool.query(index)
    await pool.query(`insert into users (id, email) values (1, 'Ada@Shop.test'), (2, 'adb@shop.test')`)
    const host = connectPostgres(heardPool, { links: tableMapping, accounts: postgresAccounts })
    expect(await host.findAccountsByEmail('aDA@shop.TEST')).toMatchObject([{ id: '1' }])
    expect(await explain(pool, heard.at(-1) ?? '', 'a')).toMatch(/Index (Only )?Scan|Bitmap Index/)
  })

  it('are named when they are taken, whatever the language of the server and the form of the index', async () => {
    const pool = await openPool()
    await pool.query(users('integer generated always as identity primary key').replace('unique', ''))
    await pool.query('create unique index one_each on users (lower(email))')
    const host = connectPostgres(pool, { links: tableMapping, accounts: postgresAccounts })
    await host.migrate()
    const visitor = { request: new Request('https://shop.test/'), native: null }
    const person = { email: 'ada@shop.test', emailProven: false, name: null, postalCode: null, fields: {} }
    expect(await host.createAccount(person, visitor)).toHaveProperty('account')
    expect(await host.createAccount({ ...person, email: 'ADA@shop.test' }, visitor)).toEqual({
      problems: [{ field: 'email', problem: 'taken' }],
    })
  })
})

describe('names and schemas in PostgreSQL', () => {
  it.each([tableMapping, columnMapping])('are taken as they are, with %j', async (links) => {
    const pool = await openPool()
    await pool.query('create schema "Crm"; create table users (id text primary key)')
    await pool.query(`create table "Crm"."Users" ("Id" serial primary key, "E-mail" text, email text unique)`)
    const accounts = { table: 'Users', schema: 'Crm', id: 'Id', email: 'email' }
    const host = connectPostgres(pool, { links, accounts })
    await host.migrate()
    expect(await host.problems()).toEqual([])
    expect(await host.migrationStatements()).toEqual([])
    await pool.query(`insert into "Crm"."Users" (email) values ('ada@shop.test')`)
    expect(await host.links.createLink(linkTo('1'))).toBe('created')
    expect(await host.links.findLinkedAccount(identity)).toMatchObject({ account: { id: '1' } })
  })

  it('are looked up along the search path of the connection', async () => {
    const pool = await openPool({ options: '-c search_path=shop,public' })
    await pool.query('create schema shop')
    await pool.query(users('integer primary key'))
    const host = connectPostgres(pool, { links: tableMapping, accounts: postgresAccounts })
    await host.migrate()
    expect(await host.migrationStatements()).toEqual([])
    const { rows } = await pool.query("select schemaname from pg_tables where tablename = 'amazon_links'")
    expect(rows).toEqual([{ schemaname: 'shop' }])
  })
})

describe('times of a link in PostgreSQL', () => {
  it.each(['UTC', 'Asia/Kathmandu', 'America/St_Johns'])('are exact in a session of %s', async (zone) => {
    const pool = await openPool({ options: `-c timezone=${zone} -c datestyle=German` })
    await pool.query(users('integer primary key'))
    await pool.query(`alter table users add amazon_user_id text unique, add amazon_linked_at timestamp`)
    await pool.query('insert into users (id) values (7)')
    for (const links of [tableMapping, columnMapping]) {
      const host = connectPostgres(pool, { links, accounts: postgresAccounts }, 'kysely')
      await host.migrate()
      expect(await host.links.createLink(linkTo('7'))).toBe('created')
      const [found, link] = [
        await host.links.findLinkedAccount(identity),
        await host.links.findLink(identity),
      ]
      expect([found?.link.linkedAt, link?.linkedAt]).toEqual([at, at])
    }
  })
})

describe('migrating PostgreSQL', () => {
  it('is done once by many at once, and again does nothing', async () => {
    const pool = await openPool()
    await pool.query(users('integer primary key'))
    const hosts = Array.from({ length: 8 }, () =>
      connectPostgres(pool, { links: tableMapping, accounts: postgresAccounts }),
    )
    const ran = await Promise.all(hosts.map((host) => host.migrate()))
    expect(ran.filter((statements) => statements.length > 0)).toHaveLength(1)
  })

  it('leaves nothing behind when it fails', async () => {
    const pool = await openPool()
    await pool.query(users('integer primary key'))
    await pool.query('create view sparekey_audit as select 1 as id')
    const host = connectPostgres(pool, { links: tableMapping, accounts: postgresAccounts })
    await expect(host.migrate()).rejects.toThrow()
    expect((await pool.query('select 1 from pg_tables where schemaname = $1', ['public'])).rows).toHaveLength(
      1,
    )
  })
})

describe('a Kysely instance over PostgreSQL', () => {
  it('may be of another copy of Kysely, and rename columns for its own queries', async () => {
    const pool = await openPool()
    await pool.query(users('integer primary key'))
    await pool.query(`insert into users (id, full_name) values (7, 'Ada')`)
    const own = new copy.Kysely<unknown>({
      dialect: new copy.PostgresDialect({ pool }),
      plugins: [new copy.CamelCasePlugin()],
    })
    expect(own).not.toBeInstanceOf(kysely.Kysely)
    const host = sqlHost({
      database: own,
      links: tableMapping,
      accounts: postgresAccounts,
    })
    await host.migrate()
    expect(await host.links.createLink(linkTo('7'))).toBe('created')
    expect(await host.links.findLinkedAccount(identity)).toMatchObject({ account: { name: 'Ada' } })
  })
})
