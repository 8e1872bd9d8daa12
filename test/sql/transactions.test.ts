import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import type { SqliteHandle } from 'sparekey/sql'
import { afterEach, describe, expect, it } from 'vitest'
import {
  addUser,
  columnMapping,
  connectShop,
  openShop,
  type Shop,
  tableMapping,
  usersTable,
} from './fixture.js'

const at = new Date('2026-03-01T12:00:00Z')
const identity = { issuer: 'https://www.amazon.com', subject: 'S' }
const ticket = { id: 'ticket', expiresAt: new Date('2099-01-01') }

function draft() {
  const audit = { at, event: 'signed-up', accountId: null, identity, details: {} } as const
  return { identity, emailAtLink: null, at, ticket, audit }
}

function registration(email = 'new@shop.test') {
  return { email, emailProven: false, name: null, postalCode: null, fields: {} }
}

/** All that the tables hold, to see that nothing has changed. */
function everything({ rows }: Shop) {
  const tables = rows("select name from sqlite_master where type = 'table' and name not like 'sqlite%'")
  return tables.map(({ name }) => [name, rows(`select * from "${String(name)}"`)])
}

/** Passes everything on to the database, but fails the write with this number. */
function failing(
  database: Database.Database,
  failAt: number,
): { handle: SqliteHandle; writes: () => number } {
  let writes = 0
  const handle: SqliteHandle = {
    get inTransaction() {
      return database.inTransaction
    },
    exec: (sql) => {
      if (sql === 'commit' && (writes += 1) === failAt) throw new Error('the disk is full')
      return database.exec(sql)
    },
    prepare: (sql) => {
      const statement = database.prepare(sql)
      const guarded = <T>(run: () => T): T => {
        if (!sql.trimStart().startsWith('select') && (writes += 1) === failAt)
          throw new Error('the disk is full')
        return run()
      }
      return {
        reader: statement.reader,
        all: (values) => guarded(() => statement.all(values)),
        run: (values) => guarded(() => statement.run(values)),
      }
    },
  }
  return { handle, writes: () => writes }
}

describe.each([tableMapping, columnMapping])('a write that fails halfway, with %j', (links) => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'leaves nothing of a sign-up behind when write %i fails',
    async (failAt) => {
      const shop = await openShop({ links })
      const before = everything(shop)
      const { handle, writes } = failing(shop.database, failAt)
      const { host } = connectShop(shop.database, { links, database: handle })
      const outcome = await host.links
        .createLinkedAccount(registration(), draft())
        .catch((error: Error) => error.message)
      if (writes() >= failAt) {
        expect(outcome).toBe('the disk is full')
        expect(everything(shop)).toEqual(before)
        expect(shop.database.inTransaction).toBe(false)
      } else {
        expect(outcome).toHaveProperty('account')
      }
      expect(await shop.host.links.createLinkedAccount(registration(), draft())).toHaveProperty(
        writes() >= failAt ? 'account' : 'conflict',
      )
    },
  )

  it.each([1, 2, 3, 4, 5, 6])('leaves nothing of a link behind when write %i fails', async (failAt) => {
    const shop = await openShop({ links })
    const accountId = addUser(shop)
    const before = everything(shop)
    const { handle, writes } = failing(shop.database, failAt)
    const { host } = connectShop(shop.database, { links, database: handle })
    const outcome = await host.links
      .createLink({ ...draft(), accountId })
      .catch((error: Error) => error.message)
    expect(outcome).toBe(writes() >= failAt ? 'the disk is full' : 'created')
    if (outcome !== 'created') expect(everything(shop)).toEqual(before)
  })

  it('leaves no link to an account that went away meanwhile', async () => {
    const shop = await openShop({ links })
    const before = everything(shop)
    await expect(shop.host.links.createLink({ ...draft(), accountId: '77' })).rejects.toThrow(
      /account was gone/,
    )
    expect(everything(shop)).toEqual(before)
  })
})

describe('a registration whose address is taken', () => {
  it('creates, links and uses up nothing', async () => {
    const shop = await openShop()
    addUser(shop, { email: 'ada@shop.test' })
    const before = everything(shop)
    const created = await shop.host.links.createLinkedAccount(registration('ADA@shop.test'), draft())
    expect(created).toEqual({ problems: [{ field: 'email', problem: 'taken' }] })
    expect(everything(shop)).toEqual(before)
  })
})

describe('the connection of the site', () => {
  it('is waited for while the site has a transaction open on it', async () => {
    const shop = await openShop()
    shop.database.exec('begin')
    addUser(shop, { email: 'undone@shop.test' })
    const redeemed = shop.host.links.redeemTicket(ticket)
    await new Promise((resolve) => setImmediate(resolve))
    expect(shop.rows('select * from sparekey_tickets')).toEqual([])
    shop.database.exec('rollback')
    expect(await redeemed).toBe('redeemed')
    expect(shop.rows('select id from sparekey_tickets')).toEqual([{ id: 'ticket' }])
    expect(shop.rows('select * from users')).toEqual([])
  })

  it('is given up when the site never ends its transaction, in words that say so', async () => {
    const shop = await openShop()
    shop.database.exec('begin')
    await expect(shop.host.links.redeemTicket(ticket)).rejects.toThrow(/stayed inside a transaction/)
    shop.database.exec('rollback')
  })

  it('never lets a statement of the site slip into one of our transactions', async () => {
    const shop = await openShop()
    let insideOurs = false
    const write = shop.host.links.createLinkedAccount(registration(), draft())
    for (let turn = 0; turn < 20; turn += 1) {
      insideOurs ||= shop.database.inTransaction
      await Promise.resolve()
    }
    await write
    expect(insideOurs).toBe(false)
  })

  it('finds link and account of a returning customer in one query, prepared once', async () => {
    const shop = await openShop()
    await shop.host.links.createLinkedAccount(registration(), draft())
    const prepared: string[] = []
    let executed = 0
    const handle: SqliteHandle = {
      inTransaction: false,
      exec: (sql) => shop.database.exec(sql),
      prepare: (sql) => {
        prepared.push(sql)
        const statement = shop.database.prepare(sql)
        return {
          reader: statement.reader,
          all: (values) => {
            executed += 1
            return statement.all(values)
          },
          run: (values) => statement.run(values),
        }
      },
    }
    const { host } = connectShop(shop.database, { database: handle })
    prepared.length = 0
    executed = 0
    for (let visit = 0; visit < 10; visit += 1) {
      expect(await host.links.findLinkedAccount(identity)).toMatchObject({
        account: { email: 'new@shop.test' },
      })
    }
    expect(prepared).toHaveLength(1)
    expect(executed).toBe(10)
    const plan = shop.rows(`explain query plan ${prepared[0] ?? ''}`, '', '')
    expect(plan.map((step) => String(step['detail']))).toEqual([
      expect.stringContaining('SEARCH link USING INDEX'),
      expect.stringContaining('SEARCH account USING INTEGER PRIMARY KEY'),
    ])
  })
})

describe('two connections to one file', () => {
  const folders: string[] = []
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
  })

  function openFile(): [Shop, Shop] {
    const folder = mkdtempSync(join(tmpdir(), 'sparekey-'))
    folders.push(folder)
    const open = () => new Database(join(folder, 'shop.db'))
    const first = open()
    first.exec(`pragma journal_mode = wal; ${usersTable}`)
    return [connectShop(first), connectShop(open(), {}, 'kysely')]
  }

  it('make one account of one subject, and one link', async () => {
    const [one, other] = openFile()
    await one.host.migrate()
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const { links } = (index % 2 === 0 ? one : other).host
        const changes = { ticket: { ...ticket, id: `t${index}` } }
        return links.createLinkedAccount(registration(`c${index}@shop.test`), { ...draft(), ...changes })
      }),
    )
    expect(results.filter((result) => 'account' in result)).toHaveLength(1)
    expect(one.rows('select * from users')).toHaveLength(1)
    expect(one.rows('select * from amazon_links')).toHaveLength(1)
    one.database.close()
    other.database.close()
  })

  it('wait for each other', async () => {
    const [one, other] = openFile()
    await one.host.migrate()
    other.database.exec('begin immediate')
    const redeemed = one.host.links.redeemTicket(ticket)
    await new Promise((resolve) => setImmediate(resolve))
    other.database.exec('commit')
    expect(await redeemed).toBe('redeemed')
    one.database.close()
    other.database.close()
  })
})
