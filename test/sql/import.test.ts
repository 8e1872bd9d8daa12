import {
  ImportChangedError,
  type ImportChoices,
  type ImportSource,
  importLinks,
  type LinksMapping,
} from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { addUser, columnMapping, openShop, type Shop, tableMapping, usersMapping } from './fixture.js'
import { aSubject, collectProblems, rowsOf } from './import-source.js'

const issuer = 'https://www.amazon.com'

const stored = {
  table:
    'select subject, account_id, last_used_at from amazon_links where account_id is not null order by account_id',
  column:
    'select amazon_user_id as subject, cast(id as text) as account_id from users where amazon_user_id is not null order by id',
}

async function shopWith(accounts: number, links: LinksMapping): Promise<Shop & { links: LinksMapping }> {
  const shop = await openShop({ links })
  for (let index = 0; index < accounts; index += 1) addUser(shop)
  return { ...shop, links }
}

function run(shop: Shop & { links: LinksMapping }, source: ImportSource, choices: ImportChoices = {}) {
  const options = { database: shop.database, accounts: usersMapping, links: shop.links }
  return importLinks(options, source, choices)
}

async function link({ host }: Shop, accountId: string, subject: string): Promise<void> {
  const at = new Date('2026-01-01T00:00:00Z')
  const identity = { issuer, subject }
  const audit = { at, event: 'linked', accountId, identity, details: {} } as const
  expect(
    await host.links.createLink({ identity, accountId, emailAtLink: null, at, ticket: null, audit }),
  ).toBe('created')
}

describe.each([
  ['a table', tableMapping, stored.table],
  ['a column', columnMapping, stored.column],
] as const)('importLinks into %s', (_where, mapping, query) => {
  it('links accounts to the ids they have, each with an audit record', async () => {
    const shop = await shopWith(2, mapping)
    const source = rowsOf([
      ['1', aSubject(1)],
      ['2', aSubject(2)],
    ])
    expect(await run(shop, source, { details: { operator: 'kim' } })).toEqual({
      result: 'written',
      rows: 2,
      linked: 2,
      alreadyLinked: 0,
      repeated: 0,
      refused: 0,
    })
    const found = await shop.host.links.findLinkedAccount({ issuer, subject: aSubject(2) })
    expect(found?.account?.id).toBe('2')
    expect(found?.link.lastUsedAt).toBeNull()
    const records = shop.rows(
      'select event, account_id, issuer, subject, details from sparekey_audit order by account_id',
    )
    expect(records).toEqual(
      ['1', '2'].map((id) => ({
        event: 'linked',
        account_id: id,
        issuer,
        subject: aSubject(id),
        details: '{"operator":"kim","by":"import"}',
      })),
    )
  })

  it('writes nothing when it only looks', async () => {
    const shop = await shopWith(1, mapping)
    const outcome = await run(shop, rowsOf([['1', aSubject(1)]]), { write: 'nothing' })
    expect(outcome).toMatchObject({ result: 'checked', linked: 1 })
    expect(shop.rows(query)).toEqual([])
    expect(shop.rows('select * from sparekey_audit')).toEqual([])
  })

  it('writes nothing at all when one row has a problem', async () => {
    const shop = await shopWith(1, mapping)
    const outcome = await run(
      shop,
      rowsOf([
        ['1', aSubject(1)],
        ['99', aSubject(2)],
      ]),
    )
    expect(outcome).toMatchObject({ result: 'stopped', linked: 1, refused: 1 })
    expect(shop.rows(query)).toEqual([])
  })

  it('names every problem with its line, and links the rest where that was asked for', async () => {
    const shop = await shopWith(7, mapping)
    await link(shop, '7', aSubject('same'))
    await link(shop, '5', aSubject('held'))
    await link(shop, '6', aSubject('old'))
    await shop.host.links.reserveSubject(
      { issuer, subject: aSubject('busy') },
      { id: 'r', at: new Date(), staleBefore: new Date(0) },
    )
    const { onProblem, problems } = collectProblems()
    const source = rowsOf([
      ['', aSubject(1)],
      ['007', aSubject(2)],
      ['1', ''],
      ['1', 'amzn1.ask.account.ABC'],
      ['99', aSubject(3)],
      ['1', aSubject('held')],
      ['6', aSubject(4)],
      ['2', aSubject('busy')],
      ['3', aSubject(5)],
      ['7', aSubject('same')],
      ['3', aSubject(5)],
      ['4', ` ${aSubject(6)} `],
    ])
    const outcome = await run(shop, source, { write: 'sound-rows', onProblem })
    expect(problems().map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'account-id-missing'],
      [2, 'account-id-malformed'],
      [3, 'subject-missing'],
      [4, 'subject-malformed'],
      [5, 'account-unknown'],
      [6, 'subject-linked-elsewhere'],
      [7, 'account-linked-elsewhere'],
      [8, 'sign-up-under-way'],
    ])
    expect(problems()[5]).toMatchObject({ accountId: '1', linkedTo: '5' })
    expect(JSON.stringify(problems())).not.toContain('amzn1.account')
    expect(outcome).toEqual({
      result: 'written',
      rows: 12,
      linked: 2,
      alreadyLinked: 1,
      repeated: 1,
      refused: 8,
    })
    expect(shop.rows(query).map((row) => [row['account_id'], row['subject']])).toEqual([
      ['3', aSubject(5)],
      ['4', aSubject(6)],
      ['5', aSubject('held')],
      ['6', aSubject('old')],
      ['7', aSubject('same')],
    ])
  })

  it('gives an id to nobody when the input gives it to two, and no id to an account with two', async () => {
    const shop = await shopWith(6, mapping)
    const { onProblem, problems } = collectProblems()
    const source = rowsOf([
      ['1', aSubject(1)],
      ['2', aSubject(1)],
      ['2', aSubject(2)],
      ['3', aSubject(3)],
      ['3', aSubject(4)],
      ['4', aSubject(5)],
      ['1', aSubject(1)],
    ])
    const outcome = await run(shop, source, { write: 'sound-rows', onProblem })
    expect(outcome).toMatchObject({ linked: 1, refused: 5, repeated: 1 })
    expect(shop.rows(query)).toHaveLength(1)
    expect(problems()).toEqual([
      { line: 1, reason: 'subject-given-twice', otherLine: 2 },
      { line: 2, reason: 'subject-given-twice', accountId: '2', otherLine: 1 },
      { line: 3, reason: 'account-given-twice', accountId: '2', otherLine: 2 },
      { line: 4, reason: 'account-given-twice', otherLine: 5 },
      { line: 5, reason: 'account-given-twice', accountId: '3', otherLine: 4 },
    ])
  })

  it('tells subjects apart byte by byte', async () => {
    const shop = await shopWith(2, mapping)
    const source = rowsOf([
      ['1', 'amzn1.account.abc'],
      ['2', 'amzn1.account.ABC'],
    ])
    expect(await run(shop, source, { subjects: 'any' })).toMatchObject({ result: 'written', linked: 2 })
    const found = await shop.host.links.findLink({ issuer, subject: 'amzn1.account.ABC' })
    expect(found?.accountId).toBe('2')
  })

  it('takes over what a sign-up that died has left', async () => {
    const shop = await shopWith(1, mapping)
    const identity = { issuer, subject: aSubject(1) }
    const long = { id: 'r', at: new Date('2020-01-01T00:00:00Z'), staleBefore: new Date(0) }
    await shop.host.links.reserveSubject(identity, long)
    expect(await run(shop, rowsOf([['1', aSubject(1)]]))).toMatchObject({ result: 'written', linked: 1 })
    expect((await shop.host.links.findLink(identity))?.accountId).toBe('1')
    expect(shop.rows('select * from sparekey_audit')).toHaveLength(1)
  })

  it('writes each batch with its records or not at all, and goes on where it was broken off', async () => {
    const shop = await shopWith(3000, mapping)
    const source = rowsOf(
      Array.from({ length: 3000 }, (_, index) => [String(index + 1), aSubject(index + 1)]),
    )
    shop.database.exec(`create trigger full before insert on sparekey_audit when new.account_id = '2000'
      begin select raise(abort, 'database or disk is full'); end`)
    await expect(run(shop, source)).rejects.toThrow(/disk is full/)
    expect(shop.rows(query)).toHaveLength(1024)
    expect(shop.rows('select * from sparekey_audit')).toHaveLength(1024)
    shop.database.exec('drop trigger full')
    expect(await run(shop, source)).toMatchObject({ linked: 1976, alreadyLinked: 1024 })
    expect(await run(shop, source)).toMatchObject({ linked: 0, alreadyLinked: 3000 })
    expect(shop.rows(query)).toHaveLength(3000)
    expect(shop.rows('select * from sparekey_audit')).toHaveLength(3000)
  })

  it('keeps the link a customer made after the check, and says so', async () => {
    const shop = await shopWith(3, mapping)
    const { onProblem, problems } = collectProblems()
    const pairs = rowsOf([
      ['1', aSubject(1)],
      ['2', aSubject(2)],
      ['3', aSubject(3)],
    ])
    let readings = 0
    const source: ImportSource = async function* () {
      readings += 1
      if (readings === 2) await link(shop, '2', aSubject('own'))
      if (readings === 2) await link(shop, '3', aSubject(3))
      yield* pairs()
    }
    expect(await run(shop, source, { onProblem })).toMatchObject({
      result: 'written',
      linked: 1,
      alreadyLinked: 1,
      refused: 1,
    })
    expect(problems()).toEqual([{ line: 2, reason: 'account-linked-elsewhere', accountId: '2' }])
    expect((await shop.host.links.findLinkOfAccount('2'))?.identity.subject).toBe(aSubject('own'))
  })

  it.each([
    ['another pair', [['2', aSubject(2)]]],
    ['a pair less', []],
    ['the id at another account', [['2', aSubject(1)]]],
  ] as const)('stops when the second reading has %s', async (_what, later) => {
    const shop = await shopWith(2, mapping)
    let readings = 0
    const source: ImportSource = () => rowsOf(readings++ === 0 ? [['1', aSubject(1)]] : later)()
    await expect(run(shop, source)).rejects.toThrow(ImportChangedError)
    expect(shop.rows(query)).toEqual([])
  })

  it('tells how far it is', async () => {
    const shop = await shopWith(2000, mapping)
    const source = rowsOf(Array.from({ length: 2000 }, (_, index) => [String(index + 1), aSubject(index)]))
    const seen: unknown[] = []
    await run(shop, source, { onProgress: (progress) => void seen.push(progress) })
    expect(seen).toEqual([
      { phase: 'checking', done: 1024, total: null },
      { phase: 'checking', done: 2000, total: null },
      { phase: 'writing', done: 1024, total: 2000 },
      { phase: 'writing', done: 2000, total: 2000 },
    ])
  })
})

describe('importLinks', () => {
  it('refuses to start where the tables are missing, and says what to do', async () => {
    const shop = await shopWith(1, tableMapping)
    shop.database.exec('drop table amazon_links')
    await expect(run(shop, rowsOf([]))).rejects.toThrow(/There is no table amazon_links/)
  })

  it('refuses another issuer than the one of the column', async () => {
    const shop = await shopWith(1, columnMapping)
    await expect(run(shop, rowsOf([]), { issuer: 'https://other.test' })).rejects.toThrow(/holds subjects of/)
  })

  it('puts aside the one row that a key of the site stands in the way of', async () => {
    const shop = await openShop({ links: columnMapping })
    shop.database.exec('create unique index loose on users (amazon_user_id collate nocase)')
    for (let index = 0; index < 5; index += 1) addUser(shop)
    const { onProblem, problems } = collectProblems()
    const source = rowsOf(['x', 'y', 'Y', 'z', 'w'].map((word, index) => [String(index + 1), word]))
    const outcome = await run({ ...shop, links: columnMapping }, source, { subjects: 'any', onProblem })
    expect(outcome).toMatchObject({ linked: 4, refused: 1 })
    expect(problems()).toEqual([{ line: 3, reason: 'key-clash', accountId: '3' }])
    expect(shop.rows('select * from sparekey_audit')).toHaveLength(4)
    expect(shop.rows('select * from sparekey_reservations')).toEqual([])
  })
})
