import type { Account, Registration } from '../ports/host.js'
import type { Limit } from '../ports/limiter.js'
import { countAttempt } from './count-attempt.js'
import { locate } from './gather-facts.js'
import { countCode, countMail, createCode, parseCode, sendMail, traceOf } from './mail-code.js'
import { type Outcome, refused } from './outcome.js'
import type { TicketAnswer } from './prove-ownership.js'
import type { MailProof, Ticket } from './ticket.js'
import type { Wiring } from './wiring.js'

const mailsPerAddress: Limit = { name: 'mail-address', attempts: 3, windowSeconds: 60 * 60 }

/** An address that is about to be registered, with whoever types it. */
interface Question {
  readonly given: TicketAnswer
  readonly email: string
  /** What was typed into the field for the code; empty when that was not shown or not filled in. */
  readonly code: string
}

/**
 * Proves the address of a registration by a mailed code: the registration with a proven address, or the page that asks
 * for the code. An account is made only after that, so nobody holds an address that is not theirs.
 */
export async function proveAddress<A extends Account>(
  wiring: Wiring<A>,
  given: TicketAnswer,
  registration: Registration,
  posted: ReadonlyMap<string, string>,
): Promise<{ readonly registration: Registration } | Outcome> {
  const { email } = registration
  if (email === null) return { registration }
  const question = { given, email, code: posted.get('code')?.trim() ?? '' }
  const { mailProof } = given.ticket
  const isAnother = mailProof === null || mailProof.email !== email
  if (isAnother || posted.get('again') !== undefined) return mailCode(wiring, question)
  if (question.code === '') return waiting(given.ticket, 'required')
  const retryAfterSeconds = await countCode(wiring, given)
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts', 'kept'), retryAfterSeconds }
  if (!isRight(wiring, question, mailProof)) return waiting(given.ticket, 'invalid')
  return { registration: { ...registration, emailProven: true } }
}

function isRight(wiring: Wiring, { given, email, code }: Question, { sentAt, traces }: MailProof): boolean {
  const parsed = parseCode(code)
  if (parsed === null) return false
  return traces.includes(
    traceOf(wiring, parsed, { ticket: given.ticket, address: email, sentAt, about: 'new' }),
  )
}

async function mailCode<A extends Account>(wiring: Wiring<A>, question: Question): Promise<Outcome> {
  const { given, email } = question
  const { ticket } = given
  const retryAfterSeconds = await countMail(wiring, given)
  if (retryAfterSeconds > 0) return { ...refused('too-many-attempts', 'kept'), retryAfterSeconds }
  const sentAt = wiring.clock().getTime()
  const code = createCode(wiring.random)
  // The limit of one mailbox is not told: that somebody else asked for it is nobody's business.
  if ((await countAttempt(wiring, [[mailsPerAddress, email.toLowerCase()]])) === 0)
    await sendWords(wiring, question, code)
  const trace = traceOf(wiring, code, { ticket, address: email, sentAt, about: 'new' })
  return waiting({ ...ticket, mailProof: { email, sentAt, traces: [trace] } }, null)
}

/** Whoever has an account already is told so, in the only place where it is nobody else's business. */
async function sendWords<A extends Account>(
  wiring: Wiring<A>,
  { given, email }: Question,
  code: string,
): Promise<void> {
  const holder = (await locate(wiring, email)).find(({ emailProven }) => emailProven)
  const words =
    holder === undefined
      ? wiring.mails.registration(given.visitor, { code, expiresAt: given.ticket.expiresAt })
      : wiring.mails.existing(holder, wiring.clock())
  await sendMail(wiring, holder?.email ?? email, words)
}

function waiting(ticket: Ticket, problem: 'required' | 'invalid' | null): Outcome {
  const problems = problem === null ? [] : [{ field: 'code', problem }]
  return { kind: 'waiting', ticket, problems }
}
