import { hash } from '@node-rs/bcrypt'
import { hostContract, linkStoreContract } from 'sparekey/testing'
import { it } from 'vitest'
import { describeOn } from '../support/servers.js'
import { columnMapping, tableMapping } from './fixture.js'
import type { MysqlConnection } from './mysql-database.js'
import { idColumns, openMysqlShop } from './mysql-shop.js'

const mappings = { 'a links table': tableMapping, 'a column': columnMapping }
const ids = Object.keys(idColumns).filter((id): id is keyof typeof idColumns => id in idColumns)

const shops = [
  ...ids.map((id) => ({ id, connection: 'pool' as MysqlConnection })),
  { id: 'int' as const, connection: 'promise pool' as const },
  { id: 'bigint unsigned' as const, connection: 'kysely' as const },
]

for (const { id, connection } of shops) {
  for (const [name, links] of Object.entries(mappings)) {
    const describe = describeOn('mariadb')
    describe(`sqlHost over MariaDB, by ${connection}, ids ${id}, with ${name}`, () => {
      linkStoreContract({ describe, it }, async () => {
        const { database, host, addUser } = await openMysqlShop(links, id, connection)
        return {
          links: host.links,
          createAccount: () => addUser(),
          auditRecords: async () =>
            (await database.rows('select event, account_id from sparekey_audit order by id')).map((row) => ({
              event: row['event'] as 'linked',
              accountId: row['account_id'] as string | null,
            })),
          countAccounts: async () => (await database.rows('select 1 from users')).length,
          deleteAccount: async (account) => {
            await database.rows('delete from users where id = ?', account)
          },
        }
      })
      hostContract({ describe, it }, async () => {
        const { database, host, addUser } = await openMysqlShop(links, id, connection)
        return {
          host,
          visitor: { request: new Request('https://shop.test/'), native: null },
          addAccount: async ({ email, password }) =>
            addUser({ email, password_hash: await hash(password, 4) }),
          countAccounts: async () => (await database.rows('select id from users')).length,
        }
      })
    })
  }
}
