import type { Account } from '../ports/host.js'
import type { CurrentSession, SignInDetails } from '../ports/sessions.js'

/** How the application writes an instant into its sessions. All four are read, whichever is written. */
export type TimeFormat = 'milliseconds' | 'seconds' | 'date' | 'text'

/** Under which names the application keeps who is signed in: the same words for every session preset. */
export interface SessionOptions<A extends Account = Account> {
  /** Property with the account's id. Default `userId`. */
  readonly accountId?: string
  /** Property with the time of the last sign-in. Default `authenticatedAt`. */
  readonly authenticatedAt?: string
  /** Property with the time of the last return through Amazon. Default `returnedFromAmazonAt`. */
  readonly returnedFromAmazonAt?: string
  /** What is written as the id. Default `account.id`, a text; give your own where the application keeps a number. */
  readonly idOf?: (account: A) => unknown
  /** Properties that survive signing in from an anonymous session, a basket say. Default: none. */
  readonly keep?: readonly string[]
  /** How the two times are written. Default `milliseconds`. */
  readonly times?: TimeFormat
}

/** The same with every default filled in. */
export type SessionNames<A extends Account> = Required<SessionOptions<A>>

/** Reads one property of a session. */
export type ReadProperty = (name: string) => unknown

/** Fills in defaults. `{ keep: undefined }` from plain JavaScript erases none. */
export function namesOf<A extends Account>(
  given: SessionOptions<A>,
  defaults: Partial<SessionNames<A>> = {},
): SessionNames<A> {
  return {
    accountId: given.accountId ?? defaults.accountId ?? 'userId',
    authenticatedAt: given.authenticatedAt ?? defaults.authenticatedAt ?? 'authenticatedAt',
    returnedFromAmazonAt:
      given.returnedFromAmazonAt ?? defaults.returnedFromAmazonAt ?? 'returnedFromAmazonAt',
    idOf: given.idOf ?? (({ id }) => id),
    keep: given.keep ?? [],
    times: given.times ?? defaults.times ?? 'milliseconds',
  }
}

/** Who is signed in according to these properties, since when and by what; null for nobody. */
export function readCurrent<A extends Account>(
  read: ReadProperty,
  { accountId, authenticatedAt, returnedFromAmazonAt }: SessionNames<A>,
): CurrentSession | null {
  const id = readId(read(accountId))
  if (id === null) return null
  const since = readTime(read(authenticatedAt))
  if (since === null) return { accountId: id, authenticatedAt: null }
  // A time, not a flag: whatever the application writes later when a password was typed differs from it.
  const isFromAmazon = readTime(read(returnedFromAmazonAt))?.getTime() === since.getTime()
  return {
    accountId: id,
    authenticatedAt: since,
    ...(isFromAmazon ? { authenticatedBy: 'amazon' as const } : {}),
  }
}

/** Everything the new session holds: what is kept from an anonymous visitor, and who signed in when. */
export function valuesAtSignIn<A extends Account>(
  before: ReadProperty,
  account: A,
  how: SignInDetails,
  names: SessionNames<A>,
): Readonly<Record<string, unknown>> {
  const id = names.idOf(account)
  const previous = readId(before(names.accountId))
  // Of somebody else's session nothing may remain.
  const isOwn = previous === null ? isAbsent(before(names.accountId)) : previous === readId(id)
  const kept = isOwn ? names.keep.map((name) => [name, before(name)] as const) : []
  const at = writeTime(how.at, names.times)
  return Object.fromEntries([
    ...kept.filter(([, value]) => value !== undefined && value !== null),
    [names.accountId, id],
    [names.authenticatedAt, at],
    ...(how.method === 'amazon' ? [[names.returnedFromAmazonAt, at]] : []),
  ])
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

/** An id as text; null for what is none. */
export function readId(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null
}

// As milliseconds this is March 1973, as seconds the year 5138.
const leastMilliseconds = 1e11

/** An instant however it was written; null for what is none. */
export function readTime(value: unknown): Date | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value
  if (typeof value === 'number' && Number.isFinite(value))
    return new Date(value < leastMilliseconds ? value * 1000 : value)
  // Without a zone the text would be read in this machine's, which need not be the one that wrote it.
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d.*(?:Z|[+-]\d\d:?\d\d)$/.test(value)) return null
  return readTime(new Date(value))
}

function writeTime(at: Date, format: TimeFormat): unknown {
  switch (format) {
    case 'milliseconds':
      return at.getTime()
    case 'seconds':
      return Math.floor(at.getTime() / 1000)
    case 'date':
      return at
    case 'text':
      return at.toISOString()
  }
}
