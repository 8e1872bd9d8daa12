import { expect, it } from 'vitest'
import { describeOn } from '../support/servers.js'
import {
  alone,
  executorOver,
  mysqlConnections,
  openMysqlDatabase,
  runAlone,
  statement,
} from './mysql-database.js'

const table =
  'create table notes (id bigint unsigned primary key, word varchar(40), at datetime(3)) engine = InnoDB'

async function openNotes() {
  const database = await openMysqlDatabase()
  await database.rows(table)
  return database
}

const words = (database: { rows: (statement: string) => Promise<unknown> }) =>
  database.rows('select word from notes order by id')

describeOn('mariadb').each(mysqlConnections)('executeOnMysql over a %s', (connection) => {
  it('keeps all of a transaction, or nothing', async () => {
    const database = await openNotes()
    const executor = executorOver(database.connect(), connection)
    await executor.transaction(function* () {
      yield statement`insert into notes (id, word) values (1, ${'kept'})`
      yield statement`insert into notes (id, word) values (2, ${'too'})`
    })
    const failing = executor.transaction(function* () {
      yield statement`insert into notes (id, word) values (3, ${'undone'})`
      throw new Error('after all')
    })
    await expect(failing).rejects.toThrow('after all')
    expect(await words(database)).toEqual([{ word: 'kept' }, { word: 'too' }])
  })

  it('starts over after a deadlock, and both come through', async () => {
    const database = await openNotes()
    await database.rows("insert into notes (id, word) values (1, ''), (2, '')")
    const rival = await database.pool.getConnection()
    await rival.query('begin')
    // The server ends the transaction that has written less: ours.
    for (let id = 100; id < 120; id += 1) await rival.query(`insert into notes (id) values (${id})`)
    await rival.query("update notes set word = concat(word, 'r') where id = 2")
    let attempts = 0
    const ours = executorOver(database.connect(), connection).transaction(function* () {
      attempts += 1
      yield statement`update notes set word = concat(word, 'o') where id = 1`
      yield statement`update notes set word = concat(word, 'o') where id = 2`
    })
    await secondIsAskedFor(database)
    await rival.query("update notes set word = concat(word, 'r') where id = 1")
    await rival.query('commit')
    rival.release()
    await ours
    expect(attempts).toBe(2)
    expect(await database.rows('select word from notes where id < 3')).toEqual([
      { word: 'ro' },
      { word: 'ro' },
    ])
  })

  it('leaves nothing half done, and comes through, when its connection is killed in the middle', async () => {
    const database = await openNotes()
    const executor = executorOver(database.connect({ connectionLimit: 1 }), connection)
    let attempts = 0
    let kill: Promise<unknown> = Promise.resolve()
    const halfDone: unknown[] = []
    await executor.transaction(function* () {
      attempts += 1
      yield statement`insert into notes (id, word) values (1, ${'half'})`
      const { rows } = yield statement`select connection_id() as id`
      if (attempts === 1) kill = database.rows(`kill connection ${Number(rows[0]?.['id'])}`)
      // Answered only by a connection that is alive.
      yield statement`select sleep(0.05)`
      yield statement`select word from notes`
      yield statement`insert into notes (id, word) values (2, ${'whole'})`
      halfDone.push(attempts)
    })
    await kill
    expect(attempts).toBe(2)
    expect(halfDone).toEqual([2])
    expect(await words(database)).toEqual([{ word: 'half' }, { word: 'whole' }])
  })

  it('undoes everything after a lock wait timeout, which by itself undoes one statement', async () => {
    const database = await openNotes()
    await database.rows("insert into notes (id, word) values (9, 'locked')")
    const holder = await database.pool.getConnection()
    await holder.query('begin')
    await holder.query('select * from notes where id = 9 for update')
    const pool = database.connect({ connectionLimit: 1 })
    await pool.promise().query('set session innodb_lock_wait_timeout = 1')
    let attempts = 0
    await executorOver(pool, connection).transaction(function* () {
      attempts += 1
      const id = attempts
      yield statement`insert into notes (id, word) values (${id}, ${'first'})`
      try {
        yield statement`update notes set word = ${'ours'} where id = 9`
      } finally {
        if (attempts === 1) holder.destroy()
      }
    })
    expect(attempts).toBe(2)
    expect(await database.rows('select id, word from notes order by id')).toEqual([
      { id: 2, word: 'first' },
      { id: 9, word: 'ours' },
    ])
  })

  it('reads ids exactly, and rows as objects, whatever the options of the pool', async () => {
    const database = await openNotes()
    await database.rows("insert into notes (id, word) values (18446744073709551615, 'last')")
    const odd = {
      supportBigNumbers: true,
      bigNumberStrings: true,
      namedPlaceholders: true,
      dateStrings: true,
    }
    const pool = database.connect(
      connection === 'kysely' ? odd : { ...odd, rowsAsArray: true, nestTables: true },
    )
    const query = statement`select cast(id as char) as id, word from notes where id = ${'18446744073709551615'}`
    const { rows } = await executorOver(pool, connection).read(() => alone(query))
    expect(rows).toEqual([{ id: '18446744073709551615', word: 'last' }])
  })

  it('refuses what a server that is not strict would cut off', async () => {
    const database = await openNotes()
    const pool = database.connect({ connectionLimit: 1 })
    await pool.promise().query("set session sql_mode = ''")
    const cut = runAlone(
      executorOver(pool, connection),
      statement`insert into notes values (1, ${'x'.repeat(41)}, null)`,
    )
    await expect(cut).rejects.toMatchObject({ errno: 1265 })
    expect(await words(database)).toEqual([])
  })

  it('leaves the session as it was', async () => {
    const database = await openNotes()
    const pool = database.connect({ connectionLimit: 1 })
    const session =
      'select @@session.sql_mode as mode, @@session.tx_isolation as isolation, @@session.time_zone as zone'
    const before = await pool.promise().query(session)
    await runAlone(executorOver(pool, connection), statement`insert into notes (id) values (1)`)
    expect((await pool.promise().query(session))[0]).toEqual(before[0])
  })

  it("writes a time as the host's own pool writes it", async () => {
    const database = await openNotes()
    const at = new Date('2026-03-01T12:00:00.000Z')
    const pool = database.connect({ timezone: '+05:00' })
    await runAlone(executorOver(pool, connection), statement`insert into notes (id, at) values (1, ${at})`)
    expect(await pool.promise().query('select at from notes')).toMatchObject([[{ at }], {}])
  })
})

/** Comes back once our transaction holds row 1 and has asked for row 2. */
async function secondIsAskedFor(database: Awaited<ReturnType<typeof openNotes>>): Promise<void> {
  for (;;) {
    const asking = await database.rows(
      "select 1 from information_schema.processlist where db = database() and info like '%where id = 2'",
    )
    if (asking.length > 0) return
  }
}
