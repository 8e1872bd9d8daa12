import { hash } from '@node-rs/bcrypt'
import { type SqlHost, type SqlHostOptions, sqlHost } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { addUser, openShop, tableMapping, usersMapping } from './fixture.js'
import { type AnyDatabase, describeOnEach, hashTable, openUsers } from './three-databases.js'

const visitor = { request: new Request('https://shop.test/'), native: null }
const hashPassword = (password: string): Promise<string> => hash(password, 4)

async function set(host: SqlHost, password = 'first one'): Promise<unknown> {
  const account = await host.findAccount('1')
  return account === null ? 'no account' : host.setPassword?.(account, password, visitor)
}

async function now(host: SqlHost, password: string): Promise<unknown[]> {
  const account = await host.findAccount('1')
  if (account === null) return []
  return [await host.waysToSignIn(account), await host.verifyPassword(account, password, visitor)]
}

const mappings: readonly [string, Partial<SqlHostOptions>, string][] = [
  ['in a column', {}, 'select password_hash as hash from users'],
  ['in a table of its own', { accounts: hashTable }, "select hash from hashes where kind = 'password'"],
]

describeOnEach('a first password', (open) => {
  it.each(mappings)('is written, and opens the account at once, %s', async (_where, options) => {
    const host = await openUsers(await open(), { hashPassword, ...options })
    expect(await now(host, 'first one')).toEqual([[], 'wrong'])
    expect(await set(host)).toBeUndefined()
    expect(await now(host, 'first one')).toEqual([['password'], 'correct'])
  })

  it.each(mappings)('is written once, whoever asks at the same time, %s', async (_where, options, hashes) => {
    const database = await open()
    const host = await openUsers(database, { hashPassword, ...options })
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => set(host, `one ${index}`)))
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1)
    expect(answers.filter((answer) => answer === 'has-password')).toHaveLength(7)
    expect(await database.rows(hashes)).toHaveLength(1)
    const winner = answers.indexOf(undefined)
    expect(await now(host, `one ${winner}`)).toEqual([['password'], 'correct'])
  })

  it.each(['$2b$04$', 'argon3$of-tomorrow', 'x'])(
    'does not take the place of %j, which may be a hash of a kind that only the site knows',
    async (stored) => {
      const database = await open()
      const host = await openUsers(database, { hashPassword })
      await database.rows('update users set password_hash = ?', stored)
      expect(await set(host)).toBe('has-password')
      expect(await database.rows('select password_hash from users')).toEqual([{ password_hash: stored }])
    },
  )

  it.each(['', '!', '!unusable-1234', '*'])('takes the place of %j, which is none', async (stored) => {
    const database = await open()
    const host = await openUsers(database, { hashPassword })
    await database.rows('update users set password_hash = ?', stored)
    expect(await set(host)).toBeUndefined()
    expect(await now(host, 'first one')).toEqual([['password'], 'correct'])
  })

  it('touches no row of another kind, and of two nobody knows which', async () => {
    const database = await open()
    const host = await openUsers(database, { hashPassword, accounts: hashTable })
    await database.rows("insert into hashes values (1, 'pin', '1234')")
    await database.rows("insert into hashes values (1, 'password', null)")
    expect(await set(host)).toBeUndefined()
    expect(await database.rows("select hash from hashes where kind = 'pin'")).toEqual([{ hash: '1234' }])
    await database.rows("update hashes set hash = '!' where kind = 'password'")
    await database.rows("insert into hashes values (1, 'password', '!')")
    expect(await set(host)).toBe('has-password')
  })
})

describe('hashPassword', () => {
  it.each(['the password itself', '', 7, null])('may not answer %j', async (made) => {
    const shop = await openShop({ hashPassword: async () => made as string })
    addUser(shop, { password_hash: '!' })
    await expect(set(shop.host)).rejects.toThrow('no hash that verifyPassword could check')
    expect(shop.rows('select password_hash from users')).toEqual([{ password_hash: '!' }])
  })

  it('is what makes settings offer a first password', async () => {
    expect((await openShop()).host.setPassword).toBeUndefined()
    expect((await openShop({ hashPassword })).host.setPassword).toBeTypeOf('function')
  })

  it.each([
    ['without a column', { passwordHash: undefined }, 'needs accounts.passwordHash'],
    ['beside a salt', { passwordSalt: 'nickname' }, 'give setPassword'],
  ])('is refused %s', async (_where, change, told) => {
    const { database } = await openShop()
    const accounts = { ...usersMapping, fields: {}, ...change } as SqlHostOptions['accounts']
    expect(() => sqlHost({ database, accounts, links: tableMapping, hashPassword })).toThrow(told)
  })

  it('gives way to a function of the site', async () => {
    const setPassword = async () => ({ problem: 'Too short.' })
    const shop = await openShop({ hashPassword, setPassword })
    addUser(shop)
    expect(await set(shop.host)).toEqual({ problem: 'Too short.' })
  })
})

async function revisions(
  { rows }: AnyDatabase,
  host: SqlHost,
  change: string,
): Promise<(string | undefined)[]> {
  const read = async () => (await host.findAccount('1'))?.revision
  const before = await read()
  await rows(change)
  return [before, await read()]
}

describeOnEach('the revision of an account', (open) => {
  it.each([
    "update users set password_hash = '!other'",
    'update users set verified = 1',
    'update users set disabled = 1',
  ])('is another one after %j', async (change) => {
    const database = await open()
    const host = await openUsers(database)
    const [before, after] = await revisions(database, host, change)
    expect(before).toMatch(/^[\w-]{43}$/)
    expect(after).not.toBe(before)
  })

  it('is the same by whichever way the account is read, and after anything else', async () => {
    const database = await open()
    const host = await openUsers(database)
    await database.rows("update users set verified = 1, password_hash = '$2b$04$secret'")
    const [before, after] = await revisions(database, host, "update users set email = 'VERA@ex.test'")
    expect(after).toBe(before)
    const [found] = await host.findAccountsByEmail('vera@ex.test')
    expect(found?.revision).toBe(before)
    expect(before).not.toContain('secret')
  })
})
