import type { FederatedIdentity } from '../linking/facts.js'
import type { Builder } from './dialect.js'
import type { Steps } from './executor.js'
import { free, isSameIdentity, readInstant, type Vacant, writeOne } from './link-rows.js'

interface Held {
  readonly id: string
  readonly at: Date
}

/** Subjects that are held for a sign-up, where links have no table of their own. */
export interface Reservations {
  find(identity: FederatedIdentity): Steps<Vacant>
  put(identity: FederatedIdentity, held: Held, over: Vacant): Steps<void>
  remove(identity: FederatedIdentity): Steps<void>
  release(identity: FederatedIdentity, reservationId: string): Steps<void>
}

export function createReservations(builder: Builder, table: string): Reservations {
  return {
    *find(identity) {
      const { issuer, subject } = identity
      const select = builder
        .selectFrom(table)
        .selectAll()
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
      const { rows } = yield select.compile()
      const row = rows.find((one) =>
        isSameIdentity({ issuer: String(one['issuer']), subject: String(one['subject']) }, identity),
      )
      if (row === undefined) return free
      const at = readInstant(row['reserved_at']) ?? new Date(0)
      return { kind: 'reserved', reservationId: String(row['reservation']), at }
    },
    *put({ issuer, subject }, { id, at }, over) {
      const values = { reservation: id, reserved_at: at.toISOString() }
      if (over.kind === 'free') {
        return yield* writeOne(
          builder
            .insertInto(table)
            .values({ issuer, subject, ...values })
            .compile(),
        )
      }
      const held = builder
        .updateTable(table)
        .set(values)
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
      yield* writeOne(held.where('reservation', '=', over.reservationId).compile())
    },
    *remove({ issuer, subject }) {
      yield builder.deleteFrom(table).where('issuer', '=', issuer).where('subject', '=', subject).compile()
    },
    *release({ issuer, subject }, reservationId) {
      const held = builder.deleteFrom(table).where('issuer', '=', issuer).where('subject', '=', subject)
      yield held.where('reservation', '=', reservationId).compile()
    },
  }
}
