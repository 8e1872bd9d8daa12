import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { AccountId } from '../linking/facts.js'
import type { Steps } from './executor.js'
import { readInstant } from './link-rows.js'
import type { StoreSettings } from './settings.js'

/** Until when proofs of an account that were asked for earlier could still be shown: rows among the used tickets. */
export function* endProofs(
  { database, tickets }: StoreSettings,
  accountId: AccountId,
  until: Date,
): Steps<void> {
  const { builder } = database
  const id = rowId(accountId)
  yield builder.deleteFrom(tickets).where('id', '=', id).compile()
  yield builder.insertInto(tickets).values({ id, expires_at: until.toISOString() }).compile()
}

/**
 * The same by whoever has shown a proof: an end that this proof does not survive stays where it is, even one that was
 * written since anybody looked, and then the key of its row is broken.
 */
export function* endOtherProofs(
  { database, tickets }: StoreSettings,
  accountId: AccountId,
  { validUntil, endsUntil }: { readonly validUntil: Date; readonly endsUntil: Date },
): Steps<void> {
  const { builder } = database
  const id = rowId(accountId)
  const survived = builder.deleteFrom(tickets).where('id', '=', id)
  yield survived.where('expires_at', '<=', validUntil.toISOString()).compile()
  yield builder.insertInto(tickets).values({ id, expires_at: endsUntil.toISOString() }).compile()
}

export function* proofsEnded({ database, tickets }: StoreSettings, accountId: AccountId): Steps<Date | null> {
  const { builder, dialect } = database
  const { rows } = yield builder
    .selectFrom(tickets)
    .select(sql`${dialect.instantAsText('expires_at')}`.as('expires_at'))
    .where('id', '=', rowId(accountId))
    .compile()
  return readInstant(rows[0]?.['expires_at'])
}

// Tickets are named by 22 characters of base64url: none begins like this.
function rowId(accountId: AccountId): string {
  return `proofs:${createHash('sha256').update(accountId).digest('base64url')}`
}
