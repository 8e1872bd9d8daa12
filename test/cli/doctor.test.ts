import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import { parseDatabaseAddress } from '../../src/cli/database-address.js'
import { withDatabase } from '../../src/cli/open-database.js'
import { sqlHost } from '../../src/sql.js'
import {
  aReader,
  aSite,
  askDoctor,
  bcrypt,
  describeKinds,
  describeServers,
  diagnose,
  host,
  looseUsers,
  migrate,
  users,
} from './a-site.js'

// A process of its own for each command takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const salted = createHash('sha1').update('password').update('salt').digest()
const ssha = `{SSHA}${Buffer.concat([salted, Buffer.from('salt')]).toString('base64')}`

const problems = ({ findings }: { findings: readonly { level: string }[] }) =>
  findings.filter(({ level }) => level === 'problem')

describeKinds('sparekey doctor', (kind) => {
  it('finds nothing wrong with a site that is in order', async () => {
    const site = await aSite(kind)
    await site.execute(
      ...users[kind],
      `insert into users (email, hash) values ('ann@shop.test', '${bcrypt}')`,
    )
    await migrate(site)
    const found = await diagnose(site)
    expect(found.findings.filter(({ level }) => level !== 'ok')).toEqual([])
    expect(found.findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining([
        'database',
        'tables',
        'rights',
        'returning-index',
        'id-index',
        'email-index',
        'hashes',
        'accounts-table',
      ]),
    )
  })

  it('names what the migration has still to add', async () => {
    const site = await aSite(kind)
    await site.execute(...users[kind])
    const found = await diagnose(site)
    expect(found.of('tables').map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining('amazon_links')]),
    )
    expect(found.of('tables')[0]?.fix).toContain('sparekey migrate')
  })

  it('names a table or a column that is not there', async () => {
    const site = await aSite(kind)
    expect((await diagnose(site)).output).toContain('no table users')
    await site.execute('create table users (id $ID, email varchar(255))')
    const found = await diagnose(site)
    expect(found.output).toContain('no column hash')
  })

  it('names an id that is not unique', async () => {
    const site = await aSite(kind)
    await site.execute(
      'create table users (id integer, email varchar(255), hash varchar(255), verified integer)',
    )
    expect((await diagnose(site)).output).toContain('not unique')
  })

  it('sees by the plan that no index finds an address', async () => {
    const site = await aSite(kind)
    await site.execute(looseUsers, "insert into users (email) values ('ann@shop.test')")
    await migrate(site)
    const found = await diagnose(site)
    expect(found.of('email-index')).toMatchObject([
      { level: 'warning', fix: expect.stringContaining('create index') },
    ])
    expect(found.of('returning-index')).toEqual([])
  })

  it('counts addresses that are the same but for case, that are padded, missing or none, and masks them', async () => {
    const site = await aSite(kind)
    await site.execute(
      looseUsers,
      "insert into users (email) values ('Annabel@shop.test'), ('annabel@shop.test'), (' bob@shop.test'), (null), ('carl')",
    )
    const found = await diagnose(site)
    expect(found.of('addresses')[0]?.message).toMatch(/: 1, for example a…@shop.test \(2 accounts\)/)
    expect(found.of('addresses-padded')[0]?.message).toContain(': 1.')
    expect(found.of('addresses-missing')[0]?.message).toContain(': 1.')
    expect(found.of('addresses-strange')[0]?.message).toContain(': 1.')
    expect(found.output.toLowerCase()).not.toContain('annabel')
  })

  it('says which hashes no password can match, and which are weak', async () => {
    const site = await aSite(kind)
    await site.execute(looseUsers, "insert into users (hash) values ('{rot13}frperg'), ('!')")
    expect((await diagnose(site)).of('hashes')).toMatchObject([{ level: 'problem' }])
    await site.execute(`insert into users (hash) values ('${bcrypt}'), ('${ssha}')`)
    const found = await diagnose(site)
    expect(found.of('hashes')).toMatchObject([{ level: 'warning' }])
    expect(found.of('hashes-weak')).toMatchObject([
      { level: 'warning', message: expect.stringContaining('(1)') },
    ])
    expect(found.output).not.toContain('frperg')
  })

  it('names a column that would make every sign-up fail, until it gets a value', async () => {
    const site = await aSite(kind)
    await site.execute(
      'create table users (id $ID, email varchar(255), hash varchar(255), verified integer, plan varchar(20) not null)',
    )
    expect((await diagnose(site)).of('accounts-table')).toMatchObject([
      { level: 'problem', message: expect.stringContaining('users.plan') },
    ])
    const filled = { ...host, accounts: { ...host.accounts, defaults: { plan: 'free' } } }
    expect((await diagnose(site, filled)).of('accounts-table')).toEqual([])
  })

  it('finds links to accounts that are gone, and subjects that Amazon did not make', async () => {
    const site = await aSite(kind)
    await site.execute(...users[kind], "insert into users (email) values ('ann@shop.test')")
    await migrate(site)
    const insert = 'insert into amazon_links (issuer, subject, account_id) values'
    await site.execute(
      `${insert} ('https://www.amazon.com', 'amzn1.account.ANN', '1')`,
      `${insert} ('https://www.amazon.com', 'somebody@example.test', '77')`,
    )
    const found = await diagnose(site)
    expect(found.of('links-orphaned')[0]?.message).toContain('1 of 2, for example 77')
    expect(found.of('subjects')[0]?.message).toContain(': 1, for example s…@example.test')
  })

  it('warns when nothing tells which addresses are proven', async () => {
    const site = await aSite(kind)
    await site.execute(looseUsers)
    const { emailVerified: _, ...accounts } = host.accounts
    expect((await diagnose(site, { ...host, accounts })).of('email-verified')).toHaveLength(1)
  })

  it('names the links table whose subjects are not compared byte by byte', async () => {
    const site = await aSite(kind)
    await site.execute(
      ...users[kind],
      {
        sqlite:
          'create table amazon_links (issuer text, subject text collate nocase, account_id text unique, unique (issuer, subject))',
        postgres:
          "create collation loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
        mariadb:
          'create table amazon_links (issuer varchar(255), subject varchar(255), account_id varchar(255) unique, unique (issuer, subject))',
      }[kind],
      ...(kind === 'postgres'
        ? [
            'create table amazon_links (issuer text, subject text collate loose, account_id text unique, unique (issuer, subject))',
          ]
        : []),
    )
    expect((await diagnose(site)).of('tables').map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining('byte by byte')]),
    )
  })
})

describeServers('sparekey doctor, over another connection', (kind) => {
  it('names the rights that a user lacks day by day, with the grant', async () => {
    const site = await aSite(kind)
    await site.execute(...users[kind])
    await migrate(site)
    const url = await aReader(kind, site)
    const found = await diagnose({ ...site, url })
    expect(
      found
        .of('rights')
        .map(({ fix }) => fix)
        .join('\n'),
    ).toMatch(/grant insert, update on users to/)
  })

  it('warns when the clocks differ by more than two seconds', async () => {
    const site = await aSite(kind)
    await site.execute(...users[kind])
    const address = parseDatabaseAddress(site.url, site.folder)
    const slow = (): Date => new Date(Date.now() - 60_000)
    const findings = await withDatabase(address, { folder: site.folder }, ({ database }) =>
      sqlHost({ ...host, database, clock: slow }).diagnose(),
    )
    expect(findings.filter(({ check }) => check === 'clock')).toMatchObject([
      { level: 'warning', message: expect.stringContaining('ahead of') },
    ])
  })
})

describe('sparekey doctor', () => {
  const configurations: [string, unknown, string, string][] = [
    ['not JSON', '{ "host": {,} }', 'configuration', 'line 1'],
    ['an unknown word', { host, hosts: {} }, 'configuration', 'hosts is not known'],
    [
      'a misspelt column',
      { host: { ...host, accounts: { ...host.accounts, EMAIL: 'email' } } },
      'configuration',
      'Is email meant?',
    ],
    [
      'a number for a name',
      { host: { ...host, accounts: { table: 7, id: 'id' } } },
      'configuration',
      'host.accounts.table must be a text',
    ],
    ['plain http', { host, baseUrl: 'http://shop.example' }, 'redirect-uri', 'https://'],
    [
      'a slash too many',
      { host, baseUrl: 'https://shop.example', basePath: '/auth/' },
      'redirect-uri',
      'basePath',
    ],
    [
      'a password in the file',
      { host, database: { url: 'postgres://u:geheim@localhost/x' } },
      'database-password',
      'holds the password',
    ],
    [
      "the emulator's client",
      {
        host,
        baseUrl: 'https://shop.example',
        amazon: { clientId: 'amzn1.application-oa2-client.5b1f8a3c9d2e4f60718293a4b5c6d7e8' },
      },
      'emulator',
      'set up for the emulator',
    ],
  ]
  it.each(configurations)('calls %s a problem', async (_name, configuration, check, words) => {
    const site = await aSite('sqlite')
    await site.execute(...users.sqlite)
    site.configure(configuration)
    const found = await askDoctor(site)
    expect(found.code).toBe(1)
    expect(
      found
        .of(check)
        .map(({ message }) => message)
        .join('\n'),
    ).toContain(words)
    expect(found.output).not.toContain('geheim')
  })

  it('shows what to paste into the console of Amazon, under a sub-path too', async () => {
    const site = await aSite('sqlite')
    site.configure({ host, baseUrl: 'https://shop.example/de/' })
    expect((await site.run('doctor')).output).toContain('    https://shop.example/de/auth/amazon/callback\n')
  })

  it('warns of cookies over plain http', async () => {
    const site = await aSite('sqlite')
    site.configure({ host, baseUrl: 'http://localhost:3000' })
    expect((await askDoctor(site)).of('cookies')).toHaveLength(1)
  })

  it('names a secret that is too short, from .env too, and never shows it', async () => {
    const site = await aSite('sqlite')
    writeFileSync(`${site.folder}/.env`, 'SPAREKEY_SECRET=geheim\n')
    const found = await askDoctor(site)
    expect(found.of('secret')).toMatchObject([{ level: 'problem' }])
    expect(found.output).not.toContain('geheim')
  })

  it('tells the rest when there is no configuration, or no database', async () => {
    const site = await aSite('sqlite')
    const without = await askDoctor(site, '--config', 'nothing.json')
    expect(without.of('configuration')[0]?.fix).toContain('sparekey init')
    const unreachable = await askDoctor(site, '--database', 'postgres://ann:geheim@127.0.0.1:1/shop')
    expect(unreachable.of('database')[0]?.message).toBe('postgres://ann@127.0.0.1:1/shop cannot be reached.')
    expect(unreachable.findings.map(({ check }) => check)).toContain('redirect-uri')
    expect(problems(unreachable)).toHaveLength(1)
  })
})
