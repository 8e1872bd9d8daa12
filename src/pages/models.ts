import type { FailureCode, RefusalReason } from '../linking/reasons.js'
import type { Messages } from './messages/messages.js'

/** The Amazon account a page is about, as Amazon described it. Untrusted text, shown and never compared. */
export interface AmazonAccountView {
  readonly name: string | null
  /** Masked where the page could be seen by someone else (`v•••@ex.test`), whole where the visitor typed or proved it. */
  readonly email: string | null
}

/** A refusal to show beside the form it belongs to. */
export interface PageProblem {
  readonly reason: RefusalReason
  /** Present for `too-many-attempts`. */
  readonly retryAfterSeconds?: number
}

/** One input of the registration page. */
export interface FieldView {
  /** The name it is posted under: `email`, `name`, `postal_code` or a declared field's own. */
  readonly name: string
  /** Host's label, or null for the three standard fields, whose labels are in the messages. */
  readonly label: string | null
  readonly type: 'text' | 'email' | 'tel' | 'checkbox' | 'select'
  readonly value: string
  readonly required: boolean
  readonly autocomplete: string | null
  readonly help: string | null
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Standard problem or the host's own sentence. */
  readonly problem: {
    readonly kind: 'required' | 'taken' | 'invalid' | 'incomplete'
    readonly message: string | null
  } | null
}

/** "An account with this address exists: show that it is yours." */
export interface LinkPage {
  readonly action: string
  readonly declineAction: string
  /** Begins again, to choose another Amazon account. */
  readonly anotherAccountUrl: string
  readonly csrf: string
  readonly amazon: AmazonAccountView
  /** `located`: Amazon's email found an account · `ask`: the visitor says which account ("I already have an account"). */
  readonly email:
    | { readonly kind: 'located'; readonly address: string }
    | { readonly kind: 'ask'; readonly value: string }
  readonly ways: readonly ('password' | 'sign-in-page' | 'mailbox')[]
  /** POST target that mails a code. */
  readonly mailAction: string
  /** A code was mailed: its field is shown, with the code in it when the visitor came by the link in the mail. */
  readonly code: { readonly value: string } | null
  /** `strict`: the same words whether or not there is an account. */
  readonly disclosure: 'helpful' | 'strict'
  readonly signInUrl: string | null
  readonly forgotPasswordUrl: string | null
  /** False where registration is closed: then there is no "create a new account instead". */
  readonly canRegister: boolean
  readonly problem: PageProblem | null
}

/** "Go on with your device": its code, and then Amazon; `done` when there is nothing left to do here. */
export interface DevicePage {
  readonly state: 'ask' | 'done'
  /** POST target; the field is `user_code`. */
  readonly action: string
  /** Filled in where the address had it. */
  readonly code: string
}

/** "One more step": the registration page, prefilled with what Amazon told. */
export interface RegisterPage {
  readonly action: string
  /** "I already have an account". */
  readonly linkUrl: string
  readonly anotherAccountUrl: string
  readonly csrf: string
  readonly amazon: AmazonAccountView
  readonly fields: readonly FieldView[]
  /** The address a code was mailed to, whose field is the last of `fields`; null where none was asked for yet. */
  readonly codeSentTo: string | null
  readonly problem: PageProblem | null
}

/** A yes-or-no page that names the Amazon account: link to the signed-in account, or switch to another account. */
export interface ConfirmPage {
  readonly kind: 'link' | 'switch'
  readonly action: string
  readonly declineAction: string
  readonly anotherAccountUrl: string
  readonly csrf: string
  readonly amazon: AmazonAccountView
  /** The signed-in account as the host calls it. */
  readonly account: { readonly name: string | null; readonly email: string | null }
  /** True when the sign-in is not fresh and the account's password is asked again. */
  readonly askPassword: boolean
  readonly problem: PageProblem | null
}

/** Settings: what is linked, and how to change that. */
export interface ConnectionsPage {
  /** POST target that begins to link (`intent=link`). */
  readonly linkAction: string
  readonly unlinkAction: string
  readonly csrf: string
  readonly link: {
    readonly email: string | null
    readonly linkedAt: Date | null
    readonly lastUsedAt: Date | null
  } | null
  /** Why the link cannot be removed now, or null when it can. */
  readonly keepReason: RefusalReason | null
  readonly askPassword: boolean
  readonly notice: 'linked' | 'unlinked' | 'password-set' | null
  /** Amazon shows another address than the account has, and the host's page that changes it; null where not. */
  readonly suggestion: { readonly email: string | null; readonly url: string } | null
  /** How a first password can be set; null where the account has one, or the site does not offer it. */
  readonly setPassword: SetPasswordView | null
  readonly problem: PageProblem | null
}

/** A first password: Amazon's proof must be fresh, then a code is mailed, then it is typed beside the password. */
export interface SetPasswordView {
  readonly action: string
  readonly csrf: string
  /** Begins a new sign-in at Amazon; null where the last one is fresh. */
  readonly signInUrl: string | null
  /** What the form carries once the code was mailed; null before. */
  readonly sent: { readonly sentAt: string; readonly trace: string } | null
  readonly problem: string | null
}

/** "This was not me", from a mail. */
export interface UndoPage {
  readonly state: 'ask' | 'done'
  readonly action: string
  readonly token: string
  readonly forgotPasswordUrl: string | null
  readonly signInUrl: string | null
}

/** Every refusal and failure that has no form to go back to: what happened and what to do next. */
export interface ProblemPage {
  readonly problem:
    | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly retryAfterSeconds?: number }
    | { readonly kind: 'failed'; readonly code: FailureCode; readonly reference: string }
    /** In a component: there was no answer to show. */
    | { readonly kind: 'no-answer' }
  /** Begins again with the same return-to; null when that would not help. */
  readonly retryUrl: string | null
  readonly signInUrl: string | null
}

/** The page with nothing but the button (a cross-site link led here). */
export interface StartPage {
  readonly startUrl: string
}

/** The same-origin step between a POST and another origin: goes on by itself, and by a link. */
export interface ContinuePage {
  readonly location: string
  readonly to: 'amazon' | 'elsewhere'
}

/** What surrounds every page. */
export interface Frame {
  /** BCP 47. */
  readonly locale: string
  readonly direction: 'ltr' | 'rtl'
  /** Of the one inline style element. */
  readonly nonce: string
  readonly siteName: string
  readonly homeUrl: string
  /** CSS custom properties of the host's theme: `{ '--sparekey-accent': '#b54708' }`. */
  readonly theme: Readonly<Record<string, string>>
  readonly messages: Messages
}
