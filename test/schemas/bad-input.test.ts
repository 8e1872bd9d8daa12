import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import pg from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createDatabase, describeOn } from '../support/servers.js'
import type { Engine } from './application.js'
import { type Ended, runIn, runSparekey, sparekey } from './command-line.js'
import { type FilledDatabase, fillDatabase } from './databases.js'

// Several processes each, beside everything else that a test machine does.
vi.setConfig({ testTimeout: 60_000 })

const users = `create table users (id integer primary key, email varchar(200) not null unique, password_hash varchar(100));`
const host = {
  accounts: { table: 'users', id: 'id', email: 'email', passwordHash: 'password_hash' },
  links: { table: 'amazon_links' },
}

interface Scene {
  readonly folder: string
  readonly database: FilledDatabase
}

async function setScene(engine: Engine, statements: string): Promise<Scene> {
  const folder = aFolder()
  const made: { drop(): Promise<void> }[] = []
  const room = {
    folder,
    createDatabase: async (kind: 'postgres' | 'mariadb') => {
      const empty = await createDatabase(kind)
      made.push(empty)
      return empty.url
    },
  }
  onTestFinished(async () => {
    for (const empty of made) await empty.drop()
  })
  return { folder, database: await fillDatabase(engine, statements, room) }
}

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-bad-input-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function configure(folder: string, mapping: object = host): void {
  writeFileSync(join(folder, 'sparekey.config.json'), JSON.stringify({ host: mapping }))
}

/** One sentence or a few for people on standard error, and no trace of the program's inside. */
function expectExplained(ended: Ended, ...words: (string | RegExp)[]): void {
  expect(ended.code, ended.output).toBe(1)
  const told = ended.problem + ended.output
  for (const word of words) expect(told).toMatch(word)
  expect(told).not.toMatch(/\n {4}at |node_modules|undefined|\[object/)
}

/** As a program reads it. */
function expectProblem(ended: Ended): { problem: string; nextStep: string } {
  expect(ended.code, ended.output).toBe(1)
  expect(ended.problem).toBe('')
  const { ok, problem, nextStep } = JSON.parse(ended.output)
  expect({ ok, problem, nextStep }).toEqual({
    ok: false,
    problem: expect.any(String),
    nextStep: expect.any(String),
  })
  return { problem, nextStep }
}

describe('init over a database that cannot be a host', () => {
  const unfit = [
    {
      what: 'a table without a primary key',
      sql: 'create table users (id integer, email varchar(200) unique, password_hash varchar(100));',
      flags: [],
      told: /users.*primary key/i,
    },
    {
      what: 'a view',
      sql: `create table people (id integer primary key, email varchar(200), password_hash varchar(100));
            create view users as select id, email, password_hash from people;`,
      flags: ['--table', 'users'],
      told: /users.*view/i,
    },
    {
      what: 'no table of accounts',
      sql: 'create table orders (id integer primary key, total integer);',
      flags: [],
      told: /no table|accounts/i,
    },
  ]

  for (const { what, sql, flags, told } of unfit) {
    it(`says what is wrong with ${what}, and writes nothing`, async () => {
      const { folder, database } = await setScene('sqlite', sql)
      const before = database.dump()
      const init = ['init', database.address, '--yes', ...flags]
      expectExplained(await runSparekey(folder, init), told)
      expectProblem(await runSparekey(folder, [...init, '--json']))
      expect(existsSync(join(folder, 'sparekey.config.json'))).toBe(false)
      expect(database.dump()).toEqual(before)
    })
  }

  it('goes on where nothing keeps addresses unique, and says so', async () => {
    const { folder, database } = await setScene('sqlite', users.replace(' unique', ''))
    const ended = await runSparekey(folder, ['init', database.address, '--yes'])
    expect(ended.code, ended.problem).toBe(0)
    expect(ended.output).toMatch(/unique/)
  })

  it('says that a file is not there, and makes none', async () => {
    const folder = aFolder()
    const file = join(folder, 'shop.db')
    expectExplained(await runSparekey(folder, ['init', file, '--yes']), /does not exist/)
    expect(existsSync(file)).toBe(false)
  })
})

describe('commands over a table that changed since init', () => {
  const changed = [
    { what: 'is gone', sql: 'drop table users;', told: /no table users/i },
    {
      what: 'has lost its primary key',
      sql: 'drop table users; create table users (id integer, email varchar(200), password_hash varchar(100));',
      told: /users\.id is not unique/i,
    },
    {
      what: 'has lost a column',
      sql: 'alter table users drop column password_hash;',
      told: /no column password_hash/i,
    },
  ]

  for (const { what, sql, told } of changed) {
    it(`say that it ${what}`, async () => {
      const { folder, database } = await setScene('sqlite', `${users}${sql}`)
      configure(folder)
      const before = database.dump()
      for (const command of ['migrate', 'doctor']) {
        expectExplained(await runSparekey(folder, [command, '--database', database.address]), told)
      }
      expect(database.dump()).toEqual(before)
    })
  }
})

describe('a migration that was applied in part', () => {
  it('is completed by the next one', async () => {
    const { folder, database } = await setScene('sqlite', users)
    configure(folder)
    const at = ['--database', database.address, '--json']
    const { planned: announced } = statementsIn(await runSparekey(folder, ['migrate', '--dry-run', ...at]))
    const [first = ''] = announced
    const { database: handle, close } = database.open()
    if ('exec' in handle) handle.exec(first)
    await close()
    expect(statementsIn(await runSparekey(folder, ['migrate', ...at])).ran).toEqual(announced.slice(1))
    expect(statementsIn(await runSparekey(folder, ['migrate', ...at])).planned).toEqual([])
  })

  it('leaves a table of the same name alone that is not ours, and says which', async () => {
    const foreign = 'create table amazon_links (id integer primary key, url text);'
    const { folder, database } = await setScene('sqlite', `${users}${foreign}`)
    configure(folder)
    const ended = await runSparekey(folder, ['migrate', '--database', database.address])
    expectExplained(ended, /amazon_links/)
    const { database: handle, close } = database.open()
    if ('exec' in handle) handle.exec('select id, url from amazon_links')
    await close()
  })
})

interface Statements {
  readonly planned: string[]
  readonly ran: string[]
}

function statementsIn({ code, output, problem }: Ended): Statements {
  expect(code, output + problem).toBe(0)
  const { planned, ran }: Statements = JSON.parse(output)
  return { planned, ran }
}

describe('a full disk', () => {
  it.skipIf(!mayMount())('stops migrate with nothing half done', async () => {
    const { folder, database } = await setScene('sqlite', users)
    configure(folder)
    const before = readFileSync(database.address)
    const ended = await onFullDisk(folder, database.address, ['migrate', '--database', 'disk/full.db'])
    expectExplained(ended, /disk.*full/)
    expect(readFileSync(join(folder, 'after.db'))).toEqual(before)
  })
})

// A file system of a few pages that only this command sees, and that ends with it. All its pages are taken.
const fullDisk = `
  mkdir disk && mount -t tmpfs -o size=64k tmpfs disk && cp "$1" disk/full.db && shift
  dd if=/dev/zero of=disk/rest bs=4096 2>/dev/null
  "$@"; code=$?
  cp disk/full.db after.db
  exit $code`

function onFullDisk(folder: string, file: string, commandLine: readonly string[]): Promise<Ended> {
  return runIn(folder, ['unshare', '-rm', 'sh', '-c', fullDisk, 'sh', file, ...sparekey, ...commandLine])
}

function mayMount(): boolean {
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describeOn('postgres')('a PostgreSQL role without the rights', () => {
  it('is told which, by every command', async () => {
    const { folder, database } = await setScene('postgres', users)
    const address = await asRole(database.address, 'grant usage on schema public to %')
    const before = database.dump()
    expectExplained(await runSparekey(folder, ['init', address, '--yes']), /users/, /grant|right/i)
    configure(folder)
    for (const command of ['migrate', 'doctor']) {
      expectExplained(await runSparekey(folder, [command, '--database', address]), /grant|right/i)
    }
    expect(database.dump()).toEqual(before)
  })
})

/** The same database as somebody who may do only this. */
async function asRole(address: string, grant: string): Promise<string> {
  const role = `reader_${new URL(address).pathname.slice(1)}`
  const client = new pg.Client(address)
  await client.connect()
  await client.query(`create role ${role} login; ${grant.replace('%', role)}`)
  await client.end()
  onTestFinished(async () => {
    const last = new pg.Client(address)
    await last.connect()
    await last.query(`drop owned by ${role}; drop role ${role}`)
    await last.end()
  })
  const url = new URL(address)
  url.username = role
  return url.href
}

describeOn('mariadb')('a MariaDB user who may only read', () => {
  it('gets a configuration from init, and is told by migrate what is missing', async () => {
    const counted = users.replace('primary key', 'auto_increment primary key')
    const { folder, database } = await setScene('mariadb', counted)
    const url = new URL(database.address)
    const name = url.pathname.slice(1)
    const user = `reader_${name.slice(-8)}`
    const connection = await createConnection(database.address)
    await connection.query(`create user '${user}'@'%' identified by 'a pass-word'`)
    await connection.query(`create user '${user}'@'localhost' identified by 'a pass-word'`)
    await connection.query(`grant select on ${name}.* to '${user}'@'%'`)
    await connection.query(`grant select on ${name}.* to '${user}'@'localhost'`)
    onTestFinished(async () => {
      await connection.query(`drop user '${user}'@'%', '${user}'@'localhost'`)
      await connection.end()
    })
    url.username = user
    url.password = 'a pass-word'
    const before = database.dump()
    const init = await runSparekey(folder, ['init', url.href, '--yes'])
    expect(init.code, init.output + init.problem).toBe(0)
    const migrate = await runSparekey(folder, ['migrate'])
    expectExplained(migrate, /right|grant/i)
    expect(init.output + migrate.problem).not.toMatch(/a pass-word|a%20pass-word/)
    expect(readFileSync(join(folder, 'sparekey.config.json'), 'utf8')).not.toContain('pass-word')
    expect(database.dump()).toEqual(before)
  })
})

for (const engine of ['postgres', 'mariadb'] as const) {
  describeOn(engine)(`a connection to ${engine}`, () => {
    it('that cannot be had is explained by every command', async () => {
      const folder = aFolder()
      configure(folder)
      const closed = `${engine === 'postgres' ? 'postgres' : 'mysql'}://me:secret-word@127.0.0.1:${await aClosedPort()}/shop`
      for (const command of [
        ['init', closed, '--yes', '--force'],
        ['migrate', '--database', closed],
      ]) {
        const ended = await runSparekey(folder, command)
        expectExplained(ended, /cannot be reached/)
        expect(ended.problem + ended.output).not.toContain('secret-word')
      }
    })

    it('that breaks during the migration leaves one that can be completed', async () => {
      const { folder, database } = await setScene(engine, users)
      configure(folder)
      const before = database.dump()
      const address = await throughBreakingProxy(database.address, /create table/i)
      expectExplained(await runSparekey(folder, ['migrate', '--database', address]), /broke|reached/)
      const at = ['--database', database.address, '--json']
      await runSparekey(folder, ['migrate', ...at])
      expect(statementsIn(await runSparekey(folder, ['migrate', ...at])).planned).toEqual([])
      expect(database.dump()).toEqual(before)
    })
  })
}

async function aClosedPort(): Promise<number> {
  const server = createServer()
  const port = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** The address of a way to the same server that breaks once `when` was said. */
async function throughBreakingProxy(address: string, when: RegExp): Promise<string> {
  const url = new URL(address)
  const sockets = new Set<Socket>()
  const proxy = createServer((near) => {
    const far = dial(Number(url.port), '127.0.0.1')
    for (const socket of [near, far]) sockets.add(socket.on('error', () => undefined))
    near.on('data', (chunk) => (when.test(chunk.toString('latin1')) ? near.destroy() : far.write(chunk)))
    far.on('data', (chunk) => near.write(chunk))
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  url.port = String(await listening(proxy))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  return url.href
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}
