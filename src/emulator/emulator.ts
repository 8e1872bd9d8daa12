import type { Shortcut } from './authorize.js'
import type { OrderedTokens, TokenOrder } from './control.js'
import type { Limits } from './emulation.js'
import type { Faults } from './faults.js'
import type { Readings } from './readings.js'
import type { Endpoints } from './regions.js'
import type { ClientInput, CustomerInput } from './registration.js'
import type { RequestLog } from './request-log.js'
import type { Client, Consent, Customer } from './state.js'
import type { Region } from './wire.js'

export interface EmulatorOptions {
  /** Default: 0, any free one. */
  readonly port?: number
  /** A loopback host. Default: `127.0.0.1`. */
  readonly host?: string
  /** Whose address `origin` is. Default: `na`. */
  readonly region?: Region
  /** Regions that get an address of their own as well, on free ports. Default: none. */
  readonly otherRegions?: readonly Region[]
  /** Sites and apps that may ask. Default: one `Example Shop`. */
  readonly clients?: readonly ClientInput[]
  /** People who can sign in. Default: four, see `defaultCustomers`. */
  readonly customers?: readonly CustomerInput[]
  /** How to behave where Amazon's behaviour is not known for certain. */
  readonly readings?: Partial<Readings>
  /** Lifetimes and sizes. Default: Amazon's. */
  readonly limits?: Partial<Limits>
  /** Default: the system's. */
  readonly clock?: () => Date
  /** Keeps customers, clients, consents and tokens over a restart. Default: nothing is kept. */
  readonly stateFile?: string
  /** Gets one line for every request; no line holds a code, token, secret or state. Default: none is written. */
  readonly print?: (line: string) => void
}

/** A table of the emulator that tests and pages may change. */
export interface Registry<Item, Input> {
  list(): readonly Item[]
  find(id: string): Item | null
  /** Adds or replaces; throws an `Error` that says what is wrong with it. */
  put(input: Input): Item
  remove(id: string): void
}

/** The redirect that `authorize` asks for was refused with a page, as Amazon does. */
export class AuthorizationPageError extends Error {
  readonly problem: string

  constructor(problem: string) {
    super(`The emulator shows a page instead of redirecting: ${problem}.`)
    this.name = 'AuthorizationPageError'
    this.problem = problem
  }
}

export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** Whole addresses, for clients that can be told where Amazon is. */
  readonly endpoints: Endpoints
  /** The same for every region that has an address. */
  readonly regions: Readonly<
    Partial<Record<Region, { readonly origin: string; readonly endpoints: Endpoints }>>
  >
  readonly customers: Registry<Customer, CustomerInput>
  readonly clients: Registry<Client, ClientInput>
  readonly faults: Faults
  /** Every request that came in, oldest first. */
  readonly log: RequestLog
  readonly readings: { get(): Readings; set(changes: Partial<Readings>): void }
  readonly consents: { list(): readonly Consent[]; withdraw(customerId: string, clientId: string): void }
  /** The redirect that this customer's browser would end with; throws `AuthorizationPageError` where Amazon shows a page. */
  authorize(authorizationUrl: string | URL, shortcut: Shortcut): Promise<string>
  /** Tokens as an app gets them from Amazon's SDK, for backends that are sent one. */
  issueTokens(order: TokenOrder): OrderedTokens
  /** The `user_id` that a company is told for a customer. */
  userIdOf(customerId: string, company: string): string
  /** Back to how it started: customers, clients, readings, no consents, tokens, faults or log. */
  reset(): void
  /** Frees the ports and drops what is still open. */
  close(): Promise<void>
}
