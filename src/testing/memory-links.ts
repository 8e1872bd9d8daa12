import type { AccountId, FederatedIdentity } from '../linking/facts.js'
import {
  type AuditRecord,
  type Link,
  type LinkStore,
  type NewLink,
  type ProfileSeen,
  type Reservation,
  reservationLifetimeSeconds,
  type UsedTicket,
} from '../ports/link-store.js'
import type { ClaimedMail, Outbox, QueuedMail } from '../ports/outbox.js'

/** A link store in memory, with what it recorded laid open. Knows no accounts, so it fits a host of any. */
export interface MemoryLinks extends Omit<LinkStore, 'findLinkedAccount' | 'createLinkedAccount'> {
  readonly auditRecords: readonly AuditRecord[]
  readonly allLinks: () => Link[]
}

interface Held extends Pick<Reservation, 'id' | 'at'> {
  readonly signUpKey: string
}

/** Links in this process, for tests: forgotten when it ends, and not shared with another. */
export function memoryLinks(): MemoryLinks {
  return new LinksInMemory()
}

class LinksInMemory implements MemoryLinks {
  readonly auditRecords: AuditRecord[] = []
  readonly #links = new Map<string, Link>()
  readonly #reservations = new Map<string, Held>()
  readonly #tickets = new Set<string>()
  readonly #mails = new Map<string, ClaimedMail>()
  readonly #endedProofs = new Map<AccountId, Date>()

  readonly allLinks = (): Link[] => [...this.#links.values()]

  async findLink(identity: FederatedIdentity): Promise<Link | null> {
    return this.#links.get(keyOf(identity)) ?? null
  }

  async findLinkOfAccount(accountId: AccountId): Promise<Link | null> {
    return this.allLinks().find((link) => link.accountId === accountId) ?? null
  }

  // Nothing is awaited between reading and writing, here and below: that is what makes each of these one step.
  async createLink(link: NewLink) {
    const {
      identity,
      accountId,
      emailAtLink,
      seen = null,
      at,
      ticket,
      audit,
      signUpKey,
      mails = [],
      proof = null,
    } = link
    const key = keyOf(identity)
    if (ticket !== null && this.#tickets.has(ticket.id)) return 'ticket-used'
    const mayBeWritten =
      signUpKey === undefined
        ? this.#isVacant(key, secondsBefore(at, reservationLifetimeSeconds))
        : this.#reservations.get(key)?.signUpKey === signUpKey
    if (!mayBeWritten) return 'subject-taken'
    if (this.allLinks().some((one) => one.accountId === accountId)) return 'account-taken'
    const ended = this.#endedProofs.get(accountId)
    if (proof !== null && ended !== undefined && proof.validUntil < ended) return 'proof-ended'
    if (proof !== null) this.#endedProofs.set(accountId, proof.endsUntil)
    this.#links.set(key, { identity, accountId, emailAtLink, seen, linkedAt: at, lastUsedAt: at })
    this.#reservations.delete(key)
    if (ticket !== null) this.#tickets.add(ticket.id)
    this.auditRecords.push(audit)
    this.#keep(mails)
    return 'created'
  }

  async deleteLink(accountId: AccountId, audit: AuditRecord, mails: readonly QueuedMail[] = []) {
    const found = [...this.#links].find(([, link]) => link.accountId === accountId)
    if (found === undefined) return 'not-linked'
    this.#links.delete(found[0])
    this.auditRecords.push(audit)
    this.#keep(mails)
    return 'deleted'
  }

  readonly outbox: Outbox = {
    claim: async (now, leaseUntil, most) => {
      for (const mail of this.#mails.values()) if (mail.expiresAt <= now) this.#mails.delete(mail.id)
      const due = [...this.#mails.values()].filter((mail) => mail.dueAt <= now).slice(0, most)
      for (const mail of due) this.#mails.set(mail.id, { ...mail, dueAt: leaseUntil })
      return due
    },
    remove: async (id) => {
      this.#mails.delete(id)
    },
    postpone: async (id, dueAt) => {
      const mail = this.#mails.get(id)
      if (mail !== undefined) this.#mails.set(id, { ...mail, dueAt, attempts: mail.attempts + 1 })
    },
  }

  async recordUse(identity: FederatedIdentity, at: Date, seen: ProfileSeen | null): Promise<void> {
    const link = this.#links.get(keyOf(identity))
    if (link !== undefined) this.#links.set(keyOf(identity), { ...link, lastUsedAt: at, seen })
  }

  async redeemTicket({ id }: UsedTicket) {
    if (this.#tickets.has(id)) return 'ticket-used'
    this.#tickets.add(id)
    return 'redeemed'
  }

  async isTicketUsed(id: string): Promise<boolean> {
    return this.#tickets.has(id)
  }

  async reserveSubject(identity: FederatedIdentity, { id, at, staleBefore }: Reservation) {
    const key = keyOf(identity)
    if (!this.#isVacant(key, staleBefore)) return 'subject-taken'
    const signUpKey = this.#reservations.get(key)?.signUpKey ?? id
    this.#reservations.set(key, { id, at, signUpKey })
    return { signUpKey }
  }

  async releaseSubject(identity: FederatedIdentity, reservationId: string, signUp: 'kept' | 'forgotten') {
    const key = keyOf(identity)
    const held = this.#reservations.get(key)
    if (held?.id !== reservationId) return
    if (signUp === 'kept') this.#reservations.set(key, { ...held, at: new Date(0) })
    else this.#reservations.delete(key)
  }

  async findUnfinishedSignUp(identity: FederatedIdentity): Promise<string | null> {
    return this.#reservations.get(keyOf(identity))?.signUpKey ?? null
  }

  async endProofs(accountId: AccountId, until: Date): Promise<void> {
    this.#endedProofs.set(accountId, until)
  }

  async proofsEnded(accountId: AccountId): Promise<Date | null> {
    return this.#endedProofs.get(accountId) ?? null
  }

  async writeAudit(record: AuditRecord): Promise<void> {
    this.auditRecords.push(record)
  }

  #keep(mails: readonly QueuedMail[]): void {
    for (const mail of mails) this.#mails.set(mail.id, { ...mail, attempts: 0 })
  }

  #isVacant(key: string, staleBefore: Date): boolean {
    if (this.#links.has(key)) return false
    const held = this.#reservations.get(key)
    return held === undefined || held.at < staleBefore
  }
}

// JSON keeps the two parts apart, whatever characters they hold.
function keyOf({ issuer, subject }: FederatedIdentity): string {
  return JSON.stringify([issuer, subject])
}

function secondsBefore(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() - seconds * 1000)
}
