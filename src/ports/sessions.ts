import type { AccountId } from '../linking/facts.js'
import type { Account, Visitor } from './host.js'

/** Who is signed in in this browser now, and since when they last showed a credential. */
export interface CurrentSession {
  readonly accountId: AccountId
  /** Null when the host does not know; anything that needs fresh proof then asks for it. */
  readonly authenticatedAt: Date | null
  /**
   * `amazon` when that was a return through Amazon. It is no fresh proof where the account has a password, because
   * Amazon does not tell when its customer last typed one. Default: the host's own sign-in.
   */
  readonly authenticatedBy?: SignInDetails['method']
}

export interface SignInDetails {
  /**
   * `amazon`: returned through Amazon · `password`: typed it at the link prompt · `mailbox`: typed
   * the code from a mail · `registration`: the account is new.
   */
  readonly method: 'amazon' | 'password' | 'mailbox' | 'registration'
  readonly at: Date
}

/** What `new Headers(…)` takes, under a name that Node's types have, too. */
type HeadersToAdd = NonNullable<ConstructorParameters<typeof Headers>[0]>

/** What `start` may add to the answer: headers (a cookie), members of the JSON body (a JWT), or a whole response. */
// biome-ignore lint: `void` lets a host write `async start() { … }` without a return
export type SessionStarted =
  | void
  | { readonly headers?: HeadersToAdd; readonly body?: Readonly<Record<string, unknown>> }
  | Response

/** The existing session system: two functions, and a third for a strict cookie. */
export interface Sessions<A extends Account = Account> {
  current(visitor: Visitor): Promise<CurrentSession | null>
  /** Signs in: a new session id, keeping what an anonymous visitor had (a basket) and nothing of another account. */
  start(account: A, visitor: Visitor, how: SignInDetails): Promise<SessionStarted>
  /**
   * True when the session's cookie is `SameSite=Strict`: no request that comes from Amazon carries it, so the way back
   * takes one more step inside the site. Default: false.
   */
  isStrict?(visitor: Visitor): boolean
}
