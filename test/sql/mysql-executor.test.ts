import { expect, it } from 'vitest'
import { executeOnMysql } from '../../src/sql/mysql-executor.js'
import { connectionsOfPool, type MysqlPromisePool } from '../../src/sql/mysql-pool.js'
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

describeOn('mariadb')('executeOnMysql over a pool', () => {
  it('counts the rows an update finds, also where the pool counts those it changes', async () => {
    const database = await openNotes()
    await database.rows("insert into notes (id, word) values (1, 'same')")
    const executor = executorOver(database.connect({ flags: ['-FOUND_ROWS'] }))
    const update = statement`update notes set word = ${'same'} where id = ${1}`
    expect(await runAlone(executor, update)).toMatchObject({ affected: 1 })
    const nothing = statement`update notes set word = ${'same'} where id = ${2}`
    expect(await runAlone(executor, nothing)).toMatchObject({ affected: 0 })
  })

  it('ends what somebody left open on a connection, as the next transaction would', async () => {
    const database = await openNotes()
    const pool = database.connect({ connectionLimit: 1 })
    await pool.promise().query('begin')
    await pool.promise().query("insert into notes (id, word) values (1, 'left open')")
    await runAlone(executorOver(pool), statement`insert into notes (id, word) values (2, ${'ours'})`)
    expect(await words(database)).toEqual([{ word: 'left open' }, { word: 'ours' }])
  })

  it('never makes a change twice when the connection ends during COMMIT', async () => {
    const database = await openNotes()
    const { pool, commits } = endingAtCommit(database.pool)
    const write = runAlone(
      executeOnMysql(connectionsOfPool(pool)),
      statement`insert into notes (id, word) values (1, ${'once'})`,
    )
    await expect(write).rejects.toMatchObject({ code: 'outcome-unknown' })
    expect(commits()).toBe(1)
    expect(await words(database)).toEqual([{ word: 'once' }])
  })

  it("starts over after Galera's conflict at COMMIT", async () => {
    const database = await openNotes()
    let attempts = 0
    const { pool } = refusing(database.pool, 'commit', { errno: 1213 })
    await executeOnMysql(connectionsOfPool(pool)).transaction(function* () {
      attempts += 1
      yield statement`insert into notes (id, word) values (1, ${'once'})`
    })
    expect(attempts).toBe(2)
    expect(await words(database)).toEqual([{ word: 'once' }])
  })

  it('goes on under REPEATABLE READ where the binary log holds statements', async () => {
    const database = await openNotes()
    const { pool, levels } = refusing(database.pool, 'insert', { errno: 1665 })
    await runAlone(
      executeOnMysql(connectionsOfPool(pool)),
      statement`insert into notes (id, word) values (1, ${'once'})`,
    )
    expect(levels()).toEqual(['read committed', 'repeatable read'])
    expect(await words(database)).toEqual([{ word: 'once' }])
  })
})

/** A pool that commits, and then loses the connection before it can say so. */
function endingAtCommit(pool: MysqlPromisePool) {
  let commits = 0
  const wrapped = wrapPool(pool, async (text, run) => {
    const answer = await run()
    if (text !== 'commit') return answer
    commits += 1
    throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
  })
  return { pool: wrapped, commits: () => commits }
}

/** A pool whose server refuses the first statement that begins like this. */
function refusing(pool: MysqlPromisePool, beginning: string, error: object) {
  let isRefusing = true
  const levels: string[] = []
  const wrapped = wrapPool(pool, async (text, run) => {
    const [, level] = /isolation level (.+)/.exec(text) ?? []
    if (level !== undefined) levels.push(level)
    if (!isRefusing || !text.startsWith(beginning)) return run()
    isRefusing = false
    throw Object.assign(new Error('refused'), error)
  })
  return { pool: wrapped, levels: () => levels }
}

type Answer = Promise<readonly unknown[]>

function wrapPool(
  pool: MysqlPromisePool,
  around: (text: string, run: () => Answer) => Answer,
): MysqlPromisePool {
  return {
    query: (asked) => around(asked.sql, () => pool.query(asked)),
    execute: (asked) => around(asked.sql, () => pool.execute(asked)),
    async getConnection() {
      const connection = await pool.getConnection()
      return {
        query: (asked) => around(asked.sql, () => connection.query(asked)),
        execute: (asked) => around(asked.sql, () => connection.execute(asked)),
        release: () => connection.release(),
        destroy: () => connection.destroy(),
      }
    },
  }
}

/** Comes back once our transaction holds row 1 and has asked for row 2. */
async function secondIsAskedFor(database: Awaited<ReturnType<typeof openNotes>>): Promise<void> {
  for (;;) {
    const asking = await database.rows(
      "select 1 from information_schema.processlist where db = database() and info like '%where id = 2'",
    )
    if (asking.length > 0) return
  }
}
