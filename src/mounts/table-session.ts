import type { Account, Visitor } from '../ports/host.js'
import type { CurrentSession, Sessions, SignInDetails } from '../ports/sessions.js'
import { readSessionCookie, type SessionCookie, serializeSessionCookie } from './session-cookie.js'
import { namesOf, type ReadProperty, readCurrent, type SessionOptions, valuesAtSignIn } from './signed-in.js'
import type { NameOr, TypedOptions } from './typed-id.js'

/** A cookie whose value is the session's id, as it stands or signed. */
export interface TableSessionCookie extends SessionCookie {
  /** Makes the cookie's value of the id, where it is more than that: `(id) => signature.sign(id, secret)`. */
  readonly sign?: (id: string) => string | Promise<string>
  /** The id of such a value, or null. */
  readonly unsign?: (value: string) => string | null | Promise<string | null>
}

/** The functions your sign-in and your middleware use already. An id is what stands in the cookie: hash it inside them. */
export interface SessionTable<Row extends object, Name extends string = string> {
  /** The session of this id, with the properties named below, or null. An expired one is null. */
  readonly find: (id: string) => Promise<Row | null | undefined>
  /** Stores a new session that holds these values, and returns its new, random id. */
  readonly create: (
    values: NewSession<Row, Name>,
    context: { readonly account: Account; readonly visitor: Visitor; readonly how: SignInDetails },
  ) => Promise<string>
  readonly delete: (id: string) => unknown
}

/** The id of the account, the time, and what is kept. */
export type NewSession<Row extends object, Name extends string = string> = string extends keyof Row
  ? Readonly<Record<string, unknown>>
  : Partial<Row> & { readonly [Property in NameOr<Name, 'userId'> & keyof Row]: NonNullable<Row[Property]> }

interface OwnOptions<Row extends object, Name extends string = string> extends SessionTable<Row, Name> {
  readonly cookie: TableSessionCookie
}

export type TableSessionOptions<
  A extends Account = Account,
  Row extends object = Record<string, unknown>,
  Name extends string = string,
> = OwnOptions<Row, Name> & TypedOptions<A, Row, Name, SessionOptions<A>>

/**
 * Sessions in a table of your own, through your own functions: a new row at every sign-in, the old one deleted, and only
 * what `keep` names carried over from an anonymous visitor. Times are written as `Date` unless `times` says otherwise.
 * Throws when `create` gives the old id again.
 */
export function tableSession<
  A extends Account = Account,
  Row extends object = Record<string, unknown>,
  Name extends string = string,
>(options: TableSessionOptions<A, Row, Name>): Sessions<A>
export function tableSession<A extends Account>(
  options: OwnOptions<Record<string, unknown>> & SessionOptions<A>,
): Sessions<A> {
  const table = openTable(options)
  return {
    current: table.current,
    async start(account, visitor, how) {
      const value = await table.replace(account, visitor, how)
      return { headers: { 'set-cookie': serializeSessionCookie(options.cookie, value) } }
    },
    isStrict: () => options.cookie.sameSite === 'strict',
  }
}

/** A session table behind a cookie, or behind a refresh token. */
export interface OpenTable<A extends Account> {
  readonly current: (visitor: Visitor) => Promise<CurrentSession | null>
  /** Makes a new session, ends the one before, and answers the new one's value for the cookie. */
  readonly replace: (account: A, visitor: Visitor, how: SignInDetails) => Promise<string>
}

export type OpenTableOptions<A extends Account> = SessionTable<Record<string, unknown>> &
  SessionOptions<A> & { readonly cookie?: TableSessionCookie }

export function openTable<A extends Account>(options: OpenTableOptions<A>): OpenTable<A> {
  const { find, create, delete: remove, cookie, ...rest } = options
  const names = namesOf<A>(rest, { times: 'date' })
  const idOf = async ({ request }: Visitor): Promise<string | null> => {
    const value = cookie === undefined ? null : readSessionCookie(request, cookie)
    return value === null || cookie?.unsign === undefined ? value : cookie.unsign(value)
  }
  const rowOf = async (id: string | null): Promise<object | null> =>
    id === null ? null : ((await find(id)) ?? null)
  return {
    async current(visitor) {
      const row = await rowOf(await idOf(visitor))
      const current = readCurrent(columnOf(row), names)
      // Nothing there says whether Amazon was the way in, so that nothing says that the time counts.
      if (row === null || current === null || names.returnedFromAmazonAt in row) return current
      return { ...current, authenticatedAt: null }
    },
    async replace(account, visitor, how) {
      const idBefore = await idOf(visitor)
      const before = await rowOf(idBefore)
      const values = valuesAtSignIn(columnOf(before), account, how, names)
      const id = checkedId(await create(values, { account, visitor, how }), idBefore)
      if (idBefore !== null && before !== null) await remove(idBefore)
      return cookie?.sign === undefined ? id : cookie.sign(id)
    },
  }
}

// A row of an ORM has its columns as getters of its class.
function columnOf(row: object | null): ReadProperty {
  return (name) => (row === null ? undefined : Reflect.get(row, name))
}

function checkedId(id: unknown, before: string | null): string {
  if (typeof id !== 'string' || id === '')
    throw new TypeError(
      'create of your session table returned no id: return the text that the cookie is to hold.',
    )
  if (id === before)
    throw new TypeError('The session did not rotate: create of your session table gave the old id again.')
  return id
}
