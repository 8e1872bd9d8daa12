import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { type Ended, runIn, runSparekey, sparekey } from './command-line.js'
import { aFolder, configure, expectExplained, expectProblem, setScene, statementsIn, users } from './scene.js'

// Several processes each, beside everything else that a test machine does.
vi.setConfig({ testTimeout: 60_000 })

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

describe.each(fullDisks())('a full disk of %s', () => {
  it('stops migrate with nothing half done', async () => {
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

/** The kind of full disk that this machine lets a test make: none, said aloud, where it may not mount one. */
function fullDisks(): string[] {
  try {
    execFileSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' })
    return ['64 KiB']
  } catch {
    console.warn('!! This machine mounts no file system for a test: the full disk is not tried.')
    return []
  }
}
