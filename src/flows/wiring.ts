import type { AmazonClientSettings } from '../amazon/authorization.js'
import type { LinkingPolicy } from '../linking/policy.js'
import type { Clock, Random, Timer } from '../ports/clock.js'
import type { Emit } from '../ports/events.js'
import type { Account, Host, Visitor } from '../ports/host.js'
import type { Limiter } from '../ports/limiter.js'
import type { LinkStore } from '../ports/link-store.js'
import type { Mailer } from '../ports/mailer.js'
import type { Sessions } from '../ports/sessions.js'
import type { Authentication } from './authenticate.js'
import type { OutgoingMail } from './deliver-mails.js'
import type { ProfileRules } from './keep-profile.js'
import type { RegistrationForm } from './registration-form.js'
import type { Undo } from './undo.js'
import type { Notice, NoticeDetails, NoticeKind } from './write-notice.js'

/** Everything a journey works with, put together once at the composition root. */
export interface Wiring<A extends Account = Account> {
  readonly amazon: AmazonClientSettings
  /** What a transaction that began here must name: see fingerprintClient. */
  readonly clientFingerprint: string
  readonly apps: Apps
  /** False while Amazon has failed so often that nobody should be sent there. */
  readonly isAmazonAvailable: () => boolean
  /** Part of every federated identity: names the company whose pairwise subjects these are. */
  readonly issuer: string
  readonly host: Host<A>
  readonly sessions: Sessions<A>
  readonly links: LinkStore<A>
  readonly limiter: Limiter
  readonly mailer: Mailer | null
  /** The words of a notice, in the language of the account's owner. */
  notices(kind: NoticeKind, account: A, details: NoticeDetails): Notice
  /** A mail for the outbox, and back: null for what cannot be opened any more. */
  sealMail(outgoing: OutgoingMail): Promise<string>
  openMail(sealed: string): Promise<OutgoingMail | null>
  /** The address in a notice by which its reader takes the link back. */
  undoUrl(undo: Undo): Promise<string>
  /** Where a visitor is, as the host trusts it, for notices. */
  placeOf(visitor: Visitor): string | null
  /** The words of the mails that somebody waits for. */
  readonly mails: ProofMails<A>
  readonly registrationForm: RegistrationForm
  readonly policy: Policy
  readonly clock: Clock
  readonly timer: Timer
  /** Codes that are being exchanged in this process, so that none is sent twice. */
  readonly exchanges: Map<string, Promise<Authentication>>
  readonly random: Random
  readonly emit: Emit
  /** The PKCE verifier of a transaction, derived from its state with a key, so that no cookie has to carry it. */
  readonly deriveCodeVerifier: (state: string) => string
  /** A keyed digest of a text: the same text gives the same one, and nobody without the key can make it. */
  readonly fingerprint: (text: string) => string
}

/** Clients of the same security profile that live on machines of customers. */
export interface Apps {
  /** Redirect URIs of apps, with the client id that each belongs to. */
  readonly nativeRedirects: ReadonlyMap<string, string>
  /** Client id for code-based linking; null where no device is linked by this site. */
  readonly deviceClientId: string | null
}

export interface ProofMails<A extends Account = Account> {
  proof(account: A, details: CodeDetails): Notice
  /** To an address that has no account yet, in the visitor's language. */
  registration(visitor: Visitor, details: CodeDetails): Notice
  setPassword(account: A, details: CodeDetails): Notice
  /** In place of that code, where registrations do not say which addresses have accounts. */
  existing(account: A, when: Date): Notice
}

export interface CodeDetails {
  readonly code: string
  readonly expiresAt: Date
}

/** The host's choices, with their defaults filled in. */
export interface Policy extends LinkingPolicy {
  /** Which fields of the local profile follow Amazon. Default: none. */
  readonly profile: ProfileRules
  /** Whether what Amazon tells is kept until the next sign-in: only where a rule, or the settings page, asks for it. */
  readonly remembersProfile: boolean
  /** How long a credential counts as just shown, for linking and unlinking. Default 900. */
  readonly reauthenticationSeconds: number
  /** How long a visitor may stay at Amazon. Default 900. */
  readonly transactionLifetimeSeconds: number
  /** How long a visitor may take to prove, register or confirm. Default 900. */
  readonly ticketLifetimeSeconds: number
  /** `always` adds a tokeninfo call to each sign-in; a code exchanged by ourselves needs none. Default `received-tokens`. */
  readonly checkAudience: 'received-tokens' | 'always'
}
