import { sqlHost } from 'sparekey/sql'
import { expect, it } from 'vitest'
import type { PostgresClient, PostgresPool } from '../../src/sql/postgres-pool.js'
import { describeOn } from '../support/servers.js'
import { openPool, postgresAccounts } from './postgres-shop.js'

const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.VERA' }
const now = Date.now()
const ahead = (seconds: number) => new Date(now + seconds * 1000)

/** The same pool, but before the first statement like this something else is done to the end. */
function interrupted(pool: PostgresPool, statement: RegExp, meanwhile: () => Promise<void>): PostgresPool {
  let isDue = true
  const watch = (client: PostgresClient): PostgresClient => ({
    release: (error) => client.release(error),
    async query(text, values) {
      if (isDue && statement.test(text)) {
        isDue = false
        await meanwhile()
      }
      return client.query(text, values)
    },
  })
  return {
    connect: async () => watch(await pool.connect()),
    query: (text, values) => pool.query(text, values),
  }
}

describeOn('postgres')('a proof that ends while its link is being written', () => {
  // What writes the link reads when proofs ended, and then says itself that all others end.
  it.each([
    ['before it is asked for', /^select .*sparekey_tickets/],
    ['after it was asked for', /^delete from .*sparekey_tickets/],
    ['after others were ended', /^insert into .*sparekey_tickets/],
  ])('binds nothing: %s', async (_when, statement) => {
    const pool = await openPool()
    await pool.query(`create table users (id integer primary key, email text, full_name text, zip text,
      password_hash text, email_verified boolean, deleted_at timestamptz)`)
    await pool.query('insert into users (id) values (1)')
    const options = {
      accounts: postgresAccounts,
      links: { table: 'amazon_links' },
      endAccess: async () => {},
    }
    const other = sqlHost({ database: pool, ...options })
    await other.migrate()
    const audit = { at: ahead(0), event: 'linked', accountId: '1', identity, details: {} } as const
    const evict = async (): Promise<void> => {
      await other.links.endProofs?.('1', ahead(100))
      await other.links.deleteLink('1', { ...audit, event: 'evicted' })
    }
    const { links } = sqlHost({ database: interrupted(pool, statement, evict), ...options })
    const proof = { validUntil: ahead(50), endsUntil: ahead(900) }
    const link = { identity, accountId: '1', emailAtLink: null, at: ahead(0), ticket: null, audit, proof }
    expect(await links.createLink(link)).toBe('proof-ended')
    expect(await other.links.findLinkOfAccount('1')).toBeNull()
    expect(await other.links.proofsEnded?.('1')).toEqual(ahead(100))
  })
})
