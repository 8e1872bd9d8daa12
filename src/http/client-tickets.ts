import { sha256 } from '../flows/digest.js'
import type { Ticket } from '../flows/ticket.js'
import { type Exchange, ticketHeaders } from './exchange.js'
import { openClientTicket, sealClientTicket } from './seal-ticket.js'

const keyFields = ['ticket_key', 'access_token', 'code_verifier', 'device_code']

/**
 * The ticket for the body of an answer to a program without cookies. It works only beside the secret it was got with: the
 * access token, the code's verifier, the device's code. Whoever finds it in a log has nothing, and whoever has the secret
 * could ask for a ticket of their own.
 */
export async function ticketForBody({ site, ...exchange }: Exchange, ticket: Ticket): Promise<string | null> {
  const key = readKey(exchange)
  if (exchange.channel !== 'client' || key === null) return null
  return sealClientTicket(site.keys, ticket, fingerprintKey(key))
}

/** The ticket that a program sends back, if it sends the secret too. */
export async function readClientTicket({ site, ...exchange }: Exchange): Promise<Ticket | null> {
  const key = readKey(exchange)
  const sealed = exchange.body.get('ticket') ?? exchange.request.headers.get(ticketHeaders.ticket)
  if (key === null || sealed === null) return null
  return openClientTicket(site.keys, sealed, fingerprintKey(key))
}

function readKey({ body, request }: Pick<Exchange, 'body' | 'request'>): string | null {
  const posted = keyFields.map((name) => body.get(name)).find((value) => value !== undefined)
  return posted ?? request.headers.get(ticketHeaders.key)
}

function fingerprintKey(key: string): string {
  return sha256(key)
}
