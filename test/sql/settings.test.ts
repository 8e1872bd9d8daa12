import { DummyDriver, Kysely, MssqlAdapter, MssqlIntrospector, MssqlQueryCompiler } from 'kysely'
import Database from 'libsql'
import { SqlConfigurationError, type SqlHostOptions, sqlHost } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { tableMapping, usersMapping } from './fixture.js'

function problemsOf(options: Partial<SqlHostOptions>): readonly string[] {
  try {
    sqlHost({ database: new Database(':memory:'), accounts: usersMapping, links: tableMapping, ...options })
    return []
  } catch (error) {
    if (error instanceof SqlConfigurationError) return error.problems
    throw error
  }
}

const badNames = [
  'users"; drop table x;--',
  'a"b',
  'a`b',
  'x'.repeat(129),
  '',
  ' users',
  'users\n',
  "o'brien",
  'a\\b',
  '[users]',
  '__proto__\0',
]

describe('the options of sqlHost', () => {
  it.each(badNames)('refuse %j wherever a name is given', (name) => {
    expect(problemsOf({ accounts: { ...usersMapping, table: name } })).toHaveLength(1)
    expect(problemsOf({ accounts: { ...usersMapping, schema: name } })).toHaveLength(1)
    expect(problemsOf({ accounts: { ...usersMapping, id: name } })).toHaveLength(1)
    expect(problemsOf({ accounts: { ...usersMapping, email: name } })).toHaveLength(1)
    expect(problemsOf({ accounts: { ...usersMapping, fields: { a: name } } })).toHaveLength(1)
    expect(problemsOf({ accounts: { ...usersMapping, defaults: { [name]: 1 } } })).toHaveLength(1)
    expect(problemsOf({ links: { table: name } })).toHaveLength(1)
    expect(problemsOf({ links: { column: name } })).toHaveLength(1)
    expect(problemsOf({ tickets: { table: name } })).toHaveLength(1)
    expect(problemsOf({ limits: { table: name } })).toHaveLength(1)
    expect(problemsOf({ audit: { table: name } })).toHaveLength(1)
  })

  it('take reserved words, mixed case and 63 characters for names', async () => {
    const database = new Database(':memory:')
    const id = 'x'.repeat(63)
    database.exec(`create table "Order" ("${id}" integer primary key, "select" text)`)
    const accounts = { table: 'Order', id, email: 'select' }
    const host = sqlHost({ database, accounts, links: { table: 'group' } })
    await host.migrate()
    expect(await host.problems()).toEqual([])
    expect(await host.findAccountsByEmail('a@shop.test')).toEqual([])
  })

  it('list all problems in one message, each with its fix', () => {
    const problems = problemsOf({
      database: {} as never,
      accounts: { ...usersMapping, id: 'a"b', email: 'name`' },
      links: { table: 'sparekey_audit' },
      emailComparison: 'like' as never,
      passwordReset: 'sms' as never,
    })
    expect(problems).toHaveLength(6)
    expect(new SqlConfigurationError(problems).message.split('\n- ')).toHaveLength(7)
  })

  it('refuse one column for two meanings, whatever its case', () => {
    expect(problemsOf({ accounts: { ...usersMapping, fields: { admin: 'PASSWORD_HASH' } } })).toEqual([
      expect.stringContaining('already accounts.passwordHash'),
    ])
    expect(problemsOf({ accounts: { ...usersMapping, defaults: { verified_at: 'now' } } })).toHaveLength(1)
    expect(problemsOf({ links: { column: 'email' } })).toHaveLength(1)
    expect(problemsOf({ links: { table: 'users' } })).toHaveLength(1)
  })

  it('refuse resets by mail where no mailbox is known to be proven', () => {
    expect(problemsOf({ accounts: { table: 'users', id: 'id' }, passwordReset: 'by-mail' })).toHaveLength(1)
  })

  it.each([null, undefined, 'file.db', {}, { prepare: 1 }])('refuse %j for a database', (database) => {
    expect(problemsOf({ database: database as never })).toEqual([expect.stringContaining('database:')])
  })

  it('refuse a Kysely instance whose SQL is not understood here', () => {
    const database = new Kysely<object>({
      dialect: {
        createAdapter: () => new MssqlAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (one) => new MssqlIntrospector(one),
        createQueryCompiler: () => new MssqlQueryCompiler(),
      },
    })
    expect(problemsOf({ database })).toEqual([expect.stringContaining('database:')])
  })
})
