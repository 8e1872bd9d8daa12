import { Kysely, SqliteDialect } from 'kysely'
import Database from 'libsql'
import { type LinksMapping, type SqlHost, type SqlHostOptions, sqlHost } from 'sparekey/sql'

export type Connection = 'handle' | 'kysely'

export const tableMapping: LinksMapping = { table: 'amazon_links' }
export const columnMapping: LinksMapping = { column: 'amazon_user_id', linkedAt: 'amazon_linked_at' }

export const usersTable = `
  create table users (
    id integer primary key, email text unique collate nocase, full_name text, zip text,
    password_hash text not null, verified_at text, deleted_at text, role text not null default 'customer',
    nickname text unique, newsletter integer
  )`

export const usersMapping = {
  table: 'users',
  id: 'id',
  email: 'email',
  name: 'full_name',
  postalCode: 'zip',
  passwordHash: 'password_hash',
  emailVerified: 'verified_at',
  disabled: 'deleted_at',
  fields: { nickname: 'nickname', newsletter: 'newsletter' },
} as const

export interface Shop {
  readonly database: Database.Database
  readonly host: SqlHost
  /** Asks the database itself, behind the host's back. */
  rows(sql: string, ...values: unknown[]): Record<string, unknown>[]
}

/** A shop with an accounts table of its own, and the host over it, migrated. */
export async function openShop(
  options: Partial<SqlHostOptions> = {},
  connection: Connection = 'handle',
  moreTables = '',
): Promise<Shop> {
  const database = new Database(':memory:')
  database.exec(`${usersTable}; ${moreTables}`)
  const shop = connectShop(database, options, connection)
  await shop.host.migrate()
  return shop
}

export function connectShop(
  database: Database.Database,
  options: Partial<SqlHostOptions> = {},
  connection: Connection = 'handle',
): Shop {
  const given = connection === 'handle' ? database : new Kysely({ dialect: new SqliteDialect({ database }) })
  const host = sqlHost({ database: given, accounts: usersMapping, links: tableMapping, ...options })
  const rows = (sql: string, ...values: unknown[]) =>
    database.prepare(sql).all(values) as Record<string, unknown>[]
  return { database, host, rows }
}

/** Puts a customer in the table as the shop itself would, and answers the id. */
export function addUser(
  { database }: Pick<Shop, 'database'>,
  user: Record<string, string | number | null> = {},
): string {
  const values = { email: null, password_hash: '', ...user }
  const columns = Object.keys(values)
  const marks = columns.map(() => '?').join(', ')
  const insert = database.prepare(`insert into users (${columns.join(', ')}) values (${marks})`)
  return String(insert.run(Object.values(values)).lastInsertRowid)
}
