import type { Pool } from 'mysql2/promise'
import { createSparekey, type SparekeyOptions } from 'sparekey'
import { nodeHandler } from 'sparekey/node'
import { tableSession } from 'sparekey/sessions'
import { type SqlAccount, sqlHost } from 'sparekey/sql'
import type { SessionTable } from './sessions.js'

type Settings = Pick<SparekeyOptions<SqlAccount>, 'baseUrl' | 'secret' | 'amazon'>
const accounts = { table: 'members', id: 'id', email: 'email', name: 'name', passwordHash: 'password' }

export async function loginWithAmazon(database: Pool, table: SessionTable, settings: Settings) {
  const host = sqlHost({ database, accounts, links: { table: 'amazon_links' }, endAccess: table.endAllOf })
  await host.migrate()
  const cookie = { name: 'sid', secure: settings.baseUrl.startsWith('https:') }
  const sessions = tableSession({ ...table, cookie, accountId: 'user_id', idOf: ({ id }) => Number(id) })
  const sparekey = createSparekey({ ...settings, host, sessions })
  return { answer: nodeHandler(sparekey), button: sparekey.button({ returnTo: '/account' }) }
}
