import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { type AppDatabase, type SqlAccess, type SqlLinks, sqlLinks } from 'sparekey/sql'
import { describe, expect, onTestFinished } from 'vitest'
import { createDatabase, describeOn } from '../../support/servers.js'

/** An empty database, and a look at it beside the tool. */
export interface Emptied {
  readonly dialect: SqlAccess['dialect']
  readonly url: string
  readonly links: SqlLinks
  /** Runs a file of plain SQL. */
  script(sql: string): Promise<void>
}

const openers = { postgres: openPostgres, mysql: openMariadb, sqlite: openSqlite }

/** The same tests on each database. */
export function describeDialects(
  name: string,
  tests: (open: () => Promise<Emptied>, dialect: SqlAccess['dialect']) => void,
): void {
  const describes = { postgres: describeOn('postgres'), mysql: describeOn('mariadb'), sqlite: describe }
  for (const dialect of ['postgres', 'mysql', 'sqlite'] as const)
    describes[dialect](`${name} on ${dialect}`, () => tests(openers[dialect], dialect))
}

/** Nothing of ours is missing, and nothing would be added. */
export async function expectWhole({ links }: Emptied): Promise<void> {
  expect(await links.problems()).toEqual([])
  expect(await links.migrationStatements()).toEqual([])
}

/** All of it is gone again. */
export async function expectNothing({ links }: Emptied): Promise<void> {
  expect(await links.problems()).toHaveLength(5)
}

async function openPostgres(): Promise<Emptied> {
  const { url, drop } = await createDatabase('postgres')
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  onTestFinished(async () => {
    await pool.end()
    await drop()
  })
  return looked('postgres', url, pool, async (sql) => void (await pool.query(sql)))
}

async function openMariadb(): Promise<Emptied> {
  const { url, drop } = await createDatabase('mariadb')
  const pool = mysql.createPool({ uri: url, multipleStatements: true })
  onTestFinished(async () => {
    await pool.end()
    await drop()
  })
  return looked('mysql', url, pool, async (sql) => void (await pool.query(sql)))
}

async function openSqlite(): Promise<Emptied> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-printed-'))
  const url = join(folder, 'shop.db')
  const handle = new Database(url)
  onTestFinished(() => {
    handle.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return looked('sqlite', url, handle, async (sql) => void handle.exec(sql))
}

// oxlint-disable-next-line max-params -- Four parts of one record.
function looked(
  dialect: SqlAccess['dialect'],
  url: string,
  database: AppDatabase,
  script: (sql: string) => Promise<void>,
): Emptied {
  return { dialect, url, links: sqlLinks({ database }), script }
}
