import type { Browser, Page } from '../support/browser.js'
import { type Fleet, phone } from './fleet.js'
import { addUser, password } from './tables.js'

export const base = '/auth/amazon'

export interface Customer {
  readonly id: string
  readonly email: string
}

/** Someone whom Amazon knows and the site does not. */
export function addCustomer(
  { emulator }: Fleet,
  id: string,
  knows: 'email' | 'no email' = 'email',
): Customer {
  const email = `${id}@ex.test`
  emulator.customers.put({ id, name: `Customer ${id}`, email: knows === 'email' ? email : null })
  return { id, email }
}

/** At the link prompt of an account of old. The answer takes the password. */
export async function atPrompt(fleet: Fleet, visitor: Browser, customer: Customer) {
  await addUser(fleet.database, customer.email)
  await visitor.signInWithAmazon(customer.id)
  const { csrf } = await visitor.get(`${base}/link`)
  return (typed = password): Promise<Page> => visitor.post(`${base}/link`, { csrf, password: typed })
}

/** At the registration page, where Amazon told no address. The answer sends the form. */
export async function atRegistration(visitor: Browser, { id, email }: Customer) {
  await visitor.signInWithAmazon(id)
  const { csrf } = await visitor.get(`${base}/register`)
  return (): Promise<Page> => visitor.post(`${base}/register`, { csrf, email, name: 'Typed' })
}

/** At the settings of a linked account. The answer removes the link. */
export async function atConnections(fleet: Fleet, visitor: Browser, customer: Customer) {
  await (await atPrompt(fleet, visitor, customer))()
  const { csrf } = await visitor.get(`${base}/connections`)
  return (): Promise<Page> => visitor.post(`${base}/connections/unlink`, { csrf })
}

/** Whom the site takes this browser for. */
export async function whoIs(visitor: Browser): Promise<unknown> {
  return (await visitor.get('/me')).json()['accountId']
}

export async function accountOf({ database }: Fleet, { email }: Customer): Promise<string[]> {
  return (await database.rows('select id from users where email = ?', email)).map(({ id }) => String(id))
}

/** The accounts that this customer's subject is linked to. */
export async function linkedTo({ database, emulator }: Fleet, { id }: Customer): Promise<string[]> {
  const subject = emulator.userIdOf(id, phone.company)
  const rows = await database.rows('select account_id from amazon_links where subject = ?', subject)
  return rows.map((row) => String(row['account_id']))
}
