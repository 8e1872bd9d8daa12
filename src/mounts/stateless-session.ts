import type { Account, Visitor } from '../ports/host.js'
import type { CurrentSession, SignInDetails } from '../ports/sessions.js'
import {
  namesOf,
  type ReadProperty,
  readCurrent,
  readTime,
  type SessionNames,
  type SessionOptions,
  valuesAtSignIn,
} from './signed-in.js'

/** A session that lives in its cookie alone, as it was read from there. */
export interface StatelessSession extends CurrentSession {
  /** When this cookie was made by a sign-in; null when the application's own sign-in wrote no time. */
  readonly startedAt: Date | null
}

/** Sessions without a store: nothing on the server can be taken away, so the cookie says when it began. */
export interface StatelessSessionOptions<A extends Account = Account> extends SessionOptions<A> {
  /** Property with the time this session began. Default `startedAt`. */
  readonly startedAt?: string
  /**
   * Whether the application still takes this session: compare `startedAt` with the time it keeps in the account since
   * when sessions count (signed out everywhere, new password). Default: every session is taken until its cookie ends.
   */
  readonly isValid?: (session: StatelessSession, visitor: Visitor) => boolean | Promise<boolean>
  /** Default: this machine's clock. */
  readonly clock?: () => Date
}

export interface Stateless<A extends Account> {
  readonly names: SessionNames<A>
  /** Who is signed in according to the cookie, if the application still takes it. */
  readonly current: (read: ReadProperty, visitor: Visitor) => Promise<CurrentSession | null>
  /** The whole content of the new cookie. */
  readonly valuesAtSignIn: (
    before: ReadProperty,
    account: A,
    how: SignInDetails,
  ) => Readonly<Record<string, unknown>>
}

export function stateless<A extends Account>(
  options: StatelessSessionOptions<A>,
  defaults: Partial<SessionNames<A>> = {},
): Stateless<A> {
  const { startedAt = 'startedAt', isValid = () => true, clock = () => new Date(), ...rest } = options
  const names = namesOf(rest, defaults)
  return {
    names,
    async current(read, visitor) {
      const current = readCurrent(read, names)
      if (current === null) return null
      const session = { ...current, startedAt: readTime(read(startedAt)) ?? current.authenticatedAt }
      return (await isValid(session, visitor)) ? current : null
    },
    valuesAtSignIn: (before, account, how) => ({
      ...valuesAtSignIn(before, account, how, names),
      // Not `how.at`: a session that is renewed in settings keeps the time of its credential.
      [startedAt]: clock().getTime(),
    }),
  }
}

/** Reads own properties only: `constructor` is no account. */
export function propertyOf(values: object | null | undefined): ReadProperty {
  return (name) =>
    values !== null && values !== undefined && Object.hasOwn(values, name)
      ? Reflect.get(values, name)
      : undefined
}
