import type { Bindable } from '../bindable.js'
import type { IsolationLevel } from '../mysql-connections.js'

/** Runs one statement with its values and answers its rows, each an object by column. */
export type SqlQuery = (sql: string, values: Bindable[]) => Promise<readonly unknown[]>

/** A database behind functions of the app's own. */
export interface SqlAccess {
  /** Values stand for `$1`, `$2` … in PostgreSQL, for `?` elsewhere. */
  readonly dialect: 'postgres' | 'mysql' | 'sqlite'
  /** Runs one statement outside of any transaction. */
  readonly query: SqlQuery
  /**
   * Runs `work` inside one transaction, on one connection: commits when it is done, undoes everything when it throws,
   * and throws the same again. In MySQL and MariaDB it must begin under this isolation: under their own default two
   * writers at once do not see each other. The other dialects may leave it aside.
   */
  readonly transaction: <T>(work: (query: SqlQuery) => Promise<T>, isolation: IsolationLevel) => Promise<T>
}

export function isSqlAccess(database: object): database is SqlAccess {
  return isDialect(Reflect.get(database, 'dialect')) && hasFunctions(database, ['query', 'transaction'])
}

function isDialect(name: unknown): name is SqlAccess['dialect'] {
  return name === 'postgres' || name === 'mysql' || name === 'sqlite'
}

export function hasFunctions(database: object, names: readonly string[]): boolean {
  return names.every((name) => typeof Reflect.get(database, name) === 'function')
}

/** The dialect behind a name that libraries give it; null for one that is not known here. */
export function dialectNamed(name: unknown): SqlAccess['dialect'] | null {
  if (typeof name !== 'string') return null
  if (/^(?:postgres|cockroach|aurora-postgres)/.test(name)) return 'postgres'
  if (/^(?:mysql|mariadb|aurora-mysql)/.test(name)) return 'mysql'
  return /sqlite|^libsql/.test(name) ? 'sqlite' : null
}
