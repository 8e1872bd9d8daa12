import { CUSTOMERS } from '../../demo/bookshop/seed.js'
import type { OpenShop, OpenShopWithAmazon } from '../demo/open-shop.js'
import { hidden, link, type Page, type Shopper } from '../demo/shopper.js'

/** Goes to Amazon from the sign-in page and comes back as this customer. */
export async function loginWithAmazon(
  { amazon }: OpenShopWithAmazon,
  shopper: Shopper,
  customer: string,
): Promise<Page> {
  const start = link(await shopper.get('/sign-in'), '/auth/amazon/start').replaceAll('&amp;', '&')
  return shopper.get(await amazon.authorize(await shopper.leave(start), { customer }))
}

/** Links this Amazon account to the one that is signed in here, from its settings. */
export async function linkInSettings(
  { amazon }: OpenShopWithAmazon,
  shopper: Shopper,
  customer: string,
): Promise<void> {
  const page = await shopper.post('/auth/amazon/start', { intent: 'link' })
  const asked = /https?:[^"]*client_id=[^"]*/.exec(page.text)?.[0].replaceAll('&amp;', '&') ?? ''
  const prompt = await shopper.get(await amazon.authorize(asked, { customer }))
  await shopper.post('/auth/amazon/link', { csrf: hidden(prompt, 'csrf') })
}

/** Opens an account in the shop; whether the address is one's own is not asked. */
export function register(shopper: Shopper, email: string, password: string): Promise<Page> {
  return shopper.post('/register', { email, name: 'Somebody', password, postal_code: '', next: '/account' })
}

/** The link in the newest mail to this address that leads there. Reading it is having the mailbox. */
export function mailedLink({ database, url }: OpenShop, to: string, path: string): string {
  const rows = database.prepare('select body from mails where recipient = ? order by id desc').all(to)
  for (const row of rows) {
    const text = String(Reflect.get(Object(row), 'body'))
    const [found] = text.match(/http:\/\/\S+/g)?.filter((one) => new URL(one).pathname === path) ?? []
    if (found !== undefined) return found.slice(url.length)
  }
  throw new Error(`No mail to ${to} leads to ${path}`)
}

/** Whether anybody was told anything there. */
export function mailsTo({ database }: OpenShop, to: string): string[] {
  const rows = database.prepare('select body from mails where recipient = ? order by id').all(to)
  return rows.map((row) => String(Reflect.get(Object(row), 'body')))
}

/** Sets a new password by the mailbox alone, as the owner of the address does who knows nothing else. */
export async function recover(shop: OpenShop, email: string, password: string): Promise<Page> {
  const shopper = shop.shopper()
  await shopper.post('/forgotten-password', { email })
  const page = await shopper.get(mailedLink(shop, email, '/reset-password'))
  return shopper.post('/reset-password', { token: hidden(page, 'token'), password })
}

/** Clicks the confirmation mail and presses yes, in whatever browser. */
export async function confirmAddress(shop: OpenShop, shopper: Shopper, email: string): Promise<Page> {
  const asked = mailedLink(shop, email, '/confirm')
  await shopper.get(asked)
  return shopper.post('/confirm', { token: new URL(asked, shop.url).searchParams.get('token') ?? '' })
}

/** Asks for another address; it counts once its mail was opened in this browser. */
export function askForAddress(shopper: Shopper, email: string, password: string): Promise<Page> {
  return shopper.post('/account/address', { email, current_password: password })
}

/** Clicks the mail about the other address and presses yes, in whatever browser. */
export async function takeAddress(shop: OpenShop, shopper: Shopper, email: string): Promise<Page> {
  const asked = mailedLink(shop, email, '/change-address')
  await shopper.get(asked)
  return shopper.post('/change-address', { token: new URL(asked, shop.url).searchParams.get('token') ?? '' })
}

interface CustomerRow {
  readonly id: number
  readonly email: string | null
  readonly verified_at: string | null
}

/** The shop's customers beyond the seeded ones. */
export function newCustomers({ database }: OpenShop): CustomerRow[] {
  return database
    .prepare('select id, email, verified_at from users where id > ? order by id')
    .all(CUSTOMERS.length) as CustomerRow[]
}

/** The account that has this address, if any has. */
export function holderOf({ database }: OpenShop, email: string): number | null {
  const row = database.prepare('select id from users where email = ?').get(email)
  return row === undefined ? null : Number(Reflect.get(Object(row), 'id'))
}

/** Which accounts an Amazon account opens. */
export function linkedAccounts({ database }: OpenShop): number[] {
  const rows = database.prepare('select account_id from amazon_links').all()
  return rows.map((row) => Number(Reflect.get(Object(row), 'account_id')))
}

/** Which account this browser is signed in to: null for nobody. */
export async function signedInAs({ database }: OpenShop, shopper: Shopper): Promise<number | null> {
  const page = await shopper.get('/account')
  if (page.path !== '/account') return null
  const cookie = decodeURIComponent(shopper.cookies.get('bookshop') ?? '')
  const id = /^s:([^.]+)\./.exec(cookie)?.[1] ?? ''
  const row = database.prepare('select user_id from sessions where id = ?').get(id)
  return Number(Reflect.get(Object(row), 'user_id'))
}
