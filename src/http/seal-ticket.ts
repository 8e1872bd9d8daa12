import { EncryptJWT, jwtDecrypt } from 'jose'
import type { Ticket } from '../flows/ticket.js'
import { findKey, type Keys } from './keys.js'

const type = 'sparekey-ticket+v1'
// Longer is no cookie of ours; checked before any cryptography.
const maximumLength = 4096

/** A ticket as a cookie value: encrypted, because it holds what Amazon told about a person. */
export async function sealTicket([keySet]: Keys, ticket: Ticket): Promise<string> {
  return new EncryptJWT({ ticket: toJson(ticket) })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: type, kid: keySet.id })
    .encrypt(keySet.bytes('ticket'))
}

/** Null for anything this site did not seal. Expiry is the caller's question, because it has an answer of its own. */
export async function openTicket(keys: Keys, value: string): Promise<Ticket | null> {
  if (value.length > maximumLength) return null
  try {
    const { payload } = await jwtDecrypt<{ ticket: TicketJson }>(value, findKey(keys, 'ticket'), {
      typ: type,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return fromJson(payload.ticket)
  } catch {
    return null
  }
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
