import type { ImportProblem, ImportRow } from './import-row.js'

/** How far an import is. */
export interface ImportProgress {
  /** Every row is looked at before the first is written. */
  readonly phase: 'checking' | 'writing'
  readonly done: number
  /** Null while the input is read for the first time. */
  readonly total: number | null
}

/** How existing Amazon ids are imported. */
export interface ImportChoices {
  /**
   * `when-sound` (default): nothing, when a single row has a problem · `sound-rows`: the rows that have none ·
   * `nothing`: only looks.
   */
  readonly write?: 'when-sound' | 'sound-rows' | 'nothing'
  /** `amazon` (default) takes ids as Amazon documents them, `amzn1.account.` and so on; `any` other printable ASCII, too. */
  readonly subjects?: 'amazon' | 'any'
  /** Whose subjects they are. Default: that of the link column, else `https://www.amazon.com`. */
  readonly issuer?: string
  /** Small facts for the audit record of every link. */
  readonly details?: Readonly<Record<string, string>>
  readonly onProgress?: (progress: ImportProgress) => void
  /** Called for every row that is not imported, as it is found; not in the order of lines. */
  readonly onProblem?: (problem: ImportProblem) => void
}

/** What an import came to. `rows` is the sum of the other four. */
export interface ImportOutcome {
  /** `stopped`: a row has a problem, so nothing was written. */
  readonly result: 'written' | 'checked' | 'stopped'
  readonly rows: number
  /** Links that were written, or would be. */
  readonly linked: number
  readonly alreadyLinked: number
  /** The same id for the same account once more. */
  readonly repeated: number
  readonly refused: number
}

/** Gives the rows from the beginning, each time it is called: once to look at them all, once to write. */
export type ImportSource = () => AsyncIterable<ImportRow>
