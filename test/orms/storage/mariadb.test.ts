import mysql from 'mysql2/promise'
import { createDatabase, describeOn } from '../../support/servers.js'
import { type Beside, contractOn } from './contract-on.js'
import { mariadbPresets } from './mariadb-presets.js'

async function createBeside(): Promise<Beside> {
  const { url, drop } = await createDatabase('mariadb')
  const connection = await mysql.createConnection(url)
  return {
    url,
    async rows(sql) {
      const [rows] = await connection.query(sql)
      return Array.isArray(rows) ? rows : []
    },
    async close() {
      await connection.end()
      await drop()
    },
  }
}

describeOn('mariadb').each(Object.entries(mariadbPresets))('sqlLinks over MariaDB, by %s', (_name, open) =>
  contractOn(open, createBeside),
)
