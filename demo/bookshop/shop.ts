import type { Accounts } from './accounts.js'
import type { Clock } from './clock.js'
import type { LoginWithAmazon } from './login-with-amazon.js'
import type { MailLinks } from './mail-links.js'
import type { MailedCodes } from './mailed-codes.js'
import type { Orders } from './orders.js'
import type { Outbox } from './outbox.js'
import type { Sessions } from './sessions.js'
import type { SignInAttempts } from './sign-in-attempts.js'

/** What the shop's pages work with. */
export interface Shop {
  readonly baseUrl: string
  readonly now: Clock
  readonly accounts: Accounts
  readonly attempts: SignInAttempts
  readonly sessions: Sessions
  readonly mailLinks: MailLinks
  readonly outbox: Outbox
  readonly mailedCodes: MailedCodes
  readonly orders: Orders
  /** Null where the shop runs without it. */
  readonly amazon: LoginWithAmazon | null
}
