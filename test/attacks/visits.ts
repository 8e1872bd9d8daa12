import { randomUUID } from 'node:crypto'
import { Browser } from '../support/browser.js'
import { password, type Shop } from '../support/shop.js'
import { amendProfile } from './hostile-answers.js'
import { base } from './oracles.js'

/** Comes back from Amazon as a new customer with this email and answers where the browser is sent. */
export async function comeWith(
  shop: Shop,
  email: unknown,
  browser = new Browser(shop),
): Promise<string | null> {
  amendProfile(shop, { user_id: `amzn1.account.${randomUUID()}`, email })
  return (await browser.signInWithAmazon('vera')).location
}

/** Registers without an email from Amazon and types this one. */
export async function registerWith(shop: Shop, email: string): Promise<{ status: number; problem: unknown }> {
  const browser = new Browser(shop)
  await comeWith(shop, null, browser)
  const { csrf } = await browser.get(`${base}/register`)
  const page = await browser.request('POST', `${base}/register`, {
    json: { csrf, email, name: 'V' },
    headers: { accept: 'application/json', origin: shop.origin },
  })
  const problems = page.json()['problems'] as readonly unknown[] | undefined
  return { status: page.status, problem: problems?.[0] ?? null }
}

/** Whether the prompt finds an account under what is typed: its password then opens it. */
export async function promptFinds(shop: Shop, email: string): Promise<boolean> {
  const browser = new Browser(shop)
  await comeWith(shop, null, browser)
  const { csrf } = await browser.get(`${base}/register`)
  return (await browser.post(`${base}/link`, { csrf, email, password })).status === 303
}

/** The address of each account, as it is stored. */
export function emailsOf(shop: Shop): unknown[] {
  return shop.rows('select email from users order by id').map(({ email }) => email)
}
