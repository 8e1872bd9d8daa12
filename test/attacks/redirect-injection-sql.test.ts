import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { type SqlHostOptions, sqlHost } from '../../src/sql.js'
import { Browser } from '../support/browser.js'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { amendProfile } from './hostile-answers.js'
import { base, expectClean, expectNoSession, expectNoWrite, snapshot } from './oracles.js'

const open = useShop()

const hostileNames = [
  'users"; drop table users;--',
  'a"b',
  'a""b',
  "a'b",
  'a`b',
  'a]b',
  'a\\b',
  'public.users',
  'users as x',
  'users--',
  'a ',
  ' a',
  'a  b',
  'a- b',
  'a\nb',
  'a\0b',
  '1users',
  'ünicode',
  'ｕsers',
  'x'.repeat(64),
  '',
]

/** Every place of a configuration where a name goes into SQL. */
const places: [string, (name: string, options: SqlHostOptions) => SqlHostOptions][] = [
  ['accounts.table', (table, options) => ({ ...options, accounts: { ...options.accounts, table } })],
  ['accounts.schema', (schema, options) => ({ ...options, accounts: { ...options.accounts, schema } })],
  ...(['id', 'email', 'name', 'passwordHash', 'emailVerified', 'disabled', 'postalCode'] as const).map(
    (column): [string, (name: string, options: SqlHostOptions) => SqlHostOptions] => [
      `accounts.${column}`,
      (name, options) => ({ ...options, accounts: { ...options.accounts, [column]: name } }),
    ],
  ),
  [
    'accounts.fields.f',
    (name, options) => ({ ...options, accounts: { ...options.accounts, fields: { f: name } } }),
  ],
  [
    'accounts.defaults',
    (name, options) => ({ ...options, accounts: { ...options.accounts, defaults: { [name]: 1 } } }),
  ],
  ['links.table', (table, options) => ({ ...options, links: { table } })],
  ['links.column', (column, options) => ({ ...options, links: { column } })],
  ['links.linkedAt', (linkedAt, options) => ({ ...options, links: { column: 'amazon', linkedAt } })],
  ['links.lastUsedAt', (lastUsedAt, options) => ({ ...options, links: { column: 'amazon', lastUsedAt } })],
  ['tickets.table', (table, options) => ({ ...options, tickets: { table } })],
  ['limits.table', (table, options) => ({ ...options, limits: { table } })],
  ['audit.table', (table, options) => ({ ...options, audit: { table } })],
  ['reservations.table', (table, options) => ({ ...options, reservations: { table } })],
]

describe('names in SQL', () => {
  it.each(places)('sql-identifier: %s takes no name that a quote could end', (place, withName) => {
    const database = new Database(':memory:')
    let statements = 0
    const watched = new Proxy(database, {
      get: (target, name) => {
        if (name === 'prepare' || name === 'exec') statements += 1
        const member: unknown = Reflect.get(target, name)
        return typeof member === 'function' ? member.bind(target) : member
      },
    })
    const sound = { accounts: { table: 'users', id: 'id' }, links: { table: 'amazon_links' } }
    statements = 0
    for (const name of hostileNames) {
      const options = withName(name, { database: watched, ...sound })
      expect(() => sqlHost(options), `${place} ${JSON.stringify(name)}`).toThrow(/not a name/)
    }
    expect(statements).toBe(0)
    database.close()
  })

  it('sql-identifier: words that SQL has for itself are names like others', async () => {
    const database = new Database(':memory:')
    database.exec('create table "order" ("select" integer primary key, "from" text, "group" text)')
    const host = sqlHost({
      database,
      accounts: { table: 'order', id: 'select', email: 'from', name: 'group' },
      links: { table: 'table' },
      tickets: { table: 'index' },
      limits: { table: 'values' },
      audit: { table: 'check' },
    })
    await host.migrate()
    expect(await host.problems()).toEqual([])
    const request = new Request('http://inside/')
    const registration = { email: 'v@ex.test', emailProven: false, name: 'V', postalCode: null, fields: {} }
    await host.createAccount(registration, { request, native: null })
    expect(await host.findAccountsByEmail('v@ex.test')).toHaveLength(1)
    expect(database.prepare('select * from "order"').all()).toEqual([
      { select: 1, from: 'v@ex.test', group: 'V' },
    ])
    database.close()
  })
})

describe('values in SQL', () => {
  const hostile = [
    "'",
    '"',
    "'or'1'='1",
    "x'/**/or/**/1=1--",
    '";drop/**/table/**/users;--',
    '\\',
    "\\'or(1=1)--",
    '%00',
    '\\u0027',
    '%',
    '_',
    '?',
    '$1',
    ':subject',
    '@p1',
    "'||(select(subject)from[amazon_links])||'",
    'x'.repeat(255),
  ]

  it.each(['a table', 'a column'])(
    'sql-values: a user_id is data, whatever it looks like, in %s',
    async (kind) => {
      const isTable = kind === 'a table'
      const shop = await open({ links: isTable ? { table: 'amazon_links' } : { column: 'amazon_user_id' } })
      await new Browser(shop).signInWithAmazon('nora')
      const owners = new Map<string, number | null>()
      for (const user_id of hostile) {
        amendProfile(shop, { user_id, email: null })
        const browser = new Browser(shop)
        expect((await browser.signInWithAmazon('vera')).location, user_id).toBe('/')
        owners.set(user_id, (await browser.me()).userId)
      }
      expect(new Set([1, ...owners.values()]).size).toBe(hostile.length + 1)
      for (const [user_id, owner] of owners) {
        amendProfile(shop, { user_id, email: null })
        const browser = new Browser(shop)
        await browser.signInWithAmazon('vera')
        expect((await browser.me()).userId, user_id).toBe(owner)
      }
      const stored = isTable
        ? shop.rows('select subject from amazon_links order by cast(account_id as integer)')
        : shop.rows('select amazon_user_id as subject from users order by id')
      expect(stored.map(({ subject }) => subject).slice(1)).toEqual(hostile)
    },
  )

  it('sql-values: names and codes keep their bytes, and reach one column', async () => {
    const shop = await open({ amazon: { scopes: ['profile', 'postal_code'] } })
    const name = `'); drop table users;-- \\' " ; %00 \\u0027 😀 ${'x'.repeat(10_000)}`
    amendProfile(shop, { name, postal_code: "1'; --" })
    await new Browser(shop).signInWithAmazon('vera')
    expect(shop.rows('select full_name, postal_code, role from users')).toEqual([
      { full_name: Array.from(name).slice(0, 200).join(''), postal_code: "1'; --", role: 'customer' },
    ])
  })

  it('sql-values: a NUL reaches no statement', async () => {
    const shop = await open({ registration: { page: 'always' } })
    amendProfile(shop, { user_id: 'a\0b' })
    const browser = new Browser(shop)
    const before = snapshot(shop)
    const page = await browser.signInWithAmazon('vera')
    await expectClean(browser, page, 'amazon-profile-invalid')
    expectNoWrite(shop, before)
    amendProfile(shop, { name: 'Ve\0ra', email: 've\0ra@ex.test' })
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/register`)
    for (const field of ['email', 'name', 'nickname', 'x\0y']) {
      const posted = await browser.post(`${base}/register`, { csrf, email: 'v@ex.test', [field]: 'a\0b' })
      expect(posted.status).toBe(400)
    }
    await expectNoSession(browser, page)
    expectNoWrite(shop, before)
    await browser.post(`${base}/register`, { csrf, email: 'v@ex.test', name: 'Vera' })
    expect(shop.rows('select email, full_name from users')).toEqual([
      { email: 'v@ex.test', full_name: 'Vera' },
    ])
  })

  it('sql-like-wildcard: an address with wildcards locates nobody', async () => {
    const shop = await open()
    const victim = addUser(shop, { email: 'victim@ex.test' })
    for (const email of ['v%@ex.test', 'v_ctim@ex.test', '%@ex.test', 'victi_@ex.test', 'v*@ex.test']) {
      amendProfile(shop, { user_id: `of${email}`, email })
      const browser = new Browser(shop)
      const page = await browser.signInWithAmazon('vera')
      expect(page.location, email).toBe('/')
      expect((await browser.me()).userId).not.toBe(victim)
    }
    expect(shop.rows('select account_id from amazon_links where account_id = ?', String(victim))).toEqual([])
  })

  it('sql-like-wildcard: typed at the prompt it finds no account, even with its password', async () => {
    const shop = await open()
    addUser(shop, { email: 'victim@ex.test' })
    addUser(shop, { email: 'vera@ex.test', password: 'another password' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    for (const email of ['v%@ex.test', 'victi_@ex.test', '%', '_%']) {
      const { csrf } = await browser.get(`${base}/link`)
      const page = await browser.post(`${base}/link`, { csrf, email, password })
      expect(page.status, email).toBe(403)
    }
    expect(shop.rows('select * from amazon_links')).toEqual([])
  })
})
