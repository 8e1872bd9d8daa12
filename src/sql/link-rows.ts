import type { CompiledQuery } from 'kysely'
import type { AccountId, FederatedIdentity } from '../linking/facts.js'
import type { Link, NewLink, ProfileSeen, Reservation } from '../ports/link-store.js'
import { ChangedMeanwhileError } from './errors.js'
import type { Row, Steps } from './executor.js'

/** What a subject is to us now: nothing, held for a sign-up, or somebody's. */
export type Holding =
  | { readonly kind: 'free' }
  | {
      readonly kind: 'reserved'
      readonly reservationId: string
      readonly signUpKey: string
      readonly at: Date
    }
  | { readonly kind: 'linked'; readonly link: Link }

/** A subject that may be written: free, or held by a reservation that is ours or has died. */
export type Vacant = Exclude<Holding, { kind: 'linked' }>

export type LinkToWrite = Pick<NewLink, 'identity' | 'accountId' | 'emailAtLink' | 'seen' | 'at'>

/** Where links are kept: in a table of their own, or in a column of the accounts table. */
export interface LinkRows extends SubjectRows {
  readonly linkedAccount: LinkedAccountQuery
}

/** Links without the accounts they lead to. */
export interface SubjectRows {
  holding(identity: FederatedIdentity): Steps<Holding>
  findOfAccount(accountId: AccountId): Steps<Link | null>
  /** Writes the link. Breaks a unique key when somebody else was faster. */
  write(link: LinkToWrite, over: Vacant): Steps<void>
  remove(accountId: AccountId): Steps<void>
  recordUse(identity: FederatedIdentity, at: Date, seen: ProfileSeen | null): Steps<void>
  /** Holds the subject. Breaks a unique key when somebody else was faster. */
  reserve(identity: FederatedIdentity, reservation: Reservation, over: Vacant): Steps<void>
  release(identity: FederatedIdentity, reservationId: string, signUp: 'kept' | 'forgotten'): Steps<void>
}

/** Link and account in one query, compiled once: the path of every returning customer. */
export interface LinkedAccountQuery {
  query(): Steps<CompiledQuery>
  parameters(identity: FederatedIdentity): readonly unknown[]
  readLink(row: Row, identity: FederatedIdentity): Link | null
}

export const free: Vacant = { kind: 'free' }

/** When a subject was reserved that nobody holds any more: so long ago that anybody may take it over. */
export const abandonedAt = new Date(0)

/** The first try names the sign-up; those after it go on under that name. */
export function signUpKeyOf(reservationId: string, over: Vacant): string {
  return over.kind === 'free' ? reservationId : over.signUpKey
}

/** Bytes, again: the collation of a column that the host made may take two subjects for one. */
export function isSameIdentity(one: FederatedIdentity, other: FederatedIdentity): boolean {
  return one.issuer === other.issuer && one.subject === other.subject
}

/** A time as it was stored; null for none, and for something that is no time. */
export function readInstant(value: unknown): Date | null {
  if (typeof value !== 'string' && !(value instanceof Date)) return null
  const instant = new Date(typeof value === 'string' ? inUtc(value) : value)
  return Number.isNaN(instant.getTime()) ? null : instant
}

// A time without a zone is in UTC, not in the zone of this process.
function inUtc(text: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)$/.exec(text) ?? []
  return day === undefined || time === undefined ? text : `${day}T${time}Z`
}

export function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** Runs one write that must find its row as it was read. */
export function* writeOne(query: CompiledQuery): Steps<void> {
  const { affected } = yield query
  if (affected !== 1) throw new ChangedMeanwhileError()
}

/** What Amazon told last, as it is stored. */
export function writeSeen(seen: ProfileSeen | null | undefined): string | null {
  return seen ? JSON.stringify(seen) : null
}

/** Null for nothing, and for what is not ours: then nothing is known to have changed. */
export function readSeen(stored: unknown): ProfileSeen | null {
  try {
    const seen: unknown = typeof stored === 'string' ? JSON.parse(stored) : null
    if (typeof seen !== 'object' || seen === null) return null
    const field = (name: string): string | null => textOrNull(Reflect.get(seen, name))
    return { name: field('name'), email: field('email'), postalCode: field('postalCode') }
  } catch {
    return null
  }
}
