import { hash } from '@node-rs/bcrypt'
import type { LinksMapping } from 'sparekey/sql'
import { hostContract, linkStoreContract } from 'sparekey/testing'
import { it } from 'vitest'
import { describeOn } from '../support/servers.js'
import { columnMapping, tableMapping } from './fixture.js'
import type { MysqlConnection } from './mysql-database.js'
import { type IdType, openMysqlShop } from './mysql-shop.js'

const describe = describeOn('mariadb')

interface Site {
  readonly id: IdType
  readonly connection: MysqlConnection
  readonly links: LinksMapping
}

function testLinks({ id, connection, links }: Site): void {
  linkStoreContract({ describe, it }, async () => {
    const { database, host, addUser, deleteUser } = await openMysqlShop(links, id, connection)
    return {
      links: host.links,
      createAccount: () => addUser(),
      auditRecords: async () =>
        (await database.rows('select event, account_id from sparekey_audit order by id')).map((row) => ({
          event: row['event'] as 'linked',
          accountId: row['account_id'] as string | null,
        })),
      countAccounts: async () => (await database.rows('select 1 from users')).length,
      deleteAccount: deleteUser,
    }
  })
}

function testHost({ id, connection, links }: Site): void {
  hostContract({ describe, it }, async () => {
    const { database, host, addUser } = await openMysqlShop(links, id, connection)
    return {
      host,
      visitor: { request: new Request('https://shop.test/'), native: null },
      addAccount: async ({ email, password }) => addUser({ email, password_hash: await hash(password, 4) }),
      countAccounts: async () => (await database.rows('select id from users')).length,
    }
  })
}

const sites: Site[] = [
  { id: 'int', connection: 'pool', links: tableMapping },
  { id: 'bigint unsigned', connection: 'kysely', links: columnMapping },
  { id: 'bigint unsigned', connection: 'promise pool', links: tableMapping },
  { id: 'char(36)', connection: 'pool', links: columnMapping },
  { id: 'varchar, folded', connection: 'kysely', links: tableMapping },
  { id: 'varchar, binary', connection: 'promise pool', links: columnMapping },
  { id: 'binary(16)', connection: 'pool', links: tableMapping },
]

// What a host does with an account hangs on the id and the connection less than what a store does.
const hosts = sites.slice(0, 2)

for (const site of sites) {
  describe(`sqlHost over MariaDB, by ${site.connection}, ids ${site.id}, with ${Object.keys(site.links)[0]}`, () => {
    testLinks(site)
    if (hosts.includes(site)) testHost(site)
  })
}
