import { SqlConfigurationError, type SqlHost } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { openShop, usersMapping } from './fixture.js'
import { describeOnEach, openUsers } from './three-databases.js'

async function release(host: SqlHost): Promise<void> {
  const account = await host.findAccount('1')
  if (account !== null) await host.releaseEmail?.(account)
}

const stored = 'select email, email_lower, verified from users'

const emailTable = {
  table: 'users',
  id: 'id',
  email: { table: 'emails', account: 'account_id', column: 'email', verified: 'verified', copy: 'email' },
} as const

describeOnEach('releaseEmail "clear"', (open) => {
  it('takes the address and its twin off an account that never proved it', async () => {
    const database = await open()
    const host = await openUsers(database, { releaseEmail: 'clear' })
    await release(host)
    expect(await database.rows(stored)).toEqual([{ email: null, email_lower: null, verified: 0 }])
    expect(await host.findAccountsByEmail('vera@ex.test')).toEqual([])
  })

  it('leaves a proven address where it is, however old the copy of the account', async () => {
    const database = await open()
    const host = await openUsers(database, { releaseEmail: 'clear' })
    const before = await host.findAccount('1')
    await database.rows('update users set verified = 1')
    if (before !== null) await host.releaseEmail?.(before)
    const [row] = await database.rows(stored)
    expect(row).toEqual({ email: 'Vera@ex.test', email_lower: 'vera@ex.test', verified: 1 })
  })

  it('of an account that proves it at the same moment releases or leaves it, and never both', async () => {
    const database = await open()
    const host = await openUsers(database, { releaseEmail: 'clear' })
    const prove = () => database.rows("update users set verified = 1 where email = 'Vera@ex.test'")
    await Promise.all([release(host), prove(), release(host), prove()])
    const [row] = await database.rows(stored)
    expect(row?.['verified']).toBe(row?.['email'] === null ? 0 : 1)
  })

  it('takes unproven addresses out of a table of their own, and no others', async () => {
    const database = await open()
    await database.rows('create table emails (account_id integer, email varchar(190), verified integer)')
    await database.rows("insert into emails values (1, 'vera@ex.test', 0)")
    await database.rows("insert into emails values (2, 'vera@ex.test', 0)")
    const host = await openUsers(database, { releaseEmail: 'clear', accounts: emailTable })
    await release(host)
    expect(await database.rows('select account_id from emails')).toEqual([{ account_id: 2 }])
    expect(await database.rows('select email from users')).toEqual([{ email: null }])
    await database.rows("insert into emails values (1, 'second@ex.test', 1)")
    await release(host)
    expect(await database.rows('select email from emails where account_id = 1')).toEqual([
      { email: 'second@ex.test' },
    ])
  })
})

describe('releaseEmail', () => {
  it('is not there unless it is asked for, and may be a function of the site', async () => {
    expect((await openShop()).host.releaseEmail).toBeUndefined()
    const released: string[] = []
    const { host } = await openShop({ releaseEmail: async ({ id }) => void released.push(id) })
    await host.releaseEmail?.({ id: '7', email: null, emailProven: false, row: {} })
    expect(released).toEqual(['7'])
  })

  it('needs a column that may be empty', async () => {
    const accounts = { ...usersMapping, table: 'strict_users' }
    const strict = `create table strict_users (
      id integer primary key, email text not null, full_name text, zip text, password_hash text, verified_at text,
      deleted_at text, nickname text, newsletter integer)`
    await expect(openShop({ accounts, releaseEmail: 'clear' }, 'handle', strict)).rejects.toThrow(
      'strict_users.email may not be empty',
    )
  })

  it.each([
    ['drop', "choose 'clear'"],
    ['clear', 'needs accounts.email'],
  ])('%s is refused where it makes no sense', async (releaseEmail, told) => {
    const accounts = { table: 'users', id: 'id' }
    const opening = openShop({ accounts, releaseEmail: releaseEmail as 'clear' })
    await expect(opening).rejects.toThrow(SqlConfigurationError)
    await expect(opening).rejects.toThrow(told)
  })
})
