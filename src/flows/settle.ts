import { type Decision, decide } from '../linking/decide.js'
import type { Answer } from '../linking/facts.js'
import type { Account, Registration, Visitor } from '../ports/host.js'
import type { CurrentSession } from '../ports/sessions.js'
import { applyEviction } from './apply-eviction.js'
import { applyLink } from './apply-link.js'
import { applySignIn } from './apply-sign-in.js'
import { applySignUp, completeSignUp } from './apply-sign-up.js'
import { type Gathered, gatherFacts } from './gather-facts.js'
import { type Outcome, refused, type Waiting } from './outcome.js'
import { registrationFromProfile } from './registration-form.js'
import type { Ticket, TicketStep } from './ticket.js'
import type { Wiring } from './wiring.js'

/** One step of a journey: what Amazon said, what the visitor answered, and who is here now. */
export interface Step<A extends Account = Account> {
  readonly ticket: Ticket
  /** `callback`: Amazon has just said so · `ticket`: it said so a while ago, and the ticket must not be used twice. */
  readonly from: 'callback' | 'ticket'
  readonly answer: Answer
  readonly visitor: Visitor
  readonly session: CurrentSession | null
  /** The account a proof in `answer` is about. */
  readonly provenAccount?: A
  /** When the account in `answer` was shown to be the visitor's: before anything that takes time. */
  readonly provenAt?: Date
  /** What the registration page brought, for the answer `registration`. */
  readonly registration?: Registration
}

/** A write lost against the unique key, or swept something stale away: the facts have changed. */
export type Applied = Outcome | 'decide-again'

// One conflict and one swept link may meet in one step; more is somebody hammering, and they may press again.
const maximumRounds = 3

/** gather facts → decide → apply. The unique index is the lock: a conflict means gather and decide again. */
export async function settle<A extends Account>(wiring: Wiring<A>, step: Step<A>): Promise<Outcome> {
  const { ticket, answer, session } = step
  for (let round = 0; round < maximumRounds; round += 1) {
    const gathered = await gatherFacts(wiring, {
      ticket,
      answer,
      session,
      email: emailThatLocates(step),
      emailProven: step.registration?.emailProven ?? false,
    })
    const applied = await apply(wiring, step, gathered, decide(gathered.facts, wiring.policy))
    if (applied !== 'decide-again') return applied
  }
  return refused('try-again', 'kept')
}

function emailThatLocates(step: Step): string | null {
  if (step.answer.kind === 'registration') return step.registration?.email ?? null
  return step.ticket.emailDeclined || step.ticket.intent === 'link' ? null : step.ticket.profile.email
}

async function apply<A extends Account>(
  wiring: Wiring<A>,
  step: Step<A>,
  gathered: Gathered<A>,
  decision: Decision,
): Promise<Applied> {
  switch (decision.kind) {
    case 'sign-in':
      return applySignIn(wiring, step, gathered)
    case 'link':
      return applyLink(wiring, step, decision.accountId)
    case 'create-account':
      return applySignUp(wiring, step, step.registration ?? registrationFromProfile(step.ticket.profile))
    case 'complete-sign-up':
      return completeSignUp(wiring, step, gathered.leftBehind)
    case 'evict-link':
      return applyEviction(wiring, gathered.link)
    case 'prove-ownership':
      return waiting(step.ticket, 'proof')
    case 'ask-registration':
      return waiting(step.ticket, 'registration')
    case 'ask-another-email':
      return { ...waiting(step.ticket, 'registration'), problems: [{ field: 'email', problem: 'taken' }] }
    case 'confirm-link':
    case 'confirm-switch':
      return waiting(step.ticket, decision.kind)
    case 'refuse':
      return refused(decision.reason)
  }
}

function waiting(ticket: Ticket, waitsFor: TicketStep): Waiting {
  return { kind: 'waiting', ticket: { ...ticket, waitsFor }, problems: [] }
}
