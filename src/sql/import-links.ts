import type { CompiledQuery } from 'kysely'
import type { AccountId, FederatedIdentity } from '../linking/facts.js'
import { ChangedMeanwhileError } from './errors.js'
import type { Row, Steps } from './executor.js'
import type { ImportPair } from './import-row.js'

/** Who has a subject now; nobody has those that are left out. */
export type Holder = { readonly accountId: AccountId } | { readonly reservedAt: Date }

/** Links of many accounts at once, where `LinkRows` takes them one by one. */
export interface LinksInBulk {
  holders(subjects: readonly string[]): Steps<Map<string, Holder>>
  subjectsOf(accounts: readonly ImportAccount[]): Steps<Map<AccountId, string>>
  /** Writes links of subjects that nobody holds. Breaks a unique key when somebody else was faster. */
  write(pairs: readonly ImportPair[], at: Date): Steps<void>
  /** Writes a link over a reservation whose sign-up has died. */
  writeOver(identity: FederatedIdentity, accountId: AccountId, at: Date): Steps<void>
}

/** An account of the input, and how its id is handed to the database. */
export interface ImportAccount {
  readonly accountId: AccountId
  readonly bound: string | number | bigint
}

/**
 * The same values, the last one repeated up to the next power of two: lists of every length would each be a statement
 * of its own, prepared and kept.
 */
export function padded<T>(values: readonly T[]): T[] {
  const last = values.slice(-1)
  let size = 1
  while (size < values.length) size *= 2
  return [...values, ...Array.from({ length: size - values.length }, () => last).flat()]
}

/** Inserts many rows in statements whose sizes are powers of two, for the same reason. */
export function* insertMany(
  rows: readonly Row[],
  insert: (chunk: readonly Row[]) => CompiledQuery,
): Steps<void> {
  let done = 0
  while (done < rows.length) {
    const size = 2 ** Math.floor(Math.log2(rows.length - done))
    const { affected } = yield insert(rows.slice(done, done + size))
    if (affected !== size) throw new ChangedMeanwhileError()
    done += size
  }
}
