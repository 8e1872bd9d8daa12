import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { type Ended, runSparekey } from '../schemas/command-line.js'
import { describeOn } from '../support/servers.js'
import { aSite, bcrypt, describeKinds, type TestSite } from './a-site.js'

// Every command is a process of its own.
vi.setConfig({ testTimeout: 60_000 })

const users = `create table users (
  id $ID, email varchar(200) not null unique, full_name varchar(100), password varchar(100), verified_at varchar(30)
)`
const vera = `insert into users (email, password) values ('vera@ex.test', '${bcrypt}')`

/** A site without a configuration. */
async function aNewSite(...statements: string[]): Promise<TestSite> {
  const site = await aSite('sqlite')
  await site.execute(...statements)
  return site
}

const init = ({ folder }: TestSite, ...words: string[]): Promise<Ended> =>
  runSparekey(folder, ['init', 'shop.db', '--config', 'new.json', ...words])

const read = ({ folder }: TestSite, file: string): string => readFileSync(join(folder, file), 'utf8')
const has = ({ folder }: TestSite, file: string): boolean => existsSync(join(folder, file))

describeKinds('sparekey init', (kind) => {
  it('writes a configuration and a migration that fit the database', async () => {
    const site = await aSite(kind)
    await site.execute(users, vera)
    const ended = await site.run('init', '--yes', '--force', '--json')
    expect(ended, ended.output).toMatchObject({ code: 0, problem: '' })
    const { statements }: { statements: string[] } = JSON.parse(ended.output)
    const dryRun = await site.run('migrate', '--dry-run', '--json')
    expect(JSON.parse(dryRun.output)).toMatchObject({ ok: true, planned: statements })
    const migration = read(site, 'sparekey/001-sparekey.sql')
    for (const statement of statements) expect(migration).toContain(`${statement};`)
    expect(JSON.parse(read(site, 'sparekey.config.json'))).toMatchObject({
      database: kind === 'sqlite' ? { file: 'shop.db' } : { env: 'DATABASE_URL' },
      host: { accounts: { table: 'users', email: 'email', passwordHash: 'password' } },
      baseUrl: 'https://shop.example',
    })
  })
})

describe('sparekey init', () => {
  it('says to people what it found, how sure it is, what it wrote and what comes next', async () => {
    const site = await aNewSite(users, vera)
    const { code, output } = await init(site, '--yes', '--base-url', 'https://books.example')
    expect(code, output).toBe(0)
    for (const told of [
      'Accounts: users (sure)',
      'are bcrypt',
      'new.json (new)',
      'sparekey migrate --dry-run',
    ]) {
      expect(output).toContain(told)
    }
    expect(output).toContain("import Database from 'libsql'")
    expect(JSON.parse(read(site, 'new.json'))).toMatchObject({
      database: { file: 'shop.db' },
      baseUrl: 'https://books.example',
    })
  })

  it('changes nothing in the database', async () => {
    const site = await aNewSite(users, vera)
    const before = readFileSync(join(site.folder, 'shop.db'))
    await init(site, '--yes')
    expect(readFileSync(join(site.folder, 'shop.db')).equals(before)).toBe(true)
  })

  it('writes the code of the site where package.json tells what it is made of', async () => {
    const site = await aNewSite(users, vera)
    const dependencies = { express: '*', 'express-session': '*', knex: '*', typescript: '*' }
    writeFileSync(join(site.folder, 'package.json'), JSON.stringify({ dependencies }))
    const { code, output, problem } = await init(site, '--yes')
    expect(code, output + problem).toBe(0)
    const files = ['sessions.ts', 'instance.ts', 'mount.ts', 'knex-host.ts'].map((file) => `sparekey/${file}`)
    for (const file of files) expect(output).toContain(`${file} (new)`)
    expect(read(site, 'sparekey/instance.ts')).toContain("readFileSync('./new.json', 'utf8')")
    expect(read(site, 'sparekey/sessions.ts')).toContain('idOf: ({ id }) => Number(id)')
    expect(output).toContain('sparekey migrate --print knex')
  })

  it('writes nothing where nobody can be asked and --yes is missing', async () => {
    const site = await aNewSite(users, vera)
    const { code, output } = await init(site)
    expect(code).toBe(1)
    expect(output).toContain('--yes')
    expect(has(site, 'new.json')).toBe(false)
    expect(has(site, 'sparekey')).toBe(false)
  })

  it('stops at what is only a guess, and names the flag that settles it', async () => {
    const site = await aNewSite(
      `create table users (id $ID, email varchar(200) unique, password varchar(100), status varchar(20))`,
    )
    const stopped = await init(site, '--yes', '--json')
    expect(stopped.code).toBe(1)
    expect(JSON.parse(stopped.output)).toMatchObject({ ok: false, written: [] })
    expect(stopped.output).toContain('--disabled status=')
    expect(has(site, 'new.json')).toBe(false)
    expect(await init(site, '--yes', '--disabled', 'status=gone')).toMatchObject({ code: 0 })
    expect(JSON.parse(read(site, 'new.json'))).toMatchObject({
      host: { accounts: { disabled: { column: 'status', values: ['gone'] } } },
    })
  })

  it('takes what the flags say', async () => {
    const site = await aNewSite(
      'create table people_2 (id $ID, contact varchar(99), alias varchar(20) not null, code varchar(99), amazon_user_id varchar(99))',
    )
    const flags = [
      '--table',
      'people_2',
      '--email',
      'contact',
      '--name',
      'none',
      '--password',
      'code',
      '--verified',
      'none',
    ]
    const ended = await init(
      site,
      '--yes',
      ...flags,
      '--defaults',
      'alias=none yet',
      '--links',
      'column',
      '--column',
      'amazon_user_id',
    )
    expect(ended.code, ended.output + ended.problem).toBe(0)
    expect(JSON.parse(read(site, 'new.json')).host).toEqual({
      accounts: {
        table: 'people_2',
        id: 'id',
        email: 'contact',
        passwordHash: 'code',
        defaults: { alias: 'none yet' },
      },
      links: { column: 'amazon_user_id' },
      emailComparison: 'ignore-case',
    })
  })

  it('writes over nothing without --force, and says so with it', async () => {
    const site = await aNewSite(users, vera)
    writeFileSync(join(site.folder, 'new.json'), '{ "basePath": "/auth/lwa" }')
    const refused = await init(site, '--yes')
    expect(refused).toMatchObject({ code: 1, output: '' })
    expect(refused.problem).toContain('--force')
    expect(read(site, 'new.json')).toBe('{ "basePath": "/auth/lwa" }')
    expect(has(site, 'sparekey')).toBe(false)
    const forced = await init(site, '--yes', '--force')
    expect(forced.output).toContain('new.json (written over)')
    expect(JSON.parse(read(site, 'new.json'))).toMatchObject({ basePath: '/auth/lwa' })
    expect((await init(site, '--yes')).output).toContain('there already, and the same')
  })

  it.each([
    [['--links', 'column'], '--links column --column'],
    [['--defaults', 'role'], '--defaults role=customer'],
    [['--password-scheme', 'rot13'], 'sha256(salt+password)'],
    [['--tabel', 'users'], 'sparekey init --help'],
  ])('refuses %j and says what to write', async (words, nextStep) => {
    const site = await aNewSite(users)
    const ended = await init(site, '--yes', ...words)
    expect(ended).toMatchObject({ code: 1, output: '' })
    expect(ended.problem).toContain(nextStep)
  })
})

describeOn('postgres')('a database with a password', () => {
  it('gets it into .env alone, for this user alone', async () => {
    const site = await aSite('postgres')
    await site.execute(users)
    const url = new URL(site.url)
    url.password = 'a-secret-word'
    const { code, output, problem } = await runSparekey(site.folder, ['init', url.href, '--yes', '--force'])
    expect(code, output + problem).toBe(0)
    expect(output).toContain('.env (new)')
    expect(output + problem + read(site, 'sparekey.config.json')).not.toContain('a-secret-word')
    expect(JSON.parse(read(site, 'sparekey.config.json'))).toMatchObject({
      database: { env: 'DATABASE_URL' },
    })
    expect(read(site, '.env')).toBe(`DATABASE_URL="${url.href}"\n`)
    expect(statSync(join(site.folder, '.env')).mode & 0o777).toBe(0o600)
    const again = await runSparekey(site.folder, ['init', '--yes'])
    expect(again.code, again.output + again.problem).toBe(0)
    expect(read(site, '.env')).toBe(`DATABASE_URL="${url.href}"\n`)
  })
})
