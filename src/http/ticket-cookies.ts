import type { AppReturn } from '../flows/app-return.js'
import type { Ticket } from '../flows/ticket.js'
import type { RefusalReason } from '../linking/reasons.js'
import { destinationOf } from './app-address.js'
import { readClientTicket } from './client-tickets.js'
import { cookieName, serializeCookie, serializeDeletion } from './cookies.js'
import { isTicketToken, ticketHandle } from './csrf.js'
import type { Exchange } from './exchange.js'
import { openTicket, sealTicket } from './seal-ticket.js'
import type { Site } from './site.js'

// A page that was left open too long still says where it led: the cookie outlives its ticket.
const afterlifeSeconds = 60 * 60
// Two tabs may each wait for an answer; a third pushes the oldest out.
const maximumTickets = 2
// Browsers keep 4096 bytes of name and value together.
const longestValue = 3900

/** Set-Cookie lines that give this browser a ticket; none for a program, which gets it in the body. */
export async function rememberTicket(exchange: Exchange, ticket: Ticket): Promise<string[]> {
  if (exchange.channel === 'client') return []
  const { site, wiring } = exchange
  const name = ticketCookieName(exchange, ticketHandle(ticket))
  const value = await sealToFit(site, ticket)
  const lifetimeSeconds = wiring.policy.ticketLifetimeSeconds + afterlifeSeconds
  const cookie = serializeCookie(site, { name, value, lifetimeSeconds })
  const others = (await readTickets(exchange)).filter((other) => other.id !== ticket.id)
  return [cookie, ...others.slice(maximumTickets - 1).map((old) => forgetTicket(exchange, old))]
}

/** Browsers drop a cookie that is too long without a word: better to lose the way back than the ticket. */
async function sealToFit(site: Site, ticket: Ticket): Promise<string> {
  const value = await sealTicket(site.keys, ticket)
  if (value.length <= longestValue) return value
  const { app: _app, ...rest } = ticket
  return sealTicket(site.keys, { ...rest, returnTo: site.defaultReturnTo })
}

export function forgetTicket(exchange: Exchange, ticket: Ticket): string {
  return serializeDeletion(exchange.site, ticketCookieName(exchange, ticketHandle(ticket)))
}

/** All tickets of this browser, the newest first, expired ones included. */
export async function readTickets({ site, cookies }: Exchange): Promise<Ticket[]> {
  const prefix = cookieName(site, 'ticket-')
  const values = [...cookies].filter(([name]) => name.startsWith(prefix)).map(([, value]) => value)
  const opened = await Promise.all(
    values.slice(0, maximumTickets + 2).map((value) => openTicket(site.keys, value)),
  )
  const tickets = opened.filter((ticket) => ticket !== null)
  return tickets.toSorted((a, b) => b.issuedAt.getTime() - a.issuedAt.getTime())
}

/** Why there is no ticket to go on with, and where an expired one would have led. */
export interface NoTicket {
  readonly reason: RefusalReason
  readonly returnTo?: string
  readonly app?: AppReturn
}

/** The ticket this request is about: the one its form token names, else the newest. */
export async function findTicket(exchange: Exchange): Promise<Ticket | NoTicket> {
  if (exchange.channel === 'client') return findClientTicket(exchange)
  const tickets = await readTickets(exchange)
  const token = exchange.body.get('csrf')
  const named = token === undefined ? undefined : tickets.find((ticket) => isNamedBy(ticket, token))
  // A token that names none fits none: that is told as such, and not as a ticket that is missing.
  const ticket = named ?? tickets[0]
  if (ticket === undefined) return { reason: 'ticket-missing' }
  if (ticket.expiresAt <= exchange.wiring.clock())
    return { reason: 'ticket-expired', ...destinationOf(ticket) }
  return ticket
}

/** A program names its ticket itself, and no browser sends it along unasked. */
async function findClientTicket(exchange: Exchange): Promise<Ticket | NoTicket> {
  const ticket = await readClientTicket(exchange)
  if (ticket === null) return { reason: 'ticket-missing' }
  return ticket.expiresAt <= exchange.wiring.clock() ? { reason: 'ticket-expired' } : ticket
}

/** A form says which ticket it is about, and that a page of ours made it. JSON is held by its origin instead. */
export function hasFormToken(exchange: Exchange, ticket: Ticket): boolean {
  const token = exchange.body.get('csrf')
  if (exchange.channel === 'client') return true
  if (token === undefined) return exchange.isJsonPost
  return isTicketToken(exchange.site, ticket, token)
}

function isNamedBy(ticket: Ticket, token: string): boolean {
  return token.startsWith(`${ticketHandle(ticket)}.`)
}

function ticketCookieName({ site }: Exchange, handle: string): string {
  return cookieName(site, `ticket-${handle}`)
}
