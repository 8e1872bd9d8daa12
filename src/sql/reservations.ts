import { sql } from 'kysely'
import type { FederatedIdentity } from '../linking/facts.js'
import type { Database } from './database.js'
import type { Steps } from './executor.js'
import {
  abandonedAt,
  free,
  isSameIdentity,
  readInstant,
  signUpKeyOf,
  textOrNull,
  type Vacant,
  writeOne,
} from './link-rows.js'

interface Held {
  readonly id: string
  readonly at: Date
}

/** Subjects that are held for a sign-up, where links have no table of their own. */
export interface Reservations {
  find(identity: FederatedIdentity): Steps<Vacant>
  put(identity: FederatedIdentity, held: Held, over: Vacant): Steps<void>
  remove(identity: FederatedIdentity): Steps<void>
  release(identity: FederatedIdentity, reservationId: string, signUp: 'kept' | 'forgotten'): Steps<void>
}

export function createReservations({ builder, dialect }: Database, table: string): Reservations {
  return {
    *find(identity) {
      const { issuer, subject } = identity
      const select = builder
        .selectFrom(table)
        .select(['issuer', 'subject', 'reservation', 'sign_up'])
        .select(sql`${dialect.instantAsText('reserved_at')}`.as('reserved_at'))
        .where('issuer', '=', issuer)
        .where('subject', '=', subject)
      const { rows } = yield select.compile()
      const row = rows.find((one) =>
        isSameIdentity({ issuer: String(one['issuer']), subject: String(one['subject']) }, identity),
      )
      if (row === undefined) return free
      const reservationId = String(row['reservation'])
      const signUpKey = textOrNull(row['sign_up']) ?? reservationId
      const at = readInstant(row['reserved_at']) ?? abandonedAt
      return { kind: 'reserved', reservationId, signUpKey, at }
    },
    *put({ issuer, subject }, { id, at }, over) {
      const values = { reservation: id, sign_up: signUpKeyOf(id, over), reserved_at: at.toISOString() }
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
    *release({ issuer, subject }, reservationId, signUp) {
      const held = { issuer, subject, reservation: reservationId }
      const kept = builder.updateTable(table).set({ reserved_at: abandonedAt.toISOString() })
      const forgotten = builder.deleteFrom(table)
      yield signUp === 'kept'
        ? kept.where((row) => row.and(held)).compile()
        : forgotten.where((row) => row.and(held)).compile()
    },
  }
}
