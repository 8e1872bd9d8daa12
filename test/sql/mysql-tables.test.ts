import { expect, it } from 'vitest'
import type { TableDefinition } from '../../src/sql/dialect.js'
import { countMysqlAttempt, sweepMysqlRows } from '../../src/sql/mysql-counting.js'
import { describeMysqlTable } from '../../src/sql/mysql-introspection.js'
import { addMysqlColumn, createMysqlTable, createMysqlUniqueIndex } from '../../src/sql/mysql-tables.js'
import { describeOn } from '../support/servers.js'
import { builder, executorOver, openMysqlDatabase } from './mysql-database.js'

const links: TableDefinition = {
  name: 'links',
  columns: [
    { name: 'issuer', type: 'key', presence: 'required' },
    { name: 'subject', type: 'key', presence: 'required' },
    { name: 'linked_at', type: 'instant', presence: 'optional' },
    { name: 'note', type: 'text', presence: 'optional' },
  ],
  unique: [['issuer', 'subject']],
  indexed: ['linked_at'],
}

const limits: TableDefinition = {
  name: 'limits',
  columns: [
    { name: 'id', type: 'key', presence: 'required' },
    { name: 'attempts', type: 'count', presence: 'required' },
    { name: 'expires_at', type: 'instant', presence: 'required' },
  ],
  unique: [['id']],
  indexed: ['expires_at'],
}

async function openTable(table: TableDefinition) {
  const database = await openMysqlDatabase()
  const executor = executorOver(database.connect())
  await executor.transaction(function* () {
    for (const statement of createMysqlTable(builder, table)) yield statement
  })
  return { ...database, executor }
}

describeOn('mariadb')('a table of ours', () => {
  it('tells …ABC and …abc apart, where the default collation of the server does not', async () => {
    const { rows, executor } = await openTable(links)
    await rows('alter database collate utf8mb4_general_ci')
    await rows("insert into links (issuer, subject) values ('amazon', 'ABC'), ('amazon', 'abc')")
    expect(await rows("select subject from links where subject = 'abc'")).toEqual([{ subject: 'abc' }])
    const shape = await executor.read(() => describeMysqlTable(builder, 'links', null))
    expect(shape?.uniqueKeys).toEqual([
      { columns: ['issuer', 'subject'], coversAllRows: true, comparesBytes: true },
    ])
  })

  it('is InnoDB with long keys and a primary key, whatever the server would choose', async () => {
    const { rows, executor } = await openMysqlDatabase().then(async (database) => {
      const pool = database.connect({ connectionLimit: 1 })
      await pool.promise().query('set session default_storage_engine = MyISAM, innodb_strict_mode = on')
      await pool.promise().query('set session innodb_lock_wait_timeout = 5')
      return { ...database, executor: executorOver(pool) }
    })
    await executor.transaction(function* () {
      for (const statement of createMysqlTable(builder, links)) yield statement
    })
    expect(
      await rows(
        "select engine as engine, row_format as format from information_schema.tables where table_name = 'links' and table_schema = database()",
      ),
    ).toEqual([{ engine: 'InnoDB', format: 'Dynamic' }])
    expect(await rows("show keys from links where Key_name = 'PRIMARY'")).toHaveLength(2)
  })

  it('gets a column and a key that it lacks, and keeps its rows', async () => {
    const { rows, executor } = await openTable(links)
    await rows("insert into links (issuer, subject) values ('amazon', 'ABC')")
    await executor.transaction(function* () {
      yield addMysqlColumn(builder, 'links', { name: 'reservation', type: 'key', presence: 'required' })
      yield createMysqlUniqueIndex(builder, 'links', ['reservation'])
    })
    expect(await rows('select subject, reservation from links')).toEqual([
      { subject: 'ABC', reservation: null },
    ])
  })
})

describeOn('mariadb')('countMysqlAttempt', () => {
  const now = '2026-03-01T12:00:00.000Z'
  const attempt = { table: 'limits', key: 'someone', now, expiresAt: '2026-03-01T12:15:00.000Z' }

  it('counts of many at once every one, and answers each with its own number', async () => {
    const { executor } = await openTable(limits)
    const counted = await Promise.all(
      Array.from({ length: 30 }, () => executor.transaction(() => countMysqlAttempt(builder, attempt))),
    )
    const numbers = counted.map((row) => Number(row['attempts']))
    expect(new Set(numbers)).toEqual(new Set(Array.from({ length: 30 }, (_, index) => index + 1)))
  })

  it('keeps the window that is open, and begins a new one after it', async () => {
    const { executor } = await openTable(limits)
    const count = (changes: Partial<typeof attempt>) =>
      executor.transaction(() => countMysqlAttempt(builder, { ...attempt, ...changes }))
    await count({})
    expect(await count({ expiresAt: '2026-03-01T13:00:00.000Z' })).toEqual({
      attempts: 2,
      expires_at: attempt.expiresAt,
    })
    const later = { now: '2026-03-01T12:16:00.000Z', expiresAt: '2026-03-01T12:31:00.000Z' }
    expect(await count(later)).toEqual({ attempts: 1, expires_at: later.expiresAt })
  })
})

describeOn('mariadb')('sweepMysqlRows', () => {
  it('deletes some of what has expired, and nothing else', async () => {
    const { rows, executor } = await openTable(limits)
    await rows(
      "insert into limits values ('a', 1, '2026-01-01'), ('b', 1, '2026-01-01'), ('c', 1, '2026-12-01')",
    )
    const sweep = () => executor.transaction(() => sweepMysqlRows(builder, 'limits', '2026-03-01', 1))
    await sweep()
    expect(await rows('select id from limits')).toHaveLength(2)
    await sweep()
    await sweep()
    expect(await rows('select id from limits')).toEqual([{ id: 'c' }])
  })
})
