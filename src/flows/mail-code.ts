import { parseEmail } from '../amazon/email.js'
import type { Account } from '../ports/host.js'
import type { Limit } from '../ports/limiter.js'
import { countAttempt } from './count-attempt.js'
import { trySend } from './deliver-mails.js'
import { SparekeyFailure } from './failure.js'
import type { TicketAnswer } from './prove-ownership.js'
import type { Ticket } from './ticket.js'
import type { Wiring } from './wiring.js'
import type { Notice } from './write-notice.js'

// Crockford's alphabet: no letter that looks like a digit or like another letter.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 10

/** Nobody's mailbox is filled by strangers who show its address at Amazon. One account has one budget, whatever for. */
export const mailsPerAccount: Limit = { name: 'mail-account', attempts: 3, windowSeconds: 60 * 60 }
const mailsPerSubject: Limit = { name: 'mail-subject', attempts: 5, windowSeconds: 60 * 60 }
const mailsPerClient: Limit = { name: 'mail-client', attempts: 20, windowSeconds: 60 * 60 }
const guessesPerTicket: Limit = { name: 'mail-code', attempts: 10, windowSeconds: 60 * 60 }

/** Counts a mail that somebody asks for; 0 when it may be sent, else how long to wait. */
export function countMail<A extends Account>(
  wiring: Wiring<A>,
  { ticket, clientAddress }: TicketAnswer,
): Promise<number> {
  return countAttempt(wiring, [
    [mailsPerSubject, ticket.identity.subject],
    [mailsPerClient, clientAddress],
  ])
}

/** Counts a code that somebody types; 0 when it may be looked at, else how long to wait. */
export function countCode<A extends Account>(wiring: Wiring<A>, { ticket }: TicketAnswer): Promise<number> {
  return countAttempt(wiring, [[guessesPerTicket, ticket.id]])
}

/** What a mailed code was made for. It is worth nothing for anything else. */
export interface CodePurpose {
  readonly ticket: Ticket
  /** The address the mail went to. */
  readonly address: string
  readonly sentAt: number
  /** What else the code is bound to: the account and its state, or that there is none yet. */
  readonly about: string
}

/** Fifty random bits, as a person can read and type them: `7K2QX-9MTBA`. */
export function createCode(random: (bytes: number) => Uint8Array): string {
  const letters = Array.from(random(codeLength), (byte) => alphabet[byte % alphabet.length]).join('')
  return `${letters.slice(0, codeLength / 2)}-${letters.slice(codeLength / 2)}`
}

/** A typed code as it was made, whatever became of its case, hyphens and look-alikes; null when it can be none. */
export function parseCode(typed: string): string | null {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  if (letters.length !== codeLength) return null
  return `${letters.slice(0, codeLength / 2)}-${letters.slice(codeLength / 2)}`
}

/** The trace of a code that the ticket keeps: without the key nobody finds the code, or the account, in it. */
export function traceOf(
  wiring: Wiring,
  code: string,
  { ticket, address, sentAt, about }: CodePurpose,
): string {
  const { issuer, subject } = ticket.identity
  return wiring.fingerprint(
    JSON.stringify(['mail-code', code, ticket.id, issuer, subject, address, sentAt, about]),
  )
}

/**
 * Sends a code to the owner of an account. Where pages tell nobody who has an account, neither the time this takes nor
 * its failure may: only an event says that it failed.
 */
export async function sendProof<A extends Account>(
  wiring: Wiring<A>,
  account: A,
  words: Notice,
): Promise<void> {
  const to = parseEmail(account.email ?? '')
  if (to === null) return
  if (wiring.policy.disclosure === 'helpful') return sendMail(wiring, to, words)
  void trySend(wiring, { accountId: account.id, mail: { to, ...words } })
}

/** Sends a mail that somebody waits for. Unlike a notice it is worth an error page when it cannot be sent. */
export async function sendMail<A extends Account>(
  wiring: Wiring<A>,
  email: string,
  words: Notice,
): Promise<void> {
  const to = parseEmail(email)
  if (wiring.mailer === null || to === null) return
  try {
    await wiring.mailer.send({ to, ...words })
  } catch (error) {
    throw new SparekeyFailure('mail-failed', error)
  }
}
