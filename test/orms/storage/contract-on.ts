import { type AppDatabase, type SqlLinks, sqlLinks } from 'sparekey/sql'
import { linkStoreContract } from 'sparekey/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** What an app has its database open with. */
export interface OpenedByApp {
  readonly database: AppDatabase
  close(): Promise<void>
}

/** One database, asked behind the app's back. */
export interface Beside {
  readonly url: string
  rows(sql: string): Promise<readonly object[]>
  close(): Promise<void>
}

export type Open = (url: string) => Promise<OpenedByApp>

/** Small, so that a connection that is not given back is noticed. */
export const mostConnections = 4

const tables = ['amazon_links', 'sparekey_audit', 'sparekey_limits', 'sparekey_outbox', 'sparekey_tickets']

/** The contract of a link store and what else `sqlLinks` promises, over one database for all of it. */
export function contractOn(open: Open, createBeside: () => Promise<Beside>): void {
  let beside: Beside
  let opened: OpenedByApp
  let links: SqlLinks

  beforeAll(async () => {
    beside = await createBeside()
    opened = await open(beside.url)
    links = sqlLinks({ database: opened.database })
  })

  afterAll(async () => {
    await opened.close()
    await beside.close()
  })

  it('tells what is missing, adds it once, and then lacks nothing', async () => {
    expect(await links.problems()).toContainEqual(expect.stringContaining('There is no table amazon_links.'))
    const planned = await links.migrationStatements()
    expect(await links.migrate()).toEqual(planned)
    expect(await links.migrate()).toEqual([])
    expect(await links.problems()).toEqual([])
  })

  it('counts attempts, and of many at once lets through no more than the limit', async () => {
    const limit = { name: 'tries', attempts: 3, windowSeconds: 60 }
    const answers = await Promise.all(Array.from({ length: 12 }, () => links.limiter.consume(limit, 'ann')))
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(3)
    await links.limiter.reset(limit, 'ann')
    expect(await links.limiter.consume(limit, 'ann')).toMatchObject({ allowed: true })
  })

  linkStoreContract({ describe, it }, async () => {
    for (const table of tables) await beside.rows(`delete from ${table}`)
    let accounts = 0
    return {
      links,
      createAccount: async () => `account-${(accounts += 1)}`,
      auditRecords: async () => {
        const rows = await beside.rows('select event, account_id from sparekey_audit order by id')
        return rows.map((row) => ({
          event: Reflect.get(row, 'event') as 'linked',
          accountId: Reflect.get(row, 'account_id') as string | null,
        }))
      },
    }
  })
}
