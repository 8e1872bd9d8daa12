import Database from 'libsql'
import { sqlHost, sqlLinks } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { driverErrorOf } from '../../../src/sql/apps/driver-error.js'
import { withNumbers, withQuestionMarks } from '../../../src/sql/apps/marks.js'

const something = (members: object) => members as { $client: unknown }
const accounts = { table: 'users', id: 'id', email: 'email' }

describe('what an app has its database open with', () => {
  it('is known to sqlHost, too, where Drizzle stands over a driver', async () => {
    const handle = new Database(':memory:')
    handle.exec('create table users (id integer primary key, email text unique)')
    handle.exec("insert into users (email) values ('ann@shop.test')")
    const host = sqlHost({ database: { $client: handle }, accounts, links: { table: 'amazon_links' } })
    expect(await host.findAccountsByEmail('ann@shop.test')).toHaveLength(1)
    handle.close()
  })

  it.each([
    ['nothing known', {}],
    ['Drizzle over what is not known', { $client: { execute() {} } }],
    ['a dialect that is not known', { dialect: 'oracle', query() {}, transaction() {} }],
    ['one function where two are needed', { dialect: 'postgres', query() {} }],
    [
      'Knex over another database',
      Object.assign(() => {}, { client: { dialect: 'mssql' }, raw() {}, transaction() {} }),
    ],
    [
      'TypeORM over a SQLite without a handle',
      { options: { type: 'sqljs' }, createQueryRunner() {}, transaction() {}, getRepository() {} },
    ],
  ])('is refused, with what is known: %s', (_name, database) => {
    expect(() => sqlLinks({ database: something(database) })).toThrow(/\{ dialect, query, transaction \}/)
  })

  it('is no pool of pg because a DataSource of TypeORM has functions of the same names', () => {
    const source = { options: { type: 'mssql' }, connect() {}, query() {}, createQueryRunner() {} }
    const host = () => sqlHost({ database: something(source), accounts, links: { table: 'amazon_links' } })
    expect(host).toThrow(/not a database that is known here/)
  })
})

describe('marks for values', () => {
  it('are written as the library wants them, and left alone inside names and texts', () => {
    expect(withQuestionMarks('select "a$1", \'$2\' from t where x = $1 and y = $2')).toBe(
      'select "a$1", \'$2\' from t where x = ? and y = ?',
    )
    expect(withNumbers("select `a?`, '?' from t where x = ? and y = ?")).toBe(
      "select `a?`, '?' from t where x = $1 and y = $2",
    )
  })
})

describe('driverErrorOf', () => {
  const driver = Object.assign(new Error('driver'), { code: '23505' })

  it.each(['driverError', 'original', 'parent', 'previous', 'cause'])('looks into %s', (holder) => {
    expect(driverErrorOf(Object.assign(new Error('library'), { [holder]: driver }))).toBe(driver)
    const deeper = { code: 'P2010', [holder]: { cause: driver } }
    expect(driverErrorOf(deeper)).toBe(driver)
  })

  it('reads what Prisma tells of a driver, and its own conflict', () => {
    const cause = { originalCode: '23505', originalMessage: 'duplicate' }
    expect(driverErrorOf({ code: 'P2010', meta: { driverAdapterError: { cause } } })).toMatchObject({
      code: '23505',
      message: 'duplicate',
    })
    const number = { originalCode: '1062', originalMessage: "for key 'users.email'" }
    expect(driverErrorOf({ code: 'P2010', meta: { driverAdapterError: { cause: number } } })).toMatchObject({
      errno: 1062,
    })
    expect(driverErrorOf({ code: 'P2034' })).toMatchObject({ code: '40001' })
  })

  it('hands anything else on as it is, however it refers to itself', () => {
    const round: { cause?: unknown } = {}
    round.cause = round
    for (const error of [round, 'text', null, new TypeError('ours')]) expect(driverErrorOf(error)).toBe(error)
  })
})
