import type { AccountId, FederatedIdentity } from '../linking/facts.js'
import type { Account, SignUp } from '../ports/host.js'
import type { AuditEvent, AuditRecord, LinkStore, NewLink, ProfileSeen } from '../ports/link-store.js'

/** A store to test, empty, and what the suite must be able to do beside it. */
export interface LinkStoreUnderTest<A extends Account = Account> {
  readonly links: LinkStore<A>
  /** Makes an account that a link can be made to, and answers its id. */
  readonly createAccount: () => Promise<AccountId>
  /** The audit records as they were stored, in order. */
  readonly auditRecords: () => Promise<readonly Pick<AuditRecord, 'event' | 'accountId'>[]>
  /** How many accounts there are; needed where the store has `createLinkedAccount`. */
  readonly countAccounts?: () => Promise<number>
  /** Removes an account behind the store's back; needed where the store has `findLinkedAccount`. */
  readonly deleteAccount?: (id: AccountId) => Promise<void>
  readonly close?: () => Promise<void>
}

export const at = new Date('2026-03-01T12:00:00.000Z')

export function secondsLater(seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000)
}

export function identity(subject = 'amzn1.account.AAAA'): FederatedIdentity {
  return { issuer: 'https://www.amazon.com', subject }
}

export function ticket(id: string) {
  return { id, expiresAt: new Date('2099-01-01T00:00:00.000Z') }
}

export function record(event: AuditEvent, accountId: AccountId | null, subject?: string): AuditRecord {
  return { at, event, accountId, identity: identity(subject), details: { intent: 'sign-in' } }
}

export const profileSeen: ProfileSeen = { name: 'Customer', email: 'customer@shop.test', postalCode: null }

/** A link to write, with its own ticket unless told otherwise. */
export function newLink(accountId: AccountId, changes: Partial<NewLink> = {}): NewLink {
  const chosen = changes.identity ?? identity()
  return {
    identity: chosen,
    accountId,
    emailAtLink: 'customer@shop.test',
    seen: profileSeen,
    at,
    ticket: ticket(`ticket-of-${accountId}-${chosen.subject}`),
    audit: record('linked', accountId, chosen.subject),
    ...changes,
  }
}

export function registration(changes: Partial<SignUp> = {}): SignUp {
  return {
    signUpKey: `key-${Math.random().toString(36).slice(2)}`,
    email: 'new@shop.test',
    emailProven: false,
    name: 'New Customer',
    postalCode: null,
    fields: {},
    ...changes,
  }
}

/** What `createLinkedAccount` takes beside the registration. */
export function draftLink(changes: Partial<Omit<NewLink, 'accountId' | 'signUpKey'>> = {}) {
  const { accountId: _none, ...link } = newLink('', { audit: record('signed-up', null), ...changes })
  return link
}
