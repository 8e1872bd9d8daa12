import type { AccountId, Intent } from '../linking/facts.js'
import type { FailureCode, RefusalReason } from '../linking/reasons.js'

/** What happened, for the host's log, metrics and mails. Never holds a code, token, state, cookie, password or address. */
export type SparekeyEvent =
  | { readonly type: 'signed-in'; readonly at: Date; readonly accountId: AccountId }
  | { readonly type: 'signed-up'; readonly at: Date; readonly accountId: AccountId }
  | { readonly type: 'linked'; readonly at: Date; readonly accountId: AccountId; readonly intent: Intent }
  /** An account that came too late: its customer is linked elsewhere by now. Nobody has a way into it; remove it. */
  | { readonly type: 'left-behind'; readonly at: Date; readonly accountId: AccountId }
  | { readonly type: 'unlinked'; readonly at: Date; readonly accountId: AccountId }
  | { readonly type: 'evicted'; readonly at: Date; readonly accountId: AccountId }
  | { readonly type: 'refused'; readonly at: Date; readonly reason: RefusalReason; readonly route: string }
  /** The host's own `admit` said no, in these words; null when it answered nothing that `admit` may answer. */
  | {
      readonly type: 'not-admitted'
      readonly at: Date
      readonly accountId: AccountId
      readonly action: 'sign-in' | 'link'
      readonly words: string | null
    }
  | {
      readonly type: 'failed'
      readonly at: Date
      readonly code: FailureCode
      readonly route: string
      /** Shown to the customer, so that support can find this line. */
      readonly reference: string
      /** Amazon's request id, where there was an answer. */
      readonly requestId: string | null
      /** The error itself, for the host's error reporter. */
      readonly error: unknown
    }
  /** Sign-ins cannot work as it stands; the message names the fix. */
  | { readonly type: 'misconfigured'; readonly at: Date; readonly message: string }
  | { readonly type: 'profile-updated'; readonly at: Date; readonly accountId: AccountId }
  | { readonly type: 'password-set'; readonly at: Date; readonly accountId: AccountId }
  | {
      readonly type: 'update-failed'
      readonly at: Date
      readonly accountId: AccountId
      readonly error: unknown
    }
  | {
      readonly type: 'mail-failed'
      readonly at: Date
      readonly accountId: AccountId
      readonly error: unknown
    }

export type Emit = (event: SparekeyEvent) => void
