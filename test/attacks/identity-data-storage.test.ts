import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { sqlHost } from '../../src/sql.js'
import { Browser } from '../support/browser.js'
import { addUser } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { amendProfile } from './hostile-answers.js'
import { base, expectClean, expectNoSession, expectNoWrite, snapshot } from './oracles.js'
import { comeWith, emailsOf, promptFinds, registerWith } from './visits.js'

const open = useShop()

describe('what a database makes of it', () => {
  const subjects = ['amzn1.account.abc', 'amzn1.account.ABC', 'amzn1.account.abC']

  it('id-db-collation: subjects that differ in case are different customers', async () => {
    const shop = await open()
    const owners = []
    for (const user_id of [...subjects, ...subjects]) {
      amendProfile(shop, { user_id, email: null })
      const browser = new Browser(shop)
      await browser.signInWithAmazon('vera')
      owners.push((await browser.me()).userId)
    }
    expect(owners).toEqual([1, 2, 3, 1, 2, 3])
  })

  it('id-db-collation: where a column takes them for equal, nobody enters the account of another', async () => {
    const shop = await open({ links: { column: 'amazon_user_id' } })
    shop.database.exec('drop table users')
    shop.database.exec(`create table users (id integer primary key, email text, full_name text,
      password_hash text not null, verified_at text, disabled_at text, postal_code text, nickname text,
      amazon_user_id text collate nocase unique)`)
    const [first = '', second = ''] = subjects
    amendProfile(shop, { user_id: first, email: null })
    await new Browser(shop).signInWithAmazon('vera')
    const before = snapshot(shop)
    amendProfile(shop, { user_id: second, email: null })
    const browser = new Browser(shop)
    const page = await browser.signInWithAmazon('vera')
    expect(page.location).toContain(`${base}/problem`)
    await expectNoSession(browser, page)
    expectNoWrite(shop, before)
    expect(shop.rows('select amazon_user_id from users')).toEqual([{ amazon_user_id: first }])
  })

  it.each([
    ['nocase', 'exact', 'V@ex.test', 'v@ex.test'],
    ['rtrim', 'exact', 'vera@ex.test  ', 'vera@ex.test'],
    ['rtrim', 'exact', 'vera@ex.test', 'vera@ex.test  '],
    ['nocase', 'ignore-case', 'M\u00dcLLER@ex.test', 'm\u00fcller@ex.test'],
    ['nocase', 'ignore-case', 'm\u00fcller@ex.test', 'muller@ex.test'],
    ['nocase', 'ignore-case', 'kim@ex.test', '\u212aim@ex.test'],
    ['rtrim', 'ignore-case', 'vera@ex.test  ', 'vera@ex.test'],
  ] as const)(
    'id-db-collation: in a column that is %s, compared as %s, %j is not located by %j',
    async (collation, emailComparison, stored, asked) => {
      const database = new Database(':memory:')
      database.exec(`create table users (id integer primary key, email text collate ${collation})`)
      database.prepare('insert into users (email) values (?)').run(stored)
      const accounts = { table: 'users', id: 'id', email: 'email' }
      const host = sqlHost({ database, accounts, emailComparison, links: { table: 'amazon_links' } })
      expect(await host.findAccountsByEmail(asked)).toEqual([])
      expect(await host.findAccountsByEmail(stored)).toHaveLength(1)
      database.close()
    },
  )

  it('id-db-collation: a key that does not compare bytes is told before anybody signs in', async () => {
    const database = new Database(':memory:')
    database.exec('create table users (id integer primary key, amazon text collate nocase unique)')
    const accounts = { table: 'users', id: 'id' }
    const inColumn = sqlHost({ database, accounts, links: { column: 'amazon' } })
    expect(await inColumn.problems()).toContainEqual(
      expect.stringMatching(/amazon is not unique byte by byte/),
    )
    const inTable = sqlHost({ database, accounts, links: { table: 'amazon_links' } })
    database.exec(`create table amazon_links (issuer text not null collate nocase, subject text not null collate
      nocase, account_id text unique, linked_at text, last_used_at text, email_at_link text, reservation text,
      unique (issuer, subject))`)
    expect(await inTable.problems()).toContainEqual(expect.stringMatching(/subject byte by byte/))
    database.close()
  })

  it('id-truncation: a subject is taken whole or not at all', async () => {
    const shop = await open()
    const long = 'x'.repeat(254)
    const owners = []
    for (const user_id of [`${long}A`, `${long}B`, `${long}A`]) {
      amendProfile(shop, { user_id, email: null })
      const browser = new Browser(shop)
      await browser.signInWithAmazon('vera')
      owners.push((await browser.me()).userId)
    }
    expect(owners).toEqual([1, 2, 1])
    const before = snapshot(shop)
    for (const length of [256, 300, 5000]) {
      amendProfile(shop, { user_id: `${long}A${'x'.repeat(length - 255)}`, email: null })
      const browser = new Browser(shop)
      const page = await browser.signInWithAmazon('vera')
      await expectClean(browser, page, 'amazon-profile-invalid')
      await expectNoSession(browser, page)
    }
    expectNoWrite(shop, before)
  })

  it('id-truncation: an address is taken whole or not at all', async () => {
    const shop = await open({ registration: { page: 'always' } })
    const domain = `@${'d'.repeat(61)}.${'e'.repeat(60)}.${'f'.repeat(61)}.test`
    const longest = `${'v'.repeat(254 - domain.length)}${domain}`
    addUser(shop, { email: longest })
    expect(await comeWith(shop, longest)).toBe(`${base}/link`)
    for (const email of [`${longest}x`, `${longest}${'x'.repeat(5000)}`, `v${longest}`]) {
      expect(await comeWith(shop, email)).toBe(`${base}/register`)
      expect((await registerWith(shop, email)).problem).toMatchObject({ problem: 'invalid' })
      expect(await promptFinds(shop, email)).toBe(false)
    }
    expect(emailsOf(shop)).toEqual([longest])
  })
})
