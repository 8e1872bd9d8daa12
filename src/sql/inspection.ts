import type { PasswordScheme } from '../ports/password-options.js'
import type { Part } from './inspect-vocabulary.js'

/** `sure`: nothing else comes into question; `likely`: good enough to go on; `guess`: somebody has to say. */
export type Confidence = 'sure' | 'likely' | 'guess'

/** A column that was found to be something, and why. */
export interface ColumnFinding {
  readonly column: string
  /** Set where it is in another table than the accounts. */
  readonly table: string | null
  readonly confidence: Confidence
  readonly reasons: readonly string[]
  /** Other columns that came into question, best first. */
  readonly alternatives: readonly string[]
}

/** Something the database does not say. `needed` ones keep the mapping from being used as it is. */
export interface Question {
  readonly about: string
  readonly question: string
  /** The flag of `sparekey init` that answers it. */
  readonly flag: string
  readonly weight: 'needed' | 'optional'
}

/** Something that is in the way, and the way out. */
export interface InspectionProblem {
  readonly code:
    | 'empty-database'
    | 'no-accounts'
    | 'several-candidates'
    | 'no-such-table'
    | 'no-such-column'
    | 'view'
    | 'no-rights'
    | 'no-primary-key'
    | 'composite-key'
    | 'no-unique-email'
    | 'unknown-hashes'
  readonly problem: string
  readonly wayOut: string
  /** `stops` keeps this table from becoming a host; `warns` is to be known. */
  readonly weight: 'stops' | 'warns'
}

/** What is stored as passwords. Counts only: no hash is ever given out. */
export interface HashFinding {
  /** Rows looked at, and how many of them hold nothing. */
  readonly sampled: number
  readonly empty: number
  /** Hashes that can be checked, by format. */
  readonly formats: Readonly<Record<string, number>>
  /** Values that no password can match, by reason (`unknown`, `weak` …), with the format where it is known. */
  readonly unusable: Readonly<Record<string, number>>
}

export interface EmailComparisonFinding {
  readonly proposal: 'ignore-case' | 'exact'
  readonly confidence: Confidence
  readonly reasons: readonly string[]
  /** Groups of accounts whose addresses differ by case only; null where the table is too large to look. */
  readonly sharedButForCase: number | null
}

/** A column that seems to hold Amazon's ids already. */
export interface LinkColumnFinding {
  readonly column: string
  readonly reasons: readonly string[]
  readonly warnings: readonly string[]
}

/** A table that may hold the accounts. */
export interface Candidate {
  readonly table: string
  readonly schema: string | null
  readonly confidence: Confidence
  readonly points: number
  readonly reasons: readonly string[]
  readonly estimatedRows: number | null
  readonly id: { readonly column: string; readonly type: string } | null
  readonly findings: Readonly<Partial<Record<Part, ColumnFinding>>>
  readonly hashes: HashFinding | null
  readonly emailComparison: EmailComparisonFinding | null
  readonly linkColumn: LinkColumnFinding | null
  /** The JSON part of `SqlHostOptions`, ready for the configuration. */
  readonly host: Readonly<Record<string, unknown>>
  readonly questions: readonly Question[]
  readonly problems: readonly InspectionProblem[]
}

export interface Inspection {
  readonly database: string
  /** Best first. Empty where no table comes into question: then `problems` says why. */
  readonly candidates: readonly Candidate[]
  /** Tables with addresses that are not the accounts, and why. */
  readonly passedOver: readonly { readonly table: string; readonly reason: string }[]
  readonly problems: readonly InspectionProblem[]
}

/** What somebody who knows the database has said already; `null` for "there is none". */
export interface InspectionChoices {
  readonly table?: string
  readonly columns?: Readonly<Partial<Record<Part, string | null>>>
  /** Where links go: a table of Sparekey's own (default), or a column of the accounts. */
  readonly links?: { readonly table: string } | { readonly column: string }
  readonly defaults?: Readonly<Record<string, string | number | boolean | null>>
  /** How hashes that say nothing about themselves were made. */
  readonly passwordScheme?: PasswordScheme
}
