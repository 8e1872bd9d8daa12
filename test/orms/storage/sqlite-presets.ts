import type { Knex } from 'knex'
import knex from 'knex'
import BetterSqlite3Client from 'knex/lib/dialects/better-sqlite3/index.js'
import Database from 'libsql'
import { DataSource } from 'typeorm'
import type { Open } from './contract-on.js'

/** libsql answers as better-sqlite3 does, and needs no compiler where the tests run. */
export function openKnexOnSqlite(filename: string): Knex {
  class LibsqlClient extends BetterSqlite3Client {
    override _driver() {
      return Database
    }
  }
  return knex({ client: LibsqlClient, connection: { filename }, useNullAsDefault: true })
}

export const sqlitePresets: Readonly<Record<string, Open>> = {
  async Knex(file) {
    const database = openKnexOnSqlite(file)
    return { database, close: () => database.destroy() }
  },
  async TypeORM(file) {
    const database = new DataSource({ type: 'better-sqlite3', database: file, driver: Database })
    await database.initialize()
    return { database, close: () => database.destroy() }
  },
  async 'what Drizzle was given'(file) {
    const handle = new Database(file)
    return { database: { $client: handle }, close: async () => void handle.close() }
  },
}
