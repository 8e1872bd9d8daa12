import { createPool } from 'mysql2'
import { createSparekey, type SparekeyOptions } from 'sparekey'
import { koaHandler, koaSession } from 'sparekey/koa'
import { type SqlAccount, sqlHost } from 'sparekey/sql'

const now = () => new Date()
const defaults = { createdAt: now, updatedAt: now }
const columns = { id: 'id', email: 'email', name: 'name', passwordHash: 'password_hash', defaults }
type Settings = Pick<SparekeyOptions<SqlAccount>, 'baseUrl' | 'secret' | 'amazon'>

export async function loginWithAmazon(url: string, settings: Settings) {
  const accounts = { table: 'Users', ...columns }
  const host = sqlHost({ database: createPool(url), accounts, links: { table: 'amazon_links' } })
  await host.migrate()
  const sessions = koaSession({ idOf: ({ id }) => Number(id) })
  const sparekey = createSparekey({ ...settings, host, sessions })
  return { handler: koaHandler(sparekey), button: sparekey.button({ returnTo: '/account' }) }
}
