import { expect, it } from 'vitest'
import { insertMysqlRow } from '../../src/sql/mysql-new-row.js'
import { describeOn } from '../support/servers.js'
import { builder, executorOver, openMysqlDatabase } from './mysql-database.js'

async function insertInto(ddl: readonly string[], values: Record<string, unknown>) {
  const database = await openMysqlDatabase()
  for (const statement of ddl) await database.rows(statement)
  const executor = executorOver(database.connect())
  const row = { table: 'people', schema: null, id: 'id', values }
  const insert = () => executor.transaction(() => insertMysqlRow(builder, row))
  return { ...database, insert }
}

describeOn('mariadb')('insertMysqlRow', () => {
  it('answers a number that a driver would round', async () => {
    const { insert } = await insertInto(
      [
        'create table people (id bigint unsigned primary key auto_increment) auto_increment = 9007199254740993',
      ],
      {},
    )
    expect(await insert()).toBe('9007199254740993')
  })

  it('answers the id of the row, and not that of one a trigger wrote elsewhere', async () => {
    const { insert } = await insertInto(
      [
        'create table people (id int primary key auto_increment, name varchar(9))',
        'create table diary (id int primary key auto_increment, what varchar(9)) auto_increment = 500',
        "create trigger note after insert on people for each row insert into diary (what) values ('new')",
      ],
      { name: 'Ada' },
    )
    expect(await insert()).toBe('1')
  })

  it('answers the id that was given, as the database holds it', async () => {
    const { insert } = await insertInto(['create table people (id uuid primary key)'], {
      id: '7F2A9D50-1B5E-4C0E-9C88-4B5E0F7F0001',
    })
    expect(await insert()).toBe('7f2a9d50-1b5e-4c0e-9c88-4b5e0f7f0001')
  })

  it.each([
    [
      'a default',
      ['create table people (id char(36) primary key default (uuid()), email varchar(99) unique)'],
    ],
    [
      'a trigger',
      [
        'create table people (id char(36) primary key, email varchar(99) unique)',
        'create trigger made before insert on people for each row set new.id = uuid()',
      ],
    ],
  ])('finds the id that %s made by another key of the row', async (_what, ddl) => {
    const { insert, rows } = await insertInto(ddl, { email: 'ada@shop.test' })
    const id = await insert()
    expect(await rows('select id from people')).toEqual([{ id }])
  })

  it('answers nothing where no other key leads to the row', async () => {
    const { insert } = await insertInto(
      ['create table people (id char(36) primary key default (uuid()), email varchar(99))'],
      { email: 'ada@shop.test' },
    )
    expect(await insert()).toBeNull()
  })
})
