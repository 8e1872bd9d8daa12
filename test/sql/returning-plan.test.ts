import { expect, it, vi } from 'vitest'
import { parseDatabaseAddress } from '../../src/cli/database-address.js'
import { withDatabase } from '../../src/cli/open-database.js'
import { readPlan } from '../../src/sql/diagnose-plan.js'
import type { Row } from '../../src/sql/executor.js'
import { linksInTable } from '../../src/sql/links-in-table.js'
import { readSettings } from '../../src/sql/settings.js'
import {
  aSite,
  describeKinds,
  diagnose,
  host,
  type Kind,
  migrate,
  type TestSite,
  users,
} from '../cli/a-site.js'

// A hundred thousand accounts are soon written, but not on every machine.
vi.setConfig({ testTimeout: 120_000 })

const accounts = 100_000
const links = 20_000

const counting: Record<Kind, (most: number) => string> = {
  sqlite: (most) =>
    `(with recursive c (n) as (select 1 union all select n + 1 from c where n < ${most}) select n from c) as counted`,
  postgres: (most) => `generate_series(1, ${most}) as counted (n)`,
  mariadb: (most) => `(select seq as n from seq_1_to_${most}) as counted`,
}

const text: Record<Kind, string> = { sqlite: 'text', postgres: 'text', mariadb: 'char(20)' }

/** Ids as text that sorts in another order than it was written in. */
const asKey: Record<Kind, string> = {
  sqlite: "'a' || (n * 7919 % 1000003)",
  postgres: "'a' || (n::bigint * 7919 % 1000003)",
  mariadb: "concat('a', n * 7919 % 1000003)",
}

const concat = (kind: Kind, ...parts: string[]) =>
  kind === 'mariadb' ? `concat(${parts.join(', ')})` : parts.join(' || ')

const analyze = async (site: TestSite, kind: Kind): Promise<void> =>
  site.execute(...(kind === 'mariadb' ? ['analyze table users, amazon_links'] : ['analyze']))

async function aLargeSite(kind: Kind, id: 'number' | 'text'): Promise<TestSite> {
  const site = await aSite(kind)
  const column = id === 'number' ? 'id $ID' : `id ${text[kind]} primary key`
  await site.execute(
    `create table users (${column}, email varchar(255), hash varchar(255), verified integer)`,
  )
  await migrate(site)
  const key = id === 'number' ? 'n' : asKey[kind]
  const email = concat(kind, "'c'", 'n', "'@shop.test'")
  const subject = concat(kind, "'amzn1.account.'", 'n')
  const keyAsText = id === 'number' && kind !== 'mariadb' ? `cast(${key} as text)` : key
  await site.execute(
    `insert into users (id, email) select ${key}, ${email} from ${counting[kind](accounts)}`,
    `insert into amazon_links (issuer, subject, account_id)
      select 'https://www.amazon.com', ${subject}, ${keyAsText} from ${counting[kind](links)}`,
  )
  await analyze(site, kind)
  return site
}

/** What the database plans of its own accord for the query of a returning customer. */
async function planReturning(site: TestSite, kind: Kind): Promise<readonly Row[]> {
  const address = parseDatabaseAddress(site.url, site.folder)
  return withDatabase(address, { folder: site.folder }, ({ database }) => {
    const settings = readSettings({ database, ...host })
    return settings.database.executor.read(function* () {
      const { linkedAccount } = linksInTable(settings, 'amazon_links')
      const query = yield* linkedAccount.query()
      const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.77' }
      const explain = { sqlite: 'explain query plan', postgres: 'explain (format json)', mariadb: 'explain' }[
        kind
      ]
      const sql = `${explain} ${query.sql}`
      return (yield { ...query, sql, parameters: linkedAccount.parameters(identity) }).rows
    })
  })
}

describeKinds('the query of a returning customer', (kind) => {
  it.each(['number', 'text'] as const)(
    'takes indexes only, among 100,000 accounts by ids of %s',
    async (id) => {
      const site = await aLargeSite(kind, id)
      const rows = await planReturning(site, kind)
      expect(rows.length).toBeGreaterThan(0)
      expect(readPlan(kind === 'mariadb' ? 'mysql' : kind, rows).scanned).toEqual([])
      if (kind === 'mariadb') expect(rows.map((row) => row['type'])).toEqual(['const', 'const'])
      expect((await diagnose(site)).of('returning-index')).toEqual([])
    },
  )

  const insertUsers = (most: number) =>
    `insert into users (email) select ${concat(kind, "'c'", 'n', "'@shop.test'")} from ${counting[kind](most)}`

  // From about four rows on PostgreSQL tells which index it would take, once it may not read all of them.
  it.each([1, 50])(
    'is known to have its indexes while there are but %i accounts, and counted',
    async (most) => {
      const site = await aSite(kind)
      await site.execute(...users[kind], insertUsers(most))
      await migrate(site)
      await site.execute(
        `insert into amazon_links (issuer, subject, account_id) values ('https://www.amazon.com', 'amzn1.account.A', '1')`,
      )
      await analyze(site, kind)
      const { findings } = await diagnose(site)
      const judged = findings.filter(({ check }) => check.includes('index'))
      expect(judged.map(({ check, level }) => [check, level])).toEqual([
        ['returning-index', 'ok'],
        ['id-index', 'ok'],
        ['email-index', 'ok'],
      ])
    },
  )
})
