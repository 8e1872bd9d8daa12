import type Database from 'libsql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../demo/bookshop/database.js'
import { migrateForAmazon } from '../../demo/bookshop/login-with-amazon.js'
import { auditLedger } from './ledger.js'

const now = '2026-11-22T10:00:00.000Z'

async function openBooks(): Promise<Database.Database> {
  const database = openDatabase(':memory:')
  onTestFinished(() => void database.close())
  await migrateForAmazon(database)
  return database
}

function addAccount(database: Database.Database, passwordHash: string): string {
  const { lastInsertRowid } = database
    .prepare('insert into users (full_name, password_hash, created_at) values (?, ?, ?)')
    .run('A Reader', passwordHash, now)
  return String(lastInsertRowid)
}

function addLink(database: Database.Database, accountId: string): void {
  database
    .prepare('insert into amazon_links (issuer, subject, account_id) values (?, ?, ?)')
    .run('amazon', `subject-${accountId}`, accountId)
}

function addAudit(database: Database.Database, event: string, accountId: string): void {
  database
    .prepare(
      'insert into sparekey_audit (at, event, issuer, subject, account_id, details) values (?, ?, ?, ?, ?, ?)',
    )
    .run(now, event, 'amazon', `subject-${accountId}`, accountId, '{}')
}

describe('auditLedger', () => {
  it('finds nothing wrong with linked, unlinked and password accounts', async () => {
    const database = await openBooks()
    const [linked, unlinked] = [addAccount(database, '!'), addAccount(database, '$2b$hash')]
    addLink(database, linked)
    addAudit(database, 'signed-up', linked)
    addAudit(database, 'linked', unlinked)
    addAudit(database, 'unlinked', unlinked)

    expect(auditLedger(database)).toEqual([])
  })

  it('notices an account without a way in', async () => {
    const database = await openBooks()
    addAccount(database, '!')

    expect(auditLedger(database)).toEqual(['nobody can sign in to account 1'])
  })

  it('notices a link to no account', async () => {
    const database = await openBooks()
    addLink(database, '7')
    addAudit(database, 'linked', '7')

    expect(auditLedger(database)).toEqual(['a link to no account: 7'])
  })

  it('notices a link that the audit does not tell of, and one that it tells of in vain', async () => {
    const database = await openBooks()
    const [silent, gone] = [addAccount(database, '$2b$hash'), addAccount(database, '$2b$hash')]
    addLink(database, silent)
    addAudit(database, 'linked', gone)

    expect(auditLedger(database)).toHaveLength(2)
  })

  it('notices a row that would stay for ever', async () => {
    const database = await openBooks()
    database
      .prepare("insert into sparekey_tickets (id, expires_at) values ('t', '9999-01-01T00:00:00Z')")
      .run()

    expect(auditLedger(database)).toEqual(['a row that expires at 9999-01-01T00:00:00Z'])
  })
})
