import type { FederatedIdentity, Intent } from '../linking/facts.js'
import type { Starter } from './transaction.js'

/** Sealed proof that this browser just proved a federated identity. Lives until linked, registered or expired. */
export interface Ticket {
  /** 128 random bits, base64url: used up in the transaction that links or signs up. */
  readonly id: string
  readonly identity: FederatedIdentity
  readonly profile: TicketProfile
  readonly intent: Intent
  readonly returnTo: string
  readonly startedBy: Starter | null
  readonly waitsFor: TicketStep
  /** "This is not my account" was said: Amazon's email locates nothing any more. */
  readonly emailDeclined: boolean
  readonly issuedAt: Date
  readonly expiresAt: Date
}

/** What Amazon reported. Shown and used to prefill: never a key, never proof. */
export interface TicketProfile {
  readonly name: string | null
  readonly email: string | null
  readonly postalCode: string | null
}

export type TicketStep = 'proof' | 'registration' | 'confirm-link' | 'confirm-switch'
