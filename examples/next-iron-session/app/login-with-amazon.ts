import { cookies } from 'next/headers'
import { createSparekey } from 'sparekey'
import { ironSession } from 'sparekey/sessions'
import { sqlHost } from 'sparekey/sql'
import { sessionIn } from './session'
import { database } from './users'

const accounts = { table: 'listeners', id: 'id', email: 'email', name: 'name', passwordHash: 'password' }
export const host = sqlHost({ database, accounts, links: { table: 'amazon_links' } })
const session = async () => sessionIn(await cookies())
const sessions = ironSession({ session, idOf: ({ id }) => Number(id) })
export const sparekey = createSparekey({ ...JSON.parse(process.env['AMAZON'] ?? '{}'), host, sessions })
