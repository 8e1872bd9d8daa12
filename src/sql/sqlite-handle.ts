import type { SqliteConnection } from './sqlite-connection.js'

/** A prepared statement of libsql or better-sqlite3. */
export interface SqliteStatement {
  readonly reader: boolean
  all(parameters: unknown[]): unknown[]
  run(parameters: unknown[]): { changes: number | bigint }
  get?(parameters: unknown[]): unknown
  safeIntegers?(toggle?: boolean): unknown
}

/** An open database of libsql or better-sqlite3. */
export interface SqliteHandle {
  readonly inTransaction: boolean
  prepare(sql: string): SqliteStatement
  exec(sql: string): unknown
}

export function isSqliteHandle(database: object): database is SqliteHandle {
  return 'prepare' in database && 'exec' in database && 'inTransaction' in database
}

/** Over libsql and better-sqlite3. */
export function connectionOfHandle(handle: SqliteHandle): SqliteConnection {
  return {
    isInTransaction: () => handle.inTransaction,
    exec: (sql) => handle.exec(sql),
    prepare(sql) {
      const statement = handle.prepare(sql)
      // Ids above 2^53 lose their last digits as plain numbers.
      if (statement.reader) statement.safeIntegers?.(true)
      return {
        answersRows: statement.reader,
        all: (values) => readToItsEnd(statement, sql, values),
        run: (values) => Number(statement.run(values).changes),
      }
    },
  }
}

// libsql leaves an EXPLAIN unfinished after its last row, and everything read since keeps its lock, even when the handle
// is closed. `get` ends what it has begun.
function readToItsEnd(statement: SqliteStatement, sql: string, values: unknown[]): unknown[] {
  const rows = statement.all(values)
  if (sql.startsWith('explain ')) statement.get?.(values)
  return rows
}
