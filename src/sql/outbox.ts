import { sql } from 'kysely'
import type { ClaimedMail, Outbox, QueuedMail } from '../ports/outbox.js'
import type { Row, Steps } from './executor.js'
import { readInstant } from './link-rows.js'
import type { StoreSettings } from './settings.js'

const sweptAtOnce = 100

/** Mails that wait in a table of ours until they are sent. */
export function createOutbox(settings: StoreSettings): Outbox {
  const { database, outbox } = settings
  const { builder, executor } = database
  const inTransaction = (steps: () => Steps<void>): Promise<void> => executor.transaction(steps)
  return {
    claim: (now, leaseUntil, most) => executor.transaction(() => claimDue(settings, now, leaseUntil, most)),
    remove: (id) =>
      inTransaction(function* () {
        yield builder.deleteFrom(outbox).where('id', '=', id).compile()
      }),
    postpone: (id, dueAt) =>
      inTransaction(function* () {
        const later = { due_at: dueAt.toISOString(), attempts: sql`attempts + 1` }
        yield builder.updateTable(outbox).set(later).where('id', '=', id).compile()
      }),
  }
}

/** Keeps mails from the transaction of the change on that they tell of. */
export function* keepMails(
  { database, outbox }: StoreSettings,
  mails: readonly QueuedMail[] = [],
): Steps<void> {
  for (const { id, sealed, dueAt, expiresAt } of mails) {
    const times = { due_at: dueAt.toISOString(), expires_at: expiresAt.toISOString() }
    yield database.builder
      .insertInto(outbox)
      .values({ id, sealed, attempts: 0, ...times })
      .compile()
  }
}

function* claimDue(
  { database, outbox }: StoreSettings,
  now: Date,
  leaseUntil: Date,
  most: number,
): Steps<ClaimedMail[]> {
  const { builder, dialect } = database
  const at = now.toISOString()
  yield* dialect.sweepExpired(outbox, at, sweptAtOnce)
  const { rows } = yield builder
    .selectFrom(outbox)
    .select(['id', 'sealed', 'attempts'])
    .select((['due_at', 'expires_at'] as const).map((time) => sql`${dialect.instantAsText(time)}`.as(time)))
    .where('due_at', '<=', at)
    .orderBy('due_at')
    .orderBy('id')
    .limit(most)
    .compile()
  const claimed: ClaimedMail[] = []
  const lease = builder
    .updateTable(outbox)
    .set({ due_at: leaseUntil.toISOString() })
    .where('due_at', '<=', at)
  for (const row of rows) {
    // Of two instances that saw it due, the one whose write still finds it so has it.
    const { affected } = yield lease.where('id', '=', row['id']).compile()
    if (affected === 1) claimed.push(readMail(row))
  }
  return claimed
}

function readMail(row: Row): ClaimedMail {
  return {
    id: String(row['id']),
    sealed: String(row['sealed']),
    attempts: Number(row['attempts']),
    dueAt: readInstant(row['due_at']) ?? new Date(0),
    expiresAt: readInstant(row['expires_at']) ?? new Date(0),
  }
}
