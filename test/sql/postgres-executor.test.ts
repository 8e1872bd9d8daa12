import { CompiledQuery } from 'kysely'
import { sqlHost } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { executeOnPostgresPool, type PostgresPool } from '../../src/sql/postgres-pool.js'
import { describeOn } from '../support/servers.js'
import { openPool } from './postgres-shop.js'

const insert = CompiledQuery.raw('insert into notes values (1)')

function* steps() {
  yield insert
  return 'done'
}

/** A pool whose client fails at one statement, so often. */
function failingPool(failAt: string, error: unknown, times = 1) {
  const asked: string[] = []
  const released: unknown[] = []
  let left = times
  const client = {
    query: async (text: string) => {
      asked.push(text)
      if (text === failAt && (left -= 1) >= 0) throw error
      return { rows: [], rowCount: 1, command: text.toUpperCase() }
    },
    release: (broken?: unknown) => {
      released.push(broken ?? false)
    },
  }
  const pool: PostgresPool = { connect: async () => client, query: client.query }
  return { pool, asked, released }
}

const withCode = (code: string) => Object.assign(new Error('nicht gelungen'), { code })
const once = ['begin', insert.sql, 'commit']

describe('a transaction over a pool', () => {
  it.each(['40001', '40P01', '55P03'])('starts over after %s', async (code) => {
    const { pool, asked, released } = failingPool(insert.sql, withCode(code))
    expect(await executeOnPostgresPool(pool).transaction(steps)).toBe('done')
    expect(asked).toEqual(['begin', insert.sql, 'rollback', ...once])
    expect(released).toEqual([false, false])
  })

  it('starts over when COMMIT says that it did not happen', async () => {
    const { pool, asked } = failingPool('commit', withCode('40001'))
    expect(await executeOnPostgresPool(pool).transaction(steps)).toBe('done')
    expect(asked.filter((text) => text === insert.sql)).toHaveLength(2)
  })

  it.each(['ECONNRESET', '57P01', '08006', '40003'])(
    'is never run again when the answer to COMMIT is lost (%s)',
    async (code) => {
      const { pool, asked } = failingPool('commit', withCode(code))
      await expect(executeOnPostgresPool(pool).transaction(steps)).rejects.toMatchObject({
        code: 'outcome-unknown',
      })
      expect(asked).toEqual(once)
    },
  )

  it.each([
    ['begin', withCode('ECONNRESET')],
    [insert.sql, withCode('57P01')],
    [insert.sql, new Error('Connection terminated unexpectedly')],
  ])('starts over on another connection when this one ends at %s', async (failAt, error) => {
    const { pool, released } = failingPool(failAt, error)
    expect(await executeOnPostgresPool(pool).transaction(steps)).toBe('done')
    expect(released).toEqual([true, false])
  })

  it('gives up on a database that is away', async () => {
    const { pool, released } = failingPool('begin', withCode('ECONNREFUSED'), 99)
    await expect(executeOnPostgresPool(pool).transaction(steps)).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    })
    expect(released).toEqual([true, true, true])
  })

  it('does not give back a connection that cannot roll back', async () => {
    const broken = failingPool('rollback', new Error('no'))
    const failing = executeOnPostgresPool(broken.pool).transaction(() => {
      throw new Error('the cause')
    })
    await expect(failing).rejects.toThrow('the cause')
    expect(broken.released).toEqual([true])
  })

  it('does not take a COMMIT that the server answers with ROLLBACK for success', async () => {
    const { pool } = failingPool('', null)
    const swallowing: PostgresPool = {
      ...pool,
      connect: async () => ({
        ...(await pool.connect()),
        query: async () => ({ rows: [], command: 'ROLLBACK' }),
      }),
    }
    await expect(executeOnPostgresPool(swallowing).transaction(steps)).rejects.toThrow(/undid a transaction/)
  })

  it.each([
    ['', {}],
    [' behind others who wait for the same', { idleCount: 2, waitingCount: 2 }],
  ])('says so when no connection comes free%s, and gives a late one back', async (_where, counts) => {
    const released: unknown[] = []
    let come: (client: Awaited<ReturnType<PostgresPool['connect']>>) => void = () => {}
    const pool: PostgresPool = {
      ...counts,
      connect: () => new Promise((resolve) => (come = resolve)),
      query: async () => ({ rows: [] }),
    }
    const waiting = executeOnPostgresPool(pool, 1).transaction(steps)
    await expect(waiting).rejects.toMatchObject({ code: 'database-busy' })
    come({ query: async () => ({ rows: [] }), release: () => released.push('late') })
    await new Promise((resolve) => setImmediate(resolve))
    expect(released).toEqual(['late'])
  })
})

describe('a write that stands alone', () => {
  it('is one statement, asked again where its connection had ended', async () => {
    const { pool, asked, released } = failingPool(insert.sql, withCode('ECONNRESET'))
    expect(await executeOnPostgresPool(pool).writeAlone?.(steps)).toBe('done')
    expect(asked).toEqual([insert.sql, insert.sql])
    expect(released).toEqual([true, false])
  })

  it('is how the last use of a link is written', async () => {
    const { pool, asked } = failingPool('', null, 0)
    const { links } = sqlHost({
      database: pool,
      accounts: { table: 'users', id: 'id', email: 'email' },
      links: { table: 'amazon_links' },
      endAccess: async () => {},
    })
    await links.recordUse({ issuer: 'https://www.amazon.com', subject: 'amzn1.account.A' }, new Date(), null)
    expect(asked).toEqual([expect.stringMatching(/^update "amazon_links" set /)])
  })
})

describeOn('postgres')('a pool with one idle connection', () => {
  it('says so to the second of two who want it at once, when it does not come back', async () => {
    const pool = await openPool({ max: 1 })
    await pool.query('select 1')
    const executor = executeOnPostgresPool(pool, 300)
    const held = pool.connect()
    expect([pool.idleCount, pool.waitingCount]).toEqual([1, 1])
    await expect(executor.transaction(steps)).rejects.toMatchObject({ code: 'database-busy' })
    const client = await held
    client.release()
  })
})

describeOn('postgres')('a connection that the server ends', () => {
  it('is replaced, and what it was in the middle of is done once', async () => {
    const pool = await openPool()
    await pool.query('create table notes (id int)')
    let isEnded = false
    const done = await executeOnPostgresPool(pool).transaction(function* () {
      yield insert
      const { rows } = yield CompiledQuery.raw('select pg_backend_pid() as pid')
      if (!isEnded) {
        isEnded = true
        yield CompiledQuery.raw('select pg_terminate_backend($1)', [rows[0]?.['pid']])
      }
      return 'done'
    })
    expect(done).toBe('done')
    expect((await pool.query('select id from notes')).rows).toEqual([{ id: 1 }])
    expect(pool.waitingCount).toBe(0)
    expect(pool.idleCount).toBe(pool.totalCount)
  })

  it('says so when the pool gives up waiting by itself', async () => {
    const pool = await openPool({ max: 1, connectionTimeoutMillis: 500 })
    const busy = await pool.connect()
    await expect(executeOnPostgresPool(pool).transaction(steps)).rejects.toMatchObject({
      code: 'database-busy',
    })
    busy.release()
  })
})
