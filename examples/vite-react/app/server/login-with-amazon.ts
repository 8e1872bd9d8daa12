import type Database from 'libsql'
import { createSparekey, type SparekeyOptions } from 'sparekey'
import { expressHandler, expressSession } from 'sparekey/express'
import { type SqlAccount, sqlHost } from 'sparekey/sql'

const accounts = { table: 'users', id: 'id', email: 'email', name: 'name', passwordHash: 'password_hash' }
const pages = { link: '/connect', register: '/connect', confirm: '/connect', problem: '/connect' }
type Settings = Pick<SparekeyOptions<SqlAccount>, 'baseUrl' | 'secret' | 'amazon'>

export async function loginWithAmazon(database: Database.Database, settings: Settings) {
  const host = sqlHost({ database, accounts, links: { table: 'amazon_links' } })
  await host.migrate()
  const sessions = expressSession<SqlAccount>({ idOf: ({ row }) => Number(row['id']) })
  return expressHandler(createSparekey({ ...settings, host, sessions, pages }))
}
