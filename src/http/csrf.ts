import type { Ticket } from '../flows/ticket.js'
import type { CurrentSession } from '../ports/sessions.js'
import { createMac, isMacOf } from './keys.js'
import type { Site } from './site.js'

const handleLength = 16

/** Names a ticket in cookies and forms, without being it. */
export function ticketHandle(ticket: Ticket): string {
  return ticket.id.slice(0, handleLength)
}

/** The form token of a ticket: names the ticket, and only a page of ours can have made it. */
export function createTicketToken(site: Site, ticket: Ticket): string {
  return `${ticketHandle(ticket)}.${createMac(site.keys[0].bytes('csrf'), `ticket:${ticket.id}`)}`
}

export function isTicketToken(site: Site, ticket: Ticket, token: string): boolean {
  const [handle, mac = ''] = token.split('.')
  if (handle !== ticketHandle(ticket)) return false
  return site.keys.some((keySet) => isMacOf(keySet.bytes('csrf'), `ticket:${ticket.id}`, mac))
}

/** The form token of the settings page: bound to the account and to the sign-in it was shown in. */
export function createSessionToken(site: Site, session: CurrentSession): string {
  return createMac(site.keys[0].bytes('csrf'), sessionText(session))
}

export function isSessionToken(site: Site, session: CurrentSession, token: string): boolean {
  return site.keys.some((keySet) => isMacOf(keySet.bytes('csrf'), sessionText(session), token))
}

function sessionText({ accountId, authenticatedAt }: CurrentSession): string {
  return `session:${authenticatedAt?.getTime() ?? ''}:${accountId}`
}
