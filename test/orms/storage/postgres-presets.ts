import { MikroORM } from '@mikro-orm/postgresql'
import { drizzle } from 'drizzle-orm/node-postgres'
import knex from 'knex'
import pg from 'pg'
import postgres from 'postgres'
import { Sequelize } from 'sequelize'
import type { AppDatabase } from 'sparekey/sql'
import { DataSource } from 'typeorm'
import { mostConnections as max, type Open } from './contract-on.js'

export const postgresPresets: Readonly<Record<string, Open>> = {
  async Knex(url) {
    const database = knex({ client: 'pg', connection: url, pool: { min: 0, max } })
    return { database, close: () => database.destroy() }
  },
  async TypeORM(url) {
    const database = new DataSource({ type: 'postgres', url, poolSize: max })
    await database.initialize()
    return { database, close: () => database.destroy() }
  },
  async Sequelize(url) {
    const database = new Sequelize(url, { logging: false, pool: { max } })
    return { database, close: () => database.close() }
  },
  async MikroORM(url) {
    const orm = await MikroORM.init({
      clientUrl: url,
      entities: [],
      discovery: { warnWhenNoEntities: false },
      pool: { min: 0, max },
    })
    return { database: orm, close: () => orm.close(true) }
  },
  async Drizzle(url) {
    const pool = new pg.Pool({ connectionString: url, max })
    return { database: drizzle(pool), close: () => pool.end() }
  },
  async 'postgres.js'(url) {
    const sql = postgres(url, { max, onnotice: () => {} })
    return { database: sql, close: () => sql.end() }
  },
  async 'functions of its own'(url) {
    const pool = new pg.Pool({ connectionString: url, max })
    const database: AppDatabase = {
      dialect: 'postgres',
      query: async (sql, values) => (await pool.query(sql, values)).rows,
      async transaction(work) {
        const client = await pool.connect()
        try {
          await client.query('begin')
          const done = await work(async (sql, values) => (await client.query(sql, values)).rows)
          await client.query('commit')
          return done
        } catch (error) {
          await client.query('rollback')
          throw error
        } finally {
          client.release()
        }
      },
    }
    return { database, close: () => pool.end() }
  },
}
