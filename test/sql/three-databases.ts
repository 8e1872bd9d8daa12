import Database from 'libsql'
import { type HostDatabase, type SqlHost, type SqlHostOptions, sqlHost } from 'sparekey/sql'
import { describe, onTestFinished } from 'vitest'
import { describeOn } from '../support/servers.js'
import { openMysqlDatabase } from './mysql-database.js'
import { openPool } from './postgres-shop.js'

/** An empty database of one kind. */
export interface AnyDatabase {
  readonly handle: HostDatabase
  /** Runs one statement behind the host's back. Values stand for `?`, whatever the database calls its marks. */
  rows: Rows
  /** Runs statements on one connection, in one transaction. Not on SQLite, where another could come in between. */
  transaction?(work: (rows: Rows) => Promise<void>): Promise<void>
}

type Rows = (sql: string, ...values: readonly unknown[]) => Promise<Record<string, unknown>[]>

export const databaseOpeners = {
  SQLite: openSqlite,
  PostgreSQL: openPostgres,
  MariaDB: openMariadb,
}

/** The same tests on each database that is installed here. */
export function describeOnEach(
  name: string,
  tests: (open: () => Promise<AnyDatabase>, kind: keyof typeof databaseOpeners) => void,
): void {
  const describes = {
    SQLite: describe,
    PostgreSQL: describeOn('postgres'),
    MariaDB: describeOn('mariadb'),
  }
  for (const kind of ['SQLite', 'PostgreSQL', 'MariaDB'] as const)
    describes[kind](`${name} on ${kind}`, () => tests(databaseOpeners[kind], kind))
}

async function openSqlite(): Promise<AnyDatabase> {
  const handle = new Database(':memory:')
  onTestFinished(() => void handle.close())
  return {
    handle,
    rows: async (sql, ...values) => handle.prepare(sql).all([...values]) as Record<string, unknown>[],
  }
}

async function openPostgres(): Promise<AnyDatabase> {
  const handle = await openPool()
  return {
    handle,
    async rows(sql, ...values) {
      let mark = 0
      const numbered = sql.replaceAll('?', () => `$${(mark += 1)}`)
      return (await handle.query<Record<string, unknown>>(numbered, [...values])).rows
    },
    async transaction(work) {
      const client = await handle.connect()
      await client.query('begin')
      await work(
        async (sql, ...values) => (await client.query<Record<string, unknown>>(sql, [...values])).rows,
      )
      await client.query('commit')
      client.release()
    },
  }
}

async function openMariadb(): Promise<AnyDatabase> {
  const database = await openMysqlDatabase()
  return {
    handle: database.connect(),
    rows: (sql, ...values) => database.rows(sql, ...values),
    async transaction(work) {
      const connection = await database.pool.getConnection()
      await connection.beginTransaction()
      await work(async (sql, ...values) => {
        const [answer] = await connection.query(sql, [...values])
        return Array.isArray(answer) ? (answer as Record<string, unknown>[]) : []
      })
      await connection.commit()
      connection.release()
    },
  }
}

/** A migrated host over a table `users` of five columns, and one account in it with the id 1. */
export async function openUsers(
  { handle, rows }: AnyDatabase,
  options: Partial<SqlHostOptions> = {},
): Promise<SqlHost> {
  await rows(`create table users (
    id integer primary key, email varchar(190), email_lower varchar(190), password_hash varchar(190),
    verified integer not null default 0, disabled integer not null default 0)`)
  await rows(
    'create table hashes (account_id integer not null, kind varchar(20) not null, hash varchar(190))',
  )
  await rows("insert into users (id, email, email_lower) values (1, 'Vera@ex.test', 'vera@ex.test')")
  const host = sqlHost({
    database: handle,
    accounts: {
      table: 'users',
      id: 'id',
      email: { column: 'email', normalized: { column: 'email_lower', case: 'lower' } },
      passwordHash: 'password_hash',
      emailVerified: 'verified',
      disabled: 'disabled',
    },
    links: { table: 'amazon_links' },
    ...options,
  })
  await host.migrate()
  return host
}

export const hashTable = {
  table: 'users',
  id: 'id',
  email: 'email',
  passwordHash: { table: 'hashes', account: 'account_id', column: 'hash', where: { kind: 'password' } },
  emailVerified: 'verified',
} as const
