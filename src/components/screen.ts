import type {
  CodeSent,
  Confirm,
  Connections,
  Failed,
  ProveOwnership,
  Refused,
  Register,
  Unreachable,
} from '../client/outcomes.js'

/** What a component shows: a question of the site's, with what was wrong about the last answer, or why there is none. */
export type Screen =
  | {
      readonly kind: 'link'
      readonly asked: ProveOwnership
      readonly given: Given
      readonly problem: Refused | null
    }
  | { readonly kind: 'confirm'; readonly asked: Confirm; readonly problem: Refused | null }
  | {
      readonly kind: 'register'
      readonly asked: Register
      readonly given: Given
      readonly problem: Refused | null
    }
  | ConnectionsScreen
  | { readonly kind: 'problem'; readonly problem: Refused | Failed | Unreachable }

export interface ConnectionsScreen {
  readonly kind: 'connections'
  readonly asked: Connections
  readonly notice: 'linked' | 'unlinked' | 'password-set' | null
  readonly sent: CodeSent | null
  readonly problem: Refused | null
}

/** What was typed, by the names of the fields. Never a password: that is typed anew. */
export type Given = Readonly<Record<string, string>>

/** Refusals after which the same form may be sent again. */
const repeatable: ReadonlySet<string> = new Set([
  'wrong-password',
  'password-missing',
  'password-locked',
  'code-wrong',
  'too-many-attempts',
  'try-again',
  'reauthentication-required',
  'last-way-to-sign-in',
])

export function isRepeatable({ reason }: Refused): boolean {
  return repeatable.has(reason)
}
