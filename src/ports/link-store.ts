import type { AccountId, FederatedIdentity } from '../linking/facts.js'
import type { Account, FieldProblem, Registration } from './host.js'
import type { Outbox, QueuedMail } from './outbox.js'

/** The stored tie between a federated identity and an account. */
export interface Link {
  readonly identity: FederatedIdentity
  readonly accountId: AccountId
  /** Null where the store does not keep it (a bare column on the users table). */
  readonly linkedAt: Date | null
  readonly lastUsedAt: Date | null
  /** What Amazon called the email when the link was made: shown in settings, never compared. */
  readonly emailAtLink: string | null
  /** What Amazon told last; null or absent where the store does not keep it. */
  readonly seen?: ProfileSeen | null
}

/** Amazon's answer about a person, as it was: to see what has changed since, never to compare anybody by. */
export interface ProfileSeen {
  readonly name: string | null
  readonly email: string | null
  readonly postalCode: string | null
}

export type AuditEvent = 'linked' | 'unlinked' | 'signed-up' | 'evicted' | 'refused' | 'password-set'

/** Written in the transaction of the change it records. The account of a sign-up is filled in by the store. */
export interface AuditRecord {
  readonly at: Date
  readonly event: AuditEvent
  readonly accountId: AccountId | null
  readonly identity: FederatedIdentity
  /** Small facts for support staff: never a token, code, password or whole address. */
  readonly details: Readonly<Record<string, string>>
}

/** A ticket that the change uses up, so that it works once. Kept until `expiresAt`. */
export interface UsedTicket {
  readonly id: string
  readonly expiresAt: Date
}

/** A link to write, with everything that must become true in the same transaction. */
export interface NewLink {
  readonly identity: FederatedIdentity
  readonly accountId: AccountId
  readonly emailAtLink: string | null
  /** What Amazon told then; null where nobody asked it (imports by support staff). */
  readonly seen?: ProfileSeen | null
  readonly at: Date
  /** Null only for imports by support staff. */
  readonly ticket: UsedTicket | null
  readonly audit: AuditRecord
  /** Null or absent only for imports by support staff. */
  readonly proof?: ProofTime | null
  /** Kept in the outbox from the same transaction on, where the store has one. */
  readonly mails?: readonly QueuedMail[]
  /** Completes this sign-up: whoever holds the subject for it. Only while it is the unfinished one of the subject. */
  readonly signUpKey?: string
}

/**
 * `subject-taken`: some account has this subject · `account-taken`: this account has a subject · `ticket-used` ·
 * `proof-ended`: the account has changed hands, or might have, since the proof.
 */
export type LinkConflict = 'subject-taken' | 'account-taken' | 'ticket-used' | 'proof-ended'

/** When the account was proven, told by how long that proof could be shown. */
export interface ProofTime {
  /** Refused as `proof-ended` when `endProofs` was called with a later time meanwhile. */
  readonly validUntil: Date
  /** The link ends all other proofs, as `endProofs` does with this. */
  readonly endsUntil: Date
}

/** A sign-up that has not finished after this long has died: its hold on the subject gives way to any link. */
export const reservationLifetimeSeconds = 60

/** A subject held for a sign-up whose account the host is just creating. */
export interface Reservation {
  /** New for each try. The first one's becomes the key of the sign-up, and stays it until the sign-up ends. */
  readonly id: string
  readonly at: Date
  /** A reservation made before this instant belongs to a sign-up that died, and may be taken over. */
  readonly staleBefore: Date
}

/**
 * Where links live. Uniqueness (one account per subject, one subject per account) is the store's to enforce, with
 * a unique key: callers read, then write, then handle the conflict.
 */
export interface LinkStore<A extends Account = Account> {
  /** The link of this identity; the subject is compared byte by byte. A mere reservation is not a link. */
  findLink(identity: FederatedIdentity): Promise<Link | null>
  findLinkOfAccount(accountId: AccountId): Promise<Link | null>
  /** Writes the link, the audit record and the used ticket together, or nothing. */
  createLink(link: NewLink): Promise<'created' | LinkConflict>
  /** Removes the link of this account, and writes the audit record and the mails with it. */
  deleteLink(
    accountId: AccountId,
    audit: AuditRecord,
    mails?: readonly QueuedMail[],
  ): Promise<'deleted' | 'not-linked'>
  /** Remembers that the link was used, and what Amazon told then. May be lost; never fails a sign-in. */
  recordUse(identity: FederatedIdentity, at: Date, seen: ProfileSeen | null): Promise<void>
  /** Uses a ticket up without a change, as when the visitor declines. */
  redeemTicket(ticket: UsedTicket): Promise<'redeemed' | 'ticket-used'>
  /** True when this ticket was used up before. */
  isTicketUsed(id: string): Promise<boolean>
  /** Holds a subject while the host creates the account, and answers the key of the sign-up: an earlier try's, where one is left. */
  reserveSubject(
    identity: FederatedIdentity,
    reservation: Reservation,
  ): Promise<{ readonly signUpKey: string } | 'subject-taken'>
  /**
   * Gives a reservation up; nothing when it is another's by now. `kept`: an account may have come of the sign-up, so
   * the next try goes on under the same key · `forgotten`: none did, or none that is to be used.
   */
  releaseSubject(
    identity: FederatedIdentity,
    reservationId: string,
    signUp: 'kept' | 'forgotten',
  ): Promise<void>
  /** The key of the sign-up that this subject began and did not finish, held or not. */
  findUnfinishedSignUp(identity: FederatedIdentity): Promise<string | null>
  /** Writes a record that belongs to no change of a link. */
  writeAudit(record: AuditRecord): Promise<void>

  /** Where mails wait until they are sent. Without it a notice is sent once, at once. */
  readonly outbox?: Outbox
  /** Voids the proofs of this account that were asked for before now, which could be shown until `until`. */
  endProofs?(accountId: AccountId, until: Date): Promise<void>
  /** The `until` of the latest `endProofs`, as long as it lies ahead. */
  proofsEnded?(accountId: AccountId): Promise<Date | null>

  /** Only where accounts are in the same database: link and account in one query, for the returning customer. */
  findLinkedAccount?(
    identity: FederatedIdentity,
  ): Promise<{ readonly link: Link; readonly account: A | null } | null>
  /**
   * Only where accounts are in the same database: `deleteLink`, unless no other way into the account would be left. That
   * is asked once more in the same transaction, with the account held: what was read before may be old by now.
   */
  deleteSpareLink?(
    accountId: AccountId,
    audit: AuditRecord,
    mails?: readonly QueuedMail[],
  ): Promise<'deleted' | 'not-linked' | 'last-way'>
  /** Only where accounts are in the same database: account, link, audit and ticket in one transaction. */
  createLinkedAccount?(
    registration: Registration,
    link: Omit<NewLink, 'accountId' | 'signUpKey'>,
  ): Promise<
    | { readonly account: A }
    | { readonly problems: readonly FieldProblem[] }
    | { readonly conflict: LinkConflict }
  >
}
