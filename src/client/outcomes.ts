import type { FailureCode, RefusalReason } from '../linking/reasons.js'

/** Signed in, or linked to the account that was. */
export interface SignedIn {
  readonly kind: 'signed-in'
  readonly accountId: string
  readonly created: boolean
  readonly linked: boolean
  /** Where to go: a path of the site, or the address the app named. */
  readonly returnTo: string
  /** Everything in the answer, with what the site's `sessions.start` added: a JWT, say. */
  readonly body: Readonly<Record<string, unknown>>
}

/** An Amazon account as Amazon described it; the address is masked. */
export interface AmazonAccount {
  readonly name: string | null
  readonly email: string | null
}

/** What a program without cookies sends back with its next call; null in a browser, whose cookie holds it. */
interface Waits {
  readonly ticket: string | null
  /** For a device without a keyboard: where the customer goes on in any browser, and the code to type there. */
  readonly finish?: { readonly url: string; readonly code: string }
}

/** An account exists that may be this customer's: they show that it is theirs. */
export interface ProveOwnership extends Waits {
  readonly kind: 'prove-ownership'
  readonly ways: readonly ('password' | 'sign-in-page' | 'mailbox')[]
  readonly amazon: AmazonAccount
  readonly emailHint: string | null
  /** True where Amazon's address found the account; else the customer says which one is theirs. */
  readonly located: boolean
  /** The address that was found, or the first value of the field that asks for one. */
  readonly email: string
  readonly disclosure: 'helpful' | 'strict'
  readonly canRegister: boolean
  readonly signInUrl: string | null
  readonly forgotPasswordUrl: string | null
  readonly codeSent: boolean
}

/** A yes is needed: to connect the Amazon account to the signed-in one, or to switch to the account it belongs to. */
export interface Confirm extends Waits {
  readonly kind: 'confirm'
  readonly action: 'link' | 'switch'
  readonly amazon: AmazonAccount
  readonly account: AmazonAccount
  readonly askPassword: boolean
}

/** One input of the registration. */
export interface RegistrationField {
  readonly name: string
  /** The site's own; null for the usual ones. */
  readonly label: string | null
  readonly type: 'text' | 'email' | 'tel' | 'checkbox' | 'select'
  readonly required: boolean
  readonly autocomplete: string | null
  readonly help: string | null
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export interface RegistrationProblem {
  readonly field: string
  readonly problem: 'required' | 'taken' | 'invalid' | 'incomplete'
  /** The site's own sentence, where it has one. */
  readonly message: string | null
}

/** Something the site must know is missing, or was wrong. */
export interface Register extends Waits {
  readonly kind: 'register'
  readonly amazon: AmazonAccount
  readonly fields: readonly RegistrationField[]
  readonly prefill: Readonly<Record<string, string>>
  readonly problems: readonly RegistrationProblem[]
  readonly codeSent: boolean
  readonly codeSentTo: string | null
}

/** The customer goes on at this address: at Amazon, or on a page of the site (a second factor, a captcha). */
export interface GoOn extends Waits {
  readonly kind: 'continue'
  readonly url: string
}

/** What is linked to the signed-in account. */
export interface Connections {
  readonly kind: 'connections'
  readonly link: {
    readonly emailHint: string | null
    readonly linkedAt: Date | null
    readonly lastUsedAt: Date | null
  } | null
  /** Why the link cannot be removed now; null when it can. */
  readonly keepReason: RefusalReason | null
  readonly askPassword: boolean
  readonly suggestion: { readonly email: string | null; readonly url: string } | null
  /** `sign-in-first`: the last sign-in at Amazon is too long ago. */
  readonly setPassword: 'not-offered' | 'sign-in-first' | 'offered'
}

/** A code is on its way; it comes back with the new password. */
export interface CodeSent {
  readonly kind: 'code-sent'
  readonly sent: { readonly sentAt: number; readonly trace: string }
  /** What was wrong about the last try, as a sentence. */
  readonly problem: string | null
}

/** For a device to show: the code, and where it is typed. */
export interface DeviceCode {
  readonly kind: 'device-code'
  readonly deviceCode: string
  readonly userCode: string
  readonly verificationUri: string
  readonly expiresInSeconds: number
  readonly intervalSeconds: number
}

/** The customer is not done yet. */
export interface Pending {
  readonly kind: 'pending'
  readonly intervalSeconds: number
  /** `double`: wait twice as long as before from now on. */
  readonly pace: 'same' | 'double'
}

export interface Done {
  readonly kind: 'linked' | 'unlinked' | 'password-set'
  readonly body: Readonly<Record<string, unknown>>
}

/** An expected no. */
export interface Refused {
  readonly kind: 'refused'
  readonly reason: RefusalReason
  /** In the customer's language; empty where only the reason came back. */
  readonly message: string
  readonly retryAfterSeconds: number | null
}

/** Nobody's decision: Amazon, the site or its store did not do their part. */
export interface Failed {
  readonly kind: 'failed'
  readonly code: FailureCode
  readonly message: string
  /** For the site's support; empty where only the code came back. */
  readonly reference: string
}

/** There was no answer, or none that Sparekey gave. */
export interface Unreachable {
  readonly kind: 'unreachable'
  readonly because: 'network' | 'timeout' | 'aborted' | 'answer-invalid'
  /** `unknown`: it may have happened all the same; ask `pending()` or `connections()` before sending it again. */
  readonly effect: 'none' | 'unknown'
}

export type Outcome =
  | SignedIn
  | ProveOwnership
  | Confirm
  | Register
  | GoOn
  | Connections
  | CodeSent
  | DeviceCode
  | Pending
  | Done
  | Refused
  | Failed
  | Unreachable
