import type { CallOptions, Client } from '../client/client.js'
import type { GoOn, Outcome, SignedIn } from '../client/outcomes.js'
import { isRepeatable, type Screen } from './screen.js'

/** What a form of a component was sent with. */
export interface Sent {
  /** Which form, or which link. */
  readonly action: string
  readonly values: Readonly<Record<string, string>>
}

/** How a component asks, and what follows from an answer. Knows nothing of a document. */
export interface Journey {
  readonly begin: (client: Client, address: string) => Promise<Step>
  readonly answer: (client: Client, screen: Screen, sent: Sent) => Promise<Step>
}

/** The next screen, or the end: the customer goes somewhere else from here. */
export type Step = { readonly screen: Screen; readonly outcome: Outcome } | { readonly end: SignedIn | GoOn }

/** An outcome as the next step, seen from the screen it answers. */
export function stepOf(outcome: Outcome, from: Screen | null): Step {
  switch (outcome.kind) {
    case 'signed-in':
    case 'continue':
      return { end: outcome }
    case 'prove-ownership':
      return { screen: { kind: 'link', asked: outcome, given: {}, problem: null }, outcome }
    case 'confirm':
      return { screen: { kind: 'confirm', asked: outcome, problem: null }, outcome }
    case 'register':
      return { screen: { kind: 'register', asked: outcome, given: {}, problem: null }, outcome }
    case 'connections':
      return {
        screen: { kind: 'connections', asked: outcome, notice: null, sent: null, problem: null },
        outcome,
      }
    case 'refused':
      if (from !== null && from.kind !== 'problem' && isRepeatable(outcome))
        return { screen: { ...from, problem: outcome }, outcome }
      return { screen: { kind: 'problem', problem: outcome }, outcome }
    case 'failed':
    case 'unreachable':
      return { screen: { kind: 'problem', problem: outcome }, outcome }
    default:
      // Answers to other questions than the one that was put.
      return { screen: { kind: 'problem', problem: noAnswer }, outcome }
  }
}

const noAnswer = { kind: 'unreachable', because: 'answer-invalid', effect: 'unknown' } as const

/** What a program without cookies hands back; in a browser nothing. */
export function heldBy(screen: Screen): CallOptions {
  return 'asked' in screen && 'ticket' in screen.asked ? { ticket: screen.asked.ticket } : {}
}
