import assert from 'node:assert/strict'
import { hash } from '@node-rs/bcrypt'
import { type HostDatabase, type SqlHost, type SqlHostOptions, sqlHost } from 'sparekey/sql'
import { hostContract, linkStoreContract, type Runner } from 'sparekey/testing'
import { columnMapping, tableMapping, usersMapping, usersTable } from '../sql/fixture.js'

/** What better-sqlite3 and node:sqlite have in common. */
export interface DriverHandle {
  exec(sql: string): unknown
  prepare(sql: string): DriverStatement
  close(): unknown
}

interface DriverStatement {
  all(...values: (string | number | null)[]): unknown[]
  run(...values: (string | number | null)[]): { lastInsertRowid: number | bigint }
}

export interface SqliteDriver {
  open(path: string): DriverHandle
  /** What a host is given of an open handle. */
  given(handle: DriverHandle): HostDatabase
}

interface Shop {
  readonly handle: DriverHandle
  readonly host: SqlHost
  rows(sql: string): Record<string, unknown>[]
  addUser(email: string | null, passwordHash: string): string
}

async function openShop(driver: SqliteDriver, options: Partial<SqlHostOptions>): Promise<Shop> {
  const handle = driver.open(':memory:')
  handle.exec(usersTable)
  const database = driver.given(handle)
  const host = sqlHost({ database, accounts: usersMapping, links: tableMapping, ...options })
  await host.migrate()
  return {
    handle,
    host,
    rows: (sql) => handle.prepare(sql).all() as Record<string, unknown>[],
    addUser: (email, passwordHash) =>
      String(
        handle.prepare('insert into users (email, password_hash) values (?, ?)').run(email, passwordHash)
          .lastInsertRowid,
      ),
  }
}

/** The contracts of hosts and link stores, and what is peculiar to a driver that keeps its own thread waiting. */
export function driverContract({ describe, it }: Runner, driver: SqliteDriver): void {
  for (const links of [tableMapping, columnMapping]) {
    describe(`with ${Object.keys(links)[0]}`, () => {
      hostContract({ describe, it }, async () => {
        const { host, rows, addUser, handle } = await openShop(driver, { links })
        return {
          host,
          visitor: { request: new Request('https://shop.test/'), native: null },
          addAccount: async ({ email, password }) => addUser(email, await hash(password, 4)),
          countAccounts: async () => rows('select id from users').length,
          close: async () => void handle.close(),
        }
      })
      linkStoreContract({ describe, it }, async () => {
        const { host, rows, addUser, handle } = await openShop(driver, { links })
        return {
          links: host.links,
          createAccount: async () => addUser(null, ''),
          auditRecords: async () =>
            rows('select event, account_id from sparekey_audit order by id').map((row) => ({
              event: row['event'] as 'linked',
              accountId: row['account_id'] as string | null,
            })),
          countAccounts: async () => rows('select id from users').length,
          deleteAccount: async (id) => void handle.prepare('delete from users where id = ?').run(id),
          close: async () => void handle.close(),
        }
      })
    })
  }
  describe('the driver', () => peculiarities({ it }, driver))
}

const registration = { emailProven: false, email: 'new@shop.test', name: 'New', postalCode: null, fields: {} }

function peculiarities({ it }: Pick<Runner, 'it'>, driver: SqliteDriver): void {
  const visitor = { request: new Request('https://shop.test/'), native: null }
  const create = ({ host }: Shop, more: object = {}) =>
    host.createAccount({ ...registration, ...more }, visitor)

  it('keeps ids that a number does not hold', async () => {
    const shop = await openShop(driver, {})
    shop.handle.exec(`insert into users (id, password_hash) values (9007199254740993, '')`)
    assert.equal((await shop.host.findAccount('9007199254740993'))?.id, '9007199254740993')
  })

  it('stores truth, times and numbers as the site itself would', async () => {
    const at = new Date(Date.UTC(2026, 0, 2))
    const defaults = { newsletter: true, role: 5, zip: at }
    const { postalCode: _zip, ...accounts } = usersMapping
    const shop = await openShop(driver, {
      accounts: { ...accounts, fields: { nickname: 'nickname' }, defaults },
    })
    await create(shop)
    assert.deepEqual(
      { ...shop.rows('select newsletter, typeof(newsletter) as kind, role, zip from users')[0] },
      { newsletter: 1, kind: 'integer', role: '5', zip: at.toISOString() },
    )
  })

  it('tells which field broke a rule', async () => {
    const shop = await openShop(driver, {})
    shop.handle.exec('create unique index folded on users (lower(nickname))')
    await create(shop, { fields: { nickname: 'Ann' } })
    const again = create(shop, { email: 'other@shop.test', fields: { nickname: 'ANN' } })
    assert.deepEqual(await again, { problems: [{ field: 'nickname', problem: 'taken' }] })
  })

  it('waits until a transaction of the site on the same handle is over', async () => {
    const shop = await openShop(driver, {})
    shop.handle.exec('begin')
    const created = create(shop)
    await Promise.resolve()
    shop.handle.exec('rollback')
    assert.ok('account' in (await created))
    assert.equal(shop.rows('select id from users').length, 1)
  })

  it('leaves no transaction open when one of ours failed', async () => {
    const shop = await openShop(driver, {})
    shop.handle.exec('drop table users')
    await assert.rejects(create(shop))
    shop.handle.exec('begin')
  })
}
