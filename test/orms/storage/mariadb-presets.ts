import knex from 'knex'
import mysql from 'mysql2/promise'
import { Sequelize } from 'sequelize'
import type { AppDatabase } from 'sparekey/sql'
import { DataSource } from 'typeorm'
import { mostConnections as max, type Open } from './contract-on.js'

export const mariadbPresets: Readonly<Record<string, Open>> = {
  async Knex(url) {
    const database = knex({ client: 'mysql2', connection: url, pool: { min: 0, max } })
    return { database, close: () => database.destroy() }
  },
  async TypeORM(url) {
    const database = new DataSource({ type: 'mysql', url, poolSize: max })
    await database.initialize()
    return { database, close: () => database.destroy() }
  },
  async Sequelize(url) {
    const database = new Sequelize(url, { dialect: 'mysql', logging: false, pool: { max } })
    return { database, close: () => database.close() }
  },
  async 'functions of its own'(url) {
    const pool = mysql.createPool({ uri: url, connectionLimit: max })
    const rowsOf = (answer: unknown): unknown[] => (Array.isArray(answer) ? answer : [])
    const database: AppDatabase = {
      dialect: 'mysql',
      query: async (sql, values) => rowsOf((await pool.query(sql, values))[0]),
      async transaction(work, isolation) {
        const connection = await pool.getConnection()
        try {
          await connection.query(`set transaction isolation level ${isolation}`)
          await connection.beginTransaction()
          const done = await work(async (sql, values) => rowsOf((await connection.query(sql, values))[0]))
          await connection.commit()
          return done
        } catch (error) {
          await connection.rollback()
          throw error
        } finally {
          connection.release()
        }
      },
    }
    return { database, close: () => pool.end() }
  },
}
