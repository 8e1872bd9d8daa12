import { sql } from 'kysely'
import type { Builder } from './dialect.js'
import { MigrationLockedError } from './errors.js'
import type { Steps } from './executor.js'

const lockSeconds = 60
// While an ALTER waits for a transaction to end, everybody else's statements on that table wait behind it.
const longestWaitSeconds = 10

/** DDL commits by itself: no transaction holds a migration together, so a named lock keeps a second one out. */
export function* migrateMysqlAlone<T>(builder: Builder, steps: Steps<T>): Steps<T> {
  // The name is known to the whole server.
  const name = sql`concat('sparekey:', md5(database()))`
  const { rows } = yield sql`select get_lock(${name}, ${sql.lit(lockSeconds)}) as locked`.compile(builder)
  if (Number(rows[0]?.['locked']) !== 1) throw new MigrationLockedError()
  yield sql`
    set @sparekey_lock_wait_timeout = @@session.lock_wait_timeout,
      session lock_wait_timeout = ${sql.lit(longestWaitSeconds)}`.compile(builder)
  try {
    return yield* steps
  } finally {
    yield sql`set session lock_wait_timeout = @sparekey_lock_wait_timeout`.compile(builder)
    yield sql`select release_lock(${name})`.compile(builder)
  }
}
