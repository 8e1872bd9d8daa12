import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { chooseDatabase } from '../../src/cli/choose-database.js'
import { holdsPassword, parseDatabaseAddress, withoutPassword } from '../../src/cli/database-address.js'
import { readEnvironment } from '../../src/cli/environment.js'
import { explainDatabaseError } from '../../src/cli/explain-database-error.js'
import { loadDriver } from '../../src/cli/load-driver.js'
import { openDatabase } from '../../src/cli/open-database.js'
import { describeOn } from '../support/servers.js'
import { aSite } from './a-site.js'

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-open-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const open = (written: string, folder: string) =>
  openDatabase(parseDatabaseAddress(written, folder), { folder })

describe('the address of a database', () => {
  it.each([
    ['postgres://ann:geheim@db:5432/shop?password=geheim', 'postgres://ann@db:5432/shop'],
    ['mysql://ann:ge%40heim@db/shop', 'mysql://ann@db/shop'],
    ['mariadb://db/shop', 'mariadb://db/shop'],
  ])('shows %s without its password', (written, shown) => {
    expect(parseDatabaseAddress(written, '/shop').shown).toBe(shown)
    expect(withoutPassword(written)).not.toContain('geheim')
  })

  it.each([
    ['shop.db', '/shop/shop.db'],
    ['sqlite:data/shop.db', '/shop/data/shop.db'],
    ['file:./shop.db?mode=ro', '/shop/shop.db'],
    ['file:///data/shop.db', '/data/shop.db'],
    ['sqlite:///data/shop.db', '/data/shop.db'],
  ])('takes %s for the file %s', (written, target) => {
    expect(parseDatabaseAddress(written, '/shop')).toMatchObject({ kind: 'sqlite', target })
  })

  it.each(['', ':memory:', 'sqlite::memory:', 'mongodb://db/shop'])('refuses "%s"', (written) => {
    expect(() => parseDatabaseAddress(written, '/shop')).toThrow()
  })

  it.each([
    ['postgres://ann:geheim@db/shop', true],
    ['postgres://db/shop?password=geheim', true],
    ['postgres://ann@db/shop', false],
  ])('knows whether %s holds a password', (address, holds) => {
    expect(holdsPassword(address)).toBe(holds)
  })
})

describe('chooseDatabase', () => {
  const file = { path: '/site/sparekey.config.json', configuration: { database: { file: 'shop.db' } } }
  const choice = { given: undefined, environment: {}, file, folder: '/here' }

  it('takes what was given, then DATABASE_URL, then the configuration beside its own folder', () => {
    const environment = { DATABASE_URL: 'b.db' }
    expect(chooseDatabase({ ...choice, environment, given: 'a.db' }).target).toBe('/here/a.db')
    expect(chooseDatabase({ ...choice, environment }).target).toBe('/here/b.db')
    expect(chooseDatabase(choice).target).toBe('/site/shop.db')
  })

  it('names the variable that is not set, and how to name a database at all', () => {
    const named = { ...file, configuration: { database: { env: 'SHOP_DB' } } }
    expect(() => chooseDatabase({ ...choice, file: named })).toThrow('SHOP_DB')
    expect(() => chooseDatabase({ ...choice, file: null })).toThrow('No database is named')
  })
})

describe('readEnvironment', () => {
  it('reads .env, and never replaces what the environment has', () => {
    const folder = aFolder()
    writeFileSync(join(folder, '.env'), 'A=from-file\nB="from file"\n')
    expect(readEnvironment(folder, { A: 'own' })).toEqual({ A: 'own', B: 'from file' })
  })
})

describe('openDatabase', () => {
  it('makes no file, and says what a file is that is no database', async () => {
    const folder = aFolder()
    mkdirSync(join(folder, 'data'))
    writeFileSync(join(folder, 'empty.db'), '')
    writeFileSync(join(folder, 'notes.txt'), 'not a database at all')
    await expect(open('shop.db', folder)).rejects.toThrow('shop.db does not exist.')
    await expect(open('shop.db', folder)).rejects.toThrow('shop.db does not exist.')
    await expect(open('data', folder)).rejects.toThrow('is no file')
    await expect(open('empty.db', folder)).rejects.toThrow('is empty')
    await expect(open('notes.txt', folder)).rejects.toThrow('is no SQLite database')
  })

  it('says which package to install', () => {
    expect(() => loadDriver(['no-such-driver/promise'], aFolder(), 'MySQL')).toThrow('no-such-driver')
  })

  it.each(['postgres', 'mysql'])('says that a server of %s is not there', async (scheme) => {
    const opening = open(`${scheme}://ann:geheim@127.0.0.1:1/shop`, aFolder())
    await expect(opening).rejects.toThrow(`${scheme}://ann@127.0.0.1:1/shop cannot be reached.`)
  })
})

describeOn('postgres')('openDatabase on postgres', () => {
  it('tells a wrong user from an unknown database', async () => {
    const { url, folder } = await aSite('postgres')
    await expect(open(url.replace('//postgres@', '//nobody:geheim@'), folder)).rejects.toThrow(
      'let this user in',
    )
    await expect(open(url.replace(/test_\w+$/, 'nowhere'), folder)).rejects.toThrow('no such database')
  })
})

describeOn('mariadb')('openDatabase on mariadb', () => {
  it('tells a wrong user from an unknown database', async () => {
    const { url, folder } = await aSite('mariadb')
    await expect(open(url.replace('//root@', '//root:geheim@'), folder)).rejects.toThrow('let this user in')
    await expect(open(url.replace(/test_\w+$/, 'nowhere'), folder)).rejects.toThrow('no such database')
  })
})

describe('explainDatabaseError', () => {
  const address = parseDatabaseAddress('postgres://ann:geheim@db/shop', '/shop')
  const failure = (code: string, message = 'geheim') => Object.assign(new Error(message), { code })

  it.each([
    ['53100', 'disk'],
    ['ER_DISK_FULL', 'disk'],
    ['SQLITE_FULL', 'disk'],
    ['25006', 'not written'],
    ['SQLITE_READONLY', 'not written'],
    ['ER_OPTION_PREVENTS_STATEMENT', 'not written'],
    ['ECONNRESET', 'broke'],
    ['57P01', 'broke'],
    ['PROTOCOL_CONNECTION_LOST', 'broke'],
    ['42501', 'lacks a right'],
    ['55P03', 'in time'],
    ['ER_LOCK_WAIT_TIMEOUT', 'in time'],
  ])('puts %s in plain words, without the password', (code, words) => {
    const explained = explainDatabaseError(failure(code), address)
    expect(String(explained)).toContain(words)
    expect(String(explained)).not.toContain('geheim')
  })

  it('knows a server that wants TLS', () => {
    const message = 'no pg_hba.conf entry for host "10.0.0.1", user "ann", database "shop", no encryption'
    expect(String(explainDatabaseError(failure('28000', message), address))).toContain('encrypted')
  })
})
