import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { sqlHost } from 'sparekey/sql'
import { onTestFinished } from 'vitest'
import { sparekeyCommand } from '../support/command.js'

export interface Ended {
  readonly code: number | null
  readonly output: string
  readonly problem: string
}

/** A site on disk: its database, its configuration, and the command line started in its folder. */
export interface Site {
  readonly folder: string
  readonly database: Database.Database
  /** Writes a file into the folder. */
  put(name: string, content: string | Uint8Array): void
  rows(sql: string): Record<string, unknown>[]
  sparekey(...words: string[]): Promise<Ended>
  start(...words: string[]): ChildProcess
}

const host = {
  accounts: { table: 'users', id: 'id', email: 'email', passwordHash: 'password_hash' },
  links: { table: 'amazon_links' },
} as const

/** So many accounts with the ids 1, 2, 3 and so on. */
export async function openSite(accounts: number): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-import-'))
  const database = new Database(join(folder, 'shop.db'))
  onTestFinished(() => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  database.exec(`pragma journal_mode = wal;
    create table users (id integer primary key, email text unique collate nocase, password_hash text, amazon_id text);
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${accounts})
      insert into users (id, email) select i, 'c' || i || '@shop.example' from n where i <= ${accounts}`)
  await sqlHost({ database, ...host }).migrate()
  const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content)
  put('sparekey.config.json', JSON.stringify({ database: { file: 'shop.db' }, host }))
  const start = (...words: string[]): ChildProcess => {
    const [program, ...before] = sparekeyCommand
    const child = spawn(program, [...before, ...words], {
      cwd: folder,
      env: { ...process.env, DATABASE_URL: '' },
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    return child
  }
  return {
    folder,
    database,
    put,
    start,
    rows: (sql) => database.prepare(sql).all([]) as Record<string, unknown>[],
    sparekey: (...words) => whenEnded(start(...words)),
  }
}

export function whenEnded(child: ChildProcess): Promise<Ended> {
  const written = { output: '', problem: '' }
  child.stdout?.on('data', (chunk: Buffer) => (written.output += chunk.toString()))
  child.stderr?.on('data', (chunk: Buffer) => (written.problem += chunk.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...written })))
}
