import type { CompiledQuery } from 'kysely'
import type { QueryResult } from './executor.js'

/** One connection, from the beginning of a transaction to its end. */
export interface MysqlSession {
  run(query: CompiledQuery): Promise<QueryResult>
}

export type IsolationLevel = 'read committed' | 'repeatable read'

/** The connections of a host, whoever pools them. */
export interface MysqlConnections {
  /**
   * `prepared`: values travel beside the statement. `in-text`: the driver writes them into it, and relies on the
   * backslash to keep them inside their quotes.
   */
  readonly values: 'prepared' | 'in-text'
  /** Runs a statement outside of any transaction. */
  run(query: CompiledQuery): Promise<QueryResult>
  /** Commits what `work` did, or undoes all of it when it throws. */
  transaction<T>(isolation: IsolationLevel, work: (session: MysqlSession) => Promise<T>): Promise<T>
}
