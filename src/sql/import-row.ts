import type { AccountId } from '../linking/facts.js'

/** One line of what is to be imported, as it was found. */
export type ImportRow = {
  /** Where it stands: the line of a file, or the how-manieth row of a table. Named in every problem. */
  readonly line: number
} & (
  | { readonly accountId: string; readonly subject: string }
  /** What makes the line unreadable, in one clause. */
  | { readonly broken: string }
)

/** A row whose id and subject have the right form. */
export interface ImportPair {
  readonly line: number
  readonly accountId: AccountId
  readonly subject: string
}

/** Why a row is not imported. */
export type ImportReason =
  | 'line-unreadable'
  | 'account-id-missing'
  | 'account-id-malformed'
  | 'subject-missing'
  | 'subject-malformed'
  | 'account-unknown'
  /** The input gives one Amazon id to several accounts; none of them gets it. */
  | 'subject-given-twice'
  /** The input gives one account several Amazon ids; it gets none of them. */
  | 'account-given-twice'
  | 'subject-linked-elsewhere'
  | 'account-linked-elsewhere'
  /** Somebody is signing up with this Amazon account at this moment. */
  | 'sign-up-under-way'
  /** A unique key of the accounts table takes it for another value that is there. */
  | 'key-clash'

/** A row that is not imported. Never holds the Amazon id itself: the line leads to it. */
export interface ImportProblem {
  readonly line: number
  readonly reason: ImportReason
  readonly accountId?: AccountId
  /** The other line, where two contradict each other. */
  readonly otherLine?: number
  /** The account that has the Amazon id now. */
  readonly linkedTo?: AccountId
  /** What makes a line unreadable. */
  readonly detail?: string
}
