import { parseEmail } from '../amazon/email.js'
import type { Account } from '../ports/host.js'
import { trySend } from './deliver-mails.js'
import { SparekeyFailure } from './failure.js'
import type { Notice } from './notify.js'
import type { Ticket } from './ticket.js'
import type { Wiring } from './wiring.js'

// Crockford's alphabet: no letter that looks like a digit or like another letter.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 10

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
