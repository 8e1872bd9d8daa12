import { hash } from '@node-rs/bcrypt'
import { hostContract } from 'sparekey/testing'
import { describe, it } from 'vitest'
import { addUser, type Connection, columnMapping, openShop, tableMapping } from '../sql/fixture.js'

const connections: Connection[] = ['handle', 'kysely']

for (const connection of connections) {
  for (const links of [tableMapping, columnMapping]) {
    describe(`sqlHost over SQLite, by ${connection}, with ${Object.keys(links)[0]}`, () => {
      hostContract({ describe, it }, async () => {
        const shop = await openShop({ links }, connection)
        return {
          host: shop.host,
          visitor: { request: new Request('https://shop.test/'), native: null },
          addAccount: async ({ email, password }) =>
            addUser(shop, { email, password_hash: await hash(password, 4) }),
          countAccounts: async () => shop.rows('select id from users').length,
          close: async () => {
            shop.database.close()
          },
        }
      })
    })
  }
}
