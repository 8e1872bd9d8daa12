import { expect, it } from 'vitest'
import type { Steps } from '../../src/sql/executor.js'
import { columnsOfMysqlViolation, describeMysqlTable } from '../../src/sql/mysql-introspection.js'
import { describeOn } from '../support/servers.js'
import { builder, executorOver, openMysqlDatabase } from './mysql-database.js'

async function openTables(...statements: string[]) {
  const database = await openMysqlDatabase()
  for (const statement of statements) await database.rows(statement)
  const executor = executorOver(database.connect())
  const read = <T>(steps: () => Steps<T>): Promise<T> => executor.read(steps)
  const describe = (table: string, schema: string | null = null) =>
    read(() => describeMysqlTable(builder, table, schema))
  return { ...database, describe, read }
}

describeOn('mariadb')('describeMysqlTable', () => {
  it('tells what must be given, what fills itself and what counts up', async () => {
    const { describe } = await openTables(`
      create table people (
        id bigint unsigned primary key auto_increment, token binary(16) not null, email varchar(99),
        name varchar(20) not null, state varchar(9) not null default 'new', made timestamp not null default now(),
        code char(36) not null default (uuid()), lower_email varchar(99) as (lower(email)) stored
      )`)
    const columns = (await describe('people'))?.columns ?? []
    const told = columns.map(({ name, type, isRequired, hasDefault, countsUp }) => ({
      name,
      type,
      given: isRequired && !hasDefault,
      countsUp,
    }))
    expect(told).toEqual([
      { name: 'id', type: 'bigint(20) unsigned', given: false, countsUp: true },
      { name: 'token', type: 'binary(16)', given: true, countsUp: false },
      { name: 'email', type: 'varchar(99)', given: false, countsUp: false },
      { name: 'name', type: 'varchar(20)', given: true, countsUp: false },
      { name: 'state', type: 'varchar(9)', given: false, countsUp: false },
      { name: 'made', type: 'timestamp', given: false, countsUp: false },
      { name: 'code', type: 'char(36)', given: false, countsUp: false },
      { name: 'lower_email', type: 'varchar(99)', given: false, countsUp: false },
    ])
  })

  it('takes a key for one of bytes only where it is one', async () => {
    const { describe } = await openTables(`
      create table people (
        folded varchar(99) character set utf8mb4 collate utf8mb4_general_ci, bytes varbinary(99),
        exact varchar(99) character set ascii collate ascii_bin, cased varchar(99) character set latin1 collate
        latin1_general_cs, start varchar(99) character set ascii collate ascii_bin, number int,
        unique key (folded), unique key (bytes), unique key (exact), unique key (cased), unique key (start(10)),
        unique key (number, exact)
      )`)
    const keys = (await describe('people'))?.uniqueKeys ?? []
    const told = Object.fromEntries(
      keys.map(({ columns, comparesBytes }) => [columns.join(' '), comparesBytes]),
    )
    expect(told).toEqual({
      folded: false,
      bytes: true,
      exact: true,
      cased: false,
      start: false,
      'number exact': true,
    })
  })

  it('sees a view, which has no keys, and no table where there is none', async () => {
    const { describe } = await openTables(
      'create table people (id int primary key)',
      'create view grown_ups as select * from people',
    )
    expect(await describe('grown_ups')).toMatchObject({ columns: [{ name: 'id' }], uniqueKeys: [] })
    expect(await describe('nowhere')).toBeNull()
    expect(await describe('People')).toBeNull()
    expect(await describe('people', 'mysql')).toBeNull()
  })
})

describeOn('mariadb')('columnsOfMysqlViolation', () => {
  it('finds the columns behind a name, a generated column and a check', async () => {
    const { read } = await openTables(`
      create table people (
        email varchar(99), name varchar(99), age int, lower_email varchar(99) as (lower(email)) stored,
        unique key by_both (email, name), unique key by_lower (lower_email), constraint grown_up check (age >= 18)
      )`)
    const among = ['email', 'name', 'age', 'other']
    const columnsOf = (index: string) =>
      read(() => columnsOfMysqlViolation(builder, { rule: 'unique', columns: [], index }, among))
    expect(await columnsOf('by_both')).toEqual(['email', 'name'])
    expect(await columnsOf('people.by_both')).toEqual(['email', 'name'])
    expect(await columnsOf('by_lower')).toEqual(['email'])
    expect(await columnsOf('grown_up')).toEqual(['age'])
    expect(await columnsOf('nothing')).toEqual([])
  })
})
