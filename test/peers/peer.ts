import type { CustomerInput } from '../../src/emulator.js'

/** The address that the attacks are about. It is Vera's: she alone reads its mails. */
export const victim = 'vera@example.com'
/** An address whose mails the attacker reads. */
export const attackers = 'mallory@example.com'

/** Who there is at Amazon. Mallory has two accounts there, and one of them shows Vera's address. */
export const amazonCustomers: readonly CustomerInput[] = [
  { id: 'vera', name: 'Vera Lindgren', email: victim, postalCode: null },
  { id: 'impostor', name: 'Not Vera', email: victim, postalCode: null },
  { id: 'accomplice', name: 'Mallory', email: attackers, postalCode: null },
]

export type AmazonCustomer = 'vera' | 'impostor' | 'accomplice'

/** One browser at a site. */
export interface PeerVisitor {
  /** Opens an account with this address, whose mails are not read, and stays signed in. */
  register(email: string, password: string): Promise<void>
  /** The same, and proves the address by its mail. */
  registerAndProve(email: string, password: string): Promise<void>
  /** Comes again as who registered. */
  signIn(email: string, password: string): Promise<void>
  /** Comes from Amazon. Answers what the site says instead of signing in; null where it says nothing. */
  comeFromAmazon(customer: AmazonCustomer): Promise<string | null>
  /** Adds this Amazon account to the account that is signed in. */
  link(customer: AmazonCustomer): Promise<void>
  /** Gets in by nothing but the mailbox: a reset, or a sign-in by mail. */
  recover(email: string, password: string): Promise<void>
  askForAddress(email: string, password: string): Promise<void>
  /** Opens the mail about the new address. */
  takeAddress(email: string): Promise<void>
  /** The account that this browser is in. */
  account(): Promise<string | null>
}

export interface PeerSite {
  visit(): PeerVisitor
  /** Which Amazon account the attacker adds to one that bears Vera's address. */
  readonly trojan: AmazonCustomer
}
