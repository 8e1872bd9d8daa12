import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import { connectShop, usersTable } from './fixture.js'

it('leaves no lock on the database that was looked at', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-lock-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'shop.db')
  // Without a write-ahead log, whoever has not finished reading keeps everybody from writing.
  const database = new Database(path)
  database.exec(usersTable)
  const { host } = connectShop(database)
  await host.migrate()
  await host.diagnose()
  const other = new Database(path, { timeout: 100 })
  other.exec("insert into users (password_hash) values ('')")
  database.close()
  other.exec("insert into users (password_hash) values ('')")
  expect(other.prepare('select id from users').all([])).toHaveLength(2)
})
