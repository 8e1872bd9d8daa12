import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import express, { type Express } from 'express'
import type { AmazonOptions, SparekeyEvent } from 'sparekey'
import { Accounts } from './accounts.js'
import { type Clock, systemClock } from './clock.js'
import type { ShopDatabase } from './database.js'
import { createLoginWithAmazon } from './login-with-amazon.js'
import { MailLinks } from './mail-links.js'
import { MailedCodes } from './mailed-codes.js'
import { Orders } from './orders.js'
import { Outbox } from './outbox.js'
import { pageDefaults, pageValues } from './page-values.js'
import { noSuchPage, somethingWentWrong } from './problems.js'
import { protectiveHeaders, sameOriginForms } from './protection.js'
import { accountRoutes } from './routes/account.js'
import { addressRoutes } from './routes/address.js'
import { amazonRoutes } from './routes/amazon.js'
import { basketRoutes } from './routes/basket.js'
import { bookRoutes } from './routes/books.js'
import { checkoutRoutes } from './routes/checkout.js'
import { outboxRoutes } from './routes/outbox.js'
import { passwordResetRoutes } from './routes/password-reset.js'
import { registrationRoutes } from './routes/registration.js'
import { signInRoutes } from './routes/sign-in.js'
import { Sessions } from './sessions.js'
import type { Shop } from './shop.js'
import { SignInAttempts } from './sign-in-attempts.js'

export interface BookshopOptions {
  readonly database: ShopDatabase
  /** Where customers reach the shop, without a slash at the end. */
  readonly baseUrl: string
  /** Signs the session cookie. */
  readonly secret: string
  readonly clock?: Clock
  /** The shop's client at Amazon. Without it there is no Login with Amazon. */
  readonly amazon?: AmazonOptions
  /** What happens at Login with Amazon, for whoever watches the shop. */
  readonly onEvent?: (event: SparekeyEvent) => void
}

const folder = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export function createBookshop(options: BookshopOptions): Express {
  const shop = createShop(options)
  const app = express()
  app.disable('x-powered-by')
  app.engine('ejs', (path, values, done) => {
    ejs.renderFile(path, values, done)
  })
  app.set('view engine', 'ejs')
  app.set('views', folder('views'))
  app.enable('view cache')
  Object.assign(app.locals, pageDefaults)

  app.use(protectiveHeaders)
  app.use(express.static(folder('public'), { maxAge: '10m' }))
  app.use(shop.sessions.middleware, shop.sessions.visitor, pageValues)
  if (shop.amazon !== null) app.use(amazonRoutes(shop.amazon))
  app.use(sameOriginForms(options.baseUrl))
  app.use(express.urlencoded({ extended: false, limit: '20kb' }))

  app.use(bookRoutes(), basketRoutes(), checkoutRoutes(shop))
  app.use(signInRoutes(shop), registrationRoutes(shop), passwordResetRoutes(shop))
  app.use(accountRoutes(shop), addressRoutes(shop))
  app.use(outboxRoutes(shop))
  app.use(noSuchPage, somethingWentWrong)
  return app
}

function createShop(options: BookshopOptions): Shop {
  const { database, baseUrl, secret, amazon, clock = systemClock, onEvent = () => {} } = options
  const attempts = new SignInAttempts(database, clock)
  const accounts = new Accounts(database, attempts, clock)
  const outbox = new Outbox(database, clock)
  const shop = {
    baseUrl,
    now: clock,
    attempts,
    accounts,
    sessions: new Sessions({ database, accounts, baseUrl, secret, clock }),
    mailLinks: new MailLinks(database, clock),
    outbox,
    mailedCodes: new MailedCodes({ accounts, attempts, outbox, clock }),
    orders: new Orders(database, clock),
  }
  const login = amazon ? createLoginWithAmazon(shop, { database, secret, amazon, clock, onEvent }) : null
  return { ...shop, amazon: login }
}
