import { sql } from 'kysely'
import type { Attempt, Builder } from './dialect.js'
import type { Row, Steps } from './executor.js'

/** Counts an attempt, then reads the sum: until the transaction ends the row is nobody else's to change. */
export function* countMysqlAttempt(builder: Builder, attempt: Attempt): Steps<Row> {
  const { table, key, now, expiresAt } = attempt
  // Assigned from left to right: `attempts` must still see when the old window ends.
  yield sql`
    insert into ${sql.table(table)} (id, attempts, expires_at) values (${key}, 1, ${expiresAt})
    on duplicate key update
      attempts = if(expires_at > ${now}, attempts + 1, 1),
      expires_at = if(expires_at > ${now}, expires_at, ${expiresAt})`.compile(builder)
  const { rows } = yield builder
    .selectFrom(table)
    .select(['attempts', 'expires_at'])
    .where('id', '=', key)
    .compile()
  return rows[0] ?? {}
}

/**
 * Deletes some of the rows whose time has passed. They are looked for without a lock, and most often there are none: a
 * DELETE that finds nothing would still lock the gap in which the next row is about to be written.
 */
export function* sweepMysqlRows(builder: Builder, table: string, now: string, most: number): Steps<void> {
  const { rows } = yield sql`
    select id from ${sql.table(table)} where expires_at < ${now} limit ${sql.lit(most)}`.compile(builder)
  const ids = rows.flatMap(({ id }) => (typeof id === 'string' ? id : []))
  if (ids.length === 0) return
  yield builder.deleteFrom(table).where('id', 'in', ids).where('expires_at', '<', now).compile()
}
