import type pg from 'pg'
import { createSparekey, type SparekeyOptions } from 'sparekey'
import { fastifyPlugin, fastifySession } from 'sparekey/fastify'
import { type SqlAccount, sqlHost } from 'sparekey/sql'

const accounts = { table: 'users', id: 'id', email: 'email', name: 'name', passwordHash: 'password_hash' }
type Settings = Pick<SparekeyOptions<SqlAccount>, 'baseUrl' | 'secret' | 'amazon'>

export async function loginWithAmazon(pool: pg.Pool, settings: Settings) {
  const host = sqlHost({ database: pool, accounts, links: { table: 'amazon_links' } })
  await host.migrate()
  const sparekey = createSparekey({ ...settings, host, sessions: fastifySession() })
  return { plugin: fastifyPlugin(sparekey), button: sparekey.button({ returnTo: '/account' }) }
}
