import pg from 'pg'
import { createDatabase } from '../../support/servers.js'
import type { Beside } from './contract-on.js'

export async function createPostgresBeside(): Promise<Beside> {
  const { url, drop } = await createDatabase('postgres')
  const client = new pg.Client(url)
  await client.connect()
  return {
    url,
    rows: async (sql) => (await client.query<object>(sql)).rows,
    async close() {
      await client.end()
      await drop()
    },
  }
}
