import type { Scope } from '../amazon/authorization.js'
import type { Endpoints, Region } from '../amazon/regions.js'
import type { ProfileRules } from '../flows/keep-profile.js'
import type { FieldDeclaration, StandardField } from '../flows/registration-form.js'
import type { PageReplacement, PageReplacements } from '../http/face.js'
import type { Clock, Random, Timer } from '../ports/clock.js'
import type { Emit } from '../ports/events.js'
import type { Account, Host, Visitor } from '../ports/host.js'
import type { Limiter } from '../ports/limiter.js'
import type { LinkStore } from '../ports/link-store.js'
import type { Mailer } from '../ports/mailer.js'
import type { Sessions } from '../ports/sessions.js'

/** Everything `createSparekey` takes. */
export interface SparekeyOptions<A extends Account = Account> {
  /** Public address of the site, `https://shop.example` or with a path. http is accepted for loopback hosts only. */
  readonly baseUrl: string
  /** Where the routes live below the base URL. Default `/auth/amazon`. */
  readonly basePath?: string
  /**
   * Origins of single-page apps elsewhere, like `https://app.example`: they may ask in JSON with cookies, and be returned to.
   * Default: none.
   */
  readonly origins?: readonly string[]
  /** One or more secrets of at least 32 bytes each: the first seals, all open. To rotate, put the new one first. */
  readonly secret: string | readonly string[]
  readonly amazon: AmazonOptions
  /** The existing accounts: `sqlHost(…)`, or an object of your own with six functions. */
  readonly host: Host<A> & { readonly links?: LinkStore<A>; readonly limiter?: Limiter }
  /** The existing sessions: a preset, or an object of your own with two functions. */
  readonly sessions: Sessions<A>
  /** Where links live. Default: what the host brings. */
  readonly links?: LinkStore<A>
  readonly registration?: RegistrationOptions
  readonly policy?: PolicyOptions
  /** Which fields of an account follow what Amazon tells at each sign-in. Needs `updateAccount` of the host. */
  readonly profile?: Partial<ProfileRules>
  /** Sends notices to proven addresses. Default: none are sent. */
  readonly mailer?: Mailer
  /**
   * BCP 47 locale of the notices to an account's owner. Not the visitor's: whoever changed the account may read another
   * language than its owner. Default: English.
   */
  mailLocale?(account: A): string | null
  /** Counts password attempts. Default: what the host brings, else this process's memory (one instance only). */
  readonly limiter?: Limiter
  readonly pages?: PageOptions
  /** Hears what happened, for logs and metrics. Is not waited for; what it throws is dropped. */
  readonly onEvent?: Emit
  /**
   * The client's address as you trust it, for limits. Default: what your framework says behind the proxies that it
   * trusts, else the socket's.
   */
  readonly clientAddress?: (visitor: Visitor) => string | null
  /** Calls to Amazon go through this when given. Default: kept-alive connections on Node, `fetch` elsewhere. */
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: Clock
  /** Default: the runtime's own. Tests that need not see sessions end in a race may give one that does not wait. */
  readonly timer?: Timer
  readonly random?: Random
}

/** The security profile, from Amazon's developer console. */
export interface AmazonOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** Where the client is registered: `na` (default), `eu` or `fe`. */
  readonly region?: Region
  /** Default `['profile']`. Add `postal_code` only if you use it. */
  readonly scopes?: readonly Scope[]
  /** More client ids whose tokens are accepted, beside `clientId`: those of your mobile apps. Default: none. */
  readonly audiences?: readonly string[]
  /**
   * Redirect URIs of your apps (`amzn://com.example.shop`, `amzn-com.example.shop://`), each with the client id it is
   * registered for: an app may then send a code with its PKCE verifier. Default: none.
   */
  readonly nativeRedirects?: Readonly<Record<string, string>>
  /** Client id for TVs and other devices: `POST /device` then runs Amazon's code-based linking. Default: none. */
  readonly deviceClientId?: string
  /** Whole URLs in place of the region's, for the emulator and for tests. */
  readonly endpoints?: Partial<Endpoints>
  /** Names whose pairwise subjects these are, if one database serves two developer accounts. Default Amazon's issuer. */
  readonly issuer?: string
}

export interface RegistrationOptions {
  /** `when-needed` (default): ask only for what is missing · `always` · `closed`: no new accounts through Amazon. */
  readonly page?: 'when-needed' | 'always' | 'closed'
  /** Fields of your own on the registration page, each with a Standard Schema. Default: none. */
  readonly fields?: Readonly<Record<string, FieldDeclaration>>
  /** Standard fields on the page. Default: email and name, and the postal code where its scope is asked for. */
  readonly ask?: readonly StandardField[]
  /** Standard fields an account cannot do without. Default: none; what the host refuses as missing is asked for then. */
  readonly require?: readonly StandardField[]
  /** `code`: a mailed code proves the address before the account is made. Needs `mailer`. Default `none`: stored unproven. */
  readonly emailProof?: 'none' | 'code'
}

export interface PolicyOptions {
  /**
   * `helpful` (default): the page says when an account has Amazon's address, as Amazon's guide asks · `strict`: every
   * newcomer gets the same page, and only mails tell. Needs `mailer`.
   */
  readonly disclosure?: 'helpful' | 'strict'
  /** How long a credential counts as just shown, for linking and unlinking, in seconds. Default 900. */
  readonly reauthenticationSeconds?: number
  /** How long a visitor may stay at Amazon, in seconds. Default 900. */
  readonly transactionLifetimeSeconds?: number
  /** How long a visitor may take to prove, register or confirm, in seconds. Default 900. */
  readonly ticketLifetimeSeconds?: number
  /** `always` adds a tokeninfo call to each sign-in. Default `received-tokens`: a code we exchanged needs none. */
  readonly checkAudience?: 'received-tokens' | 'always'
  /** How long a function of the host or its sessions may take before the request fails, in seconds. Default 30. */
  readonly hostDeadlineSeconds?: number
}

/** How the pages look, speak, and where the host's own pages are. */
export interface PageOptions extends PageReplacements {
  /** Always a function: only that gets to know where the page leads. */
  readonly continue?: Exclude<PageReplacement<'continue'>, string>
  /** What customers call the site. Default: the host name. */
  readonly siteName?: string
  /** Default: the base URL. */
  readonly homeUrl?: string
  /** Your own sign-in page: offered on the link page, and returned from with `?next=`. */
  readonly signIn?: string
  /** Your own "forgot password" page: offered on the link page, and returned from with `?next=`, after the new password. */
  readonly forgotPassword?: string
  /** Your own page that changes an address, offered in settings when Amazon shows another one. */
  readonly changeEmail?: string
  /** Where to go when nothing else was asked for. Default: the base URL's path. */
  readonly defaultReturnTo?: string
  /** CSS custom properties: `{ '--sparekey-accent': '#b54708' }`. */
  readonly theme?: Readonly<Record<string, string>>
  /** BCP 47 locale for a visitor. Default: `Accept-Language`. */
  readonly locale?: (visitor: Visitor) => string | null
}
