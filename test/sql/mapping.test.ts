import Database from 'libsql'
import type { Registration } from 'sparekey'
import {
  type AccountsMapping,
  SqlConfigurationError,
  type SqlHost,
  type SqlHostOptions,
  sqlHost,
} from 'sparekey/sql'
import { describe, expect, it } from 'vitest'

const visitor = { request: new Request('https://shop.test/'), native: null }
const nobody = { email: null, emailProven: false, name: null, postalCode: null, fields: {} }
const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.VERA' }

function open(tables: string, accounts: Partial<AccountsMapping>, options: Partial<SqlHostOptions> = {}) {
  const database = new Database(':memory:')
  database.exec(tables)
  const host = sqlHost({
    database,
    accounts: { table: 'users', id: 'id', ...accounts },
    links: { table: 'amazon_links' },
    ...options,
  })
  const rows = (sql: string) => database.prepare(sql).all() as Record<string, unknown>[]
  return { database, host, rows }
}

async function create(host: SqlHost, registration: Registration) {
  await host.migrate()
  return host.createAccount(registration, visitor)
}

function problemsOf(...[tables, accounts, options]: Parameters<typeof open>): string {
  try {
    open(tables, accounts, options)
    return ''
  } catch (error) {
    if (error instanceof SqlConfigurationError) return error.problems.join(' | ')
    throw error
  }
}

describe('a name in two columns', () => {
  const tables = 'create table users (id integer primary key, first text, last text not null)'
  const accounts = { name: { first: 'first', last: 'last' } }

  it.each([
    ['Vera Ann Winter', 'Vera Ann', 'Winter'],
    ['山田 太郎', '太郎', '山田'],
  ])('takes %j apart and puts it together again', async (name, first, last) => {
    const { host, rows } = open(tables, accounts)
    const created = await create(host, { ...nobody, name })
    expect(created).toMatchObject({ account: { name } })
    expect(rows('select first, last from users')).toEqual([{ first, last }])
  })

  it('asks for the other half of a name of one word, where there has to be one', async () => {
    const { host } = open(tables, accounts)
    const created = await create(host, { ...nobody, name: '山田太郎' })
    expect(created).toEqual({ problems: [{ field: 'name', problem: 'incomplete' }] })
  })
})

describe('a username', () => {
  const tables = 'create table users (id integer primary key, username text not null unique, email text)'
  const accounts = { username: 'username', email: 'email' }
  const propose = async (host: ReturnType<typeof open>['host'], name: string | null, email: string | null) =>
    (await host.proposeFields?.({ name, email }))?.['username']

  it('is proposed in plain letters from the name, else from the mailbox', async () => {
    const { host } = open(tables, accounts)
    expect(host.registrationFields).toHaveProperty('username')
    expect(await propose(host, 'Zoë Strauß', 'z@ex.test')).toBe('zoe.strauss')
    expect(await propose(host, '山田', 'taro+shop@ex.test')).toBe('taro')
    expect(await propose(host, null, null)).toBe('')
  })

  it('is proposed with a number where somebody has it, in whatever case', async () => {
    const { host, database } = open(tables, accounts)
    database.exec("insert into users (username) values ('VERA.winter')")
    expect(await propose(host, 'Vera Winter', null)).toBe('vera.winter2')
  })

  it('keeps to the pattern and length of the site', async () => {
    const username = { column: 'username', pattern: '[a-z]+', maxLength: 5 }
    const { host } = open(tables, { ...accounts, username })
    expect(await propose(host, 'Vera Winter', null)).toBe('veraw')
    const chosen = await create(host, { ...nobody, fields: { username: 'vera1' } })
    expect(chosen).toEqual({ problems: [{ field: 'username', problem: 'invalid' }] })
  })

  it.each([
    ['', 'required'],
    ['Vera', 'taken'],
    ['vera winter', 'invalid'],
  ])('is refused as %j: %s', async (username, problem) => {
    const { host, database } = open(tables, accounts)
    database.exec("insert into users (username) values ('vera')")
    const created = await create(host, { ...nobody, fields: { username } })
    expect(created).toEqual({ problems: [{ field: 'username', problem }] })
  })

  it('is the address where the site has it so, and then nobody is asked', async () => {
    const normalized = { column: 'normal', case: 'upper' } as const
    const { host, rows } = open(
      'create table users (id integer primary key, username text not null, normal text not null unique, email text)',
      { ...accounts, username: { column: 'username', from: 'email', normalized } },
    )
    expect(host.registrationFields).toBeUndefined()
    await create(host, { ...nobody, email: 'vera@ex.test' })
    expect(rows('select username, normal from users')).toEqual([
      { username: 'vera@ex.test', normal: 'VERA@EX.TEST' },
    ])
  })
})

describe('addresses in a table of their own', () => {
  const tables = `
    create table users (id integer primary key, email text not null);
    create table addresses (id integer primary key, user_id integer not null, email text not null unique,
      verified boolean not null, "primary" boolean not null);
    insert into users values (1, 'vera@ex.test'), (2, 'eve@ex.test');
    insert into addresses (user_id, email, verified, "primary") values
      (1, 'a.old@ex.test', 1, 0), (1, 'vera@ex.test', 1, 1), (2, 'Vera@ex.test', 0, 1)`
  const email = {
    table: 'addresses',
    account: 'user_id',
    column: 'email',
    verified: 'verified',
    primary: 'primary',
    copy: 'email',
  }

  it('finds an account by each of them, and calls it by the primary one', async () => {
    const { host } = open(tables, { email })
    expect(await host.findAccountsByEmail('A.OLD@ex.test')).toMatchObject([
      { id: '1', email: 'vera@ex.test', emailProven: true },
    ])
    expect(await host.findAccount('2')).toMatchObject({ email: 'Vera@ex.test', emailProven: false })
  })

  it('finds all whose address differs in case only, those first that have proven it', async () => {
    const { host } = open(tables, { email })
    const found = await host.findAccountsByEmail('VERA@ex.test')
    expect(found.map(({ id }) => id)).toEqual(['1', '2'])
    const exact = open(tables, { email }, { emailComparison: 'exact' })
    expect((await exact.host.findAccountsByEmail('Vera@ex.test')).map(({ id }) => id)).toEqual(['2'])
  })

  it('gives a linked account with its primary address, in one query', async () => {
    const { host } = open(tables, { email })
    await host.migrate()
    const at = new Date('2026-01-01')
    const audit = { at, event: 'linked', accountId: '1', identity, details: {} } as const
    await host.links.createLink({ identity, accountId: '1', emailAtLink: null, at, ticket: null, audit })
    const found = await host.links.findLinkedAccount(identity)
    expect(found?.account).toMatchObject({ id: '1', email: 'vera@ex.test', emailProven: true })
  })

  it('writes a new one unproven and primary, or nothing at all', async () => {
    const { host, rows } = open(tables, { email })
    await create(host, { ...nobody, email: 'new@ex.test' })
    expect(rows('select user_id, email, verified, "primary" from addresses where user_id > 2')).toEqual([
      { user_id: 3, email: 'new@ex.test', verified: 0, primary: 1 },
    ])
    const taken = await create(host, { ...nobody, email: 'vera@ex.test' })
    expect(taken).toEqual({ problems: [{ field: 'email', problem: 'taken' }] })
    expect(rows('select count(*) as n from users')).toEqual([{ n: 3 }])
  })
})

describe('hashes in a table of their own', () => {
  const passwordHash = {
    table: 'credentials',
    account: 'user_id',
    column: 'hash',
    where: { provider: 'credential' },
  }
  const hash = '0b14d501a594442a01c6859541bcb3e8164d183d32937b851835442f69d5c94e'
  const tables = `
    create table users (id integer primary key);
    create table credentials (user_id integer, provider text not null, hash text, salt text);
    insert into users values (1), (2);
    insert into credentials values (1, 'google', '${hash}', ''), (1, 'credential', '${hash}', '')`

  it('are checked with the options of the site, and only those about passwords', async () => {
    const { host } = open(tables, { passwordHash }, { passwords: { scheme: 'sha256(password)' } })
    const [one, two] = [await host.findAccount('1'), await host.findAccount('2')]
    if (one === null || two === null) throw new Error('no account')
    expect(await host.verifyPassword(one, 'password1', visitor)).toBe('correct')
    expect(await host.verifyPassword(one, 'password2', visitor)).toBe('wrong')
    expect(await host.verifyPassword(two, 'password1', visitor)).toBe('wrong')
    expect(await host.waysToSignIn(one)).toEqual(['password'])
    expect(await host.waysToSignIn(two)).toEqual([])
  })

  it('get a row without a password with each new account', async () => {
    const { host, rows } = open(tables, { passwordHash })
    await create(host, nobody)
    expect(rows('select * from credentials where user_id = 3')).toEqual([
      { user_id: 3, provider: 'credential', hash: null, salt: null },
    ])
  })

  it('that nothing can check are reported', async () => {
    const { host } = open(tables, { passwordHash })
    await host.migrate()
    expect(await host.problems()).toEqual([expect.stringContaining('None of the 1 password hashes')])
  })
})

describe('a column that tells who is disabled', () => {
  const later = '2999-01-01 00:00:00'
  it.each([
    ['deleted_at', '2020-01-01', true],
    ['DELETED_AT', '2020-01-01', true],
    ['deleted_at', '0000-00-00 00:00:00', false],
    [{ column: 'deleted_at', values: ['banned'] }, 'Banned ', true],
    [{ column: 'deleted_at', values: ['banned'] }, 'active', false],
    [{ column: 'deleted_at', otherThan: ['active'] }, 'active', false],
    [{ column: 'deleted_at', otherThan: ['active'] }, null, true],
    [{ column: 'deleted_at', values: [false] }, 0, true],
    [{ column: 'deleted_at', when: 'future' as const }, later, true],
    [{ column: 'deleted_at', when: 'future' as const }, '2020-01-01 00:00:00+00', false],
    [{ column: 'deleted_at', when: 'past' as const }, '2020-01-01', true],
  ])('takes %j with %j for %s', async (disabled, value, expected) => {
    const { host, database } = open('create table users (id integer primary key, deleted_at)', { disabled })
    database.prepare('insert into users values (1, ?)').run([value])
    expect((await host.findAccount('1'))?.disabled).toBe(expected)
  })

  it('leaves a new account open, and an unknown mailbox unproven', async () => {
    const { host } = open(
      'create table users (id integer primary key, is_active boolean not null, confirmed boolean not null)',
      {
        disabled: { column: 'is_active', values: [false] },
        emailVerified: { column: 'confirmed', values: [true] },
      },
    )
    const created = await create(host, nobody)
    expect(created).toMatchObject({ account: { disabled: false, emailProven: false } })
  })
})

describe('the mapping', () => {
  const tables = 'create table users (id integer primary key, email text, status text, locale text not null)'

  it('names a required column that nothing fills in', () => {
    expect(problemsOf(tables, {})).toContain('users.locale is required')
    expect(problemsOf(tables, { defaults: { locale: 'en' } })).toBe('')
  })

  it('makes times, UUIDs and random text for new accounts', async () => {
    const { host, rows } = open(
      'create table users (id text primary key not null, at text not null, since integer not null, stamp text not null)',
      {
        newId: 'uuid',
        defaults: { at: { made: 'now' }, since: { made: 'now' }, stamp: { made: 'random', length: 40 } },
      },
      { clock: () => new Date('2026-01-01T00:00:00Z') },
    )
    await create(host, nobody)
    const [row] = rows('select * from users')
    expect(row?.['id']).toMatch(/^[\da-f-]{36}$/)
    expect(row).toMatchObject({ at: '2026-01-01T00:00:00.000Z', since: 1767225600 })
    expect(row?.['stamp']).toMatch(/^[A-Za-z0-9]{40}$/)
  })

  it.each([
    [{ emial: 'email' }, 'accounts.emial does not exist'],
    [{ email: 7 }, 'accounts.email: give'],
    [{ email: { column: 'email', case: 'title' } }, 'accounts.email.case'],
    [{ disabled: { column: 'status' } }, 'accounts.disabled: give'],
    [{ disabled: { column: 'status', values: [] } }, 'accounts.disabled: give'],
    [{ username: { column: 'status', pattern: '(' } }, 'accounts.username.pattern'],
    [{ username: { column: 'status', from: 'email' } }, 'needs accounts.email'],
    [{ newId: 'serial' }, 'accounts.newId'],
    [{ passwordSalt: 'status' }, 'accounts.passwordSalt'],
    [{ defaults: { locale: { made: 'magic' } } }, 'accounts.defaults.locale'],
    [{ disabled: 'status', defaults: { status: 'x' } }, 'would disable every new account'],
    [{ emailVerified: 'status', defaults: { status: 'x' } }, 'proven'],
  ])('refuses %j', (accounts, problem) => {
    expect(problemsOf(tables, { defaults: { locale: 'en' }, ...accounts } as never)).toContain(problem)
  })

  it('takes names with spaces, hyphens and capitals', async () => {
    const { host, rows } = open(
      'create table "Meine Nutzer" ("Kunden-Nr" integer primary key, "E Mail" text, "Voller Name" text, "Gesperrt-Am" text)',
      {
        table: 'Meine Nutzer',
        id: 'Kunden-Nr',
        email: 'E Mail',
        name: 'Voller Name',
        disabled: 'Gesperrt-Am',
      },
    )
    await create(host, { ...nobody, email: 'a@ex.test', name: 'A B' })
    expect(await host.findAccountsByEmail('A@ex.test')).toMatchObject([{ name: 'A B', disabled: false }])
    expect(rows('select "Voller Name" as n from "Meine Nutzer"')).toEqual([{ n: 'A B' }])
  })

  it('keeps addresses in the case of the site, and asks its normalised column', async () => {
    const normalized = { column: 'norm', case: 'upper' } as const
    const { host, rows } = open('create table users (id integer primary key, email text, norm text unique)', {
      email: { column: 'email', case: 'lower', normalized },
    })
    await create(host, { ...nobody, email: 'Kim@Ex.test' })
    expect(rows('select email, norm from users')).toEqual([{ email: 'kim@ex.test', norm: 'KIM@EX.TEST' }])
    expect(await host.findAccountsByEmail('kIM@ex.test')).toHaveLength(1)
    // The dotless i and the Kelvin sign become I and K in upper or lower case, and are other letters.
    expect(await host.findAccountsByEmail('k\u0131m@ex.test')).toEqual([])
  })
})

describe('an address that several accounts have', () => {
  const tables = 'create table users (id integer primary key, email text, proven integer)'
  const accounts = { email: 'email', emailVerified: 'proven' }

  it('is first that of whoever has proven it, however many others claim it', async () => {
    const { host, database } = open(tables, accounts)
    for (let turn = 0; turn < 7; turn += 1)
      database.exec("insert into users (email, proven) values ('vera@ex.test', 0)")
    database.exec("insert into users (email, proven) values ('Vera@ex.test', 1)")
    const found = await host.findAccountsByEmail('vera@ex.test')
    expect(found.map(({ id, emailProven }) => [id, emailProven]).slice(0, 2)).toEqual([
      ['8', true],
      ['1', false],
    ])
  })
})
