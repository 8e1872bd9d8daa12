import type { FailureCode, RefusalReason } from '../linking/reasons.js'
import type { AmazonAccount, ProveOwnership, Register, RegistrationField } from './outcomes.js'

/** A JSON answer as the site's own Sparekey writes it; see docs/http.md. */
export interface Wire {
  readonly outcome: string
  readonly ticket?: string | null
  readonly continue_at?: string
  readonly location?: string
  readonly account_id?: string
  readonly created?: boolean
  readonly linked?: boolean
  readonly return_to?: string
  readonly ways?: ProveOwnership['ways']
  readonly amazon?: AmazonAccount
  readonly account?: AmazonAccount
  readonly email_hint?: string | null
  readonly located?: boolean
  readonly email?: string
  readonly disclosure?: 'helpful' | 'strict'
  readonly can_register?: boolean
  readonly sign_in_url?: string | null
  readonly forgot_password_url?: string | null
  readonly code_sent?: boolean
  readonly code_sent_to?: string
  readonly action?: 'link' | 'switch'
  readonly ask_password?: boolean
  readonly fields?: readonly RegistrationField[]
  readonly prefill?: Readonly<Record<string, string>>
  readonly problems?: Register['problems']
  readonly link?: {
    readonly email_hint: string | null
    readonly linked_at: string | null
    readonly last_used_at: string | null
  } | null
  readonly keep_reason?: RefusalReason | null
  readonly suggestion?: { readonly email: string | null; readonly url: string } | null
  readonly set_password?: { readonly sign_in_url: string | null } | null
  readonly finish?: { readonly url: string; readonly code: string }
  readonly device_code?: string
  readonly user_code?: string
  readonly verification_uri?: string
  readonly expires_in?: number
  readonly interval?: number
  readonly slow_down?: boolean
  readonly sent_at?: number
  readonly trace?: string
  readonly problem?: string | null
  readonly reason?: RefusalReason
  readonly code?: FailureCode
  readonly message?: string
  readonly reference?: string
}

/** True for what may be an answer of Sparekey: its words are its contract, and this client's types. */
export function isWire(body: unknown): body is Wire & Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && 'outcome' in body && typeof body.outcome === 'string'
}
