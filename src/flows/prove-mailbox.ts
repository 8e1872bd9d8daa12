import { longestAddress } from '../amazon/email.js'
import type { Proof } from '../linking/facts.js'
import type { Account } from '../ports/host.js'
import { maximumCandidates } from './check-password.js'
import { countAttempt } from './count-attempt.js'
import { guarded } from './failure.js'
import { locate } from './gather-facts.js'
import {
  countCode,
  countMail,
  createCode,
  mailsPerAccount,
  parseCode,
  sendProof,
  traceOf,
} from './mail-code.js'
import { type Outcome, refused } from './outcome.js'
import { isProofEnded } from './proofs.js'
import type { TicketAnswer } from './prove-ownership.js'
import { settle } from './settle.js'
import type { MailProof, Ticket } from './ticket.js'
import type { Wiring } from './wiring.js'

/**
 * Mails a code to the proven address of each located account that has no usable password. The answer is the same
 * whether or not there is one: only the mailbox tells.
 */
export async function mailProof<A extends Account>(
  wiring: Wiring<A>,
  given: TicketAnswer,
  typedEmail: string | null,
): Promise<Outcome> {
  const { ticket } = given
  if (wiring.mailer === null || ticket.intent !== 'sign-in' || ticket.waitsFor === 'confirm-switch')
    return refused('ticket-mismatch', 'kept')
  const retryAfterSeconds = await countMail(wiring, given)
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts', 'kept'), retryAfterSeconds }
  // No address is longer, and the ticket has to fit into a cookie.
  const email = typedEmail?.trim().slice(0, longestAddress) || null
  const sentAt = wiring.clock().getTime()
  const asked: Ticket = { ...ticket, mailProof: { email, sentAt, traces: [] } }
  const traces: string[] = []
  for (const account of await reachable(wiring, addressOf(ticket, email))) {
    const trace = await mailCode(wiring, asked, account, sentAt)
    if (trace !== null) traces.push(trace)
  }
  // One trace at least, so that the ticket does not tell by its size whether there was an account.
  const padded = traces.length > 0 ? traces : [wiring.fingerprint(`nobody ${ticket.id} ${sentAt}`)]
  return {
    kind: 'waiting',
    ticket: { ...ticket, mailProof: { email, sentAt, traces: padded } },
    problems: [],
  }
}

/** The code from the mail, typed in the browser that asked for it. */
export async function proveMailbox<A extends Account>(
  wiring: Wiring<A>,
  given: TicketAnswer,
  typedCode: string,
): Promise<Outcome> {
  const { ticket } = given
  if (ticket.mailProof === null) return refused('code-wrong', 'kept')
  const retryAfterSeconds = await countCode(wiring, given)
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts', 'kept'), retryAfterSeconds }
  const account = await accountOfCode(wiring, ticket, ticket.mailProof, parseCode(typedCode))
  if (account === null) return refused('code-wrong', 'kept')
  const proof: Proof = { by: 'mailbox', accountId: account.id }
  return settle(wiring, {
    ...given,
    from: 'ticket',
    answer: { kind: 'proof', proof },
    provenAccount: account,
    provenAt: new Date(ticket.mailProof.sentAt),
  })
}

/** Whether a mail can prove one of these accounts: its mailbox is proven, and it has no password to ask for. */
export async function canProveByMail<A extends Account>(wiring: Wiring<A>, account: A): Promise<boolean> {
  if (wiring.mailer === null || account.email === null || !account.emailProven) return false
  const ways = await guarded('host-failed', () => wiring.host.waysToSignIn(account))
  return !ways.includes('password')
}

/** Which ways to prove are worth offering for the accounts that this ticket's address locates. */
export async function provableBy<A extends Account>(
  wiring: Wiring<A>,
  ticket: Ticket,
): Promise<{ readonly password: boolean; readonly mailbox: boolean }> {
  const hasMailer = wiring.mailer !== null
  // Where nobody may learn whether there is an account, everybody is offered everything.
  if (wiring.policy.disclosure === 'strict') return { password: true, mailbox: hasMailer }
  const located = ticket.waitsFor === 'proof' ? await locate(wiring, addressOf(ticket, null)) : []
  // The visitor names the account.
  if (located.length === 0) return { password: true, mailbox: hasMailer }
  const byMail = await Promise.all(located.map((account) => canProveByMail(wiring, account)))
  // With nothing else to offer, the host's own check of the password has the last word.
  return { password: byMail.includes(false), mailbox: byMail.includes(true) }
}

async function reachable<A extends Account>(wiring: Wiring<A>, email: string | null): Promise<A[]> {
  const candidates = (await locate(wiring, email)).slice(0, maximumCandidates)
  const offered = await Promise.all(candidates.map((account) => canProveByMail(wiring, account)))
  return candidates.filter((_account, index) => offered[index])
}

/** Null when this mailbox has had enough mails for now: that is not told, for it would tell that there is an account. */
async function mailCode<A extends Account>(
  wiring: Wiring<A>,
  ticket: Ticket,
  account: A,
  sentAt: number,
): Promise<string | null> {
  if (account.email === null || (await countAttempt(wiring, [[mailsPerAccount, account.id]])) > 0) return null
  const code = createCode(wiring.random)
  await sendProof(wiring, account, wiring.mails.proof(account, { code, expiresAt: ticket.expiresAt }))
  return traceOf(wiring, code, {
    ticket,
    address: account.email,
    sentAt,
    about: await stateOf(wiring, account),
  })
}

async function accountOfCode<A extends Account>(
  wiring: Wiring<A>,
  ticket: Ticket,
  { email, sentAt, traces }: MailProof,
  code: string | null,
): Promise<A | null> {
  if (code === null) return null
  for (const account of await reachable(wiring, addressOf(ticket, email))) {
    const about = await stateOf(wiring, account)
    const trace = traceOf(wiring, code, { ticket, address: account.email ?? '', sentAt, about })
    if (traces.includes(trace) && !(await isProofEnded(wiring, account.id, sentAt))) return account
  }
  return null
}

function addressOf(ticket: Ticket, typed: string | null): string | null {
  return typed ?? (ticket.emailDeclined ? null : ticket.profile.email)
}

/** Everything about the account that may not have changed between the mail and the code. */
async function stateOf<A extends Account>(wiring: Wiring<A>, account: A): Promise<string> {
  const ways = await guarded('host-failed', () => wiring.host.waysToSignIn(account))
  const { id, email, emailProven, disabled = false, revision = null } = account
  return JSON.stringify([id, email, emailProven, disabled, revision, ways.toSorted()])
}
