import { createSparekey, type SparekeyOptions } from 'sparekey'
import { reactRouterFunctions } from 'sparekey/react-router'
import { reactRouterSession } from 'sparekey/sessions'
import { type SqlAccount, sqlHost } from 'sparekey/sql'
import type { Storage } from './session.js'
import type { Users } from './users.js'

const accounts = { table: 'gardeners', id: 'id', email: 'email', name: 'name', passwordHash: 'password' }
type Settings = Pick<SparekeyOptions<SqlAccount>, 'baseUrl' | 'secret' | 'amazon'>

export async function loginWithAmazon(database: Users, storage: Storage, settings: Settings) {
  const host = sqlHost({ database, accounts, links: { table: 'amazon_links' } })
  await host.migrate()
  const sessions = reactRouterSession({ storage, idOf: ({ id }) => Number(id) })
  const sparekey = createSparekey({ ...settings, host, sessions })
  return { ...reactRouterFunctions(sparekey), button: sparekey.button({ returnTo: '/account' }) }
}
