import { join } from 'node:path'
import type { SessionData } from 'express-session'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../demo/bookshop/database.js'
import { SqliteSessionStore } from '../../demo/bookshop/session-store.js'
import { temporaryFolder } from './open-shop.js'

function openStore() {
  const database = openDatabase(join(temporaryFolder(), 'bookshop.db'))
  onTestFinished(() => void database.close())
  let now = Date.parse('2026-11-22T10:00:00Z')
  const store = new SqliteSessionStore(database, () => new Date(now))
  const read = (id: string) => {
    let found: SessionData | null | undefined
    store.get(id, (_error, session) => {
      found = session
    })
    return found
  }
  return { store, read, wait: (ms: number) => (now += ms) }
}

const veras = { userId: 1, cookie: { originalMaxAge: 60_000 } } as SessionData

describe('SqliteSessionStore', () => {
  it('does not let a request that is still under way bring an ended session back', () => {
    const { store, read } = openStore()
    store.set('one', veras)
    store.endAllOf(1)

    store.set('one', veras)

    expect(read('one')).toBeNull()
  })

  it('ends the sessions of one account only', () => {
    const { store, read } = openStore()
    store.set('one', veras)
    store.set('two', { ...veras, userId: 2 })

    store.endAllOf(1)

    expect([read('one'), read('two')?.userId]).toEqual([null, 2])
  })

  it('forgets a session that was not used for its lifetime', () => {
    const { store, read, wait } = openStore()
    store.set('one', veras)
    wait(59_000)
    store.touch('one', veras)
    wait(59_000)
    expect(read('one')?.userId).toBe(1)

    wait(2_000)
    expect(read('one')).toBeNull()
  })
})
