import { type AmazonOptions, createSparekey, type EndAccessReason, type SparekeyEvent } from 'sparekey'
import { expressNative, expressSession } from 'sparekey/express'
import { type SqlAccount, sqlHost } from 'sparekey/sql'
import type { User } from './accounts.js'
import type { Clock } from './clock.js'
import type { ShopDatabase } from './database.js'
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
  const host = sqlHost({
    ...mapping(options.database),
    clock: options.clock,
    verifyPassword: async ({ id }, password, visitor) => {
      const user = shop.accounts.findUserById(Number(id))
      if (user === null) return 'wrong'
      return shop.accounts.checkPassword(user, password, expressNative(visitor).req.ip ?? 'unknown')
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
    mailer: shop.outbox,
    onEvent: options.onEvent,
    pages: {
      siteName: 'Paper Lantern Books',
      signIn: '/sign-in',
      forgotPassword: '/forgotten-password',
      defaultReturnTo: '/account',
      theme: COLOURS,
    },
  })
  return {
    sparekey,
    linkOf: async (user: User) => host.links.findLinkOfAccount(String(user.id)),
    /** The account as Sparekey sees it: to be read before its address is marked as proven. */
    accountOf: async (userId: number) => host.findAccount(String(userId)),
    /** Whoever linked an account before its address was proven may not be its owner: Sparekey sorts that out. */
    mailboxProven: async (before: SqlAccount | null | undefined, email: string) => {
      if (before) await sparekey.mailboxProven(before, email)
    },
    /** Proofs that were asked for under the old password are void. */
    passwordChanged: async (userId: number) => {
      const account = await host.findAccount(String(userId))
      if (account) await sparekey.passwordChanged(account)
    },
    /** For the mail about a new password: it changes nothing about a link that its owner made. */
    whatStays: async (userId: number) => {
      const link = await host.links.findLinkOfAccount(String(userId))
      const isNamed = link?.linkedAt ? `, linked on ${LINKED_DAY.format(link.linkedAt)},` : ''
      if (link === null) return null
      return `Your Amazon account${isNamed} can still sign in. You see it, and can remove it, here:\n${shop.baseUrl}/auth/amazon/connections`
    },
  }
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
