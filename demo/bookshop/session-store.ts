import { type SessionData, Store } from 'express-session'
import type { Clock } from './clock.js'
import type { ShopDatabase } from './database.js'

const DEFAULT_LIFETIME_MS = 14 * 24 * 3600 * 1000

/** Keeps sessions beside the shop's other data, so that a restart signs nobody out. */
export class SqliteSessionStore extends Store {
  constructor(
    private readonly database: ShopDatabase,
    private readonly clock: Clock,
  ) {
    super()
  }

  get(id: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    const row = this.database
      .prepare('select data from sessions where id = ? and expires_at > ?')
      .get(id, this.clock().getTime()) as { data: string } | undefined
    callback(null, row ? (JSON.parse(row.data) as SessionData) : null)
  }

  set(id: string, session: SessionData, callback?: (error?: unknown) => void): void {
    this.database
      .prepare(
        `insert into sessions (id, data, expires_at) values (?, ?, ?)
         on conflict (id) do update set data = excluded.data, expires_at = excluded.expires_at`,
      )
      .run(id, JSON.stringify(session), this.expiryOf(session))
    callback?.()
  }

  destroy(id: string, callback?: (error?: unknown) => void): void {
    const now = this.clock().getTime()
    this.database.prepare('delete from sessions where id = ? or expires_at <= ?').run(id, now)
    callback?.()
  }

  override touch(id: string, session: SessionData, callback?: () => void): void {
    this.database.prepare('update sessions set expires_at = ? where id = ?').run(this.expiryOf(session), id)
    callback?.()
  }

  private expiryOf(session: SessionData): number {
    return this.clock().getTime() + (session.cookie.originalMaxAge ?? DEFAULT_LIFETIME_MS)
  }
}
