import { recognizeHash, verifyNobody, verifyPasswordHash } from './passwords/verify.js'
import type { SqlHostOptions } from './sql/options.js'
import { createSqlHost, type SqlHost } from './sql/sql-host.js'

export type { HostDatabase, KyselyInstance } from './sql/database.js'
export { AccountUnavailableError, SqlConfigurationError } from './sql/errors.js'
export type { Finding } from './sql/finding.js'
export type { SqlLinkStore } from './sql/link-store.js'
export type { AccountsMapping, ColumnValue, LinksMapping, SqlAccount, SqlHostOptions } from './sql/options.js'
export type { SqlHost } from './sql/sql-host.js'
export type { SqliteHandle, SqliteStatement } from './sql/sqlite-handle.js'

/**
 * Makes a host out of the database a site already has. Throws `SqlConfigurationError` with all problems of the
 * mapping: over a SQLite handle the site's own table is looked at, too; `problems()` finds the rest. Sessions and
 * lockouts are the site's own: give `endAccess`, and `verifyPassword` or `admit` where its sign-in does more than
 * compare a hash.
 */
export function sqlHost(options: SqlHostOptions): SqlHost {
  return createSqlHost(options, { recognizeHash, verifyNobody, verifyPasswordHash })
}
