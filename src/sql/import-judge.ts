import { reservationLifetimeSeconds } from '../ports/link-store.js'
import { accountIdAsText, idColumn } from './account-rows.js'
import type { Steps } from './executor.js'
import type { ImportIds } from './import-ids.js'
import { type Holder, type LinksInBulk, padded } from './import-links.js'
import type { ImportPair, ImportReason } from './import-row.js'
import type { Settings } from './settings.js'

/** What the database says about one pair: it may be written, it is there, or it may not. */
export type Verdict =
  | { readonly kind: 'new' }
  /** Free, once the remains of a sign-up that died are cleared away. */
  | { readonly kind: 'new-over-remains' }
  | { readonly kind: 'already-linked' }
  | { readonly kind: 'refused'; readonly reason: ImportReason; readonly linkedTo?: string }

/** What a judgement needs to know. */
export interface Judging {
  readonly settings: Settings
  readonly ids: ImportIds
  readonly links: LinksInBulk
  readonly issuer: string
}

/** Only reads: three statements, however many pairs there are. */
export function* judge({ settings, ids, links }: Judging, pairs: readonly ImportPair[]): Steps<Verdict[]> {
  if (pairs.length === 0) return []
  const accounts = pairs.map(({ accountId }) => ({ accountId, bound: ids.bind(accountId) }))
  const existing = yield* existingIds(
    settings,
    accounts.map(({ bound }) => bound),
  )
  const holders = yield* links.holders(pairs.map(({ subject }) => subject))
  const subjects = yield* links.subjectsOf(accounts)
  const staleBefore = new Date(settings.clock().getTime() - reservationLifetimeSeconds * 1000)
  return pairs.map((pair) => {
    if (!existing.has(pair.accountId)) return refusal('account-unknown')
    const holder = holders.get(pair.subject)
    if (holder !== undefined && 'accountId' in holder) return judgeLinked(pair, holder.accountId)
    if (subjects.has(pair.accountId)) return refusal('account-linked-elsewhere')
    return judgeFree(holder, staleBefore)
  })
}

function refusal(reason: ImportReason): Verdict {
  return { kind: 'refused', reason }
}

function judgeLinked({ accountId }: ImportPair, holder: string): Verdict {
  if (holder === accountId) return { kind: 'already-linked' }
  return { kind: 'refused', reason: 'subject-linked-elsewhere', linkedTo: holder }
}

function judgeFree(holder: Exclude<Holder, { accountId: string }> | undefined, staleBefore: Date): Verdict {
  if (holder === undefined) return { kind: 'new' }
  return holder.reservedAt < staleBefore ? { kind: 'new-over-remains' } : refusal('sign-up-under-way')
}

function* existingIds(settings: Settings, bound: readonly (string | number | bigint)[]): Steps<Set<unknown>> {
  const { accounts, accountsTable, database } = settings
  const { rows } = yield database.builder
    .selectFrom(`${accountsTable} as account`)
    .select(accountIdAsText(settings))
    .where(`account.${accounts.id}`, 'in', padded(bound))
    .compile()
  return new Set(rows.map((row) => row[idColumn]))
}
