import type { UsedTicket } from '../ports/link-store.js'
import type { Steps } from './executor.js'
import type { StoreSettings } from './settings.js'

// Each use clears a few more than it adds, so the table stays small and no request does all the work.
const sweptAtOnce = 20

/** The tickets that were used up, until they expire by themselves. */
export interface Tickets {
  isUsed(id: string): Steps<boolean>
  /** Breaks the unique key when the ticket was used up at the same time. */
  use(ticket: UsedTicket): Steps<void>
}

export function createTickets({ database, tickets, clock }: StoreSettings): Tickets {
  const { builder, dialect } = database
  return {
    *isUsed(id) {
      const { rows } = yield builder.selectFrom(tickets).select('id').where('id', '=', id).compile()
      return rows.some((row) => row['id'] === id)
    },
    *use({ id, expiresAt }) {
      yield* dialect.sweepExpired(tickets, clock().toISOString(), sweptAtOnce)
      yield builder.insertInto(tickets).values({ id, expires_at: expiresAt.toISOString() }).compile()
    },
  }
}
