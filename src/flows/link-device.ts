import { type Codes, createCodePair, type Poll, redeemCodePair } from '../amazon/code-pair.js'
import { AmazonError } from '../amazon/errors.js'
import type { Account, Visitor } from '../ports/host.js'
import type { Limit } from '../ports/limiter.js'
import type { UsedTicket } from '../ports/link-store.js'
import type { CurrentSession } from '../ports/sessions.js'
import { countAttempt } from './count-attempt.js'
import { exchangeToken } from './exchange-token.js'
import { guarded, SparekeyFailure } from './failure.js'
import type { TicketOrigin } from './issue-ticket.js'
import { type Outcome, type Refused, refused, type Waiting } from './outcome.js'
import { settle } from './settle.js'
import type { Ticket } from './ticket.js'
import type { Wiring } from './wiring.js'

const startsPerClient: Limit = { name: 'device-client', attempts: 60, windowSeconds: 15 * 60 }
// Every five seconds, and some more for a device that is restarted.
const pollsPerDevice: Limit = { name: 'device-poll', attempts: 300, windowSeconds: 15 * 60 }

/** A device whose customer is at Amazon with its code. Sealed into what the device polls with. */
export interface DeviceCode extends Codes {
  readonly intervalSeconds: number
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

export interface StartedDevice {
  readonly kind: 'started'
  readonly device: DeviceCode
  readonly verificationUri: string
  readonly expiresInSeconds: number
}

/** Whoever is polled too soon waits twice as long from then on. */
export interface Pending {
  readonly kind: 'pending'
  readonly intervalSeconds: number
  readonly pace: 'keep' | 'slow-down'
}

/** A device that cannot ask Amazon itself: what it shows, and what it polls with. */
export async function startDevice<A extends Account>(
  wiring: Wiring<A>,
  clientAddress: string | null,
): Promise<StartedDevice | Refused> {
  const { deviceClientId } = wiring.apps
  if (deviceClientId === null) return refused('route-unknown')
  const retryAfterSeconds = await countAttempt(wiring, [[startsPerClient, clientAddress]])
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts'), retryAfterSeconds }
  const pair = await asked(() => createCodePair(wiring.amazon, deviceClientId))
  const { userCode, deviceCode, intervalSeconds, verificationUri, expiresInSeconds } = pair
  const expiresAt = wiring.clock().getTime() + expiresInSeconds * 1000
  const device = { userCode, deviceCode, intervalSeconds, expiresAt }
  return { kind: 'started', device, verificationUri, expiresInSeconds }
}

export interface DevicePoll {
  readonly device: DeviceCode
  readonly origin: TicketOrigin
  readonly visitor: Visitor
  readonly session: CurrentSession | null
  readonly clientAddress: string | null
}

/** Has the customer typed the code at Amazon? Then the token goes the way of every token that is brought. */
export async function pollDevice<A extends Account>(
  wiring: Wiring<A>,
  { device, ...brought }: DevicePoll,
): Promise<Outcome | Pending> {
  if (wiring.apps.deviceClientId === null) return refused('route-unknown')
  if (device.expiresAt <= wiring.clock().getTime()) return refused('device-code-expired')
  const key = wiring.fingerprint(`device ${device.deviceCode}`)
  const retryAfterSeconds = await countAttempt(wiring, [[pollsPerDevice, key]])
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts', 'kept'), retryAfterSeconds }
  const poll = await asked<Poll>(() => redeemCodePair(wiring.amazon, device))
  const used = { id: `device-${key}`, expiresAt: new Date(device.expiresAt) }
  if (poll.kind === 'rejected') return refusePoll(wiring, used)
  if (poll.kind === 'token') {
    await guarded('store-failed', () => wiring.links.redeemTicket(used))
    return exchangeToken(wiring, { ...brought, credential: { kind: 'token', accessToken: poll.accessToken } })
  }
  const pace = poll.kind === 'slow-down' ? 'slow-down' : 'keep'
  return { kind: 'pending', intervalSeconds: device.intervalSeconds, pace }
}

/**
 * What became of a ticket whose question is answered in another browser: a link that is there by now signs in. Until
 * then nothing is decided anew, or a "no" said there could end in an account made here.
 */
export async function finishFromElsewhere<A extends Account>(
  wiring: Wiring<A>,
  ticket: Ticket,
  here: { readonly visitor: Visitor; readonly session: CurrentSession | null },
): Promise<Outcome> {
  const retryAfterSeconds = await countAttempt(wiring, [[pollsPerDevice, ticket.id]])
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts', 'kept'), retryAfterSeconds }
  const link = await guarded('store-failed', () => wiring.links.findLink(ticket.identity))
  if (link === null) return stillWaiting(ticket)
  // A device looks every half a minute, whoever holds its ticket.
  const polled: Ticket = { ...ticket, heldBy: 'client' }
  return settle(wiring, { ticket: polled, from: 'ticket', answer: { kind: 'none' }, ...here })
}

function stillWaiting(ticket: Ticket): Waiting {
  return { kind: 'waiting', ticket, problems: [] }
}

/** Of a used code and of a customer's no Amazon says the same: a device whose answer was lost is told no "no". */
async function refusePoll<A extends Account>({ links }: Wiring<A>, { id }: UsedTicket): Promise<Refused> {
  const isUsed = await guarded('store-failed', () => links.isTicketUsed(id))
  return refused(isUsed ? 'code-rejected' : 'authorization-declined')
}

async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof AmazonError && error.code !== 'code-rejected')
      throw new SparekeyFailure(error.code, error)
    throw error
  }
}
