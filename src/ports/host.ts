import type { AccountId } from '../linking/facts.js'

/** The browser (or app) now. `native` is whatever the mount has: `{ req, res }` in Express. */
export interface Visitor {
  readonly request: Request
  readonly native: unknown
}

/** The host's record of a person, as far as Sparekey needs to know it. */
export interface Account {
  /** Opaque text to us; a number or bigint of the host's is written in decimal. */
  readonly id: AccountId
  readonly email: string | null
  /** True only where the host itself has seen that the person reads this mailbox. */
  readonly emailProven: boolean
  readonly name?: string | null
  /** Needed only where the postal code is kept up to date. */
  readonly postalCode?: string | null
  readonly disabled?: boolean
  /**
   * Changes whenever something changes that decides who may enter: the password, a second factor. A proof that was
   * asked for before is void then. Needed only where `waysToSignIn` would not show it.
   */
  readonly revision?: string
}

/** What a new customer brings. Everything but `fields` may be null; nothing here is proven unless `emailProven` says so. */
export interface Registration {
  readonly email: string | null
  readonly emailProven: boolean
  readonly name: string | null
  readonly postalCode: string | null
  /** The host's declared fields, after their schema accepted them. */
  readonly fields: Readonly<Record<string, unknown>>
}

/** A registration on its way to an account. */
export interface SignUp extends Registration {
  /**
   * 22 letters, digits, `-` and `_`: the same each time this sign-up is tried, another for every other. Kept beside the
   * account in a unique column, it lets `findAccountBySignUp` tell what an interrupted sign-up left.
   */
  readonly signUpKey: string
}

/** Why one field of a registration cannot be taken. */
export interface FieldProblem {
  /** `email`, `name`, `postal_code` or the name of a declared field. */
  readonly field: string
  readonly problem: 'required' | 'taken' | 'invalid' | 'incomplete'
  /** Shown to the customer in place of the standard sentence. */
  readonly message?: string
}

/** A field that the host cannot do without, and that it fills in and checks itself. */
export interface HostField {
  /** What the customer reads. Default for `username`: that word in the customer's language; else the field's name. */
  readonly label?: string
  /** HTML autocomplete token. */
  readonly autocomplete?: string
}

/** What Amazon told, for first values of the host's own fields. */
export interface ProposedFrom {
  readonly name: string | null
  readonly email: string | null
}

/** A way into an account that works today, Amazon aside. */
export type WayToSignIn = 'password' | 'passkey' | 'mailbox' | 'other'

export type EndAccessReason =
  | 'mailbox-proven'
  | 'unlinked'
  | 'account-deleted'
  | 'account-disabled'
  | 'password-changed'

/** New values for the local profile. Only fields the host asked to keep current are present. */
export interface ProfileChanges {
  readonly name?: string
  readonly postalCode?: string
}

export type PasswordCheck = 'correct' | 'wrong' | 'locked' | { readonly continueAt: string }

/** `refused` is for the host's own log, in the event `not-admitted`; the customer reads the page of `account-refused`. */
export type Admission = 'admitted' | { readonly refused: string } | { readonly continueAt: string }

/** The existing account system: six functions, and four more where it has something to say. */
export interface Host<A extends Account = Account> {
  /** The account with this id, or null when it does not exist (any more). */
  findAccount(id: AccountId): Promise<A | null>
  /** All accounts with this address, compared exactly as the host's own sign-in compares. */
  findAccountsByEmail(email: string): Promise<A[]>
  /** Checks a password as the host's own sign-in does, lockout included. Never trims or normalises it. */
  verifyPassword(account: A, password: string, visitor: Visitor): Promise<PasswordCheck>
  /** Creates the account, or says which fields are in the way. Must not sign anybody in. */
  createAccount(
    signUp: SignUp,
    visitor: Visitor,
  ): Promise<{ readonly account: A } | { readonly problems: readonly FieldProblem[] }>
  /** The ways that work today, Amazon aside: an unusable password or an unproven mailbox is not one. */
  waysToSignIn(account: A): Promise<WayToSignIn[]>
  /**
   * Ends sessions, remember-me and reset tokens and pending changes of the account. For `mailbox-proven` its password and
   * other credentials go too, all in one commit: they may be a stranger's. May answer what went, in words for its owner.
   * May be called twice for one event, a moment apart: the second time for what was under way the first time.
   */
  // biome-ignore lint: `void` lets a host write `async endAccess() { … }` without a return
  endAccess(account: A, reason: EndAccessReason): Promise<void | readonly string[]>
  updateAccount?(account: A, changes: ProfileChanges): Promise<void>
  /** The gate before every sign-in and every link: banned, inactive, second factor due. */
  admit?(account: A, visitor: Visitor, action: 'sign-in' | 'link'): Promise<Admission>
  /**
   * The account that `createAccount` made under this key, compared exactly; null where there is none. With it a sign-up
   * that was interrupted after the account was made is completed on the next try. Not needed with `sqlHost`.
   */
  findAccountBySignUp?(signUpKey: string): Promise<A | null>
  /**
   * Takes an address that was never proven off this account, because somebody else has just proven it. With this,
   * whoever proves a mailbox gets an account of their own; without it they get the one that holds the address, emptied.
   */
  releaseEmail?(account: A): Promise<void>
  /**
   * Gives an account without a usable password its first one, or says why not (too short, say) in the customer's
   * language. `has-password`: it has one by now, which must stay. With this, settings offer it.
   */
  setPassword?(
    account: A,
    password: string,
    visitor: Visitor,
  ): Promise<{ readonly problem: string } | 'has-password' | undefined>
  /** Spends the time of one password verification, for an address that no account has. */
  verifyNobody?(password: string): Promise<void>
  /** Fields of the host's own that the registration page asks for by itself; `createAccount` gets the text as it was typed. */
  readonly registrationFields?: Readonly<Record<string, HostField>>
  /** First values for those fields, which the customer may change. Tells nothing about who has which. */
  proposeFields?(from: ProposedFrom): Promise<Readonly<Record<string, string>>>
}
