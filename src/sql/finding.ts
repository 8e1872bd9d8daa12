/** One thing that `diagnose` looked at, and how to mend it where it is not as it should be. */
export interface Finding {
  /** A stable name for programs: `subject-unique`, `email-index` … */
  readonly check: string
  /** A problem keeps customers from signing in, or endangers them; a warning does not. */
  readonly level: 'ok' | 'warning' | 'problem'
  readonly message: string
  readonly fix?: string
}
