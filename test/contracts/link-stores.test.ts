import { linkStoreContract, memoryLinks } from 'sparekey/testing'
import { describe, it } from 'vitest'
import { addUser, type Connection, columnMapping, openShop, tableMapping } from '../sql/fixture.js'

describe('memoryLinks', () => {
  linkStoreContract({ describe, it }, async () => {
    const links = memoryLinks()
    let accounts = 0
    return {
      links,
      createAccount: async () => `account-${(accounts += 1)}`,
      auditRecords: async () => links.auditRecords,
    }
  })
})

const mappings = { 'a links table': tableMapping, 'a column': columnMapping }
const connections: Connection[] = ['handle', 'kysely']

for (const connection of connections) {
  for (const [name, links] of Object.entries(mappings)) {
    describe(`sqlHost over SQLite, by ${connection}, with ${name}`, () => {
      linkStoreContract({ describe, it }, async () => {
        const shop = await openShop({ links }, connection)
        return {
          links: shop.host.links,
          createAccount: async () => addUser(shop),
          auditRecords: async () =>
            shop.rows('select event, account_id from sparekey_audit order by id').map((row) => ({
              event: row['event'] as 'linked',
              accountId: row['account_id'] as string | null,
            })),
          countAccounts: async () => shop.rows('select id from users').length,
          deleteAccount: async (id) => {
            shop.database.prepare('delete from users where id = ?').run([id])
          },
          close: async () => {
            shop.database.close()
          },
        }
      })
    })
  }
}
