import { type SqlBool, sql } from 'kysely'
import type { PasswordOptions } from '../ports/password-options.js'
import type { Row, Steps } from './executor.js'
import type { HashMapping } from './mapping.js'
import type { SqlAccount } from './options.js'
import type { PasswordHashes } from './password-hashes.js'
import type { Settings } from './settings.js'
import { valueIn } from './shape.js'

/** A hash with what it takes to check it. */
export interface StoredHash {
  readonly hash: string
  readonly options: PasswordOptions
}

/** The hash a password can match, or null for none, an unusable one and one of an unknown kind. */
export function* findStoredHash(
  settings: Settings,
  hashes: PasswordHashes,
  account: SqlAccount | null,
): Steps<StoredHash | null> {
  const { passwordHash } = settings.mapping
  if (account === null || passwordHash === null) return null
  const rows = yield* findHashRows(settings, passwordHash, account)
  const usable = rows
    .flatMap((row) => readHash(settings, passwordHash, row) ?? [])
    .filter(({ hash, options }) => hashes.recognizeHash(hash, options) !== null)
  // Of several the site would take one, and which one is not known here.
  return usable.length === 1 ? (usable[0] ?? null) : null
}

/** The rows that hold hashes of this account: its own, or those of the table beside it. */
export function* findHashRows(
  { database }: Settings,
  { column, salt, part }: HashMapping,
  account: SqlAccount,
): Steps<readonly Row[]> {
  if (part === null) return [account.row]
  const matches = Object.entries(part.where).map(
    ([name, value]) => sql<SqlBool>`${sql.id('part', name)} = ${value}`,
  )
  const { rows } = yield database.builder
    .selectFrom(`${part.qualified} as part`)
    .select(
      [...new Set([column, ...(salt === null ? [] : [salt])])].map((name) => sql.id('part', name).as(name)),
    )
    .where((row) => row.and([sql<SqlBool>`${sql.id('part', part.account)} = ${account.id}`, ...matches]))
    .compile()
  return rows
}

/** A hash as it is in a row, with its salt. */
function readHash(settings: Settings, { column, salt }: HashMapping, row: Row): StoredHash | null {
  const hash = valueIn(row, column)
  if (typeof hash !== 'string') return null
  const stored = salt === null ? null : valueIn(row, salt)
  const options = typeof stored === 'string' ? { ...settings.passwords, salt: stored } : settings.passwords
  // Fixed-length columns pad with spaces, and no hash ends in one.
  return { hash: settings.passwords.scheme === 'plain' ? hash : hash.trimEnd(), options }
}

/** Some stored hashes of the site. */
export function* sampleHashes(settings: Settings, count: number): Steps<readonly StoredHash[]> {
  const { passwordHash } = settings.mapping
  if (passwordHash === null) return []
  const { column, salt, part } = passwordHash
  const matches = Object.entries(part?.where ?? {}).map(
    ([name, value]) => sql<SqlBool>`${sql.id('part', name)} = ${value}`,
  )
  const { rows } = yield settings.database.builder
    .selectFrom(`${part?.qualified ?? settings.accountsTable} as part`)
    .select([column, ...(salt === null ? [] : [salt])].map((name) => sql.id('part', name).as(name)))
    .where((row) => row.and([sql<SqlBool>`${sql.id('part', column)} is not null`, ...matches]))
    .limit(count)
    .compile()
  return rows.flatMap((row) => readHash(settings, passwordHash, row) ?? [])
}
