import type { CompiledQuery } from 'kysely'

export type Row = Readonly<Record<string, unknown>>

export interface QueryResult {
  readonly rows: readonly Row[]
  /** Rows written by an insert, update or delete. */
  readonly affected: number
}

/**
 * Statements that belong together, written once for connections that answer at once and for those that answer
 * later: each `yield` hands out a statement and gets its result.
 */
export type Steps<T> = Generator<CompiledQuery, T, QueryResult>

/** The one place where statements meet a database. */
export interface Executor {
  /** Runs steps that only read; no transaction is opened. */
  read<T>(steps: () => Steps<T>): Promise<T>
  /** The same, at once: only where the connection answers at once. */
  readNow?<T>(steps: () => Steps<T>): T
  /**
   * Runs steps of which only the last writes, each statement by itself, and perhaps twice: for what may be said again.
   * Only where no session can be set so that a statement leaves a transaction open.
   */
  writeAlone?<T>(steps: () => Steps<T>): Promise<T>
  /** Runs the steps in one transaction: all of them or none. Starts over when another writer was in the way. */
  transaction<T>(steps: () => Steps<T>): Promise<T>
}
