import type { Bindable } from './bindable.js'

/** An open database of SQLite, whatever driver opened it. */
export interface SqliteConnection {
  /** Null where the driver does not tell. */
  isInTransaction(): boolean | null
  exec(sql: string): unknown
  prepare(sql: string): PreparedStatement
}

export interface PreparedStatement {
  readonly answersRows: boolean
  all(values: Bindable[]): unknown[]
  /** Answers how many rows it changed. */
  run(values: Bindable[]): number
}
