import type { Readings } from './readings.js'
import type { Region } from './wire.js'

export const scopes = ['profile', 'profile:user_id', 'postal_code'] as const
export type Scope = (typeof scopes)[number]

/** `web` has a secret, `mobile` and `device` live on machines of customers and have none. */
export type ClientKind = 'web' | 'mobile' | 'device'

export interface Customer {
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  readonly postalCode: string | null
}

export interface Client {
  readonly clientId: string
  readonly clientSecret: string
  /** Shown on the consent page. */
  readonly name: string
  /** Clients of one company are told the same `user_id` of a customer, those of another company another one. */
  readonly company: string
  /** The security profile that this client belongs to: `app_id` in tokeninfo. */
  readonly applicationId: string
  readonly privacyUrl: string
  readonly kind: ClientKind
  readonly redirectUris: readonly string[]
  /** Origins of pages that may use the JavaScript SDK's window. Default: none. */
  readonly allowedOrigins?: readonly string[]
  readonly allowedScopes: readonly Scope[]
}

/** What a customer was asked for by a client, and what they gave. */
export interface Consent {
  readonly customerId: string
  readonly clientId: string
  readonly asked: readonly Scope[]
  readonly granted: readonly Scope[]
  readonly givenAtMs: number
}

export interface Challenge {
  readonly value: string
  readonly method: 'S256' | 'plain'
}

/** Who was given access, by whom and to what. */
export interface Grant {
  readonly clientId: string
  readonly customerId: string
  readonly scopes: readonly Scope[]
}

export interface IssuedCode extends Grant {
  readonly redirectUri: string
  readonly challenge: Challenge | null
  readonly expiresAtMs: number
  readonly spent: 'no' | 'yes'
}

export interface IssuedAccessToken extends Grant {
  readonly issuedAtMs: number
  readonly expiresAtMs: number
  /** The code it was issued for, when it was. */
  readonly code: string | null
  readonly region: Region
}

export interface IssuedRefreshToken extends Grant {
  readonly code: string | null
  readonly revoked: 'no' | 'yes'
}

export interface CodePair {
  readonly userCode: string
  readonly clientId: string
  readonly scopes: readonly Scope[]
  readonly expiresAtMs: number
  readonly polledAtMs: number | null
  readonly answer: 'pending' | 'allowed' | 'denied' | 'redeemed'
  readonly customerId: string | null
}

/** All that the emulator knows and may change. One plain value, so that it can be saved and put back. */
export interface State {
  readonly customers: Map<string, Customer>
  readonly clients: Map<string, Client>
  readonly consents: Map<string, Consent>
  readonly codes: Map<string, IssuedCode>
  readonly accessTokens: Map<string, IssuedAccessToken>
  readonly refreshTokens: Map<string, IssuedRefreshToken>
  /** Device code to what became of it. */
  readonly codePairs: Map<string, CodePair>
  /** Browser cookie to the customer who is signed in at Amazon there. */
  readonly sessions: Map<string, string>
  readings: Readings
}

export function createState(start: { customers: Customer[]; clients: Client[]; readings: Readings }): State {
  return {
    customers: new Map(start.customers.map((customer) => [customer.id, customer])),
    clients: new Map(start.clients.map((client) => [client.clientId, client])),
    consents: new Map(),
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    codePairs: new Map(),
    sessions: new Map(),
    readings: start.readings,
  }
}

// An emulator may run for weeks or under load, where nobody comes back for the oldest of so many.
const keptPerTable = 20_000

/** Adds what was issued, and forgets the oldest of too many. */
export function keep<Item>(table: Map<string, Item>, key: string, item: Item): void {
  table.set(key, item)
  const [oldest] = table.size > keptPerTable ? table.keys() : []
  if (oldest !== undefined) table.delete(oldest)
}

export function consentKey(customerId: string, clientId: string): string {
  return JSON.stringify([customerId, clientId])
}
