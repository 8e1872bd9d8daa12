import { compose } from './configuration/compose.js'
import { ConfigurationError } from './configuration/configuration-error.js'
import { findProblems } from './configuration/find-problems.js'
import type { SparekeyOptions } from './configuration/options.js'
import { deliverMails } from './flows/deliver-mails.js'
import {
  accountDeleted,
  accountDisabled,
  type MailboxNews,
  mailboxProven,
  passwordChanged,
} from './flows/host-news.js'
import { createDoor, type Door, routeOf } from './http/door.js'
import { type Answer, createHeadless } from './http/headless.js'
import { toResponse } from './http/reply.js'
import { parseReturnTo } from './http/return-to.js'
import { routeUrl } from './http/site.js'
import { buttonStyles, renderButton } from './pages/button.js'
import { availableLocales, chooseLocale, messagesFor } from './pages/messages/index.js'
import type { Account, Visitor, WayToSignIn } from './ports/host.js'
import type { Link } from './ports/link-store.js'

export { ConfigurationError } from './configuration/configuration-error.js'
export type {
  AmazonOptions,
  PageOptions,
  PolicyOptions,
  RegistrationOptions,
  SparekeyOptions,
} from './configuration/options.js'
export type { MailboxNews } from './flows/host-news.js'
export type { ProfileRule, ProfileRules } from './flows/keep-profile.js'
export type { FieldDeclaration, StandardField } from './flows/registration-form.js'
export type { Door } from './http/door.js'
export type { PageModels, PageName, PageReplacement, PageReplacements } from './http/face.js'
export type { Answer } from './http/headless.js'
export type { AccountId, FederatedIdentity, Intent } from './linking/facts.js'
export { type FailureCode, failureCodes, type RefusalReason, refusalReasons } from './linking/reasons.js'
export type { Clock, Random, Timer } from './ports/clock.js'
export type { Emit, SparekeyEvent } from './ports/events.js'
export type * from './ports/host.js'
export type * from './ports/http.js'
export type { Limit, Limiter, LimiterAnswer } from './ports/limiter.js'
export type * from './ports/link-store.js'
export type { Mail, Mailer } from './ports/mailer.js'
export type * from './ports/outbox.js'
export type { CurrentSession, SessionStarted, Sessions, SignInDetails } from './ports/sessions.js'

/** Where the button stands, and what it leads to. */
export interface ButtonPlace {
  /** `link` is a form for the account page; the others are plain links. Default `sign-in`. */
  readonly kind?: 'sign-in' | 'register' | 'checkout' | 'link'
  /** Path on your site to show afterwards. */
  readonly returnTo?: string
  /** `inline` (default) loads nothing · `amazon` shows Amazon's own picture, and needs it in your `img-src`. */
  readonly image?: 'inline' | 'amazon'
  /** When given, the button's styles come along under this nonce; else put `buttonStyles` into your style sheet. */
  readonly nonce?: string
}

/** Answers a request to one of the routes; `native` is handed to your host and session functions. */
export interface Handler {
  (request: Request, native?: unknown): Promise<Response>
  /** The same for mounts that have no `Request` at hand and need no `Response`. */
  readonly reply?: Door
}

/** Login with Amazon for one site. */
export interface Sparekey<A extends Account = Account> {
  /** Answers a request to one of Sparekey's routes; `native` is handed to your host and session functions. */
  readonly handler: Handler
  /** The same step as a plain result, for an application without pages: see `docs/frameworks/headless.md`. */
  readonly answer: (request: Request, native?: unknown) => Promise<Answer>
  /** Where the routes live below the base URL, as configured. */
  readonly basePath: string
  /** The same as browsers see it: with the path of the base URL, if it has one. */
  readonly publicPath: string
  /** Whether a request path is one of Sparekey's to answer. */
  readonly owns: (pathname: string) => boolean
  /** The button as HTML for your own pages. */
  readonly button: (place?: ButtonPlace) => string
  /** CSS of the button, for your style sheet. */
  readonly buttonStyles: string
  /** The ways this account has to sign in, `amazon` included. */
  readonly waysToSignIn: (account: A) => Promise<('amazon' | WayToSignIn)[]>
  /** A sentence for your password-reset page, in the visitor's language: your page changes no Amazon password. */
  readonly passwordResetNote: (visitor: Pick<Visitor, 'request'> & Partial<Visitor>) => string
  /** A sentence for your mails to this account, when it signs in with Amazon and has no password; else null. */
  readonly signInNote: (account: A) => Promise<string | null>
  /**
   * Call when you have seen that somebody reads `email` (verification, reset), with the account as it was before. If it
   * was not proven until then, what was bound to it before goes, or the address leaves it: the answer says which.
   */
  readonly mailboxProven: (account: A, email: string) => Promise<MailboxNews>
  /** Call when you delete an account: removes its link, and ends its access. */
  readonly accountDeleted: (account: A) => Promise<void>
  /** Call after a password was changed or reset: ends its sessions and every proof that was asked for before. */
  readonly passwordChanged: (account: A) => Promise<void>
  /** Call when you disable an account: ends its sessions and every proof that was asked for before. */
  readonly accountDisabled: (account: A) => Promise<void>
  /**
   * Sends the notices that are due: those another instance left when it died, and those the mailer refused before. Call
   * it from time to time (every minute, say) where the link store has an outbox; each change tries its own at once.
   */
  readonly deliverMails: () => Promise<void>
  /** The links of an account, none or one. */
  readonly linksOf: (account: A) => Promise<Link[]>
}

/**
 * Adds Login with Amazon to the accounts you have. Checks the whole configuration first.
 *
 * @throws ConfigurationError listing every problem with its fix.
 */
export function createSparekey<A extends Account>(options: SparekeyOptions<A>): Sparekey<A> {
  const problems = findProblems(options)
  if (problems.length > 0) throw new ConfigurationError(problems)
  const { wiring, site } = compose(options)
  const { host, links } = wiring
  const linksOf = async (account: A): Promise<Link[]> => {
    const link = await links.findLinkOfAccount(account.id)
    return link === null ? [] : [link]
  }
  const door = createDoor(wiring, site)
  return {
    handler: createHandler(door),
    answer: createHeadless(door),
    basePath: site.basePath,
    publicPath: `${site.prefix}${site.basePath}`,
    owns: (pathname) => routeOf(site, pathname) !== null,
    button: (place = {}) => renderButton(buttonOptions(site, place)),
    buttonStyles,
    waysToSignIn: async (account) => {
      const others = await host.waysToSignIn(account)
      return (await linksOf(account)).length > 0 ? ['amazon', ...others] : others
    },
    passwordResetNote: ({ request, native }) => {
      const wanted = site.face.locale({ request, native }) ?? request.headers.get('accept-language')
      const locale = chooseLocale(wanted, availableLocales)
      return messagesFor(locale).passwordResetNote.anyone(site.face.siteName)
    },
    mailboxProven: async (account, email) => mailboxProven(wiring, account, email),
    accountDeleted: async (account) => accountDeleted(wiring, account),
    passwordChanged: async (account) => passwordChanged(wiring, account),
    accountDisabled: async (account) => accountDisabled(wiring, account),
    signInNote: async (account) => {
      const ways = await host.waysToSignIn(account)
      if (ways.includes('password') || (await linksOf(account)).length === 0) return null
      const locale = chooseLocale(options.mailLocale?.(account) ?? 'en', availableLocales)
      return messagesFor(locale).passwordResetNote.inMail(site.face.siteName)
    },
    deliverMails: async () => deliverMails(wiring),
    linksOf,
  }
}

function createHandler(reply: Door): Handler {
  const handler = async (request: Request, native?: unknown): Promise<Response> =>
    toResponse(await reply(request, { request, native }))
  return Object.assign(handler, { reply })
}

type Place = Parameters<typeof routeUrl>[0]

function buttonOptions(site: Place, place: ButtonPlace): Parameters<typeof renderButton>[0] {
  const { kind = 'sign-in', returnTo, image = 'inline', nonce } = place
  const look = { image, ...(nonce === undefined ? {} : { nonce }) }
  if (kind === 'link') return { ...look, kind, action: routeUrl(site, '/start') }
  const query = returnTo === undefined ? {} : { return_to: parseReturnTo(site, returnTo) }
  return { ...look, kind, href: routeUrl(site, '/start', query) }
}
