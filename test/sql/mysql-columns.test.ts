import { type Expression, type SqlBool, sql } from 'kysely'
import { expect, it } from 'vitest'
import type { Row } from '../../src/sql/executor.js'
import { describeMysqlEmail, describeMysqlId, mysqlIdAsText } from '../../src/sql/mysql-columns.js'
import { describeOn } from '../support/servers.js'
import { alone, builder, executorOver, openMysqlDatabase, statement } from './mysql-database.js'

const manyRows = 500

async function openAccounts(idType: string, makeId: (number: number) => string, emailType = 'varchar(190)') {
  const database = await openMysqlDatabase()
  await database.rows(`create table people (id ${idType} primary key, email ${emailType}, key (email))`)
  await database.rows(`
    create table links (subject varchar(99) character set ascii collate ascii_bin primary key,
      account_id varchar(255) character set ascii collate ascii_bin unique key)`)
  const rows = Array.from(
    { length: manyRows },
    (_, number) => `(${makeId(number)}, 'user-${number}@shop.test')`,
  )
  await database.rows(`insert into people values ${rows.join(', ')}`)
  const executor = executorOver(database.connect())
  const find = (condition: Expression<SqlBool>): Promise<Row[]> =>
    executor
      .read(() =>
        alone(statement`select ${mysqlIdAsText('people.id')} as id, email from people where ${condition}`),
      )
      .then(({ rows: found }) => [...found])
  const explain = (condition: Expression<SqlBool>) =>
    executor
      .read(() => alone(statement`explain select * from people where ${condition}`))
      .then(({ rows: plan }) => plan)
  const ids = await executor.read(() =>
    describeMysqlId(builder, { table: 'people', schema: null, column: 'id' }),
  )
  const emails = await executor.read(() =>
    describeMysqlEmail(builder, { table: 'people', schema: null, column: 'email' }),
  )
  return { ...database, executor, find, explain, ids, emails }
}

const text = (number: number): string => `'id-${number}'`
const uuid = (number: number): string => `'00000000-0000-4000-8000-${String(number).padStart(12, '0')}'`

const idTypes: [type: string, makeId: (number: number) => string][] = [
  ['int', (number) => String(number + 1)],
  ['smallint unsigned', (number) => String(number + 1)],
  ['bigint', (number) => String(9007199254740000n + BigInt(number))],
  ['bigint unsigned', (number) => String(18446744073709550000n + BigInt(number))],
  ['varchar(64) character set utf8mb4 collate utf8mb4_unicode_ci', text],
  ['varchar(64) character set utf8mb4 collate utf8mb4_bin', text],
  ['varchar(64) character set latin1 collate latin1_german2_ci', text],
  ['varchar(36) character set utf8mb3', text],
  ['char(36) character set ascii', uuid],
  ['uuid', uuid],
  ['binary(16)', (number) => `unhex('${String(number).padStart(32, 'a')}')`],
  ['varbinary(20)', text],
]

describeOn('mariadb').each(idTypes)('an id column of %s', (type, makeId) => {
  it('is found by its text and joined with a link by its own index, and exactly', async () => {
    const { rows, executor, find, explain, ids } = await openAccounts(type, makeId)
    const [row] = await find(ids.equals('people.id', String((await find(sql<SqlBool>`true`))[77]?.['id'])))
    const id = String(row?.['id'])
    expect(await find(ids.equals('people.id', id))).toEqual([row])
    expect((await explain(ids.equals('people.id', id)))[0]).toMatchObject({ type: 'const', key: 'PRIMARY' })

    await rows('insert into links values (?, ?)', 'S', id)
    const join = statement`select email from links left join people on ${ids.equalsText('people.id', 'links.account_id')} where subject = ${'S'}`
    expect((await executor.read(() => alone(join))).rows).toEqual([{ email: row?.['email'] }])
    const plan = await executor.read(() => alone({ ...join, sql: `explain ${join.sql}` }))
    expect(plan.rows[1]).toMatchObject({ type: 'const', key: 'PRIMARY' })
  })

  it('answers to another text with nobody, or with an id that the caller tells from it', async () => {
    const { find, ids } = await openAccounts(type, makeId)
    for (const asked of ['', 'abc', '0', '-0', '1e3', '007', 'Ж', "o'brien", '9'.repeat(25), 'zz', ' 1']) {
      const found = await find(ids.equals('people.id', asked))
      expect(found.filter(({ id }) => id === asked)).toEqual([])
    }
  })
})

describeOn('mariadb')('an email column', () => {
  const number = (index: number): string => String(index + 1)

  it.each([
    'varchar(190) character set utf8mb4 collate utf8mb4_general_ci',
    'varchar(190) character set utf8mb4 collate utf8mb4_unicode_ci',
    'varchar(190) character set utf8mb3 collate utf8mb3_general_ci',
    'varchar(190) character set latin1 collate latin1_german1_ci',
  ])('of %s finds A to Z in either case by its index', async (type) => {
    const { rows, find, explain, emails } = await openAccounts('int', number, type)
    await rows("insert into people values (9001, 'Ida@Shop.TEST')")
    const condition = emails.equalsIgnoringCase('people.email', 'iDA@shop.test')
    expect(await find(condition)).toEqual([{ id: '9001', email: 'Ida@Shop.TEST' }])
    expect((await explain(condition))[0]).toMatchObject({ key: 'email' })
    for (const asked of ['Ж@shop.test', '😀@shop.test', "o'brien@shop.test", '%@shop.test']) {
      expect(await find(emails.equalsIgnoringCase('people.email', asked))).toEqual([])
    }
  })

  it.each([
    'varchar(190) character set utf8mb4 collate utf8mb4_bin',
    'varchar(190) character set latin1 collate latin1_general_cs',
    'varchar(190) character set utf8mb4 collate utf8mb4_turkish_ci',
    'varbinary(190)',
  ])('of %s finds A to Z in either case, though its own comparison does not', async (type) => {
    const { rows, find, emails } = await openAccounts('int', number, type)
    await rows("insert into people values (9001, 'Ida@Shop.TEST')")
    const found = await find(emails.equalsIgnoringCase('people.email', 'iDA@shop.test'))
    expect(found.map(({ id }) => id)).toEqual(['9001'])
  })
})
