import Database from 'libsql'
import { sqlLinks } from 'sparekey/sql'
import { linkStoreContract } from 'sparekey/testing'
import { describe, expect, it } from 'vitest'

async function open() {
  const database = new Database(':memory:')
  const links = sqlLinks({ database })
  await links.migrate()
  return { database, links }
}

describe('sqlLinks over SQLite', () => {
  linkStoreContract({ describe, it }, async () => {
    const { database, links } = await open()
    let accounts = 0
    return {
      links,
      createAccount: async () => `account-${(accounts += 1)}`,
      auditRecords: async () =>
        database
          .prepare('select event, account_id as accountId from sparekey_audit order by id')
          .all()
          .map((row) => row as { event: 'linked'; accountId: string | null }),
      close: async () => {
        database.close()
      },
    }
  })

  it('needs no table of accounts, and migrates once', async () => {
    const { database, links } = await open()
    expect(await links.migrate()).toEqual([])
    expect(await links.migrationStatements()).toEqual([])
    const tables = database.prepare("select name from sqlite_master where type = 'table' order by name").all()
    expect(tables).toEqual(
      ['amazon_links', 'sparekey_audit', 'sparekey_limits', 'sparekey_outbox', 'sparekey_tickets'].map(
        (name) => ({ name }),
      ),
    )
    database.close()
  })

  it('says what cannot be used', () => {
    const database = new Database(':memory:')
    const none: unknown = {}
    expect(() => sqlLinks({ database: none as typeof database })).toThrow(/not an open database/)
    expect(() => sqlLinks({ database, links: { table: 'sparekey_audit' } })).toThrow(/a table of its own/)
    expect(() => sqlLinks({ database, audit: { table: '' } })).toThrow(/audit\.table/)
    database.close()
  })
})
