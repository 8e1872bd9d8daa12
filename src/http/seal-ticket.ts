import type { Ticket } from '../flows/ticket.js'
import type { Keys } from './keys.js'
import { openValue, type Seal, sealValue } from './seal.js'

const ticketSeal: Seal = { purpose: 'ticket', type: 'sparekey-ticket+v1', maximumLength: 4096 }

// Its type and its key are its own: a cookie is worth nothing in a body, and the other way round.
const clientTicketSeal: Seal = {
  purpose: 'client-ticket',
  type: 'sparekey-client-ticket+v1',
  maximumLength: 8192,
}

/** A ticket as a cookie value: encrypted, because it holds what Amazon told about a person. */
export function sealTicket(keys: Keys, ticket: Ticket): Promise<string> {
  return sealValue(keys, ticketSeal, toJson(ticket))
}

/** Null for anything this site did not seal. Expiry is the caller's question, because it has an answer of its own. */
export async function openTicket(keys: Keys, value: string): Promise<Ticket | null> {
  const json = await openValue<TicketJson>(keys, ticketSeal, value)
  return json === null ? null : fromJson(json)
}

/** A ticket for a body, bound to the fingerprint of a secret that its holder has. */
export function sealClientTicket(keys: Keys, ticket: Ticket, keyFingerprint: string): Promise<string> {
  return sealValue(keys, clientTicketSeal, { ...toJson(ticket), keyFingerprint })
}

/** Null for anything this site did not seal for the holder of that secret. */
export async function openClientTicket(
  keys: Keys,
  value: string,
  keyFingerprint: string,
): Promise<Ticket | null> {
  const json = await openValue<TicketJson & { keyFingerprint: string }>(keys, clientTicketSeal, value)
  if (json === null) return null
  const { keyFingerprint: bound, ...ticket } = json
  return bound === keyFingerprint ? fromJson(ticket) : null
}

type TicketJson = Omit<Ticket, 'issuedAt' | 'expiresAt' | 'startedBy'> & {
  readonly issuedAt: number
  readonly expiresAt: number
  readonly startedBy: { readonly accountId: string; readonly authenticatedAt: number | null } | null
}

function toJson(ticket: Ticket): TicketJson {
  const { startedBy, issuedAt, expiresAt } = ticket
  return {
    ...ticket,
    issuedAt: issuedAt.getTime(),
    expiresAt: expiresAt.getTime(),
    startedBy: startedBy && { ...startedBy, authenticatedAt: startedBy.authenticatedAt?.getTime() ?? null },
  }
}

function fromJson(json: TicketJson): Ticket {
  const { startedBy, issuedAt, expiresAt } = json
  const authenticatedAt = startedBy?.authenticatedAt ?? null
  return {
    ...json,
    issuedAt: new Date(issuedAt),
    expiresAt: new Date(expiresAt),
    startedBy: startedBy && {
      ...startedBy,
      authenticatedAt: authenticatedAt === null ? null : new Date(authenticatedAt),
    },
  }
}
