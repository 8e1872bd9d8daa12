import { type SessionData, Store } from 'express-session'
import type { Clock } from './clock.js'
import type { ShopDatabase } from './database.js'

const DEFAULT_LIFETIME_MS = 14 * 24 * 3600 * 1000

/**
 * Keeps sessions beside the shop's other data, so that a restart signs nobody out. A session that was ended stays behind
 * as an ended row until it would have expired: a request still under way cannot write it back to life.
 */
export class SqliteSessionStore extends Store {
  constructor(
    private readonly database: ShopDatabase,
    private readonly clock: Clock,
  ) {
    super()
  }

  get(id: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    const row = this.database
      .prepare('select data from sessions where id = ? and ended_at is null and expires_at > ?')
      .get(id, this.now()) as { data: string } | undefined
    callback(null, row ? (JSON.parse(row.data) as SessionData) : null)
  }

  set(id: string, session: SessionData, callback?: (error?: unknown) => void): void {
    this.database
      .prepare(
        `insert into sessions (id, user_id, data, expires_at) values (?, ?, ?, ?)
         on conflict (id) do update
         set user_id = excluded.user_id, data = excluded.data, expires_at = excluded.expires_at`,
      )
      .run(id, session.userId ?? null, JSON.stringify(session), this.expiryOf(session))
    callback?.()
  }

  destroy(id: string, callback?: (error?: unknown) => void): void {
    this.database.prepare("update sessions set ended_at = ?, data = '' where id = ?").run(this.now(), id)
    this.database.prepare('delete from sessions where expires_at <= ?').run(this.now())
    callback?.()
  }

  override touch(id: string, session: SessionData, callback?: () => void): void {
    this.database.prepare('update sessions set expires_at = ? where id = ?').run(this.expiryOf(session), id)
    callback?.()
  }

  endAllOf(userId: number): void {
    this.database
      .prepare("update sessions set ended_at = ?, data = '' where user_id = ? and ended_at is null")
      .run(this.now(), userId)
  }

  private now(): number {
    return this.clock().getTime()
  }

  private expiryOf(session: SessionData): number {
    return this.now() + (session.cookie.originalMaxAge ?? DEFAULT_LIFETIME_MS)
  }
}
