import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import Database from 'libsql'
import { createConnection, createPool } from 'mysql2/promise'
import pg from 'pg'
import type { HostDatabase } from '../../src/sql.js'
import type { SqlServerKind } from '../support/server-recipes.js'
import type { Engine } from './application.js'

/** A database as the application has filled it. */
export interface FilledDatabase {
  /** What the commands are given: an address, or a file. */
  readonly address: string
  /** As a site of this kind opens it. */
  open(): OpenedDatabase
  /** Structure and rows of the application's own tables. */
  dump(): string[]
}

export interface OpenedDatabase {
  readonly database: HostDatabase
  close(): Promise<void>
}

/** Where an application's tables go: a new database of a server, or a file in a folder. */
export interface Room {
  readonly folder: string
  /** Makes an empty database and answers its address. */
  createDatabase(kind: SqlServerKind): Promise<string>
}

export async function fillDatabase(engine: Engine, statements: string, room: Room): Promise<FilledDatabase> {
  if (engine === 'sqlite') return fillSqlite(join(room.folder, 'application.db'), statements)
  const fill = engine === 'postgres' ? fillPostgres : fillMariadb
  return fill(await room.createDatabase(engine), statements)
}

async function fillPostgres(address: string, statements: string): Promise<FilledDatabase> {
  const client = new pg.Client(address)
  await client.connect()
  try {
    await client.query(statements)
  } finally {
    await client.end()
  }
  return {
    address,
    open: () => {
      const pool = new pg.Pool({ connectionString: address, max: 4 })
      return { database: pool, close: () => pool.end() }
    },
    dump: () => {
      const text = run('pg_dump', ['--inserts', '-T', 'sparekey_*', '-T', 'amazon_links', address])
      // A token of its own in every dump.
      return text.split('\n').filter((line) => !/^\\(?:un)?restrict /.test(line))
    },
  }
}

async function fillMariadb(address: string, statements: string): Promise<FilledDatabase> {
  const connection = await createConnection({ uri: address, multipleStatements: true })
  try {
    await connection.query(statements)
  } finally {
    await connection.end()
  }
  const { port, username, pathname } = new URL(address)
  const name = pathname.slice(1)
  const login = ['-h127.0.0.1', `-P${port}`, `-u${username}`, '--skip-ssl']
  return {
    address,
    open: () => {
      const pool = createPool(address)
      return { database: pool, close: () => pool.end() }
    },
    dump: () => {
      const tables = run('mariadb', [...login, '-N', '-e', 'show tables', name])
        .trim()
        .split('\n')
      const host = tables.filter((table) => !/^(?:sparekey_|amazon_links$)/.test(table))
      const shape = ['--skip-comments', '--skip-extended-insert']
      return run('mariadb-dump', [...login, ...shape, name, ...host]).split('\n')
    },
  }
}

function fillSqlite(address: string, statements: string): FilledDatabase {
  const database = new Database(address)
  database.exec(statements)
  database.close()
  return {
    address,
    open: () => {
      const opened = new Database(address)
      return { database: opened, close: async () => void opened.close() }
    },
    dump: () => dumpSqlite(address),
  }
}

function dumpSqlite(file: string): string[] {
  const database = new Database(file)
  const own = "tbl_name not like 'sparekey%' and tbl_name not in ('amazon_links', 'sqlite_sequence')"
  const objects = rowsOf(database, `select type, name, sql from sqlite_master where ${own} order by name`)
  const tables = objects.filter(({ type }) => type === 'table')
  const rows = tables.flatMap(({ name }) => rowsOf(database, `select * from "${String(name)}"`))
  database.close()
  return [...objects, ...rows].map((row) => JSON.stringify(row))
}

function rowsOf(database: Database.Database, query: string): Record<string, unknown>[] {
  return database.prepare(query).all([]) as Record<string, unknown>[]
}

function run(program: string, commandLine: readonly string[]): string {
  return execFileSync(program, commandLine, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
