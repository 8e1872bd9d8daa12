import { describe, expect, it } from 'vitest'
import { isConnectionLost, isMysqlTransient, readMysqlViolation } from '../../src/sql/mysql-errors.js'
import { describeOn } from '../support/servers.js'
import { openMysqlDatabase } from './mysql-database.js'

const people = `
  create table people (
    id int primary key auto_increment, email varchar(40), unique key by_email (email), name varchar(5) not null,
    age tinyint unsigned, kind enum('a', 'b'), constraint grown_up check (age >= 18)
  )`

const broken = [
  [
    'a value twice',
    "insert into people (email, name) values ('Ada''s@shop.test', 'y')",
    'unique',
    [],
    'by_email',
  ],
  ['an id twice', "insert into people (id, name) values (1, 'y')", 'unique', [], 'PRIMARY'],
  ['nothing where something must be', 'insert into people (name) values (null)', 'not-null', ['name'], null],
  [
    'no value and no default',
    "insert into people (email) values ('n@shop.test')",
    'not-null',
    ['name'],
    null,
  ],
  ['what a check forbids', "insert into people (name, age) values ('y', 17)", 'check', [], 'grown_up'],
  ['too long a text', "insert into people (name) values ('too long')", 'check', ['name'], null],
  ['a number out of range', "insert into people (name, age) values ('y', 999)", 'check', ['age'], null],
  ['a word for a number', "insert into people (name, age) values ('y', 'x')", 'check', ['age'], null],
  ['what the enum has not', "insert into people (name, kind) values ('y', 'z')", 'check', ['kind'], null],
] as const

describeOn('mariadb')('readMysqlViolation on MariaDB', () => {
  it.each(['en_US', 'de_DE', 'fr_FR', 'ja_JP'])(
    'names rule and column whatever the language: %s',
    async (language) => {
      const { pool } = await openMysqlDatabase()
      const connection = await pool.getConnection()
      await connection.query(`set session lc_messages = '${language}'`)
      await connection.query(people)
      await connection.query("insert into people (email, name) values ('ada''s@shop.test', 'x')")
      for (const [what, statement, rule, columns, index] of broken) {
        const error: unknown = await connection.query(statement).then(
          () => null,
          (thrown: unknown) => thrown,
        )
        expect([what, readMysqlViolation(error)]).toEqual([what, { rule, columns, index }])
      }
      connection.release()
    },
  )
})

/** As MySQL 8 words them, after its manual. */
describe('readMysqlViolation on MySQL 8', () => {
  it.each([
    [1062, "Duplicate entry 'a' for key 'b' for key 'people.by_email'", 'unique', [], 'people.by_email'],
    [3819, "Check constraint 'grown_up' is violated.", 'check', [], 'grown_up'],
    [1366, "Incorrect integer value: 'x' for column 'age' at row 1", 'check', ['age'], null],
    [1364, "Field 'name' doesn't have a default value", 'not-null', ['name'], null],
  ])('reads %i', (errno, sqlMessage, ...told) => {
    const [rule, columns, index] = told
    expect(readMysqlViolation({ errno, sqlMessage })).toEqual({ rule, columns, index })
  })

  it.each([null, undefined, 'text', {}, { errno: '1062' }, new Error('x')])(
    'is not fooled by %j',
    (error) => {
      expect(readMysqlViolation(error)).toBeNull()
    },
  )
})

describe('isMysqlTransient', () => {
  it.each([
    ['a deadlock', { errno: 1213 }],
    ['a lock wait timeout', { errno: 1205 }],
    ['a row that changed under the snapshot', { errno: 1020 }],
    ['a Galera node that is not ready', { errno: 1047 }],
    ["Galera's conflict at COMMIT", { errno: 1180 }],
    ['a connection that was killed', { errno: 1927 }],
    ['a connection that broke', { code: 'ECONNRESET' }],
    [
      'a connection that had broken before',
      new Error("Can't add new command when connection is in closed state"),
    ],
  ])('takes %s for passing', (_what, error) => {
    expect(isMysqlTransient(error)).toBe(true)
  })

  it('takes a server that is not there, and a broken rule, for lasting', () => {
    expect(isMysqlTransient({ code: 'ECONNREFUSED' })).toBe(false)
    expect(isMysqlTransient({ errno: 1062 })).toBe(false)
    expect(isConnectionLost({ errno: 1213 })).toBe(false)
  })
})
