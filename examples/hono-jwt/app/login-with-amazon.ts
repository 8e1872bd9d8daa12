import { createSparekey, type SparekeyOptions } from 'sparekey'
import { honoHandler } from 'sparekey/hono'
import { jwt } from 'sparekey/sessions'
import { type SqlAccount, sqlHost } from 'sparekey/sql'
import { readToken, signToken } from './token.js'
import type { Users } from './users.js'

const accounts = { table: 'members', id: 'id', email: 'email', name: 'name', passwordHash: 'password' }
type Settings = Pick<SparekeyOptions<SqlAccount>, 'baseUrl' | 'secret' | 'amazon'>

export async function loginWithAmazon(database: Users, secret: string, settings: Settings) {
  const host = sqlHost({ database, accounts, links: { table: 'amazon_links' } })
  await host.migrate()
  const sign = (claims: object) => signToken({ ...claims }, secret)
  const sessions = jwt({ sign, verify: (token) => readToken(token, secret), cookie: { name: 'token' } })
  const sparekey = createSparekey({ ...settings, host, sessions })
  return { handler: honoHandler(sparekey), button: sparekey.button({ returnTo: '/account' }) }
}
