import { hash } from '@node-rs/bcrypt'
import { hostContract, linkStoreContract } from 'sparekey/testing'
import { afterAll, beforeAll, it } from 'vitest'
import { columnMapping, tableMapping } from '../sql/fixture.js'
import { openPostgresShop, type PostgresShop } from '../sql/postgres-shop.js'
import { describeOn } from '../support/servers.js'

// Each id type, each mapping and each kind of connection, and the pairs in which they have something to do with each other.
const shops = [
  { id: 'integer', connection: 'pool', links: tableMapping },
  { id: 'integer', connection: 'kysely', links: columnMapping },
  { id: 'bigint', connection: 'pool', links: columnMapping },
  { id: 'uuid', connection: 'kysely', links: tableMapping },
  { id: 'text', connection: 'pool', links: tableMapping },
] as const

const describe = describeOn('postgres')

for (const { id, connection, links } of shops) {
  describe(`sqlHost over PostgreSQL, by ${connection}, ids ${id}, with ${Object.keys(links)[0]}`, () => {
    let opened: PostgresShop | undefined
    beforeAll(async () => {
      opened = await openPostgresShop(links, id, connection)
    })
    afterAll(() => opened?.close())

    async function openEmpty(): Promise<PostgresShop> {
      if (opened === undefined) throw new Error('The shop is not open.')
      await opened.empty()
      return opened
    }

    linkStoreContract({ describe, it }, async () => {
      const { host, rows, addUser } = await openEmpty()
      return {
        links: host.links,
        createAccount: () => addUser(),
        auditRecords: async () =>
          (await rows('select event, account_id from sparekey_audit order by id')).map((row) => ({
            event: row['event'] as 'linked',
            accountId: row['account_id'] as string | null,
          })),
        countAccounts: async () => (await rows('select id from users')).length,
        deleteAccount: async (account) => {
          await rows('delete from users where id::text = $1', account)
        },
      }
    })

    hostContract({ describe, it }, async () => {
      const { host, rows, addUser } = await openEmpty()
      return {
        host,
        visitor: { request: new Request('https://shop.test/'), native: null },
        addAccount: async ({ email, password }) => addUser({ email, password_hash: await hash(password, 4) }),
        countAccounts: async () => (await rows('select id from users')).length,
      }
    })
  })
}
