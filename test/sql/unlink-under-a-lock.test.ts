import { hashSync } from '@node-rs/bcrypt'
import { expect, it } from 'vitest'
import { createSparekey, type Sparekey } from '../../src/index.js'
import type { SqlAccount, SqlHost } from '../../src/sql.js'
import { canaries } from '../support/canaries.js'
import { type AnyDatabase, describeOnEach, openUsers } from './three-databases.js'

const base = '/auth/amazon'
const passwordHash = hashSync('right', 4)

interface Shop {
  readonly database: AnyDatabase
  readonly host: SqlHost
  readonly sparekey: Sparekey<SqlAccount>
}

/** Account 1 is linked, has a password, and has just signed in with it. */
async function openShop(database: AnyDatabase, meanwhile = async () => {}): Promise<Shop> {
  const host = await openUsers(database)
  const sparekey = createSparekey<SqlAccount>({
    baseUrl: 'https://shop.example',
    secret: canaries.secret,
    amazon: { clientId: 'amzn1.application-oa2-client.shop', clientSecret: canaries.clientSecret },
    host: {
      ...host,
      async waysToSignIn(account) {
        const ways = await host.waysToSignIn(account)
        await meanwhile()
        return ways
      },
    },
    sessions: {
      current: async () => ({ accountId: '1', authenticatedAt: new Date() }),
      start: async () => {},
    },
  })
  return { database, host, sparekey }
}

async function link({ database, host }: Shop): Promise<void> {
  await database.rows('update users set password_hash = ?', passwordHash)
  const identity = { issuer: 'https://www.amazon.com', subject: 'amzn1.account.VERA' }
  const at = new Date()
  const audit = { at, event: 'linked', accountId: '1', identity, details: {} } as const
  await host.links.createLink({ identity, accountId: '1', emailAtLink: null, at, ticket: null, audit })
}

async function unlink({ sparekey }: Shop): Promise<unknown> {
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    'sec-fetch-site': 'same-origin',
    cookie: 'session=1',
  }
  const request = new Request(`http://inside${base}/connections/unlink`, {
    method: 'POST',
    headers,
    body: '{}',
  })
  const answer = (await (await sparekey.handler(request)).json()) as Record<string, unknown>
  return answer['reason'] ?? answer['outcome']
}

const look = "select account_id from amazon_links where account_id = '1'"
const empty = 'update users set password_hash = null where id = 1'

/** The site's own page, as the docs say: the row held, the link looked up after that, then the password removed. */
async function removePassword({ rows, transaction }: AnyDatabase): Promise<void> {
  if (transaction === undefined) return void (await rows(`${empty} and exists (${look})`))
  await transaction(async (run) => {
    await run('select id from users where id = 1 for update')
    if ((await run(look)).length > 0) await run(empty)
  })
}

describeOnEach('unlinking while the site removes the password', (open) => {
  it('race-unlink-last-two: keeps the link when the password went after it was asked for', async () => {
    const database = await open()
    const shop = await openShop(database, async () => {
      await database.rows(`update users set password_hash = null`)
    })
    await link(shop)
    expect(await unlink(shop)).toBe('last-way-to-sign-in')
    expect(await database.rows('select account_id from amazon_links')).toHaveLength(1)
    expect(await database.rows('select event from sparekey_audit')).toEqual([{ event: 'linked' }])
  })

  it('race-unlink-last-two: leaves one of two ways that are removed at the same time', async () => {
    const database = await open()
    const shop = await openShop(database)
    const left = new Set<string>()
    for (let round = 0; round < 15; round += 1) {
      await link(shop)
      const both =
        round % 2 === 0 ? [unlink(shop), removePassword(database)] : [removePassword(database), unlink(shop)]
      await Promise.all(both)
      const links = await database.rows('select account_id from amazon_links')
      const [user] = await database.rows('select password_hash from users where id = 1')
      const ways = [
        ...(links.length > 0 ? ['link'] : []),
        ...(user?.['password_hash'] === null ? [] : ['password']),
      ]
      left.add(ways.join(' and '))
      await database.rows(`delete from amazon_links`)
    }
    expect([...left]).not.toContain('')
  })
})
