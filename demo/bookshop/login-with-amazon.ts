import {
  type AmazonOptions,
  createSparekey,
  type EndAccessReason,
  type Sparekey,
  type SparekeyEvent,
  type Visitor,
} from 'sparekey'
import { expressNative, expressSession } from 'sparekey/express'
import { type SqlAccount, sqlHost } from 'sparekey/sql'
import type { Heir, PasswordCheck, User } from './accounts.js'
import type { Clock } from './clock.js'
import type { ShopDatabase } from './database.js'
import { problemWithPassword } from './form.js'
import type { Shop } from './shop.js'

/** The shop's own colours, as in shop.css. */
const COLOURS = {
  '--sparekey-page': 'light-dark(#faf5ea, #1c1713)',
  '--sparekey-card': 'light-dark(#fffdf8, #27201a)',
  '--sparekey-panel': 'light-dark(#faf5ea, #1c1713)',
  '--sparekey-text': 'light-dark(#2a2119, #f2e8da)',
  '--sparekey-muted': 'light-dark(#65574a, #bfae9a)',
  '--sparekey-border': 'light-dark(#dfd2bd, #43382d)',
  '--sparekey-field-border': 'light-dark(#8d7c69, #94836f)',
  '--sparekey-accent': 'light-dark(#94391b, #f0b062)',
  '--sparekey-accent-text': 'light-dark(#fffaf2, #2a1a08)',
  '--sparekey-link': 'light-dark(#94391b, #f0b062)',
}

const LINKED_DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'long' })

/** Where the shop keeps what Sparekey needs to know of a customer, and where the links go. */
const mapping = (database: ShopDatabase) => ({
  database,
  accounts: {
    table: 'users',
    id: 'id',
    email: 'email',
    name: 'full_name',
    passwordHash: 'password_hash',
    emailVerified: 'verified_at',
    disabled: 'disabled_at',
    postalCode: 'postal_code',
    defaults: { created_at: () => new Date().toISOString() },
  },
  links: { table: 'amazon_links' },
  passwordReset: 'by-mail' as const,
})

/** Adds Sparekey's tables beside the shop's own; may be run at every start. */
export const migrateForAmazon = (database: ShopDatabase) => sqlHost(mapping(database)).migrate()

export interface LoginWithAmazonOptions {
  readonly database: ShopDatabase
  readonly secret: string
  readonly amazon: AmazonOptions
  readonly clock: Clock
  readonly onEvent: (event: SparekeyEvent) => void
}

export type LoginWithAmazon = ReturnType<typeof createLoginWithAmazon>

export function createLoginWithAmazon(shop: Omit<Shop, 'amazon'>, options: LoginWithAmazonOptions) {
  /** By account: who proves its address at this moment. */
  const heirs = new Map<number, Heir>()
  const host = sqlHost({
    ...mapping(options.database),
    clock: options.clock,
    verifyPassword: async ({ id }, password, visitor) => {
      const user = shop.accounts.findUserById(Number(id))
      return user === null ? 'wrong' : verifyPassword(shop, { user, password, visitor })
    },
    setPassword: async ({ id }, password) => setFirstPassword(shop, Number(id), password),
    releaseEmail: async ({ id, email }) => {
      // Reset links to the address that are under way were asked for by whoever has it not.
      shop.mailLinks.cancelAll(Number(id))
      const heir = heirs.get(Number(id))
      if (heir) shop.accounts.handOver(Number(id), heir)
      else if (email !== null) shop.accounts.releaseAddress(Number(id), email)
    },
    endAccess: async ({ id }, reason) => endAccess(shop, options.database, { id: Number(id), reason }),
  })
  const sparekey = createSparekey<SqlAccount>({
    baseUrl: shop.baseUrl,
    secret: options.secret,
    clock: options.clock,
    amazon: options.amazon,
    host,
    sessions: expressSession({ idOf: ({ id }) => Number(id), keep: ['basket'] }),
    mailer: { send: (mail) => shop.outbox.deliver(mail) },
    profile: { name: 'until-edited' },
    onEvent: options.onEvent,
    pages: {
      siteName: 'Paper Lantern Books',
      signIn: '/sign-in',
      forgotPassword: '/forgotten-password',
      changeEmail: '/account/address',
      defaultReturnTo: '/account',
      theme: COLOURS,
    },
  })
  deliverMailsRegularly(sparekey, options.database)
  const accountOf = async (userId: number) => host.findAccount(String(userId))
  return {
    sparekey,
    linkOf: async (user: User) => host.links.findLinkOfAccount(String(user.id)),
    /** Before the address is marked as proven. For `fresh`, the heir has an account of their own by now. */
    mailboxProven: async (userId: number, heir: Heir) => {
      const before = await accountOf(userId)
      if (before === null) return null
      heirs.set(userId, heir)
      try {
        return (await sparekey.mailboxProven(before, heir.email)).account
      } finally {
        if (heirs.get(userId) === heir) heirs.delete(userId)
      }
    },
    /** Proofs that were asked for under the old password are void. */
    passwordChanged: async (userId: number) => {
      const account = await accountOf(userId)
      if (account) await sparekey.passwordChanged(account)
    },
    /** Before the account is deleted or closed, so that no link outlives it. */
    accountEnds: async (userId: number, how: 'deleted' | 'closed') => {
      const account = await accountOf(userId)
      if (account === null) return
      await (how === 'deleted' ? sparekey.accountDeleted(account) : sparekey.accountDisabled(account))
    },
    /** For mails and pages about a password that the account does not have: how it signs in. */
    signInNote: async (userId: number) => {
      const account = await accountOf(userId)
      return account && sparekey.signInNote(account)
    },
    /** Where Amazon's own session goes on after signing out here. */
    amazonUrl: new URL(options.amazon.endpoints?.authorize ?? 'https://www.amazon.com').origin,
    /** For the mail about a new password: it changes nothing about a link that its owner made. */
    whatStays: async (userId: number) => {
      const link = await host.links.findLinkOfAccount(String(userId))
      const isNamed = link?.linkedAt ? `, linked on ${LINKED_DAY.format(link.linkedAt)},` : ''
      if (link === null) return null
      return `Your Amazon account${isNamed} can still sign in. You see it, and can remove it, here:\n${shop.baseUrl}/auth/amazon/connections`
    },
  }
}

/** The shop's own rules: the same lockout, and the code by mail for whoever wanted one. */
async function verifyPassword(
  shop: Omit<Shop, 'amazon'>,
  { user, password, visitor }: { user: User; password: string; visitor: Visitor },
): Promise<PasswordCheck | { continueAt: string }> {
  const { req } = expressNative(visitor)
  const check = await shop.accounts.checkPassword(user, password, req.ip ?? 'unknown')
  if (check !== 'correct' || !shop.accounts.needsMailedCode(user)) return check
  const isInSettings = req.path.startsWith('/auth/amazon/connections')
  await shop.mailedCodes.ask(req, user, isInSettings ? '/auth/amazon/connections' : '/auth/amazon/link')
  return { continueAt: '/sign-in/code' }
}

async function setFirstPassword(shop: Omit<Shop, 'amazon'>, userId: number, password: string) {
  const problem = problemWithPassword(password)
  if (problem !== null) return { problem }
  if (!(await shop.accounts.setFirstPassword(userId, password))) return 'has-password'
  return undefined
}

const DELIVERY_MS = 30 * 1000

/** Notices that the mail server refused are tried again until it takes them. */
function deliverMailsRegularly({ deliverMails }: Sparekey<SqlAccount>, database: ShopDatabase): void {
  const timer = setInterval(() => {
    if (database.open) void deliverMails()
    else clearInterval(timer)
  }, DELIVERY_MS)
  timer.unref()
}

/** What was there before its owner proved the mailbox may be a stranger's, the password included. */
function endAccess(
  shop: Omit<Shop, 'amazon'>,
  database: ShopDatabase,
  { id, reason }: { readonly id: number; readonly reason: EndAccessReason },
): void {
  database.transaction(() => {
    if (reason === 'mailbox-proven') shop.accounts.removePassword(id)
    shop.mailLinks.cancelAll(id)
    shop.sessions.endSessionsOf(id)
  })()
}
