import { type LinksMapping, type SqlHost, sqlHost } from 'sparekey/sql'
import { handOver, type MysqlConnection, type MysqlDatabase, openMysqlDatabase } from './mysql-database.js'

/** How a table of accounts gets its ids. */
const idColumns = {
  int: { ddl: 'int primary key auto_increment' },
  'bigint unsigned': { ddl: 'bigint unsigned primary key auto_increment' },
  'char(36)': { ddl: 'char(36) primary key default (uuid())' },
  'varchar, folded': {
    ddl: 'varchar(36) character set utf8mb4 collate utf8mb4_unicode_ci primary key',
    newId: () => crypto.randomUUID(),
  },
  'varchar, binary': {
    ddl: 'varchar(36) character set utf8mb4 collate utf8mb4_bin primary key',
    newId: () => crypto.randomUUID(),
  },
  uuid: { ddl: 'uuid primary key default uuid()' },
  'binary(16)': {
    ddl: 'binary(16) primary key',
    newId: () => crypto.randomUUID().replaceAll('-', ''),
  },
} as const

export type IdType = keyof typeof idColumns

export interface MysqlShop {
  readonly database: MysqlDatabase
  readonly host: SqlHost
  addUser(user?: Record<string, string | number | null>): Promise<string>
  deleteUser(id: string): Promise<void>
}

/** The rows a big table would have already, so that ids above 2^53 are met. */
const first = { 'bigint unsigned': 9007199254740993n, int: 1000n }

export async function openMysqlShop(
  links: LinksMapping,
  id: IdType = 'int',
  connection: MysqlConnection = 'pool',
): Promise<MysqlShop> {
  const database = await openMysqlDatabase()
  const start = id === 'int' || id === 'bigint unsigned' ? ` auto_increment = ${first[id]}` : ''
  await database.rows(`
    create table users (
      id ${idColumns[id].ddl}, email varchar(190) unique, full_name varchar(190), zip varchar(20),
      password_hash varchar(190) not null, verified_at datetime, deleted_at timestamp null,
      role varchar(20) not null default 'customer'
    ) default character set utf8mb4 collate utf8mb4_general_ci${start}`)
  const column = idColumns[id]
  const host = sqlHost({
    database: handOver(database.connect(), connection),
    links,
    accounts: {
      table: 'users',
      id: 'id',
      email: 'email',
      name: 'full_name',
      postalCode: 'zip',
      passwordHash: 'password_hash',
      emailVerified: 'verified_at',
      disabled: 'deleted_at',
      ...('newId' in column ? { newId: column.newId } : {}),
    },
  })
  await host.migrate()
  const isBytes = id === 'binary(16)'
  let users = 0
  return {
    database,
    host,
    async addUser(user = {}) {
      const newId = 'newId' in column ? column.newId() : null
      const own = newId === null ? {} : { id: isBytes ? Buffer.from(newId, 'hex') : newId }
      const values = { email: `user-${(users += 1)}@own.test`, password_hash: '', ...own, ...user }
      await database.pool.query('insert into users set ?', [values])
      const asText = isBytes ? 'lower(hex(id))' : 'cast(id as char)'
      const [row] = await database.rows(`select ${asText} as id from users where email = ?`, values.email)
      return String(row?.['id'])
    },
    async deleteUser(user) {
      await database.rows('delete from users where id = ?', isBytes ? Buffer.from(user, 'hex') : user)
    },
  }
}
