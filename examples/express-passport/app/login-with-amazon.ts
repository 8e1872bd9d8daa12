import pg from 'pg'
import { createSparekey, type SparekeyOptions } from 'sparekey'
import { expressHandler, passportSession } from 'sparekey/express'
import { type SqlAccount, sqlHost } from 'sparekey/sql'

const accounts = { table: 'users', id: 'id', email: 'email', name: 'name', passwordHash: 'password_hash' }
type Settings = Pick<SparekeyOptions<SqlAccount>, 'baseUrl' | 'secret' | 'amazon'>

export async function loginWithAmazon(connectionString: string, settings: Settings) {
  const database = new pg.Pool({ connectionString })
  const host = sqlHost({ database, accounts, links: { table: 'amazon_links' } })
  await host.migrate()
  const sparekey = createSparekey({
    ...settings,
    host,
    sessions: passportSession<SqlAccount>({ userOf: ({ row }) => row }),
  })
  return { handler: expressHandler(sparekey), button: sparekey.button({ returnTo: '/account' }) }
}
