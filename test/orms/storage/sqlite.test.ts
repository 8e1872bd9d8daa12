import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { describe } from 'vitest'
import { type Beside, contractOn } from './contract-on.js'
import { sqlitePresets } from './sqlite-presets.js'

async function createBeside(): Promise<Beside> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-orms-'))
  const url = join(folder, 'shop.db')
  const handle = new Database(url)
  handle.exec('pragma journal_mode = wal')
  return {
    url,
    async rows(sql) {
      const statement = handle.prepare(sql)
      if (statement.reader) return statement.all() as object[]
      statement.run()
      return []
    },
    async close() {
      handle.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

describe.each(Object.entries(sqlitePresets))('sqlLinks over SQLite, by %s', (_name, open) =>
  contractOn(open, createBeside),
)
