import { Accounts, type NewUser } from './accounts.js'
import { systemClock } from './clock.js'
import type { ShopDatabase } from './database.js'
import { SignInAttempts } from './sign-in-attempts.js'

interface SeedCustomer extends NewUser {
  readonly email: string
  readonly state: 'proven' | 'unproven' | 'disabled' | 'mailed-code'
}

/** The customers a new shop starts with. Their passwords are no secret: they are printed at the start. */
export const CUSTOMERS: readonly SeedCustomer[] = [
  {
    email: 'vera@bookshop.example',
    fullName: 'Vera Winter',
    password: 'winter-reading',
    postalCode: '98109',
    state: 'proven',
  },
  {
    email: 'marco@bookshop.example',
    fullName: 'Marco Rossi',
    password: 'second-edition',
    postalCode: '10001',
    state: 'proven',
  },
  { email: 'nora@bookshop.example', fullName: 'Nora Bird', password: 'dog-eared-page', state: 'unproven' },
  { email: 'iris@bookshop.example', fullName: 'Iris Blum', password: null, state: 'proven' },
  { email: 'theo@bookshop.example', fullName: 'Theo Blank', password: 'folded-corner', state: 'mailed-code' },
  { email: 'otto@bookshop.example', fullName: 'Otto Falk', password: 'overdue-notice', state: 'disabled' },
]

/** Puts in the customers that this shop was never given: an older one may lack some, and none comes back. */
export async function seed(database: ShopDatabase): Promise<void> {
  const accounts = new Accounts(database, new SignInAttempts(database, systemClock), systemClock)
  const given = database.prepare('insert or ignore into seeded_customers (email) values (?)')
  for (const { state, ...customer } of CUSTOMERS) {
    if (given.run(customer.email).changes === 0) continue
    const user = await accounts.createUser(customer)
    if (user === 'email-taken') continue
    if (state !== 'unproven') accounts.markVerified(user.id, customer.email)
    if (state === 'disabled') accounts.disable(user.id)
    if (state === 'mailed-code') accounts.askForMailedCode(user.id)
  }
}
