import type { Clock } from './clock.js'
import type { ShopDatabase } from './database.js'

const ATTEMPTS_ALLOWED = 8
const WINDOW_MS = 15 * 60 * 1000

/** Counts password attempts per account and client, so that nobody can lock somebody else out. */
export class SignInAttempts {
  constructor(
    private readonly database: ShopDatabase,
    private readonly clock: Clock,
  ) {}

  /** Counts one attempt, and says whether it may go on. */
  count(who: string): boolean {
    const now = this.clock().getTime()
    this.database.prepare('delete from sign_in_attempts where forget_at <= ?').run(now)
    const row = this.database
      .prepare(
        `insert into sign_in_attempts (who, attempts, forget_at) values (?, 1, ?)
         on conflict (who) do update set attempts = attempts + 1 returning attempts`,
      )
      .get(who, now + WINDOW_MS) as { attempts: number }
    return row.attempts <= ATTEMPTS_ALLOWED
  }

  forget(who: string): void {
    this.database.prepare('delete from sign_in_attempts where who = ?').run(who)
  }
}
