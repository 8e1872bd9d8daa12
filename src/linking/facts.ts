/** The host's own id of an account, as text. Opaque here: compared, never interpreted. */
export type AccountId = string

/** What the visitor set out to do. Fixed when the transaction starts, sealed, never read from the request again. */
export type Intent = 'sign-in' | 'link'

/** Who Amazon says this is. Subjects are pairwise per company, so the issuer names the namespace too. */
export interface FederatedIdentity {
  readonly issuer: string
  /** Amazon's `user_id`: opaque and compared byte by byte. */
  readonly subject: string
}

/** How this visitor has just shown that an account is theirs. */
export type Proof =
  | { readonly by: 'password'; readonly accountId: AccountId }
  /** Typed the code from a mail to the account's proven address, in the browser that asked for it. */
  | { readonly by: 'mailbox'; readonly accountId: AccountId }
  /** The visitor is signed in, has seen which Amazon account it is, and said yes. */
  | { readonly by: 'confirmation'; readonly accountId: AccountId }

/** What the visitor has already been asked, and answered, in this journey. */
export type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'proof'; readonly proof: Proof }
  /** "This is not my account": no account may be located by Amazon's email any more. */
  | { readonly kind: 'not-my-account' }
  | { readonly kind: 'registration' }
  /** "Yes, sign me in as the account of this Amazon account instead." */
  | { readonly kind: 'switch-account' }

/** Everything that decides what happens to one answer from Amazon. Read, never written; may be stale. */
export interface Facts {
  readonly intent: Intent
  readonly answer: Answer
  /** The account this subject is linked to, as far as it still exists. */
  readonly holder: AccountId | null
  /** A link exists, but its account is gone. Such a link signs nobody in and is never handed on. */
  readonly holderIsGone: boolean
  /** The account the visitor is signed in to now. */
  readonly signedInAs: AccountId | null
  /** The account that pressed "link", and whether the very same session is still the one here. */
  readonly startedBy: AccountId | null
  readonly sessionIsTheSame: boolean
  /** The signed-in or proven account already has a link to some other subject. */
  readonly accountHasOtherSubject: boolean
  /** Accounts that Amazon's email, or the one typed at registration, locates. Located, not proven. */
  readonly locatedByEmail: readonly AccountId[]
  /** An account that an interrupted sign-up of this very subject made, and that nobody has a credential for. */
  readonly leftBehind: AccountId | null
  /** Something the host must know is missing from what Amazon told. */
  readonly needsMoreFields: boolean
}
