import mysql from 'mysql2/promise'
import pg from 'pg'
import { startServer } from '../test/support/server-process.js'
import type { Example } from './example.js'

/** An empty database on a server that is thrown away afterwards. */
export interface ThrowAwayDatabase {
  readonly url: string
  close(): Promise<void>
}

const name = 'example'

/** The database that an example needs, where it needs a server for it; null where a file is enough. */
export async function startDatabase({ database }: Example): Promise<ThrowAwayDatabase | null> {
  if (database === undefined) return null
  const server = await startServer(database)
  await createOn[database](server.urlOf(database === 'postgres' ? 'postgres' : 'mysql'))
  return { url: server.urlOf(name), close: () => server.stop() }
}

const createOn = {
  async postgres(url: string) {
    const client = new pg.Client(url)
    await client.connect()
    await client.query(`create database ${name}`)
    await client.end()
  },
  async mariadb(url: string) {
    const connection = await mysql.createConnection(url)
    await connection.query(`create database ${name} character set utf8mb4`)
    await connection.end()
  },
}
