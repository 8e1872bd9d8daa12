import type { FederatedIdentity, Intent } from '../linking/facts.js'
import type { AppReturn } from './app-return.js'
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
  /** A code was mailed that this ticket waits for. */
  readonly mailProof: MailProof | null
  /** Fields that the host said it needs, beside those that the site requires anyway. */
  readonly missing?: readonly string[]
  /** `client`: travels in bodies, bound to a secret of the program that got it. Default `browser`: in a cookie. */
  readonly heldBy?: 'browser' | 'client'
  /** Present where this browser answers for a device that waits: nobody is signed in here then. */
  readonly finishCode?: string
  readonly issuedAt: Date
  readonly expiresAt: Date
  /** Present where an app at another origin began: `returnTo` is an address of its then. */
  readonly app?: AppReturn
}

/** What is left of the mails that were sent: nothing in it names an account. */
export interface MailProof {
  /** The address the visitor typed; null for the one that Amazon told. */
  readonly email: string | null
  /** Epoch milliseconds. */
  readonly sentAt: number
  readonly traces: readonly string[]
}

/** What Amazon reported. Shown and used to prefill: never a key, never proof. */
export interface TicketProfile {
  readonly name: string | null
  readonly email: string | null
  readonly postalCode: string | null
}

export type TicketStep = 'proof' | 'registration' | 'confirm-link' | 'confirm-switch'
