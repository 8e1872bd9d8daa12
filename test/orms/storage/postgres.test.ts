import pg from 'pg'
import { createDatabase, describeOn } from '../../support/servers.js'
import { type Beside, contractOn } from './contract-on.js'
import { postgresPresets } from './postgres-presets.js'

async function createBeside(): Promise<Beside> {
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

describeOn('postgres').each(Object.entries(postgresPresets))(
  'sqlLinks over PostgreSQL, by %s',
  (_name, open) => contractOn(open, createBeside),
)
