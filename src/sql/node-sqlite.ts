import type { SqliteConnection } from './sqlite-connection.js'

/** A prepared statement of node:sqlite. */
export interface NodeSqliteStatement {
  all(...parameters: (string | number | bigint | null | Uint8Array)[]): unknown[]
  run(...parameters: (string | number | bigint | null | Uint8Array)[]): { changes: number | bigint }
  setReadBigInts(enabled: boolean): unknown
  /** Since Node 22.16. */
  columns?(): readonly unknown[]
}

/** An open `DatabaseSync` of node:sqlite, from Node 22.5 on. */
export interface NodeSqliteHandle {
  /** Since Node 22.16. */
  readonly isTransaction?: boolean
  prepare(sql: string): NodeSqliteStatement
  exec(sql: string): unknown
  open(): unknown
}

export function isNodeSqliteHandle(database: object): database is NodeSqliteHandle {
  const has = (name: string): boolean => typeof Reflect.get(database, name) === 'function'
  return has('prepare') && has('exec') && has('open') && !('inTransaction' in database)
}

/** Over node:sqlite. */
export function connectionOfNode(handle: NodeSqliteHandle): SqliteConnection {
  return {
    isInTransaction: () => handle.isTransaction ?? null,
    exec: (sql) => handle.exec(sql),
    prepare(sql) {
      const statement = handle.prepare(sql)
      statement.setReadBigInts(true)
      const columns = statement.columns?.()
      return {
        answersRows: columns === undefined ? answersRows(sql) : columns.length > 0,
        all: (values) => statement.all(...values),
        run: (values) => Number(statement.run(...values).changes),
      }
    },
  }
}

/** Whether a statement answers rows, where the driver does not tell. */
function answersRows(sql: string): boolean {
  const text = sql.trimStart()
  if (/^(?:select|pragma|explain|values)\b/i.test(text) || /\breturning\b/i.test(text)) return true
  return /^with\b/i.test(text) && !/\b(?:insert|update|delete|replace)\b/i.test(text)
}
